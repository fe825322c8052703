package org.supervision.taskform;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An open task of somebody's.
 *
 * @param id the engine's id
 * @param taskKey the element id in its model
 * @param processKey the process id
 * @param businessKey what it is about
 * @param title the task's label in the model
 * @param due when it is due; null where it has no deadline
 * @param followUp when it is for; for {@code Task_HoldSession} the session's start
 * @param assignee the one it belongs to; null for a task that both parties share
 * @param urgent whether it presses more than others
 * @param element the row that an instance of a multi-instance task is about
 */
record OpenTask(
        String id,
        String taskKey,
        String processKey,
        String businessKey,
        String title,
        @Nullable Instant due,
        @Nullable Instant followUp,
        @Nullable String assignee,
        boolean urgent,
        @Nullable Long element) {

    TaskContext asSeenBy(String userId) {
        return new TaskContext(id, taskKey, processKey, businessKey, userId, element);
    }
}
