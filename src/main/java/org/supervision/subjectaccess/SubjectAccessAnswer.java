package org.supervision.subjectaccess;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.supervision.disclosure.BundleContent.Part;

/**
 * The answer to a request, as it is handed out.
 *
 * @param key the request's key
 * @param name the person's
 * @param receivedOn London date of the request
 * @param releasedOn London date of the answer
 * @param items what is held, but for what was left out and blacked out
 * @param leftOut how many items were left out, by reason
 */
public record SubjectAccessAnswer(
        String key,
        String name,
        LocalDate receivedOn,
        LocalDate releasedOn,
        List<Item> items,
        Map<String, Integer> leftOut) {

    public SubjectAccessAnswer {
        items = List.copyOf(items);
        leftOut = new TreeMap<>(leftOut);
    }

    /**
     * One item.
     *
     * @param title what it is
     */
    public record Item(String title, List<Part> parts) {

        public Item {
            parts = List.copyOf(parts);
        }
    }
}
