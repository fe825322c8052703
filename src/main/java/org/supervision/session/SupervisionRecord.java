package org.supervision.session;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Where the record of a held session stands. What it says are its {@linkplain RecordVersion versions}.
 *
 * @param id the row id; null before the row exists
 * @param sessionId which session
 * @param author user id of who writes it (A6.1, B5)
 * @param dueOn London date by whose end it is distributed
 * @param caseFilesDueOn London date by whose end the case files are updated (B5)
 * @param correctionDueOn London date by whose end it is distributed again after it was sent back; null otherwise
 * @param distributedAt when it was first distributed; null before
 * @param distributedOnTime whether that was in time; null before
 * @param closedAt when both had signed it or said why not; null before
 * @param leftOutAt when the line manager said that nobody is left to write it; null otherwise
 * @param rowVersion guards against two changes at once
 */
@Table("supervision_record")
public record SupervisionRecord(
        @Id @Nullable Long id,
        long sessionId,
        String author,
        LocalDate dueOn,
        LocalDate caseFilesDueOn,
        @Nullable LocalDate correctionDueOn,
        @Nullable Instant distributedAt,
        @Nullable Boolean distributedOnTime,
        @Nullable Instant closedAt,
        @Nullable Instant leftOutAt,
        @Version int rowVersion) {

    static SupervisionRecord open(long sessionId, String author, LocalDate dueOn, LocalDate caseFilesDueOn) {
        return new SupervisionRecord(null, sessionId, author, dueOn, caseFilesDueOn, null, null, null, null, null, 0);
    }

    /** London date by whose end whatever is to be written now is distributed. */
    public LocalDate writeBy() {
        return Objects.requireNonNullElse(correctionDueOn, dueOn);
    }

    SupervisionRecord distributed(Instant at, boolean onTime) {
        boolean first = distributedAt == null;
        return copy(null, first ? at : distributedAt, first ? Boolean.valueOf(onTime) : distributedOnTime, closedAt);
    }

    SupervisionRecord sentBack(LocalDate correctionDue) {
        return copy(correctionDue, distributedAt, distributedOnTime, closedAt);
    }

    SupervisionRecord closed(Instant at) {
        return copy(correctionDueOn, distributedAt, distributedOnTime, at);
    }

    SupervisionRecord leftOut(Instant at) {
        return new SupervisionRecord(
                id,
                sessionId,
                author,
                dueOn,
                caseFilesDueOn,
                correctionDueOn,
                distributedAt,
                distributedOnTime,
                closedAt,
                at,
                rowVersion);
    }

    private SupervisionRecord copy(
            @Nullable LocalDate newCorrectionDueOn,
            @Nullable Instant newDistributedAt,
            @Nullable Boolean newDistributedOnTime,
            @Nullable Instant newClosedAt) {
        return new SupervisionRecord(
                id,
                sessionId,
                author,
                dueOn,
                caseFilesDueOn,
                newCorrectionDueOn,
                newDistributedAt,
                newDistributedOnTime,
                newClosedAt,
                leftOutAt,
                rowVersion);
    }
}
