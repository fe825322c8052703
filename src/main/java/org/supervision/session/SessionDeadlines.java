package org.supervision.session;

import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy;

/** By when what of a session is due: London dates, each by its end. The policy of the session's day counts. */
@Component
public class SessionDeadlines {

    private final WorkingCalendar calendar;
    private final Policies policies;

    SessionDeadlines(WorkingCalendar calendar, Policies policies) {
        this.calendar = calendar;
        this.policies = policies;
    }

    /** The London date of a session: of its real start, once that is known. */
    public LocalDate dateOf(SupervisionSession session) {
        return calendar.dateOf(session.heldOrAgreedStart());
    }

    /** The policy that counts for a session. */
    public Policy policyFor(SupervisionSession session) {
        return policies.on(dateOf(session));
    }

    /** By when both have prepared (A4.1): today where a session is booked too late for the policy's lead. */
    public LocalDate prepareBy(SupervisionSession session) {
        LocalDate wanted = calendar.addWorkingDays(
                dateOf(session), policyFor(session).agenda().prepareWd());
        LocalDate today = calendar.today();
        return wanted.isBefore(today) ? today : wanted;
    }

    /** The last day on which an item that needs thought is raised in time (A3.3). */
    public LocalDate raiseThoughtBy(SupervisionSession session) {
        return calendar.addWorkingDays(
                dateOf(session), policyFor(session).agenda().thoughtWd());
    }

    /** By when its outcome is written down. */
    public LocalDate outcomeBy(SupervisionSession session) {
        return calendar.addWorkingDays(
                dateOf(session), policyFor(session).outcome().recordByWd());
    }

    /** The day after whose end a session without an outcome is presumed missed (B8, E11). */
    public LocalDate presumedMissedAfter(SupervisionSession session) {
        return calendar.addWorkingDays(
                dateOf(session), policyFor(session).outcome().presumeMissedWd());
    }

    /** The day after whose end the line manager is asked to chase a record that was due on this day (A6.1). */
    public LocalDate chaseAfter(SupervisionSession session, LocalDate recordDueOn) {
        return calendar.addWorkingDays(recordDueOn, policyFor(session).record().overdueEscalateWd());
    }

    /** By when a record that was distributed on this day is signed (A6.2). */
    public LocalDate signBy(SupervisionSession session, LocalDate distributedOn) {
        return calendar.addWorkingDays(
                distributedOn, policyFor(session).record().signWd());
    }
}
