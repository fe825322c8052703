package org.supervision.web;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
import org.springframework.web.server.ResponseStatusException;
import org.supervision.calendar.LondonWords;
import org.supervision.onpaper.PaperImport;
import org.supervision.onpaper.PaperImport.State;
import org.supervision.people.Groups;
import org.supervision.taskform.CurrentUser;

/**
 * Takes agreements that were signed on paper from a file, for records officers (F11); for everybody else there is no such
 * page: 404. What is answered has no terms in it.
 */
@Controller
@RequestMapping({PaperAgreementsController.IN_TASKLIST, PaperAgreementsController.IN_REST})
class PaperAgreementsController {

    static final String IN_TASKLIST = "/camunda/api/supervision/paper-agreements";
    static final String IN_REST = "/api/paper-agreements";

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final int LARGEST_FILE = 1024 * 1024;

    private static final Map<State, String> STATES = Map.of(
            State.NEW, "ready",
            State.ENTERED, "entered",
            State.KNOWN, "entered before, nothing changes",
            State.REFUSED, "not possible yet");

    private final PaperImport papers;
    private final CurrentUser currentUser;

    PaperAgreementsController(PaperImport papers, CurrentUser currentUser) {
        this.papers = papers;
        this.currentUser = currentUser;
    }

    @GetMapping
    String page(Model model, HttpServletRequest request) {
        currentUser.requireOneOf(Groups.RECORDS_OFFICERS);
        model.addAttribute("base", base(request));
        return "pages/paper-agreements";
    }

    /** An empty file with its columns. */
    @Operation(summary = "The columns of a file of agreements that were signed on paper")
    @GetMapping("/columns.csv")
    ResponseEntity<String> columns() {
        currentUser.requireOneOf(Groups.RECORDS_OFFICERS);
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("paper-agreements.csv")
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore())
                .body(papers.template());
    }

    /** What a file would bring, as a part of the page. */
    @PostMapping(path = "/preview", consumes = "text/csv")
    String preview(InputStream body, Model model, HttpServletRequest request) throws IOException {
        currentUser.requireOneOf(Groups.RECORDS_OFFICERS);
        return answer(papers.preview(read(body)), false, model, request);
    }

    /**
     * Enters a file that was shown, line by line.
     *
     * @param confirm how many agreements the preview had ready
     */
    @PostMapping(path = "/enter", consumes = "text/csv")
    String enter(@RequestParam int confirm, InputStream body, Model model, HttpServletRequest request)
            throws IOException {
        String by = currentUser.requireOneOf(Groups.RECORDS_OFFICERS);
        return answer(papers.enter(read(body), confirm, by), true, model, request);
    }

    private static String answer(PaperImport.Result brought, boolean entered, Model model, HttpServletRequest request) {
        model.addAttribute("brought", brought);
        model.addAttribute("states", STATES);
        model.addAttribute("entered", entered ? count(brought, State.ENTERED) : null);
        model.addAttribute("refused", count(brought, State.REFUSED));
        model.addAttribute(
                "days",
                brought.rows().stream()
                        .flatMap(row -> Stream.of(row.effectiveOn(), row.reviewDueOn()))
                        .filter(Objects::nonNull)
                        .distinct()
                        .collect(Collectors.toMap(Function.identity(), LondonWords::of)));
        model.addAttribute("base", base(request));
        return "pages/paper-agreements-answer :: answer";
    }

    private static long count(PaperImport.Result brought, State state) {
        return brought.rows().stream().filter(row -> row.state() == state).count();
    }

    private static String base(HttpServletRequest request) {
        return request.getServletPath().startsWith(IN_REST) ? IN_REST : IN_TASKLIST;
    }

    /**
     * Tells what a file would bring, or enters it, for scripts: each line by itself, those with something wrong are listed and
     * left out.
     *
     * @param confirm how many agreements the preview had ready; left out for a preview
     * @param body UTF-8 text with a header, up to 1 MB
     */
    @Operation(summary = "Preview or enter agreements that were signed on paper (records officers only)")
    @PostMapping(path = "/import", consumes = "text/csv")
    ResponseEntity<PaperImport.Result> importPapers(
            @RequestParam(required = false) @Nullable Integer confirm, InputStream body) throws IOException {
        String by = currentUser.requireOneOf(Groups.RECORDS_OFFICERS);
        byte[] csv = read(body);
        PaperImport.Result result = confirm == null ? papers.preview(csv) : papers.enter(csv, confirm, by);
        return ResponseEntity.status(result.problems().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY)
                .body(result);
    }

    private static byte[] read(InputStream body) throws IOException {
        byte[] csv = body.readNBytes(LARGEST_FILE + 1);
        if (csv.length > LARGEST_FILE) {
            throw new ResponseStatusException(HttpStatus.PAYLOAD_TOO_LARGE, "The file is larger than 1 MB.");
        }
        return csv;
    }

    @ExceptionHandler
    ProblemDetail changed(PaperImport.ChangedException e) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.CONFLICT, "The file brings something else by now. Nothing was entered: look at it again.");
    }
}
