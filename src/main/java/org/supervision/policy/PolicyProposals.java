package org.supervision.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.policy.PolicyVersion.Status;

/**
 * Changes of the policy while the product runs: one person proposes them, another puts them in force from a day that is yet
 * to come (F116, ADR 24). What is open keeps the deadlines that it has (E26).
 */
@Service
@Transactional
public class PolicyProposals {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyProposals.class);

    private static final int LONGEST_REASON = 1000;
    private static final int LONGEST_VALUE = 4000;
    private static final int MOST_AT_ONCE = 8000;

    private final Policies policies;
    private final PolicyVersions versions;
    private final WorkingCalendar calendar;
    private final ApplicationEventPublisher events;

    PolicyProposals(
            Policies policies, PolicyVersions versions, WorkingCalendar calendar, ApplicationEventPublisher events) {
        this.policies = policies;
        this.versions = versions;
        this.calendar = calendar;
        this.events = events;
    }

    /**
     * What somebody would change.
     *
     * @param from first day (London) on which it is to hold
     * @param reason why
     * @param values by key, as it would stand in the file; what is as it was changes nothing
     */
    public record Proposal(
            @Nullable LocalDate from, @Nullable String reason, Map<String, String> values) {}

    /**
     * A proposal that was looked at.
     *
     * @param changes what is not as it was
     * @param policy what would hold on its first day; null with problems
     */
    public record Checked(
            List<PolicyProblem> problems,
            Map<String, String> changes,
            @Nullable Policy policy) {}

    /** Thrown when a proposal is wrong, or its time is over; nothing is changed then. */
    public static class RefusedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient List<PolicyProblem> problems;

        public RefusedException(List<PolicyProblem> problems) {
            super("The policy cannot be changed like this");
            this.problems = List.copyOf(problems);
        }

        /** What is wrong, by key. */
        public List<PolicyProblem> problems() {
            return problems;
        }
    }

    /** Everything that was ever proposed, the newest first. */
    @Transactional(readOnly = true)
    public List<PolicyVersion> all() {
        return versions.all();
    }

    /** What each key has on this day (London), as it would stand in the file. */
    public Map<String, String> valuesOn(LocalDate day) {
        return PolicyKeys.values(policies.on(day));
    }

    /** The first day on which something that is decided today can hold. */
    public LocalDate earliest() {
        return calendar.today().plusDays(1);
    }

    /** What a proposal changes, and what is wrong with it: by the rules that the file is held to at start. */
    public Checked check(Proposal proposal) {
        List<PolicyProblem> problems = new ArrayList<>();
        LocalDate from = proposal.from();
        if (from == null) {
            problems.add(problem("from", "must be a date: the first day on which this is to hold"));
            from = earliest();
        } else if (from.isBefore(earliest())) {
            problems.add(problem("from", "must be tomorrow or later, so that nobody's day changes while it runs"));
            from = earliest();
        } else if (!calendar.isKnown(from)) {
            problems.add(problem("from", "must not be after " + calendar.knownUntil()));
            from = earliest();
        }
        Map<String, String> changes = changes(proposal.values(), from, problems);
        if (changes.toString().length() > MOST_AT_ONCE) {
            problems.add(problem("", "That is too much at once: propose it in several steps."));
        }
        if (problems.isEmpty() && changes.isEmpty()) {
            problems.add(problem("", "Nothing is different from what holds on that day."));
        }
        PolicyReader.Outcome outcome = policies.with(new PolicyChange("proposal", from, policies.profile(), changes));
        problems.addAll(outcome.problems());
        return new Checked(problems, changes, problems.isEmpty() ? policies.on(from, outcome) : null);
    }

    private Map<String, String> changes(Map<String, String> values, LocalDate from, List<PolicyProblem> problems) {
        Map<String, String> changes = new TreeMap<>();
        Map<String, String> before = valuesOn(from);
        values.forEach((path, text) -> {
            if (!PolicyKeys.isKey(path)) {
                problems.add(problem(path, "is no key of the policy"));
            } else if (text.length() > LONGEST_VALUE) {
                problems.add(problem(path, "must not be longer than " + LONGEST_VALUE + " characters"));
            } else if (!text.strip().equals(before.get(path).strip())) {
                changes.put(path, text.strip());
            }
        });
        return changes;
    }

    /**
     * Keeps a proposal for a second person to decide.
     *
     * @throws RefusedException when anything is wrong with it
     * @throws DuplicateKeyException when the same person's same proposal waits for that already
     */
    public void propose(Proposal proposal, String by) {
        Checked checked = check(proposal);
        List<PolicyProblem> problems = new ArrayList<>(checked.problems());
        String reason = proposal.reason() == null ? "" : proposal.reason().strip();
        if (reason.isEmpty()) {
            problems.add(problem("reason", "is missing: say why, for whoever decides"));
        } else if (reason.length() > LONGEST_REASON) {
            problems.add(problem("reason", "must not be longer than " + LONGEST_REASON + " characters"));
        }
        if (!problems.isEmpty() || proposal.from() == null) {
            throw new RefusedException(problems);
        }
        versions.add(policies.profile(), proposal.from(), checked.changes(), reason, by, calendar.now());
        LOG.info(
                "{} proposes a policy from {}: {}",
                by,
                proposal.from(),
                checked.changes().keySet());
    }

    /**
     * Puts a proposal in force from its first day.
     *
     * @return whether it was there to decide
     * @throws RefusedException when whoever decides has proposed it, its first day has come, or it no longer goes together
     *     with what was put in force since
     */
    public boolean approve(long id, String by) {
        PolicyVersion version = open(id);
        if (version == null) {
            return false;
        }
        if (version.proposedBy().equals(by)) {
            throw new RefusedException(List.of(problem("", "Somebody else has to put in force what you proposed.")));
        }
        if (version.from().isBefore(earliest())) {
            throw new RefusedException(
                    List.of(problem("from", "Its first day has come before anybody decided: propose it anew.")));
        }
        if (!version.profile().equals(policies.profile())) {
            throw new RefusedException(List.of(
                    problem("", "It was proposed for the profile " + version.profile() + ": propose it anew.")));
        }
        List<PolicyProblem> problems = policies.with(version.change()).problems();
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
        return decide(version, Status.APPROVED, by, null);
    }

    /**
     * Decides against a proposal.
     *
     * @return whether it was there to decide
     * @throws RefusedException without a reason
     */
    public boolean refuse(long id, String by, @Nullable String reason) {
        PolicyVersion version = open(id);
        if (version == null) {
            return false;
        }
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new RefusedException(
                    List.of(problem("reason", "is missing or too long: say why, for whoever proposed it")));
        }
        return decide(version, Status.REFUSED, by, reason.strip());
    }

    /** Takes one's own proposal back; whether it was there to be taken back. */
    public boolean withdraw(long id, String by) {
        PolicyVersion version = open(id);
        return version != null && version.proposedBy().equals(by) && decide(version, Status.WITHDRAWN, by, null);
    }

    private @Nullable PolicyVersion open(long id) {
        return versions.find(id)
                .filter(version -> version.status() == Status.PROPOSED)
                .orElse(null);
    }

    private boolean decide(PolicyVersion version, Status status, String by, @Nullable String reason) {
        boolean decided = versions.decide(version.id(), status, by, calendar.now(), reason);
        if (decided) {
            LOG.info("{}: {} by {}", version.name(), status, by);
            events.publishEvent(new PolicyChanged());
        }
        return decided;
    }

    private static PolicyProblem problem(String path, String message) {
        return new PolicyProblem(0, path, message);
    }
}
