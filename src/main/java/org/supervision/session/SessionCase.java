package org.supervision.session;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A case discussed in a session, and the update of its file (B5).
 *
 * @param id the row id; null before the row exists
 * @param sessionId which session
 * @param workCaseId which case
 * @param firstVersion the version of the record that first had it
 * @param inDepth whether it was reviewed in depth (B7)
 * @param priority whether it was a priority then
 * @param fileUpdatedOn London date on which the case file was updated; null before
 * @param fileReference where in the file
 * @param copyGiven whether a printed copy was given to both
 * @param confirmedBy user id of who says so
 * @param confirmedAt when
 * @param reviewedOn London date of the session once a distributed record of it has the case; null before
 */
@Table("session_case")
public record SessionCase(
        @Id @Nullable Long id,
        long sessionId,
        long workCaseId,
        int firstVersion,
        boolean inDepth,
        boolean priority,
        @Nullable LocalDate fileUpdatedOn,
        @Nullable String fileReference,
        @Nullable Boolean copyGiven,
        @Nullable String confirmedBy,
        @Nullable Instant confirmedAt,
        @Nullable LocalDate reviewedOn) {

    static SessionCase discussed(long sessionId, long workCaseId, int version, boolean inDepth, boolean priority) {
        return new SessionCase(
                null, sessionId, workCaseId, version, inDepth, priority, null, null, null, null, null, null);
    }

    SessionCase corrected(boolean newInDepth, boolean newPriority) {
        return new SessionCase(
                id,
                sessionId,
                workCaseId,
                firstVersion,
                newInDepth,
                newPriority,
                fileUpdatedOn,
                fileReference,
                copyGiven,
                confirmedBy,
                confirmedAt,
                reviewedOn);
    }

    SessionCase reviewed(@Nullable LocalDate on) {
        return new SessionCase(
                id,
                sessionId,
                workCaseId,
                firstVersion,
                inDepth,
                priority,
                fileUpdatedOn,
                fileReference,
                copyGiven,
                confirmedBy,
                confirmedAt,
                on);
    }

    SessionCase fileUpdated(LocalDate on, String reference, boolean copy, String by, Instant at) {
        return new SessionCase(
                id, sessionId, workCaseId, firstVersion, inDepth, priority, on, reference, copy, by, at, reviewedOn);
    }
}
