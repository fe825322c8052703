package org.supervision.web;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;
import org.supervision.access.Access;
import org.supervision.access.Content;
import org.supervision.access.ContentKind;
import org.supervision.access.Route;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.calendar.LondonWords;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.caseload.CaseImport;
import org.supervision.caseload.CaseRegister;
import org.supervision.caseload.CaseType;
import org.supervision.caseload.CaseValues;
import org.supervision.caseload.Urgency;
import org.supervision.caseload.WorkCase;
import org.supervision.people.People;
import org.supervision.session.OwedCaseFiles;
import org.supervision.taskform.CurrentUser;

/**
 * The register of a supervisee's cases, for the supervisee and the supervisor (B7); and the case files that are still to be
 * updated, for the supervisor, and as numbers for the line manager (B5). What isn't the reader's is not found.
 */
@Controller
@RequestMapping({CasesController.IN_TASKLIST, CasesController.IN_REST})
@Transactional
class CasesController {

    static final String IN_TASKLIST = "/camunda/api/supervision/cases";
    static final String IN_REST = "/api/cases";

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final String ANSWER = "pages/caseload-answer :: answer";
    private static final int LARGEST_FILE = 1024 * 1024;

    private final CaseRegister register;
    private final CaseImport imports;
    private final OwedCaseFiles owed;
    private final AgreementService agreements;
    private final Access access;
    private final People people;
    private final WorkingCalendar calendar;
    private final CurrentUser currentUser;

    CasesController(
            CaseRegister register,
            CaseImport imports,
            OwedCaseFiles owed,
            AgreementService agreements,
            Access access,
            People people,
            WorkingCalendar calendar,
            CurrentUser currentUser) {
        this.register = register;
        this.imports = imports;
        this.owed = owed;
        this.agreements = agreements;
        this.access = access;
        this.people = people;
        this.calendar = calendar;
        this.currentUser = currentUser;
    }

    /** What was done, in words. */
    record Done(String said) {}

    /** A register in the list; {@code whose} is the supervisee's name, or "Your own". */
    record RegisterLine(String agreement, String whose, int open, long due) {}

    /** A file that is to be updated, in words. */
    record FileLine(
            String extract,
            String reference,
            String whose,
            String due,
            @Nullable String late) {}

    /** How a supervisor stands with the case files, in words. */
    record CountLine(String supervisor, int open, int late, String oldest) {}

    /**
     * A case.
     *
     * @param urgency when it should be reviewed; null where it is closed
     */
    record CaseView(
            long id,
            String reference,
            @Nullable String initials,
            CaseType type,
            boolean priority,
            LocalDate openedOn,
            @Nullable LocalDate closedOn,
            @Nullable LocalDate lastDiscussedOn,
            @Nullable LocalDate lastInDepthOn,
            @Nullable Urgency urgency) {}

    @GetMapping
    String list(Model model, HttpServletRequest request) {
        String userId = currentUser.require();
        List<Agreement> readable = readable(userId, request);
        List<OwedCaseFiles.Owed> files = owed.of(userId);
        List<OwedCaseFiles.Count> counts = owed.countsFor(userId);
        Set<String> named = new HashSet<>();
        readable.forEach(agreement -> named.add(agreement.parties().supervisee()));
        Map<String, List<CaseRegister.Standing>> standing = register.standing(Set.copyOf(named), calendar.today());
        files.forEach(file -> named.add(file.supervisee()));
        counts.forEach(count -> named.add(count.supervisor()));
        UnaryOperator<String> names = people.names(named);
        model.addAttribute(
                "registers",
                readable.stream()
                        .map(agreement -> line(
                                agreement,
                                userId,
                                standing.getOrDefault(agreement.parties().supervisee(), List.of()),
                                names))
                        .toList());
        model.addAttribute(
                "files", files.stream().map(file -> line(file, names, request)).toList());
        model.addAttribute(
                "counts",
                counts.stream()
                        .map(count -> new CountLine(
                                names.apply(count.supervisor()),
                                count.open(),
                                count.late(),
                                LondonWords.of(count.oldestDueOn())))
                        .toList());
        return page("cases", model, request);
    }

    private List<Agreement> readable(String userId, HttpServletRequest request) {
        List<Agreement> own = agreements.of(userId);
        Set<Content> readable = access.readable(
                userId,
                ContentKind.CASELOAD,
                own.stream().map(agreement -> Content.caseload(agreement.key())).toList(),
                route(request));
        return own.stream()
                .filter(agreement -> readable.contains(Content.caseload(agreement.key())))
                .toList();
    }

    private static RegisterLine line(
            Agreement agreement, String userId, List<CaseRegister.Standing> open, UnaryOperator<String> names) {
        String supervisee = agreement.parties().supervisee();
        return new RegisterLine(
                agreement.key(),
                supervisee.equals(userId) ? "Your own" : names.apply(supervisee),
                open.size(),
                open.stream().filter(one -> one.urgency() == Urgency.NOW).count());
    }

    private static FileLine line(OwedCaseFiles.Owed file, UnaryOperator<String> names, HttpServletRequest request) {
        String copies = route(request) == Route.REST ? CopiesController.IN_REST : CopiesController.IN_TASKLIST;
        return new FileLine(
                copies + "/cases/" + file.session() + "/" + file.sessionCaseId(),
                file.reference(),
                names.apply(file.supervisee()),
                LondonWords.of(file.dueOn()),
                file.isLate() ? file.daysLate() + (file.daysLate() == 1 ? " day late" : " days late") : null);
    }

    /** The register, to read and to change. */
    @GetMapping("/{agreement}")
    String register(@PathVariable String agreement, Model model, HttpServletRequest request) {
        String supervisee = open(agreement, request);
        model.addAttribute("agreement", agreement);
        model.addAttribute("whose", people.nameOf(supervisee));
        model.addAttribute("today", calendar.today());
        model.addAttribute("cases", views(supervisee));
        return page("caseload", model, request);
    }

    /** The register: open cases first, in the order in which they should be reviewed. */
    @Operation(summary = "The register of a supervisee's cases, for the two parties of the agreement")
    @GetMapping("/{agreement}/cases")
    @ResponseBody
    List<CaseView> cases(@PathVariable String agreement, HttpServletRequest request) {
        return views(open(agreement, request));
    }

    private List<CaseView> views(String supervisee) {
        List<CaseRegister.Standing> standing = register.standing(supervisee, calendar.today());
        List<Long> open =
                standing.stream().map(one -> one.workCase().requireId()).toList();
        return Stream.concat(
                        standing.stream().map(one -> view(one.workCase(), one.urgency())),
                        register.of(supervisee).stream()
                                .filter(one -> !open.contains(one.requireId()))
                                .map(one -> view(one, null)))
                .toList();
    }

    private static CaseView view(WorkCase one, @Nullable Urgency urgency) {
        return new CaseView(
                one.requireId(),
                one.reference(),
                one.initials(),
                one.caseType(),
                one.priority(),
                one.openedOn(),
                one.closedOn(),
                one.lastDiscussedOn(),
                one.lastInDepthOn(),
                urgency);
    }

    /** Adds a case. */
    @Operation(summary = "Add a case to the register")
    @PostMapping("/{agreement}/cases")
    @ResponseStatus(HttpStatus.CREATED)
    @ResponseBody
    CaseView add(@PathVariable String agreement, @RequestBody CaseValues values, HttpServletRequest request) {
        String supervisee = open(agreement, request);
        return view(supervisee, imports.add(supervisee, values));
    }

    /** Changes or closes a case; its reference stays. */
    @Operation(summary = "Change or close a case of the register")
    @PutMapping("/{agreement}/cases/{id}")
    @ResponseBody
    CaseView change(
            @PathVariable String agreement,
            @PathVariable long id,
            @RequestBody CaseValues values,
            HttpServletRequest request) {
        String supervisee = open(agreement, request);
        return view(supervisee, imports.change(supervisee, id, values).orElseThrow(CasesController::notThere));
    }

    private CaseView view(String supervisee, WorkCase changed) {
        return views(supervisee).stream()
                .filter(one -> one.id() == changed.requireId())
                .findFirst()
                .orElseThrow();
    }

    /** The register as a file. */
    @Operation(summary = "The register as CSV")
    @GetMapping("/{agreement}/cases.csv")
    ResponseEntity<String> export(@PathVariable String agreement, HttpServletRequest request) {
        String csv = imports.export(open(agreement, request));
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("cases-" + agreement + ".csv")
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore())
                .body(csv);
    }

    /** What a file would change, as a part of the page. */
    @PostMapping(path = "/{agreement}/import/preview", consumes = "text/csv")
    String preview(@PathVariable String agreement, InputStream body, Model model, HttpServletRequest request)
            throws IOException {
        String supervisee = open(agreement, request);
        model.addAttribute("preview", imports.preview(supervisee, read(body)));
        return ANSWER;
    }

    /** Takes a file and says how much it brought; what is wrong with it is a part of the page. */
    @PostMapping(path = "/{agreement}/import/apply", consumes = "text/csv")
    Object apply(@PathVariable String agreement, InputStream body, Model model, HttpServletRequest request)
            throws IOException {
        String supervisee = open(agreement, request);
        CaseImport.Preview taken = imports.apply(supervisee, read(body));
        if (!taken.problems().isEmpty()) {
            model.addAttribute("preview", taken);
            return ANSWER;
        }
        return ResponseEntity.ok(new Done("Taken: %d new, %d changed, %d as they were."
                .formatted(taken.added().size(), taken.changed().size(), taken.unchanged())));
    }

    /**
     * Tells what a file would change, or changes it, for scripts. Cases that are not in the file stay.
     *
     * @param apply whether to change anything
     * @param body UTF-8 text with a header, up to 1 MB
     */
    @Operation(summary = "Preview or apply a file of cases")
    @PostMapping(path = "/{agreement}/import", consumes = "text/csv")
    ResponseEntity<CaseImport.Preview> importCases(
            @PathVariable String agreement,
            @RequestParam(defaultValue = "false") boolean apply,
            InputStream body,
            HttpServletRequest request)
            throws IOException {
        String supervisee = open(agreement, request);
        byte[] csv = read(body);
        CaseImport.Preview preview = apply ? imports.apply(supervisee, csv) : imports.preview(supervisee, csv);
        return ResponseEntity.status(preview.problems().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY)
                .body(preview);
    }

    private static byte[] read(InputStream body) throws IOException {
        byte[] csv = body.readNBytes(LARGEST_FILE + 1);
        if (csv.length > LARGEST_FILE) {
            throw new ResponseStatusException(HttpStatus.PAYLOAD_TOO_LARGE, "The file is larger than 1 MB.");
        }
        return csv;
    }

    @ExceptionHandler
    ProblemDetail refused(CaseImport.RefusedException e) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.UNPROCESSABLE_ENTITY, e.problems().get(0).message());
        problem.setProperty("errors", e.problems());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail atTheSameTime(DuplicateKeyException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "Somebody has just added this case.");
    }

    /** The supervisee whose register this is, once it is open to whoever asks; 404 for everybody else. */
    private String open(String agreement, HttpServletRequest request) {
        String userId = currentUser.require();
        if (agreement.contains("/") || !access.open(userId, Content.caseload(agreement), route(request))) {
            throw notThere();
        }
        return agreements.parties(Agreement.idOf(agreement)).supervisee();
    }

    private static ResponseStatusException notThere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private static String page(String name, Model model, HttpServletRequest request) {
        boolean inRest = route(request) == Route.REST;
        model.addAttribute("base", inRest ? IN_REST : IN_TASKLIST);
        return "pages/" + name;
    }

    private static Route route(HttpServletRequest request) {
        return request.getServletPath().startsWith(IN_REST) ? Route.REST : Route.PAGE;
    }
}
