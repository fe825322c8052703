package org.supervision.people;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An import of people: what it changed, and how far what follows from it is set up.
 *
 * @param effectiveOn first day (London) on which it holds
 * @param by user id of whoever sent the file; nobody where it was read at the start
 * @param finishedAt when everything that follows was set up; null until then
 * @param concerned about how many people something follows: agreements, hand-overs, absences
 * @param setUp for how many of them that is done
 */
public record ImportRun(
        long id,
        LocalDate effectiveOn,
        @Nullable String by,
        Instant importedAt,
        @Nullable Instant finishedAt,
        int added,
        int changed,
        int ended,
        int unchanged,
        int concerned,
        int setUp) {

    private static final String PREFIX = "PI-";

    /** Its key, such as {@code PI-000012}. */
    public String key() {
        return keyOf(id);
    }

    /** The key of the import with this row id. */
    static String keyOf(long id) {
        return "%s%06d".formatted(PREFIX, id);
    }

    /** Whether this could be the key of an import. */
    static boolean isKey(String key) {
        return key.matches(PREFIX + "\\d{6,18}");
    }

    /** The row id in a key. */
    static long idOf(String key) {
        return Long.parseLong(key.substring(PREFIX.length()));
    }

    /** Whether everything that follows is set up. */
    public boolean isFinished() {
        return finishedAt != null;
    }
}
