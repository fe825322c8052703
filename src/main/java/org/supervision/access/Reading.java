package org.supervision.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That somebody read something, or was refused. Names stand as they were written, so that the log outlives the enums.
 *
 * @param at when
 * @param reader user id
 * @param kind a {@link ContentKind}
 * @param key business key of what was read
 * @param version which version; 0 where it has none
 * @param ground a {@link Ground}, or {@link #DENIED}
 * @param denial a {@link Denial}; null where it was allowed
 * @param route a {@link Route}
 * @param grantId the grant that it hung on; null where on none
 */
public record Reading(
        Instant at,
        String reader,
        String kind,
        String key,
        int version,
        String ground,
        @Nullable String denial,
        String route,
        @Nullable Long grantId) {

    /** The ground of a reading that was refused. */
    public static final String DENIED = "DENIED";

    /** Whether it was refused. */
    public boolean isDenied() {
        return ground.equals(DENIED);
    }
}
