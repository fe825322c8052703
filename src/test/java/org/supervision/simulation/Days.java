package org.supervision.simulation;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.supervision.calendar.London;

/** Days in London, counted here anew and from a list, so that a mistake of the product's calendar shows. */
final class Days {

    /** Bank holidays in England and Wales, from processes.md 5.4 and by its standing rules. */
    private static final Set<LocalDate> BANK_HOLIDAYS = Stream.of(
                    "2026-01-01",
                    "2026-04-03",
                    "2026-04-06",
                    "2026-05-04",
                    "2026-05-25",
                    "2026-08-31",
                    "2026-12-25",
                    "2026-12-28",
                    "2027-01-01",
                    "2027-03-26",
                    "2027-03-29",
                    "2027-05-03",
                    "2027-05-31",
                    "2027-08-30",
                    "2027-12-27",
                    "2027-12-28",
                    "2028-01-03",
                    "2028-04-14",
                    "2028-04-17",
                    "2028-05-01",
                    "2028-05-29",
                    "2028-08-28",
                    "2028-12-25",
                    "2028-12-26",
                    "2029-01-01",
                    "2029-03-30",
                    "2029-04-02",
                    "2029-05-07",
                    "2029-05-28",
                    "2029-08-27",
                    "2029-12-25",
                    "2029-12-26",
                    "2030-01-01",
                    "2030-04-19",
                    "2030-04-22",
                    "2030-05-06",
                    "2030-05-27",
                    "2030-08-26",
                    "2030-12-25",
                    "2030-12-26")
            .map(LocalDate::parse)
            .collect(Collectors.toCollection(HashSet::new));

    private final Set<LocalDate> closed = new HashSet<>();

    /** The service is closed on this day too. */
    void close(LocalDate day) {
        closed.add(day);
    }

    boolean isWorking(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !BANK_HOLIDAYS.contains(day)
                && !closed.contains(day);
    }

    /** So many working days after this day. */
    LocalDate working(LocalDate day, int number) {
        LocalDate result = day;
        for (int left = number; left > 0; ) {
            result = result.plusDays(1);
            if (isWorking(result)) {
                left--;
            }
        }
        return result;
    }

    /** 24:00 in London. */
    static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(London.ZONE).toInstant();
    }
}
