package org.supervision.people;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * When somebody works.
 *
 * @param days usual days of the week, in order
 * @param ftePercent share of full time, 1 to 100
 */
public record WorkingPattern(Set<DayOfWeek> days, int ftePercent) {

    /** Monday to Friday, full time. */
    public static final WorkingPattern FULL_TIME =
            new WorkingPattern(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), 100);

    public WorkingPattern {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("Somebody who works, works on some day");
        }
        if (ftePercent < 1 || ftePercent > 100) {
            throw new IllegalArgumentException("From 1 to 100 per cent, not " + ftePercent);
        }
        days = Collections.unmodifiableSet(EnumSet.copyOf(days));
    }

    /** Whether this is a usual working day of theirs; bank holidays are the calendar's business. */
    public boolean worksOn(LocalDate day) {
        return days.contains(day.getDayOfWeek());
    }
}
