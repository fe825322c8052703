package org.supervision.notification;

import java.time.Instant;

/**
 * A part of the daily sweep: finds what should be there and isn't, and puts it right. Every task is a Spring bean; they
 * run in {@link org.springframework.core.annotation.Order} each in a transaction of its own, and a repeated run
 * changes nothing.
 */
@FunctionalInterface
public interface SweepTask {

    /**
     * @param now the sweep's own moment: the same for all tasks of one run
     */
    void sweep(Instant now);
}
