package org.supervision.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * One rearrangement of a session; never changed afterwards (A2.4).
 *
 * @param id the row id; null before the row exists
 * @param sessionId which session
 * @param fromStartAt when it was to start until then
 * @param toStartAt when it was to start from then on
 * @param movedBy user id of who rearranged it
 * @param movedAt when that was
 * @param reasonClass why, for counting
 * @param reason why, in words
 */
@Table("session_move")
record SessionMove(
        @Id @Nullable Long id,
        long sessionId,
        Instant fromStartAt,
        Instant toStartAt,
        String movedBy,
        Instant movedAt,
        @Nullable ReasonClass reasonClass,
        @Nullable String reason) {}
