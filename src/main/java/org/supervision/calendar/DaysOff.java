package org.supervision.calendar;

import java.time.LocalDate;

/** What a council adds to the bank holidays that follow from a rule. */
public interface DaysOff {

    /** Whether the council is closed on this day, or it is a one-off bank holiday. */
    boolean isOff(LocalDate day);

    /** The last day for which one-off holidays and closure days are known; nothing is computed past it. */
    LocalDate knownUntil();
}
