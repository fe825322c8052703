package org.supervision.taskform;

import java.util.List;
import java.util.Map;

/**
 * What a form shows.
 *
 * @param proposal the values it starts from, an instance of the form's record
 * @param options lists to choose from, by field
 * @param facts read-only context, by name
 */
public record FormView(Object proposal, Map<String, List<Option>> options, Map<String, Object> facts) {

    /** A view with facts alone beside the proposal. */
    public static FormView of(Object proposal, Map<String, Object> facts) {
        return new FormView(proposal, Map.of(), facts);
    }

    /**
     * One choice of a list.
     *
     * @param value what is stored
     * @param label what people read
     */
    public record Option(String value, String label) {}
}
