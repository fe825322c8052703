package org.supervision.policy;

import java.time.LocalDate;

/**
 * The dates in the product's tables that a closure day moves (processes.md 5.4). They move together with the day itself, and
 * by sets: whatever is written later is counted with the day off, and would move twice.
 */
public interface KeptDeadlines {

    /**
     * Moves them by a working day. To be called while the calendar has that day off.
     *
     * @param closed a London date to come
     * @return how many moved
     */
    int move(LocalDate closed);

    /** How many would move. */
    int count(LocalDate closed);
}
