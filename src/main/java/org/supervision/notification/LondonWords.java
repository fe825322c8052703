package org.supervision.notification;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.supervision.calendar.London;

/** Dates and times as people in London say them, such as {@code Mon 1 March 2027, 10:00}. */
public final class LondonWords {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE d MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("EEE d MMMM uuuu, HH:mm", Locale.UK);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);

    private LondonWords() {}

    /** {@code Mon 1 March 2027} */
    public static String of(LocalDate date) {
        return DATE.format(date);
    }

    /** {@code Mon 1 March 2027, 10:00} */
    public static String of(LocalDateTime local) {
        return DATE_TIME.format(local);
    }

    /** {@code Mon 1 March 2027, 10:00}, whatever the machine's zone. */
    public static String of(Instant instant) {
        return DATE_TIME.format(inLondon(instant));
    }

    /** {@code Mon 1 March 2027, 10:00 to 11:30}, with the second date where it is another. */
    public static String of(Instant from, Instant to) {
        TemporalAccessor end = inLondon(to);
        boolean sameDay = inLondon(from).toLocalDate().equals(inLondon(to).toLocalDate());
        return of(from) + " to " + (sameDay ? TIME : DATE_TIME).format(end);
    }

    private static ZonedDateTime inLondon(Instant instant) {
        return instant.atZone(London.ZONE);
    }
}
