package org.supervision.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * That a version of a record could be opened by both from a moment on (A6.1).
 *
 * @param id the row id; null before the row exists
 * @param sessionId which session
 * @param versionNumber which version
 * @param distributedAt from when
 */
@Table("record_distribution")
record RecordDistribution(@Id @Nullable Long id, long sessionId, int versionNumber, Instant distributedAt) {}
