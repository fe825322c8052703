package org.supervision.missedsession;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * What the two did about a new date (B8).
 *
 * @param decidedBy user id
 * @param sessionId the session that is to recover the missed one
 * @param inTime whether it lies within the two weeks
 * @param reason why no date can be agreed, or why the new one is late
 */
@Table("missed_rebooking")
record RebookingNote(
        @Id @Nullable Long id,
        long caseId,
        String decision,
        String decidedBy,
        Instant decidedAt,
        @Nullable Long sessionId,
        boolean inTime,
        @Nullable String reason) {}
