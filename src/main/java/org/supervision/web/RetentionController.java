package org.supervision.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementChoices;
import org.supervision.calendar.LondonWords;
import org.supervision.people.Groups;
import org.supervision.people.People;
import org.supervision.persistence.Documents;
import org.supervision.retention.DisposalCertificate;
import org.supervision.retention.Disposals;
import org.supervision.retention.LegalHold;
import org.supervision.retention.LegalHolds;
import org.supervision.taskform.Choices;
import org.supervision.taskform.CurrentUser;

/**
 * Legal holds, and the certificates of files that were disposed of, for records officers (A6.3, B6). For everybody else
 * there is no such page: 404. It shows ids, dates and the reasons of holds, nothing of what is in a file.
 */
@Controller
@RequestMapping({RetentionController.IN_TASKLIST, RetentionController.IN_REST})
class RetentionController {

    static final String IN_TASKLIST = "/camunda/api/supervision/retention";
    static final String IN_REST = "/api/retention";

    private static final int LONGEST_REASON = 2000;

    private final LegalHolds holds;
    private final Disposals disposals;
    private final AgreementChoices agreements;
    private final People people;
    private final CurrentUser currentUser;

    RetentionController(
            LegalHolds holds,
            Disposals disposals,
            AgreementChoices agreements,
            People people,
            CurrentUser currentUser) {
        this.holds = holds;
        this.disposals = disposals;
        this.agreements = agreements;
        this.people = people;
        this.currentUser = currentUser;
    }

    /** A hold that is wanted. {@code agreement} is a key such as {@code AG-000123}. */
    record NewHold(@Nullable String agreement, @Nullable String reason) {}

    /** Why a hold is lifted. */
    record Lifting(@Nullable String reason) {}

    /** A line of the list of holds, in words. */
    record HoldLine(long id, String agreement, String set, String reason, String lifted, boolean stands) {}

    /** A line of the list of certificates, in words. */
    record CertificateLine(long id, String agreement, String disposed) {}

    @GetMapping
    String list(Model model, HttpServletRequest request) {
        currentUser.requireOneOf(Groups.RECORDS_OFFICERS);
        Choices.Found found = agreements(new Choices.Sought(null));
        model.addAttribute("agreements", found.more() ? List.of() : found.options());
        model.addAttribute("many", found.more());
        model.addAttribute("holds", holds.all().stream().map(this::line).toList());
        model.addAttribute(
                "certificates",
                disposals.certificates().stream()
                        .map(certificate -> new CertificateLine(
                                certificate.requireId(),
                                Agreement.keyOf(certificate.agreementId()),
                                LondonWords.of(certificate.disposedAt())))
                        .toList());
        return page("retention", model, request);
    }

    /** Agreements by a part of a name, or by key; by POST, as names do not belong into an address. */
    @PostMapping("/agreements")
    @ResponseBody
    Choices.Found agreements(@RequestBody Choices.Sought sought) {
        currentUser.requireOneOf(Groups.RECORDS_OFFICERS);
        return Choices.Found.of(agreements.find(sought.words(), Choices.SHOWN + 1));
    }

    /** A certificate, to read and to print. */
    @GetMapping("/certificates/{id}")
    String certificate(@PathVariable long id, Model model, HttpServletRequest request) {
        currentUser.requireOneOf(Groups.RECORDS_OFFICERS);
        DisposalCertificate certificate = disposals.certificate(id).orElseThrow(RetentionController::notThere);
        model.addAttribute("certificate", certificate);
        model.addAttribute("agreement", Agreement.keyOf(certificate.agreementId()));
        model.addAttribute("supervisor", people.nameOf(certificate.supervisor()));
        model.addAttribute(
                "supervisee", certificate.supervisee() == null ? "–" : people.nameOf(certificate.supervisee()));
        model.addAttribute(
                "reviewed", people.nameOf(certificate.reviewedBy()) + ", " + LondonWords.of(certificate.reviewedAt()));
        model.addAttribute(
                "approved", people.nameOf(certificate.approvedBy()) + ", " + LondonWords.of(certificate.approvedAt()));
        model.addAttribute("disposed", LondonWords.of(certificate.disposedAt()));
        Map<String, Object> contents = new TreeMap<>();
        Documents.read(certificate.contents(), Map.class)
                .forEach((table, rows) -> contents.put(inWords(String.valueOf(table)), rows));
        model.addAttribute("contents", contents);
        return page("certificate", model, request);
    }

    /** Holds the file of an agreement, and says why. */
    @PostMapping("/holds")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void set(@RequestBody NewHold wanted) {
        String by = currentUser.requireOneOf(Groups.RECORDS_OFFICERS);
        String agreement =
                wanted.agreement() == null ? "" : wanted.agreement().strip().toUpperCase(Locale.ROOT);
        if (!Agreement.isKey(agreement) || agreement.contains("/")) {
            throw wrong("Choose whose file it is, or name the agreement by its key, such as AG-000123.");
        }
        try {
            holds.set(Agreement.idOf(agreement), by, reason(wanted.reason()));
        } catch (LegalHolds.NoSuchAgreementException e) {
            throw wrong("There is no agreement " + agreement + ".");
        }
    }

    /** Lifts a hold, and says why. */
    @PostMapping("/holds/{id}/lift")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void lift(@PathVariable long id, @RequestBody Lifting lifting) {
        String by = currentUser.requireOneOf(Groups.RECORDS_OFFICERS);
        if (!holds.lift(id, by, reason(lifting.reason()))) {
            throw notThere();
        }
    }

    private static String reason(@Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            throw wrong("Say why.");
        }
        if (reason.length() > LONGEST_REASON) {
            throw wrong("Say it in at most " + LONGEST_REASON + " characters.");
        }
        return reason.strip();
    }

    private static ResponseStatusException notThere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private static ResponseStatusException wrong(String message) {
        return new ResponseStatusException(HttpStatus.UNPROCESSABLE_ENTITY, message);
    }

    private HoldLine line(LegalHold hold) {
        return new HoldLine(
                hold.requireId(),
                Agreement.keyOf(hold.agreementId()),
                people.nameOf(hold.setBy()) + ", " + LondonWords.of(hold.setAt()),
                hold.reason() == null ? "Disclosure in formal proceedings" : hold.reason(),
                hold.liftedAt() == null || hold.liftedBy() == null
                        ? ""
                        : people.nameOf(hold.liftedBy()) + ", " + LondonWords.of(hold.liftedAt()) + ": "
                                + hold.liftReason(),
                hold.stands());
    }

    private static String inWords(String table) {
        String words = table.replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String page(String name, Model model, HttpServletRequest request) {
        model.addAttribute("base", request.getServletPath().startsWith(IN_REST) ? IN_REST : IN_TASKLIST);
        return "pages/" + name;
    }
}
