package org.supervision.session;

import java.time.Instant;
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
public record PersonalMatter(
        @Id @Nullable Long id, long sessionId, String raisedBy, Instant raisedAt, String wording) {}
