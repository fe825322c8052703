package org.supervision.web;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;
import org.supervision.access.Content;
import org.supervision.access.Route;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.calendar.LondonWords;
import org.supervision.persistence.Csv;
import org.supervision.printing.SeedLayout;
import org.supervision.session.RecordService;
import org.supervision.session.SupervisionDates;
import org.supervision.session.SupervisionSession;
import org.supervision.taskform.CurrentUser;

/**
 * Everybody's own copies, to read and to print, with the log of who opened them: with Tasklist's session below
 * {@code /camunda}, with HTTP Basic below {@code /api}. What isn't the reader's is not found.
 */
@Controller
@RequestMapping({CopiesController.IN_TASKLIST, CopiesController.IN_REST})
class CopiesController {

    static final String IN_TASKLIST = "/camunda/api/supervision/copies";
    static final String IN_REST = "/api/copies";

    private static final int LONGEST_ADDENDUM = 10_000;

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final Copies copies;
    private final Printouts printouts;
    private final Readings readings;
    private final SupervisionDates dates;
    private final RecordService records;
    private final AgreementService agreements;
    private final CurrentUser currentUser;

    CopiesController(
            Copies copies,
            Printouts printouts,
            Readings readings,
            SupervisionDates dates,
            RecordService records,
            AgreementService agreements,
            CurrentUser currentUser) {
        this.copies = copies;
        this.printouts = printouts;
        this.readings = readings;
        this.dates = dates;
        this.records = records;
        this.agreements = agreements;
        this.currentUser = currentUser;
    }

    @GetMapping("/agreements/{agreement}/{term}")
    String agreement(
            @PathVariable String agreement, @PathVariable String term, Model model, HttpServletRequest request) {
        String key = agreement + "/" + term;
        String userId = currentUser.require();
        offerToPrint(model, "agreements/" + key + "/pdf", true);
        return copy(copies.agreement(key, userId, route(request)), Content.agreement(key), model, request);
    }

    /** The same to keep or print, as tagged PDF (F09). */
    @Operation(summary = "An agreement as PDF, in the layout of the council's policy or of this name")
    @GetMapping("/agreements/{agreement}/{term}/pdf")
    ResponseEntity<byte[]> agreementToPrint(
            @PathVariable String agreement,
            @PathVariable String term,
            @RequestParam(required = false) @Nullable String layout) {
        return pdf(printouts.agreement(agreement + "/" + term, currentUser.require(), layout(layout)));
    }

    @GetMapping("/reviews/{agreement}/{term}")
    String review(@PathVariable String agreement, @PathVariable String term, Model model, HttpServletRequest request) {
        String key = agreement + "/" + term;
        return copy(copies.review(key, currentUser.require(), route(request)), Content.review(key), model, request);
    }

    @GetMapping("/records/{session}")
    String record(@PathVariable String session, Model model, HttpServletRequest request) {
        String userId = currentUser.require();
        offerToPrint(model, "records/" + session + "/pdf", true);
        return copy(copies.record(session, userId, route(request)), Content.record(session, 0), model, request);
    }

    /** The same to keep or print, as tagged PDF (F44). */
    @Operation(summary = "A record as PDF, in the layout of the council's policy or of this name")
    @GetMapping("/records/{session}/pdf")
    ResponseEntity<byte[]> recordToPrint(
            @PathVariable String session, @RequestParam(required = false) @Nullable String layout) {
        return pdf(printouts.record(session, currentUser.require(), layout(layout)));
    }

    /** What a record says of one case, to print and to put into its file (B5). */
    @GetMapping("/cases/{session}/{id}")
    String caseExtract(@PathVariable String session, @PathVariable long id, Model model, HttpServletRequest request) {
        String userId = currentUser.require();
        offerToPrint(model, "cases/" + session + "/" + id + "/pdf", false);
        return copy(
                copies.caseExtract(session, id, userId, route(request)), Content.casework(session, 0), model, request);
    }

    /** The same as PDF. */
    @Operation(summary = "What a record says of one case, as PDF")
    @GetMapping("/cases/{session}/{id}/pdf")
    ResponseEntity<byte[]> caseExtractToPrint(@PathVariable String session, @PathVariable long id) {
        return pdf(printouts.caseExtract(session, id, currentUser.require()));
    }

    /** What came of an audit of one's file (C24). */
    @GetMapping("/audits/{file}")
    String audit(@PathVariable String file, Model model, HttpServletRequest request) {
        String userId = currentUser.require();
        return copy(copies.audit(file, userId, route(request)), Content.audit(file), model, request);
    }

    @GetMapping("/personal-matters/{matter}")
    String personalMatter(@PathVariable String matter, Model model, HttpServletRequest request) {
        String userId = currentUser.require();
        return copy(
                copies.personalMatter(matter, userId, route(request)), Content.personalMatter(matter), model, request);
    }

    /** What somebody adds to a record. */
    record NewAddendum(@Nullable String text) {}

    /** Adds to a distributed record, which itself stays as it is (F41); 404 for anybody but the two. */
    @Operation(summary = "Add to a distributed record of one's own")
    @PostMapping("/records/{session}/addenda")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void addToRecord(@PathVariable String session, @RequestBody NewAddendum wanted, HttpServletRequest request) {
        String userId = currentUser.require();
        if (!copies.mayAdd(session, userId, route(request))) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        if (wanted.text() == null || wanted.text().isBlank()) {
            throw wrong("Write what you want to add.");
        }
        if (wanted.text().length() > LONGEST_ADDENDUM) {
            throw wrong("Say it in at most " + LONGEST_ADDENDUM + " characters.");
        }
        records.add(SupervisionSession.idOf(session), userId, wanted.text());
    }

    private static ResponseStatusException wrong(String message) {
        return new ResponseStatusException(HttpStatus.UNPROCESSABLE_ENTITY, message);
    }

    /** A line of the log of dates. */
    record DateLine(String when, String what, String detail) {}

    @GetMapping("/dates/{agreement}")
    String dates(@PathVariable String agreement, Model model, HttpServletRequest request) {
        Agreement own = requireOwn(agreement);
        model.addAttribute("key", own.key());
        model.addAttribute(
                "lines",
                dates.of(own).stream()
                        .map(line -> new DateLine(LondonWords.of(line.on()), line.what(), line.detail()))
                        .toList());
        return page("dates", model, request);
    }

    @GetMapping("/dates/{agreement}/csv")
    ResponseEntity<String> datesToSave(@PathVariable String agreement) {
        Agreement own = requireOwn(agreement);
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("date", "what", "detail"));
        dates.of(own).forEach(line -> rows.add(List.of(line.on().toString(), line.what(), line.detail())));
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("dates-" + own.key() + ".csv")
                                .build()
                                .toString())
                .body(Csv.write(rows));
    }

    /** Dates are for the two alone; whoever else asks learns not even that there is such an agreement. */
    private Agreement requireOwn(String key) {
        String userId = currentUser.require();
        return Optional.of(key)
                .filter(Agreement::isKey)
                .flatMap(known -> agreements.find(Agreement.idOf(known)))
                .filter(agreement -> agreement.key().equals(key) && agreement.inForceOn() != null)
                .filter(agreement -> copies.hasDatesOf(agreement, userId))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @GetMapping("/agreements/{agreement}/{term}/readings")
    @ResponseBody
    List<Readings.Entry> readingsOfAgreement(@PathVariable String agreement, @PathVariable String term) {
        return readings.of(currentUser.require(), Content.agreement(agreement + "/" + term));
    }

    @GetMapping("/reviews/{agreement}/{term}/readings")
    @ResponseBody
    List<Readings.Entry> readingsOfReview(@PathVariable String agreement, @PathVariable String term) {
        return readings.of(currentUser.require(), Content.review(agreement + "/" + term));
    }

    @GetMapping("/records/{session}/readings")
    @ResponseBody
    List<Readings.Entry> readingsOfRecord(@PathVariable String session) {
        return readings.of(currentUser.require(), Content.record(session, 0));
    }

    @GetMapping("/audits/{file}/readings")
    @ResponseBody
    List<Readings.Entry> readingsOfAudit(@PathVariable String file) {
        return readings.of(currentUser.require(), Content.audit(file));
    }

    @GetMapping("/personal-matters/{matter}/readings")
    @ResponseBody
    List<Readings.Entry> readingsOfPersonalMatter(@PathVariable String matter) {
        return readings.of(currentUser.require(), Content.personalMatter(matter));
    }

    /** A way to get a copy as PDF; the path is below the list of copies. */
    record ToPrint(String path, String words) {}

    private void offerToPrint(Model model, String path, boolean inLayouts) {
        SeedLayout usual = printouts.usualLayout();
        model.addAttribute(
                "toPrint",
                inLayouts
                        ? Stream.concat(Stream.of(usual), Stream.of(SeedLayout.values()))
                                .distinct()
                                .map(layout -> new ToPrint(
                                        path + "?layout=" + layout.key(),
                                        "Save as PDF, laid out as the " + layout.title()))
                                .toList()
                        : List.of(new ToPrint(path, "Save as PDF")));
    }

    private SeedLayout layout(@Nullable String key) {
        return key == null
                ? printouts.usualLayout()
                : SeedLayout.named(key).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static ResponseEntity<byte[]> pdf(Optional<Printouts.Printout> printout) {
        Printouts.Printout made = printout.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(made.fileName())
                                .build()
                                .toString())
                .body(made.pdf());
    }

    private String copy(Optional<Copies.Copy> copy, Content content, Model model, HttpServletRequest request) {
        model.addAttribute("copy", copy.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        model.addAttribute("readings", readings.inWords(currentUser.require(), content));
        return page("copy", model, request);
    }

    private static String page(String name, Model model, HttpServletRequest request) {
        model.addAttribute("base", route(request) == Route.REST ? IN_REST : IN_TASKLIST);
        return "pages/" + name;
    }

    private static Route route(HttpServletRequest request) {
        return request.getServletPath().startsWith(IN_REST) ? Route.REST : Route.PAGE;
    }
}
