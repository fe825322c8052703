package org.supervision.missedsession;

import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy;
import org.supervision.policy.Policy.DeadlineRoll;

/** Computes the deadlines of cases (B8). Each case goes by the policy of its opening (E26). */
@Component
class CaseDeadlines {

    private final WorkingCalendar calendar;
    private final Policies policies;

    CaseDeadlines(WorkingCalendar calendar, Policies policies) {
        this.calendar = calendar;
        this.policies = policies;
    }

    /** The policy that a case goes by. */
    Policy policyOf(MissedCase missed) {
        return policies.version(missed.policyVersion());
    }

    /**
     * The deadlines that follow from the day of the initial missed session: two calendar weeks, never extended by
     * holidays unless the policy rolls them, and within them a few working days to agree a new date.
     */
    MissedCase.Deadlines from(LocalDate initialMissedOn, Policy policy) {
        LocalDate reportOn = initialMissedOn.plusDays(policy.missed().reportDays());
        if (policy.missed().deadlineRoll() == DeadlineRoll.NEXT_WD && !calendar.isWorkingDay(reportOn)) {
            reportOn = calendar.nextWorkingDay(reportOn);
        }
        Instant reportDeadline = calendar.endOf(reportOn);
        Instant rebookBy = calendar.endOf(
                calendar.addWorkingDays(initialMissedOn, policy.missed().rebookWd()));
        return new MissedCase.Deadlines(rebookBy.isBefore(reportDeadline) ? rebookBy : reportDeadline, reportDeadline);
    }

    /** The London day whose end this deadline is. */
    LocalDate dayOf(Instant deadline) {
        return calendar.dateOf(deadline.minusNanos(1));
    }

    /** 24:00 London of the Nth working day after today. */
    Instant workingDaysFromToday(int n) {
        return calendar.endOf(calendar.addWorkingDays(calendar.today(), n));
    }

    /** 24:00 London of this instant's day. */
    Instant endOfDay(Instant instant) {
        return calendar.endOf(calendar.dateOf(instant));
    }
}
