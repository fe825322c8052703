package org.supervision.policy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of much that is to be done, by where its ids begin and end: what comes or goes meanwhile changes no other slice.
 *
 * @param of what there is much of
 * @param first the id that it begins with
 * @param end the id that it ends before; null where it takes all that is left
 */
public record Slice(String of, String first, @Nullable String end) {

    private static final String SEPARATOR = "/";
    private static final int PARTS = 3;

    /** Them all, by the ids with which they begin, in order. */
    public static List<Slice> of(String what, List<String> firsts) {
        List<Slice> slices = new ArrayList<>();
        for (int i = 0; i < firsts.size(); i++) {
            slices.add(new Slice(what, firsts.get(i), i + 1 < firsts.size() ? firsts.get(i + 1) : null));
        }
        return slices;
    }

    /** The one with these words. */
    static Slice parse(String words) {
        String[] parts = words.split(SEPARATOR, PARTS);
        return new Slice(parts[0], parts[1], parts[2].isEmpty() ? null : parts[2]);
    }

    /** It in words, such as {@code tasks/12ab/56cd}, as the engine keeps it. */
    String words() {
        return String.join(SEPARATOR, of, first, end == null ? "" : end);
    }
}
