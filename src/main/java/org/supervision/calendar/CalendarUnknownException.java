package org.supervision.calendar;

import java.time.LocalDate;

/** Thrown when an answer needs the holidays of a year that nobody has told us yet. */
public class CalendarUnknownException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final LocalDate day;

    CalendarUnknownException(LocalDate day, LocalDate knownFrom, LocalDate knownUntil) {
        super("The working days of %d are not known: %s is outside %s to %s (policy key calendar.knownUntil)"
                .formatted(day.getYear(), day, knownFrom, knownUntil));
        this.day = day;
    }

    /** The first day asked for that is not known. */
    public LocalDate day() {
        return day;
    }
}
