package org.supervision.session;

import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A personal matter, for the two parties alone and no part of the record (A5.1).
 *
 * @param id the row id; null before the row exists
 * @param sessionId in which session it was raised
 * @param raisedBy user id of who wrote it down
 * @param raisedAt when
 * @param wording as both have seen it
 */
@Table("personal_matter")
public record PersonalMatter(@Id @Nullable Long id, long sessionId, String raisedBy, Instant raisedAt, String wording) {

    private static final Pattern KEY = Pattern.compile("PM-(\\d{6,18})");

    static boolean isKey(String key) {
        return KEY.matcher(key).matches();
    }

    static long idOf(String key) {
        return Long.parseLong(key.substring("PM-".length()));
    }

    /** The business key, such as {@code PM-000012}. */
    public String key() {
        return "PM-%06d".formatted(Objects.requireNonNull(id, "The matter is not stored yet"));
    }
}
