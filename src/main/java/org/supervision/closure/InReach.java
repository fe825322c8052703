package org.supervision.closure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.springframework.stereotype.Component;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.DueWork;

/**
 * In which time the deadlines lie that a closure day may move: to come, and near it. One lies before the day only where it is
 * counted back from a date, by 20 working days at most; and no later after it than a few counts that follow one another, each
 * of at most 60 working days as the policy has it.
 */
@Component
public class InReach {

    private static final int MONTHS_BEFORE = 2;
    private static final int MONTHS_AFTER = 12;

    private final WorkingCalendar calendar;

    InReach(WorkingCalendar calendar) {
        this.calendar = calendar;
    }

    /**
     * That time.
     *
     * @param closed a London date to come
     */
    public DueWork.Time of(LocalDate closed) {
        Instant near = calendar.startOf(closed.minusMonths(MONTHS_BEFORE));
        return new DueWork.Time(
                Collections.max(List.of(near, calendar.now())), calendar.startOf(closed.plusMonths(MONTHS_AFTER)));
    }
}
