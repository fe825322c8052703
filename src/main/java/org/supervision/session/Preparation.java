package org.supervision.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * That a party has prepared for a session (A4.1).
 *
 * @param id the row id; null before the row exists
 * @param sessionId which session
 * @param party user id
 * @param prepared what he ticked
 * @param agendaAgreed whether he agreed the agenda then (A3.1)
 * @param recordedAt when
 */
@Table("session_preparation")
record Preparation(
        @Id @Nullable Long id,
        long sessionId,
        String party,
        boolean prepared,
        boolean agendaAgreed,
        Instant recordedAt) {}
