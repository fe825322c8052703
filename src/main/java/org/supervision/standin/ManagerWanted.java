package org.supervision.standin;

/**
 * Somebody who has a task may not be the one for it any more. A feature that keeps the manager of its business itself
 * looks for him anew; then the model is asked who it is. Published inside the transaction that gives the task away.
 *
 * @param businessKey what the task is about, such as {@code MC-000012}
 * @param holder user id of whoever has it
 */
public record ManagerWanted(String businessKey, String holder) {}
