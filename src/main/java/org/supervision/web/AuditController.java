package org.supervision.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Predicate;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.supervision.audit.AuditFacts;
import org.supervision.audit.AuditNumbers;
import org.supervision.audit.AuditNumbers.Numbers;
import org.supervision.audit.AuditNumbers.QuestionNumbers;
import org.supervision.audit.AuditRound;
import org.supervision.audit.Audits;
import org.supervision.calendar.LondonWords;
import org.supervision.people.Groups;
import org.supervision.people.LineManagement;
import org.supervision.policy.Policies;
import org.supervision.taskform.CurrentUser;

/**
 * Audits in numbers. A manager sees those of the supervisors below, process owners see all; for everybody else there is no
 * such page: 404.
 */
@Controller
@RequestMapping({AuditController.IN_TASKLIST, AuditController.IN_REST})
class AuditController {

    static final String IN_TASKLIST = Audits.PATH;
    static final String IN_REST = "/api/audits";

    private final Audits audits;
    private final AuditNumbers numbers;
    private final LineManagement line;
    private final Policies policies;
    private final CurrentUser currentUser;

    AuditController(
            Audits audits, AuditNumbers numbers, LineManagement line, Policies policies, CurrentUser currentUser) {
        this.audits = audits;
        this.numbers = numbers;
        this.line = line;
        this.policies = policies;
        this.currentUser = currentUser;
    }

    /** An audit to choose. */
    record Entry(String key, String months) {}

    /** How often each answer was given to a question, in words. */
    record QuestionLine(String question, String yes, String no, String notApplicable) {}

    @GetMapping
    String list(Model model, HttpServletRequest request) {
        currentUser.requireOneOf(Groups.MANAGERS, Groups.PROCESS_OWNERS);
        model.addAttribute(
                "audits",
                audits.all().stream()
                        .map(round -> new Entry(round.key(), AuditFacts.inWords(round.period())))
                        .toList());
        return page("audits", model, request);
    }

    /** One audit, such as {@code AU-000001}. */
    @GetMapping("/{key}")
    String audit(@PathVariable String key, Model model, HttpServletRequest request) {
        currentUser.requireOneOf(Groups.MANAGERS, Groups.PROCESS_OWNERS);
        Numbers found = numbers.of(key, visible()).orElseThrow(AuditController::notThere);
        AuditRound round = found.round();
        int smallest = policies.current().audit().smallestNumber();
        model.addAttribute("numbers", found);
        model.addAttribute("months", AuditFacts.inWords(round.period()));
        model.addAttribute("drawnOn", LondonWords.of(round.drawnOn()));
        model.addAttribute("dueOn", LondonWords.of(round.dueOn()));
        model.addAttribute("termEndsOn", LondonWords.of(round.termEndsOn()));
        model.addAttribute("smallest", smallest);
        model.addAttribute("tooFew", found.audited() < smallest);
        model.addAttribute(
                "questions",
                found.questions().stream().map(row -> line(row, smallest)).toList());
        return page("audit", model, request);
    }

    private Predicate<String> visible() {
        String reader = currentUser.require();
        return currentUser.in(Groups.PROCESS_OWNERS)
                ? supervisor -> true
                : supervisor -> line.above(supervisor).contains(reader);
    }

    private static QuestionLine line(QuestionNumbers row, int smallest) {
        return new QuestionLine(
                row.question().words(),
                number(row.yes(), smallest),
                number(row.no(), smallest),
                number(row.notApplicable(), smallest));
    }

    private static String number(int files, int smallest) {
        return files < smallest ? "fewer than " + smallest : String.valueOf(files);
    }

    private static ResponseStatusException notThere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private static String page(String name, Model model, HttpServletRequest request) {
        model.addAttribute("base", request.getServletPath().startsWith(IN_REST) ? IN_REST : IN_TASKLIST);
        return "pages/" + name;
    }
}
