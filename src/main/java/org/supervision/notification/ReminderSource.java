package org.supervision.notification;

import java.time.Instant;
import java.util.List;

/** Knows of reminders; a Spring bean of the feature that owns the dates. Answers from few, set-based queries. */
@FunctionalInterface
public interface ReminderSource {

    /**
     * The reminders whose moment lies after {@code from} and not after {@code to}. Reporting one again is harmless.
     *
     * @param from the moment up to which reminders were gathered before
     * @param to now
     */
    List<Reminder> due(Instant from, Instant to);
}
