package org.supervision.taskform;

import java.util.Collection;
import java.util.Map;

/** Says whom the tasks of a feature are about: names come from our tables when a card is drawn, never from the engine. */
public interface CardDetails {

    /** The processes whose tasks it knows. */
    Collection<String> processes();

    /**
     * Whom each business key is about, in words for this reader, such as {@code "Sam Okafor (you supervise)"}; keys
     * without an answer are left out.
     */
    Map<String, String> who(Collection<String> businessKeys, String reader);

    /**
     * What tells tasks of the same kind and business key from one another, such as the reference of a case: by the row that
     * each instance of a multi-instance task is about. Only asked for tasks that are the reader's own.
     *
     * @param taskKey id of the task's element in its model
     */
    default Map<Long, String> what(String taskKey, Collection<Long> elements) {
        return Map.of();
    }
}
