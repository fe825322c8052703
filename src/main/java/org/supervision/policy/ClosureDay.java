package org.supervision.policy;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A day on which the council is closed, or a holiday by proclamation, that was added on its page.
 *
 * @param day London date
 * @param name what it is
 * @param addedBy user id
 * @param tasksMoved how many tasks have got another due date so far as open deadlines were counted anew with it off; null
 *     where they were not
 * @param parts in how many parts what follows from it is done; 0 where it was done at once
 * @param partsDone how many of them are done
 */
public record ClosureDay(
        long id,
        LocalDate day,
        String name,
        String addedBy,
        Instant addedAt,
        @Nullable Integer tasksMoved,
        int parts,
        int partsDone) {

    private static final String PREFIX = "CD-";

    /** Its key, such as {@code CD-000012}. */
    public String key() {
        return "%s%06d".formatted(PREFIX, id);
    }

    /** The row id in a key. */
    static long idOf(String key) {
        return Long.parseLong(key.substring(PREFIX.length()));
    }

    /** Whether something that follows from it is still to be done. */
    public boolean isUnderWay() {
        return partsDone < parts;
    }
}
