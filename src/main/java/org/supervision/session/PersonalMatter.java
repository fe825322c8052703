package org.supervision.session;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A personal matter, for the two parties alone and no part of the record, unless the line manager is told of it (A5.1).
 *
 * @param id the row id; null before the row exists
 * @param sessionId in which session it was raised
 * @param raisedBy user id of who wrote it down
 * @param raisedAt when
 * @param wording as both have seen it
 * @param forLineManager whether the author would have the line manager know; the supervisee is asked first
 */
@Table("personal_matter")
public record PersonalMatter(
        @Id @Nullable Long id,
        long sessionId,
        String raisedBy,
        Instant raisedAt,
        String wording,
        boolean forLineManager) {

    private static final String KEY = "PM-%06d";
    private static final int PREFIX = 3;

    /** Whether this is the key of a personal matter. */
    public static boolean isKey(String key) {
        return key.matches("PM-\\d{6,18}");
    }

    /** The row id behind a key such as {@code PM-000012}. */
    public static long idOf(String key) {
        if (!isKey(key)) {
            throw new IllegalArgumentException("Not the key of a personal matter");
        }
        return Long.parseLong(key.substring(PREFIX));
    }

    /** The business key of a row id, such as {@code PM-000012}. */
    public static String keyOf(long id) {
        return KEY.formatted(id);
    }

    /** The business key. */
    public String key() {
        return keyOf(requireId());
    }

    /** The row id of a stored matter. */
    public long requireId() {
        return Objects.requireNonNull(id, "The personal matter is not stored yet");
    }

    PersonalMatter flagged() {
        return new PersonalMatter(id, sessionId, raisedBy, raisedAt, wording, true);
    }
}
