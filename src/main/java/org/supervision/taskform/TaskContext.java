package org.supervision.taskform;

import org.jspecify.annotations.Nullable;

/**
 * A task as a form sees it.
 *
 * @param taskId the engine's id
 * @param taskKey the element id, such as {@code Task_HoldSession}
 * @param processKey the process id, such as {@code supervisionSession}
 * @param businessKey what it is about, such as {@code SE-000456}
 * @param userId who opens, saves or completes it
 * @param element the row that an instance of a multi-instance task is about; null otherwise
 */
public record TaskContext(
        String taskId,
        String taskKey,
        String processKey,
        String businessKey,
        String userId,
        @Nullable Long element) {}
