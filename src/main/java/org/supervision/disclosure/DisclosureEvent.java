package org.supervision.disclosure;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A line of a disclosure's log.
 *
 * @param id the row id; null before the row exists
 * @param userId who did it
 */
@Table("disclosure_event")
public record DisclosureEvent(@Id @Nullable Long id, long disclosureId, Kind kind, String userId, Instant happenedAt) {

    /** What happened. */
    public enum Kind {
        REQUESTED("asked for it"),
        AGREED("agreed"),
        REFUSED("refused"),
        NO_ANSWER("did not answer in time"),
        WITHDRAWN("withdrew the agreement"),
        AUTHORISED("authorised it"),
        NOT_AUTHORISED("did not authorise it"),
        RELEASED("released the bundle"),
        OPENED("opened the bundle"),
        DENIED("tried to open the bundle and was refused"),
        REVOKED("ended the access"),
        EXPIRED("access ended by itself");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** What people read. */
        public String words() {
            return words;
        }
    }
}
