package org.supervision.session;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.policy.Policy;

/** Each supervisee's cases and pieces of work, when they were discussed, and whether their files were updated (B5, B7). */
@Service
@Transactional
public class CaseRegister {

    private final WorkCaseRepository cases;
    private final SessionCaseRepository discussed;
    private final SessionDeadlines deadlines;
    private final WorkingCalendar calendar;

    CaseRegister(
            WorkCaseRepository cases,
            SessionCaseRepository discussed,
            SessionDeadlines deadlines,
            WorkingCalendar calendar) {
        this.cases = cases;
        this.discussed = discussed;
        this.deadlines = deadlines;
        this.calendar = calendar;
    }

    /** All of a supervisee's, priorities first. */
    public List<WorkCase> of(String supervisee) {
        return cases.findBySuperviseeOrderByPriorityDescReference(supervisee);
    }

    /** Those that have waited for longer than the policy allows by the day of a session (B7), priorities first. */
    public List<WorkCase> due(SupervisionSession session) {
        Policy.Coverage coverage = deadlines.policyFor(session).coverage();
        LocalDate day = deadlines.dateOf(session);
        return of(session.supervisee()).stream()
                .filter(one -> {
                    int weeks = one.priority() ? coverage.priorityWeeks() : coverage.allCasesWeeks();
                    return !one.waitingSince().plusWeeks(weeks).isAfter(day);
                })
                .toList();
    }

    /** The cases discussed in a session. */
    public List<SessionCase> discussedIn(long sessionId) {
        return discussed.findBySessionIdOrderById(sessionId);
    }

    /**
     * One case discussed in a session.
     *
     * @throws NoSuchElementException if there is no such row
     */
    public SessionCase require(long sessionCaseId) {
        return discussed
                .findById(sessionCaseId)
                .orElseThrow(() -> new NoSuchElementException("No discussed case " + sessionCaseId));
    }

    /** The reference of a discussed case. */
    public String referenceOf(SessionCase discussedCase) {
        return cases.findById(discussedCase.workCaseId())
                .map(WorkCase::reference)
                .orElseThrow(() -> new NoSuchElementException("No case " + discussedCase.workCaseId()));
    }

    /**
     * Confirms that a case's file has the session's actions and decisions (B5).
     *
     * @param on London date of the update
     * @param by user id of who says so
     */
    public void confirmFileUpdated(long sessionCaseId, LocalDate on, String reference, boolean copyGiven, String by) {
        discussed.save(require(sessionCaseId).fileUpdated(on, reference.strip(), copyGiven, by, calendar.now()));
    }

    /** Takes down what a version of a record discussed; cases that nobody has heard of join the register. */
    void discuss(SupervisionSession session, int version, List<RecordContent.CaseDiscussed> rows) {
        LocalDate day = deadlines.dateOf(session);
        Map<Long, SessionCase> known = discussedIn(session.requireId()).stream()
                .collect(Collectors.toMap(SessionCase::workCaseId, Function.identity()));
        for (RecordContent.CaseDiscussed row : rows) {
            WorkCase one = cases.findBySuperviseeAndReference(session.supervisee(), row.reference())
                    .orElseGet(() -> WorkCase.unknown(session.supervisee(), row.reference(), calendar.today()));
            WorkCase saved = cases.save(one.discussed(day, row.inDepth(), row.priority()));
            SessionCase before = known.get(saved.id());
            discussed.save(
                    before == null
                            ? SessionCase.discussed(
                                    session.requireId(), saved.requireId(), version, row.inDepth(), row.priority())
                            : before.corrected(row.inDepth(), row.priority()));
        }
    }
}
