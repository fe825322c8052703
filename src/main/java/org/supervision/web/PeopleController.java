package org.supervision.web;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.supervision.calendar.LondonWords;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.StuckJobs;
import org.supervision.people.ChangedSincePreviewException;
import org.supervision.people.Groups;
import org.supervision.people.ImportPreview;
import org.supervision.people.ImportProblem;
import org.supervision.people.ImportRun;
import org.supervision.people.ImportRunningException;
import org.supervision.people.ImportRuns;
import org.supervision.people.InvalidPeopleException;
import org.supervision.people.PeopleImport;
import org.supervision.taskform.CurrentUser;

/**
 * Takes the directory of people from a file that an administrator sends, once they have seen what it changes (F115). For
 * everybody else there is no such page: 404.
 */
@Controller
@RequestMapping({PeopleController.IN_TASKLIST, PeopleController.IN_REST})
class PeopleController {

    static final String IN_TASKLIST = Doors.WITH_SESSION + "/people";
    static final String IN_REST = Doors.AT_EACH_REQUEST + "/people";

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final int LARGEST_FILE = 10 * 1024 * 1024;
    private static final int YEARS_AHEAD = 5;
    /** The model that sets up what follows from an import of many. */
    private static final String IMPORT = "directoryImport";

    private static final int IMPORTS_SHOWN = 20;
    private static final int NAMES_SHOWN = 100;
    private static final String ANSWER = "pages/people-answer :: answer";

    private final PeopleImport people;
    private final ImportRuns runs;
    private final PeopleFollowUp followUps;
    private final StuckJobs jobs;
    private final WorkingCalendar calendar;
    private final CurrentUser currentUser;

    PeopleController(
            PeopleImport people,
            ImportRuns runs,
            PeopleFollowUp followUps,
            StuckJobs jobs,
            WorkingCalendar calendar,
            CurrentUser currentUser) {
        this.people = people;
        this.runs = runs;
        this.followUps = followUps;
        this.jobs = jobs;
        this.calendar = calendar;
        this.currentUser = currentUser;
    }

    @GetMapping
    String page(Model model, HttpServletRequest request) {
        currentUser.requireOneOf(Groups.ADMINISTRATORS);
        model.addAttribute("today", calendar.today());
        model.addAttribute("earliest", calendar.today().minusYears(YEARS_AHEAD));
        model.addAttribute("latest", calendar.today().plusYears(YEARS_AHEAD));
        model.addAttribute(
                "imports",
                runs.latest(IMPORTS_SHOWN).stream().map(this::inWords).toList());
        model.addAttribute("base", base(request));
        return "pages/people";
    }

    /**
     * An import in words.
     *
     * @param when it was taken
     * @param by whose file it was
     * @param from the day from which it holds
     */
    record Import(ImportRun run, String when, String by, String from) {}

    private Import inWords(ImportRun run) {
        return new Import(
                run,
                LondonWords.of(run.importedAt()),
                run.by() == null ? "the file that is read at each start" : followUps.nameOf(run.by()),
                LondonWords.of(run.effectiveOn()));
    }

    /** How far what follows from an import is, and what came of it. */
    @GetMapping("/imports/{key}")
    String progress(@PathVariable String key, Model model, HttpServletRequest request) {
        currentUser.requireOneOf(Groups.ADMINISTRATORS);
        ImportRun run = runs.find(key).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        StuckJobs.Failing failing = run.isFinished() ? new StuckJobs.Failing(0, 0) : jobs.failing(IMPORT, key);
        model.addAttribute("one", inWords(run));
        model.addAttribute("finished", run.finishedAt() == null ? null : LondonWords.of(run.finishedAt()));
        model.addAttribute("failing", failing);
        List<String> left = failing.givenUp() == 0 ? List.of() : runs.notSetUp(key);
        model.addAttribute(
                "left", followUps.names(left.stream().limit(NAMES_SHOWN).toList()));
        model.addAttribute("more", Math.max(0, left.size() - NAMES_SHOWN));
        model.addAttribute(
                "agreements",
                run.isFinished() ? followUps.agreements(runs.newInTheirLine(key), run.effectiveOn()) : null);
        model.addAttribute("base", base(request));
        model.addAttribute("stuckWork", Doors.WITH_SESSION + "/stuck-tasks");
        return "pages/people-import";
    }

    /** The directory as it is today: a file that, sent back as it is, changes nothing. */
    @Operation(summary = "The directory of people as a file (administrators only)")
    @GetMapping("/people.csv")
    ResponseEntity<String> directory() {
        currentUser.requireOneOf(Groups.ADMINISTRATORS);
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("people.csv")
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore())
                .body(people.export(calendar.today()));
    }

    /** What a file would change, and what follows from it, as a part of the page. */
    @PostMapping(path = "/preview", consumes = "text/csv")
    String preview(
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate effectiveOn,
            InputStream body,
            Model model,
            HttpServletRequest request)
            throws IOException {
        currentUser.requireOneOf(Groups.ADMINISTRATORS);
        return answer(people.preview(read(body), from(effectiveOn)), false, model, request);
    }

    /**
     * Applies a file that was shown.
     *
     * @param shown the preview's fingerprint: nothing else is applied
     * @param confirmEnded how many people are to leave: needed where the preview says so
     */
    @PostMapping(path = "/apply", consumes = "text/csv")
    String apply(
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate effectiveOn,
            @RequestParam String shown,
            @RequestParam(required = false) @Nullable Integer confirmEnded,
            InputStream body,
            Model model,
            HttpServletRequest request)
            throws IOException {
        currentUser.requireOneOf(Groups.ADMINISTRATORS);
        String by = currentUser.require();
        return answer(people.apply(read(body), from(effectiveOn), by, confirmEnded, shown), true, model, request);
    }

    /**
     * Tells what a people file would change, or changes it. Where so many are concerned that what follows is set up
     * afterwards, the answer is 202 with the page that says how far it is as its location; the directory holds the whole
     * file by then.
     *
     * @param effectiveOn first day (London) on which the file holds; today when left out
     * @param apply whether to change anything
     * @param confirmEnded how many people are to leave: needed where the preview's {@code toConfirm} says so
     * @param fingerprint the preview's, where just what it told is to be applied: 409 when that has changed since
     * @param body the file: UTF-8 text with a header, up to 10 MB
     */
    @Operation(summary = "Preview or apply a people file (administrators only)")
    @PostMapping(path = "/import", consumes = "text/csv")
    @ResponseBody
    ResponseEntity<ImportPreview> importPeople(
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate effectiveOn,
            @RequestParam(defaultValue = "false") boolean apply,
            @RequestParam(required = false) @Nullable Integer confirmEnded,
            @RequestParam(required = false) @Nullable String fingerprint,
            InputStream body)
            throws IOException {
        String by = currentUser.require();
        if (!currentUser.in(Groups.ADMINISTRATORS)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "Only an administrator imports people.");
        }
        LocalDate from = from(effectiveOn);
        byte[] csv = read(body);
        if (!apply) {
            return ResponseEntity.ok(people.preview(csv, from));
        }
        ImportPreview applied = people.apply(csv, from, by, confirmEnded, fingerprint);
        return inParts()
                .map(run -> ResponseEntity.accepted()
                        .location(URI.create(IN_REST + "/imports/" + run.key()))
                        .body(applied))
                .orElseGet(() -> ResponseEntity.ok(applied));
    }

    /** The last import, where what follows from it is still being set up. */
    private Optional<ImportRun> inParts() {
        return runs.latest(1).stream().filter(run -> !run.isFinished()).findFirst();
    }

    @ExceptionHandler
    ProblemDetail running(ImportRunningException e) {
        ImportRun run = e.running();
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.CONFLICT,
                ("Another import is not through yet: %,d of %,d people are set up. Nothing was taken. Send this file again"
                                + " once it is.")
                        .formatted(run.setUp(), run.concerned()));
    }

    @ExceptionHandler
    ProblemDetail invalid(InvalidPeopleException e) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.UNPROCESSABLE_ENTITY, "The people file is wrong. Nothing of it was taken.");
        List<ImportProblem> problems = e.problems();
        problem.setProperty("problems", problems);
        return problem;
    }

    @ExceptionHandler
    ProblemDetail changed(ChangedSincePreviewException e) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.CONFLICT,
                "The file or the directory has changed since you looked. Nothing was taken: look at what it changes again.");
    }

    private LocalDate from(@Nullable LocalDate effectiveOn) {
        LocalDate today = calendar.today();
        LocalDate from = effectiveOn == null ? today : effectiveOn;
        if (from.isBefore(today.minusYears(YEARS_AHEAD)) || from.isAfter(today.plusYears(YEARS_AHEAD))) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "effectiveOn must lie within " + YEARS_AHEAD + " years of today.");
        }
        return from;
    }

    private static byte[] read(InputStream body) throws IOException {
        byte[] csv = body.readNBytes(LARGEST_FILE + 1);
        if (csv.length > LARGEST_FILE) {
            throw new ResponseStatusException(HttpStatus.PAYLOAD_TOO_LARGE, "The file is larger than 10 MB.");
        }
        return csv;
    }

    private String answer(ImportPreview preview, boolean applied, Model model, HttpServletRequest request) {
        model.addAttribute("preview", preview);
        model.addAttribute("from", LondonWords.of(preview.effectiveOn()));
        model.addAttribute("applied", applied);
        model.addAttribute("followUp", followUps.of(preview));
        model.addAttribute("running", applied ? inParts().orElse(null) : null);
        model.addAttribute("base", base(request));
        return ANSWER;
    }

    private static String base(HttpServletRequest request) {
        return request.getServletPath().startsWith(IN_REST) ? IN_REST : IN_TASKLIST;
    }
}
