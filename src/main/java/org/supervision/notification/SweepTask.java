package org.supervision.notification;

import java.time.Instant;

/**
 * A part of the daily sweep: finds what should be there and isn't, and puts it right. Every part is a Spring bean and
 * runs in a transaction of its own; one that fails becomes a job, which is retried and shown in Cockpit without holding up
 * the others. A repeated run changes nothing.
 */
@FunctionalInterface
public interface SweepTask {

    /**
     * Runs this part, in its transaction.
     *
     * @param now the present moment of the application's clock
     */
    void sweep(Instant now);

    /**
     * Whether there is more to do at this moment: a part that may have much to do does as much of it as a transaction should
     * hold, and is run again in the next one.
     *
     * @param now the moment that it was run for
     */
    default boolean goesOn(Instant now) {
        return false;
    }

    /** Whether it is needed at each of the day's times of sweeping; for most the first of them is enough. */
    default boolean runsAtEachTime() {
        return false;
    }
}
