package org.supervision.calendar;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.SortedMap;
import org.springframework.stereotype.Component;

/**
 * Computes every deadline. Day 0 is the London date of the trigger; a deadline of N days is the end (24:00 London) of
 * the Nth day after it. Working days are Monday to Friday without bank holidays of England and Wales, one-off holidays
 * and closure days; weeks and months are calendar ones and never extended by them.
 *
 * <p>A question about working days outside the known years is refused with {@link CalendarUnknownException}.
 */
@Component
public class WorkingCalendar {

    private static final LocalDate KNOWN_FROM = LocalDate.of(2000, 1, 1);

    private final Clock clock;
    private final DaysOff daysOff;
    private final BankHolidays bankHolidays = new BankHolidays();

    public WorkingCalendar(Clock clock, DaysOff daysOff) {
        this.clock = clock;
        this.daysOff = daysOff;
    }

    /** The application clock's instant. */
    public Instant now() {
        return clock.instant();
    }

    /** The London date of {@link #now()}. */
    public LocalDate today() {
        return dateOf(now());
    }

    /**
     * Whether people are at work on this day.
     *
     * @throws CalendarUnknownException outside the known years
     */
    public boolean isWorkingDay(LocalDate day) {
        if (!isKnown(day)) {
            throw new CalendarUnknownException(day, KNOWN_FROM, knownUntil());
        }
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !bankHolidays.contains(day)
                && !daysOff.isOff(day);
    }

    /** Whether this day's working status can be told: ask before computing with a date that somebody typed. */
    public boolean isKnown(LocalDate day) {
        return !day.isBefore(KNOWN_FROM) && !day.isAfter(knownUntil());
    }

    /** The bank holidays of a year by rule, with their names, in order. */
    public SortedMap<LocalDate, String> bankHolidaysIn(int year) {
        return bankHolidays.namesIn(year);
    }

    /** The last day whose working status is known. */
    public LocalDate knownUntil() {
        return daysOff.knownUntil();
    }

    /**
     * The Nth working day after this day (before it when n is negative), which itself is day 0 and need not be a working
     * day; the day itself when n is 0.
     *
     * @throws CalendarUnknownException when the count leaves the known years
     */
    public LocalDate addWorkingDays(LocalDate day, int n) {
        int step = Integer.signum(n);
        LocalDate result = day;
        for (int left = Math.abs(n); left > 0; ) {
            result = result.plusDays(step);
            if (isWorkingDay(result)) {
                left--;
            }
        }
        return result;
    }

    /** The same day n calendar months later, or that month's last day when it has no such day. */
    public LocalDate addMonthsClamped(LocalDate day, int n) {
        return day.plusMonths(n);
    }

    /** The last working day strictly before this day. */
    public LocalDate previousWorkingDay(LocalDate day) {
        return addWorkingDays(day, -1);
    }

    /** The first working day strictly after this day. */
    public LocalDate nextWorkingDay(LocalDate day) {
        return addWorkingDays(day, 1);
    }

    /** 24:00 Europe/London of this day, 23 or 25 hours after its start when the clocks change. */
    public Instant endOf(LocalDate day) {
        return startOf(day.plusDays(1));
    }

    /** 00:00 Europe/London of this day. */
    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(London.ZONE).toInstant();
    }

    /** This time on this day in London; see {@link #at(LocalDateTime)}. */
    public Instant at(LocalDate day, LocalTime time) {
        return at(day.atTime(time));
    }

    /**
     * This London date and time: an hour later where the clocks skip it in March, the first of the two (BST) where they
     * repeat it in October.
     */
    public Instant at(LocalDateTime local) {
        return local.atZone(London.ZONE).toInstant();
    }

    /** The London date of this instant. */
    public LocalDate dateOf(Instant instant) {
        return LocalDate.ofInstant(instant, London.ZONE);
    }

    /** What a London clock shows at this instant. */
    public LocalDateTime localOf(Instant instant) {
        return LocalDateTime.ofInstant(instant, London.ZONE);
    }
}
