package org.supervision.taskform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.supervision.taskform.FormView.Option;

/**
 * What a field is chosen from where that may be thousands: a short list is sent with the form, in a long one somebody looks
 * for a part of a name.
 */
public interface Choices {

    /** So many are a list that one reads through. */
    int SHOWN = 50;

    /**
     * Those that fit what was typed, in the order in which people read them.
     *
     * @param typed words of a name, in whatever case; everything fits where it is blank
     * @param most how many at most
     */
    List<Option> find(String typed, int most);

    /** The name under which the form offers the choices of a field in a row, such as {@code sessions.17.cover}. */
    static String inRow(String list, int row, String field) {
        return list + "." + row + "." + field;
    }

    /**
     * What stands in a draft.
     *
     * @param name of a field, or what {@link #inRow} answers
     */
    static Optional<String> chosen(JsonNode values, String name) {
        String[] path = name.split("\\.", -1);
        if (path.length == 1) {
            return text(values.get(name));
        }
        return StreamSupport.stream(values.path(path[0]).spliterator(), false)
                .filter(row -> row.path("id").asText().equals(path[1]))
                .findFirst()
                .flatMap(row -> text(row.get(path[2])));
    }

    private static Optional<String> text(@Nullable JsonNode value) {
        return Optional.ofNullable(value).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    /** A part of a name. */
    record Sought(@Nullable String named) {

        /** What was typed; empty where it was nothing. */
        public String words() {
            return Objects.requireNonNullElse(named, "");
        }
    }

    /**
     * What was found.
     *
     * @param more whether there are more than these
     */
    record Found(List<Option> options, boolean more) {

        /** The first {@link #SHOWN} of those that {@link #find} answers when it is asked for one more. */
        public static Found of(List<Option> found) {
            return new Found(found.stream().limit(SHOWN).toList(), found.size() > SHOWN);
        }
    }

    /** The choice that stands in a draft, to be shown in words; nothing where there is no such choice any more. */
    Optional<Option> of(String value);
}
