package org.supervision.web;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.supervision.calendar.LondonWords;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.ChangedSincePreviewException;
import org.supervision.people.Groups;
import org.supervision.people.ImportPreview;
import org.supervision.people.ImportProblem;
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
    private static final String ANSWER = "pages/people-answer :: answer";

    private final PeopleImport people;
    private final PeopleFollowUp followUps;
    private final WorkingCalendar calendar;
    private final CurrentUser currentUser;

    PeopleController(PeopleImport people, PeopleFollowUp followUps, WorkingCalendar calendar, CurrentUser currentUser) {
        this.people = people;
        this.followUps = followUps;
        this.calendar = calendar;
        this.currentUser = currentUser;
    }

    @GetMapping
    String page(Model model, HttpServletRequest request) {
        currentUser.requireOneOf(Groups.ADMINISTRATORS);
        model.addAttribute("today", calendar.today());
        model.addAttribute("earliest", calendar.today().minusYears(YEARS_AHEAD));
        model.addAttribute("latest", calendar.today().plusYears(YEARS_AHEAD));
        model.addAttribute("base", base(request));
        return "pages/people";
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
        return answer(people.apply(read(body), from(effectiveOn), "sent", confirmEnded, shown), true, model, request);
    }

    /**
     * Tells what a people file would change, or changes it.
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
    ImportPreview importPeople(
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate effectiveOn,
            @RequestParam(defaultValue = "false") boolean apply,
            @RequestParam(required = false) @Nullable Integer confirmEnded,
            @RequestParam(required = false) @Nullable String fingerprint,
            InputStream body)
            throws IOException {
        currentUser.require();
        if (!currentUser.in(Groups.ADMINISTRATORS)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "Only an administrator imports people.");
        }
        LocalDate from = from(effectiveOn);
        byte[] csv = read(body);
        return apply ? people.apply(csv, from, "sent", confirmEnded, fingerprint) : people.preview(csv, from);
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
        model.addAttribute("base", base(request));
        return ANSWER;
    }

    private static String base(HttpServletRequest request) {
        return request.getServletPath().startsWith(IN_REST) ? IN_REST : IN_TASKLIST;
    }
}
