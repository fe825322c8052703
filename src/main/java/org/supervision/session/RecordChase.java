package org.supervision.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * That a line manager chased an overdue record.
 *
 * @param id the row id; null before the row exists
 * @param sessionId which session
 * @param chasedBy user id
 * @param chasedAt when
 * @param note what came of it
 */
@Table("record_chase")
record RecordChase(
        @Id @Nullable Long id,
        long sessionId,
        String chasedBy,
        Instant chasedAt,
        @Nullable String note) {}
