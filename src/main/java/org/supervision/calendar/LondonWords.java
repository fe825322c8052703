package org.supervision.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** Dates and times as people in London say them, such as {@code Monday 1 March 2027, 10:00}. */
public final class LondonWords {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("EEEE d MMMM uuuu, HH:mm", Locale.UK);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);

    private static final int DAYS_OF_WEEK = 7;

    private LondonWords() {}

    /** {@code Monday 1 March 2027} */
    public static String of(LocalDate date) {
        return DATE.format(date);
    }

    /** {@code Monday 1 March 2027, 10:00} */
    public static String of(LocalDateTime local) {
        return DATE_TIME.format(local);
    }

    /** {@code Monday 1 March 2027, 10:00}, whatever the machine's zone. */
    public static String of(Instant instant) {
        return DATE_TIME.format(inLondon(instant));
    }

    /** {@code Monday 1 March 2027, 10:00 to 11:30}, with the second date where it is another. */
    public static String of(Instant from, Instant to) {
        TemporalAccessor end = inLondon(to);
        boolean sameDay = inLondon(from).toLocalDate().equals(inLondon(to).toLocalDate());
        return of(from) + " to " + (sameDay ? TIME : DATE_TIME).format(end);
    }

    /** How far a day is from today: {@code yesterday}, {@code today}, {@code in 3 days}, {@code 2 weeks ago}. */
    public static String fromToday(LocalDate date, LocalDate today) {
        long days = ChronoUnit.DAYS.between(today, date);
        if (days == 0) {
            return "today";
        }
        if (Math.abs(days) == 1) {
            return days > 0 ? "tomorrow" : "yesterday";
        }
        long weeks = Math.abs(days) / DAYS_OF_WEEK;
        String distance = weeks >= 2 ? weeks + " weeks" : Math.abs(days) + " days";
        return days > 0 ? "in " + distance : distance + " ago";
    }

    private static ZonedDateTime inLondon(Instant instant) {
        return instant.atZone(London.ZONE);
    }
}
