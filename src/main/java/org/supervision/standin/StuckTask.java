package org.supervision.standin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open task that nobody who is in post has: ids and moments only.
 *
 * @param id the engine's id of the task
 * @param taskKey its id in the model
 * @param holders user ids of those who had it and have left; empty where it waits for a supervisor who is not found yet
 */
public record StuckTask(
        String id,
        String taskKey,
        String processKey,
        String businessKey,
        Instant createdAt,
        @Nullable Instant due,
        List<String> holders) {

    public StuckTask {
        holders = List.copyOf(holders);
    }

    /** Whether whoever had it has left, and no rule names anybody else. */
    public boolean isLeft() {
        return !holders.isEmpty();
    }
}
