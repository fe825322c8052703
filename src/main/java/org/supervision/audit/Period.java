package org.supervision.audit;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * The months that an audit looks at.
 *
 * @param from first London date
 * @param until last London date
 */
public record Period(LocalDate from, LocalDate until) {

    private static final int MONTHS_OF_YEAR = 12;

    /**
     * The last that was over on this London date, where each has this many months and one begins with the year; with three,
     * the quarter before.
     */
    static Period before(LocalDate day, int months) {
        int sinceYearZero = day.getYear() * MONTHS_OF_YEAR + day.getMonthValue() - 1;
        YearMonth next = YearMonth.from(day).minusMonths(sinceYearZero % months);
        return new Period(next.minusMonths(months).atDay(1), next.atDay(1).minusDays(1));
    }
}
