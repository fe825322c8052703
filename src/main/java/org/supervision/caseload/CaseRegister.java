package org.supervision.caseload;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.util.Streamable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.policy.Policies;

/** Each supervisee's cases and pieces of work, and which of them are due to be reviewed (B7, C11). */
@Service
@Transactional
public class CaseRegister {

    private final WorkCaseRepository cases;
    private final CoverageRules rules;
    private final Policies policies;
    private final WorkingCalendar calendar;

    CaseRegister(WorkCaseRepository cases, CoverageRules rules, Policies policies, WorkingCalendar calendar) {
        this.cases = cases;
        this.rules = rules;
        this.policies = policies;
        this.calendar = calendar;
    }

    /** An open case and how urgent a review of it is. */
    public record Standing(WorkCase workCase, Urgency urgency) {}

    /** All of a supervisee's, open or closed, priorities first. */
    public List<WorkCase> of(String supervisee) {
        return cases.findBySuperviseeOrderByPriorityDescReference(supervisee);
    }

    /** Those that are open on a London date with their urgency: priorities first, then by urgency, then the longest waiting. */
    public List<Standing> standing(String supervisee, LocalDate day) {
        return standing(of(supervisee), day);
    }

    /** The same of several people, by user id; those without any case are left out. */
    public Map<String, List<Standing>> standing(Collection<String> supervisees, LocalDate day) {
        if (supervisees.isEmpty()) {
            return Map.of();
        }
        Map<String, List<Standing>> standing = new HashMap<>();
        cases.findBySuperviseeInOrderByPriorityDescReference(supervisees).stream()
                .collect(Collectors.groupingBy(WorkCase::supervisee))
                .forEach((supervisee, all) -> standing.put(supervisee, standing(all, day)));
        return standing;
    }

    private List<Standing> standing(List<WorkCase> all, LocalDate day) {
        return all.stream()
                .filter(one -> one.isOpenOn(day))
                .map(one -> new Standing(
                        one, rules.urgencyOf(one, day, policies.on(day).coverage())))
                .sorted(Comparator.comparing((Standing one) -> !one.workCase().priority())
                        .thenComparing(Standing::urgency)
                        .thenComparing(one -> one.workCase().waitingSince())
                        .thenComparing(one -> one.workCase().reference()))
                .toList();
    }

    /** Those that should be reviewed on a London date (B7), in the order of {@link #standing}. */
    public List<WorkCase> due(String supervisee, LocalDate day) {
        return due(standing(supervisee, day));
    }

    /** The same of several people, by user id; those without any case are left out. */
    public Map<String, List<WorkCase>> due(Collection<String> supervisees, LocalDate day) {
        Map<String, List<WorkCase>> due = new HashMap<>();
        standing(supervisees, day).forEach((supervisee, all) -> due.put(supervisee, due(all)));
        return due;
    }

    private static List<WorkCase> due(List<Standing> all) {
        return all.stream()
                .filter(one -> one.urgency() == Urgency.NOW)
                .map(Standing::workCase)
                .toList();
    }

    /**
     * One case.
     *
     * @throws NoSuchElementException if there is none of this id
     */
    public WorkCase require(long caseId) {
        return cases.findById(caseId).orElseThrow(() -> new NoSuchElementException("No case " + caseId));
    }

    /** Those of these row ids. */
    public List<WorkCase> all(Collection<Long> caseIds) {
        return Streamable.of(cases.findAllById(caseIds)).toList();
    }

    /** A supervisee's case by its reference. */
    public Optional<WorkCase> find(String supervisee, String reference) {
        return cases.findBySuperviseeAndReference(supervisee, reference);
    }

    /** Adds a case; its reference is one that the supervisee does not have yet. */
    public WorkCase add(String supervisee, CaseLine line) {
        return cases.save(WorkCase.of(supervisee, line));
    }

    /** Changes what the register says of a case, but its reference. */
    public WorkCase change(long caseId, CaseLine line) {
        return cases.save(require(caseId).changed(line));
    }

    /**
     * A case that a record has: one that nobody has heard of joins the register, one that was closed before is open again.
     *
     * @param day London date of the session
     */
    public WorkCase discussed(String supervisee, String reference, boolean priority, LocalDate day) {
        WorkCase known =
                find(supervisee, reference).orElseGet(() -> WorkCase.unknown(supervisee, reference, calendar.today()));
        return cases.save(known.discussed(priority, day));
    }

    /** Notes when a case was last discussed, and last in depth: London dates of sessions; null for never. */
    public void reviewed(long caseId, @Nullable LocalDate discussed, @Nullable LocalDate inDepth) {
        cases.save(require(caseId).reviewed(discussed, inDepth));
    }
}
