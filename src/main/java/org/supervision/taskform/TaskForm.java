package org.supervision.taskform;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.supervision.access.Content;

/**
 * The form of one or more user tasks. What it shows and what it writes are rows of our tables; the engine gets flags and
 * enums only.
 *
 * @param <V> a record with the form's fields, named as in the REST contract. Components are {@code String},
 *     {@code Integer}, {@code Boolean}, {@code LocalDate}, {@code LocalDateTime} (Europe/London), enums, and lists of
 *     strings or of such records; an absent field is null, an absent list is empty. A component {@code password} is
 *     never stored and arrives here as null: see {@link SignedForm}
 */
public interface TaskForm<V> {

    /** The ids of the user tasks it belongs to, such as {@code Task_DraftAgreement}. */
    Set<String> tasks();

    /** The record that holds the form's fields. */
    Class<V> type();

    /**
     * What people wrote that the form shows: whoever has the task must be allowed to read it all, or the form is not there
     * for him. Nothing where it shows but dates and states.
     */
    default List<Content> contents(TaskContext task) {
        return List.of();
    }

    /** What the form shows before anything is typed: proposed values, lists to choose from, read-only facts. */
    FormView show(TaskContext task);

    /**
     * Fields whose list may be long, by name, or by {@link Choices#inRow}. What {@link #show} has read for itself of such a
     * list, one more than are shown, stands among its options and is not read again.
     */
    default Map<String, Choices> choices(TaskContext task) {
        return Map.of();
    }

    /**
     * Checks what was typed, complete or not. Runs at every save and again when the task is completed.
     *
     * @param errors takes what is wrong, by field
     */
    void check(TaskContext task, V values, FormErrors errors);

    /**
     * Writes what was typed to our tables, in the transaction that completes the task. Called only when {@link #check}
     * found nothing.
     *
     * @return the process variables to set, each declared in {@code ProcessVariables}; often none
     */
    Map<String, Object> apply(TaskContext task, V values);
}
