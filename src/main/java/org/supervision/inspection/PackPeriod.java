package org.supervision.inspection;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;

/**
 * The months that a pack covers, both included. The last can be the present one, which then counts up to now.
 *
 * @param from the first
 * @param until the last
 */
public record PackPeriod(YearMonth from, YearMonth until) {

    /** The first day, a London date. */
    public LocalDate first() {
        return from.atDay(1);
    }

    /** The last day, a London date. */
    public LocalDate last() {
        return until.atEndOfMonth();
    }

    /** The months, in order. */
    public List<YearMonth> months() {
        return Stream.iterate(from, month -> !month.isAfter(until), month -> month.plusMonths(1))
                .toList();
    }
}
