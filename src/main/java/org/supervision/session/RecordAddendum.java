package org.supervision.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * What somebody added to a record after it was distributed (F41): the record itself, and what was signed, stays as it is.
 *
 * @param id the row id; null before the row exists
 * @param sessionId whose record
 * @param versionNumber the version that was the latest then
 * @param author user id of who added it
 * @param addedAt when
 * @param addendum what it says
 */
@Table("record_addendum")
public record RecordAddendum(
        @Id @Nullable Long id, long sessionId, int versionNumber, String author, Instant addedAt, String addendum) {}
