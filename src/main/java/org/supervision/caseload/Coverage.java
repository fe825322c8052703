package org.supervision.caseload;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.supervision.policy.Policy;

/** Whether a case was reviewed as often as the policy asks for, looking back (B7, C11). */
public final class Coverage {

    private Coverage() {}

    /** Whether a case was open on any day of a period; London dates, both inclusive. */
    public static boolean wasOpen(WorkCase one, LocalDate from, LocalDate until) {
        return !one.openedOn().isAfter(until)
                && (one.closedOn() == null || !one.closedOn().isBefore(from));
    }

    /**
     * Whether a case waited for longer than it may on any day of a period: from its opening to the first review, and from
     * each review to the next. A new case and a priority case may wait for {@code priorityWeeks}, any other for {@code
     * allCasesWeeks}.
     *
     * @param reviews London dates, the earliest first
     * @param from first London date of the period
     * @param until last London date of the period
     */
    public static boolean wasLate(
            WorkCase one, List<LocalDate> reviews, LocalDate from, LocalDate until, Policy.Coverage policy) {
        LocalDate last = one.closedOn() != null && one.closedOn().isBefore(until) ? one.closedOn() : until;
        List<LocalDate> ends = new ArrayList<>(reviews);
        ends.add(last);
        LocalDate start = one.openedOn();
        boolean isNew = true;
        for (LocalDate end : ends) {
            LocalDate stretchEnd = end.isBefore(last) ? end : last;
            LocalDate reviewBy =
                    start.plusWeeks(isNew || one.priority() ? policy.priorityWeeks() : policy.allCasesWeeks());
            if (stretchEnd.isAfter(reviewBy) && !stretchEnd.isBefore(from)) {
                return true;
            }
            start = end;
            isNew = false;
        }
        return false;
    }
}
