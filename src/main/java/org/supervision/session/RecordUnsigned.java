package org.supervision.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Why a party did not sign a record in time: it stands, unsigned by that party (A6.2).
 *
 * @param id the row id; null before the row exists
 * @param sessionId which session
 * @param versionNumber which version
 * @param party user id
 * @param reason in that party's words
 * @param explainedAt when
 */
@Table("record_unsigned")
public record RecordUnsigned(
        @Id @Nullable Long id, long sessionId, int versionNumber, String party, String reason, Instant explainedAt) {}
