package org.supervision.web;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.supervision.calendar.LondonWords;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.Groups;
import org.supervision.people.People;
import org.supervision.policy.Policies;
import org.supervision.policy.PolicyDryRun;
import org.supervision.policy.PolicyDryRun.Effect;
import org.supervision.policy.PolicyDryRun.Findings;
import org.supervision.policy.PolicyDryRun.Kind;
import org.supervision.policy.PolicyKeys;
import org.supervision.policy.PolicyKeys.PolicyKey;
import org.supervision.policy.PolicyProposals;
import org.supervision.policy.PolicyProposals.Checked;
import org.supervision.policy.PolicyProposals.Proposal;
import org.supervision.policy.PolicyProposals.RefusedException;
import org.supervision.policy.PolicyVersion;
import org.supervision.policy.PolicyVersion.Status;
import org.supervision.taskform.CurrentUser;

/**
 * The policy, key by key: administrators and process owners propose a change and see what it would mean, and a process owner
 * puts in force what somebody else proposed (F116). For everybody else there is no such page: 404.
 */
@Controller
@RequestMapping({PolicyController.IN_TASKLIST, PolicyController.IN_REST})
class PolicyController {

    static final String IN_TASKLIST = Doors.WITH_SESSION + "/policy";
    static final String IN_REST = Doors.AT_EACH_REQUEST + "/policy";

    private static final String FROM = "from";
    private static final String REASON = "reason";

    private static final Map<Kind, String> WORDS = new EnumMap<>(Map.of(
            Kind.OVERDUE, "Would be overdue at once",
            Kind.OUTSIDE, "Would not be allowed any more",
            Kind.SOONER, "Would be due sooner",
            Kind.NEW, "Would be expected, and is not so far",
            Kind.LATER, "Would be due later",
            Kind.GONE, "Would not be expected any more"));

    private final PolicyProposals proposals;
    private final PolicyDryRun dryRun;
    private final Policies policies;
    private final People people;
    private final WorkingCalendar calendar;
    private final CurrentUser currentUser;

    PolicyController(
            PolicyProposals proposals,
            PolicyDryRun dryRun,
            Policies policies,
            People people,
            WorkingCalendar calendar,
            CurrentUser currentUser) {
        this.proposals = proposals;
        this.dryRun = dryRun;
        this.policies = policies;
        this.people = people;
        this.calendar = calendar;
        this.currentUser = currentUser;
    }

    /** A key and what it has today. */
    record KeyLine(PolicyKey key, String value) {}

    /** Keys that belong together: what people and the file call them, what they are about, and what each has today. */
    record GroupLine(String title, String about, String name, List<KeyLine> keys) {}

    /** A change of one key, in words. */
    record ChangeLine(String path, String before, String after) {}

    /**
     * A version that was proposed, in words.
     *
     * @param mayDecide whether whoever looks may put it in force or refuse it
     * @param mayWithdraw whether they proposed it
     */
    record VersionLine(
            long id,
            String name,
            String from,
            String status,
            String proposed,
            String reason,
            @Nullable String decided,
            List<ChangeLine> changes,
            boolean mayDecide,
            boolean mayWithdraw) {}

    /** How many of a rule would change in one way. */
    record CountLine(String words, String rule, int count) {}

    /** Something that would change, in words. */
    record EffectLine(
            String words, String rule, String about, String item, String before, String after, boolean onlyNew) {}

    /**
     * What a proposal would mean.
     *
     * @param overdue how many would be overdue at once, of all that were found
     * @param counts of all that were found
     * @param effects the worst of them
     * @param found how many were found
     */
    record DryRun(int overdue, List<CountLine> counts, List<EffectLine> effects, int found, DryRunScope scope) {}

    /** A refusal. */
    record Refusal(@Nullable String reason) {}

    /** What was done, in words. */
    record Done(String said) {}

    @GetMapping
    String page(Model model, HttpServletRequest request) {
        String reader = requireReader();
        model.addAttribute(
                "groups",
                PolicyKeys.groups().stream()
                        .map(group -> new GroupLine(group.title(), group.about(), group.name(), lines(group.keys())))
                        .toList());
        model.addAttribute("version", policies.current().version());
        model.addAttribute("since", LondonWords.of(policies.current().from()));
        model.addAttribute("earliest", proposals.earliest());
        model.addAttribute("latest", calendar.knownUntil());
        List<VersionLine> all =
                proposals.all().stream().map(version -> line(version, reader)).toList();
        model.addAttribute(
                "open", all.stream().filter(line -> line.decided() == null).toList());
        model.addAttribute(
                "decided", all.stream().filter(line -> line.decided() != null).toList());
        model.addAttribute("base", base(request));
        return "pages/policy";
    }

    /** Every key with what it has today. */
    @Operation(summary = "The policy in force, key by key (administrators and process owners)")
    @GetMapping("/keys")
    @ResponseBody
    List<KeyLine> keys() {
        requireReader();
        return lines(PolicyKeys.all());
    }

    /** Every version that was ever proposed. */
    @Operation(summary = "Changes of the policy and who decided them (administrators and process owners)")
    @GetMapping("/versions")
    @ResponseBody
    List<PolicyVersion> versions() {
        requireReader();
        return proposals.all();
    }

    /** What a proposal would mean, as a part of the page. */
    @PostMapping("/preview")
    String preview(@RequestBody Map<String, Object> sent, Model model) {
        requireReader();
        Checked checked = requireRight(proposal(sent));
        model.addAttribute("changes", changes(checked.changes(), proposals.valuesOn(calendar.today())));
        model.addAttribute("run", run(checked));
        return "pages/policy-answer :: answer";
    }

    /** The same for scripts. */
    @Operation(summary = "What a proposed policy would mean for what is there today; changes nothing")
    @PostMapping("/dry-run")
    @ResponseBody
    DryRun dryRun(@RequestBody Map<String, Object> sent) {
        requireReader();
        return run(requireRight(proposal(sent)));
    }

    /** Keeps a proposal for a process owner to decide. */
    @Operation(summary = "Propose a change of the policy")
    @PostMapping("/proposals")
    @ResponseBody
    Done propose(@RequestBody Map<String, Object> sent) {
        String by = requireReader();
        proposals.propose(proposal(sent), by);
        return new Done("Proposed. A process owner, not you, puts it in force or refuses it: it stands below.");
    }

    /** Puts in force what somebody else proposed. */
    @Operation(summary = "Put a proposed policy in force (process owners, not the proposer)")
    @PostMapping("/proposals/{id}/approve")
    @ResponseBody
    Done approve(@PathVariable long id) {
        String by = currentUser.requireOneOf(Groups.PROCESS_OWNERS);
        if (!proposals.approve(id, by)) {
            throw notThere();
        }
        return new Done("In force from its first day on. What is open keeps the deadlines that it has.");
    }

    /** Decides against a proposal, with the reason. */
    @Operation(summary = "Refuse a proposed policy (process owners)")
    @PostMapping("/proposals/{id}/refuse")
    @ResponseBody
    Done refuse(@PathVariable long id, @RequestBody Refusal refusal) {
        String by = currentUser.requireOneOf(Groups.PROCESS_OWNERS);
        if (!proposals.refuse(id, by, refusal.reason())) {
            throw notThere();
        }
        return new Done("Refused. Whoever proposed it sees why on this page.");
    }

    /** Takes one's own proposal back. */
    @Operation(summary = "Take one's own proposal back")
    @PostMapping("/proposals/{id}/withdraw")
    @ResponseBody
    Done withdraw(@PathVariable long id) {
        if (!proposals.withdraw(id, requireReader())) {
            throw notThere();
        }
        return new Done("Taken back.");
    }

    /** What is wrong, by field, with its clause. */
    @ExceptionHandler
    ProblemDetail refused(RefusedException e) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.UNPROCESSABLE_ENTITY,
                "That is not possible. Nothing was changed; what you typed is still there.");
        problem.setProperty("errors", Refused.errors(e));
        if (e.problems().size() == 1 && e.problems().get(0).path().isEmpty()) {
            problem.setDetail(e.problems().get(0).message());
        }
        return problem;
    }

    private String requireReader() {
        return currentUser.requireOneOf(Groups.ADMINISTRATORS, Groups.PROCESS_OWNERS);
    }

    private static ResponseStatusException notThere() {
        return new ResponseStatusException(
                HttpStatus.NOT_FOUND, "That was decided already, or is not yours to decide.");
    }

    private Checked requireRight(Proposal proposal) {
        Checked checked = proposals.check(proposal);
        if (checked.policy() == null) {
            throw new RefusedException(checked.problems());
        }
        return checked;
    }

    /** The keys as the page sends them: {@code from} and {@code reason} beside them. */
    private static Proposal proposal(Map<String, Object> sent) {
        Map<String, String> values = new HashMap<>();
        sent.forEach((key, value) -> values.put(key, String.valueOf(value)));
        String from = values.remove(FROM);
        String reason = values.remove(REASON);
        LocalDate day = null;
        try {
            day = from == null || from.isBlank() ? null : LocalDate.parse(from.strip());
        } catch (DateTimeParseException e) {
            // the check says that a date is missing
        }
        return new Proposal(day, reason, values);
    }

    private List<KeyLine> lines(List<PolicyKey> keys) {
        Map<String, String> values = proposals.valuesOn(calendar.today());
        return keys.stream()
                .map(key -> new KeyLine(key, values.getOrDefault(key.path(), "")))
                .toList();
    }

    private DryRun run(Checked checked) {
        Findings findings = dryRun.of(Objects.requireNonNull(checked.policy()));
        List<Effect> effects = findings.effects();
        Map<Kind, Map<String, Integer>> counts = new TreeMap<>();
        effects.forEach(effect -> counts.computeIfAbsent(effect.kind(), kind -> new TreeMap<>())
                .merge(effect.expected().rule(), 1, Integer::sum));
        List<CountLine> lines = new ArrayList<>();
        counts.forEach((kind, rules) ->
                rules.forEach((rule, count) -> lines.add(new CountLine(WORDS.getOrDefault(kind, ""), rule, count))));
        return new DryRun(
                (int) effects.stream()
                        .filter(effect -> effect.kind() == Kind.OVERDUE)
                        .count(),
                lines,
                effects.stream()
                        .limit(DryRunScope.LISTED)
                        .map(PolicyController::line)
                        .toList(),
                effects.size(),
                DryRunScope.of(findings));
    }

    private static EffectLine line(Effect effect) {
        boolean gone = effect.kind() == Kind.GONE;
        return new EffectLine(
                WORDS.getOrDefault(effect.kind(), ""),
                effect.expected().rule(),
                effect.expected().about(),
                effect.expected().item(),
                inWords(effect.before()),
                gone ? "–" : inWords(effect.expected().by()),
                effect.expected().onlyNew());
    }

    private static String inWords(@Nullable LocalDate day) {
        return day == null ? "–" : LondonWords.of(day);
    }

    private static List<ChangeLine> changes(Map<String, String> changes, Map<String, String> before) {
        return changes.entrySet().stream()
                .map(change ->
                        new ChangeLine(change.getKey(), before.getOrDefault(change.getKey(), ""), change.getValue()))
                .toList();
    }

    private VersionLine line(PolicyVersion version, String reader) {
        boolean open = version.status() == Status.PROPOSED;
        boolean own = version.proposedBy().equals(reader);
        return new VersionLine(
                version.id(),
                version.name(),
                LondonWords.of(version.from()),
                switch (version.status()) {
                    case PROPOSED -> "Waits for a process owner";
                    case APPROVED ->
                        version.from().isAfter(calendar.today()) ? "Will be in force" : "In force since then";
                    case REFUSED -> "Refused";
                    case WITHDRAWN -> "Taken back";
                },
                people.nameOf(version.proposedBy()) + ", " + LondonWords.of(version.proposedAt()),
                version.reason(),
                version.decidedBy() == null || version.decidedAt() == null
                        ? null
                        : people.nameOf(version.decidedBy()) + ", " + LondonWords.of(version.decidedAt())
                                + (version.decisionReason() == null ? "" : ": " + version.decisionReason()),
                changes(
                        version.changes(),
                        proposals.valuesOn(
                                open ? calendar.today() : version.from().minusDays(1))),
                open && !own && currentUser.in(Groups.PROCESS_OWNERS),
                open && own);
    }

    private static String base(HttpServletRequest request) {
        return request.getServletPath().startsWith(IN_REST) ? IN_REST : IN_TASKLIST;
    }
}
