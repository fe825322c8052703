package org.supervision.personalmatter;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Whether, how and why the line manager is told of a personal matter (A5.1).
 *
 * @param id the row id; null before the row exists
 * @param matterId which matter, unique
 * @param timesAsked how often the supervisee was asked
 * @param replyBy London date by whose end the supervisee answers; silence is a no
 * @param nextStepBy London date by whose end the supervisor or the line manager does what is next; null while the
 *     supervisee is asked
 * @param answer the last answer; null where there is none
 * @param ground why it is disclosed without agreement; null unless it is
 * @param disclosureReason the same in the supervisor's words
 * @param superviseeTold whether the supervisee is told of the disclosure; null unless it is disclosed
 * @param untoldReason why not; null where the supervisee is told
 * @param decidedBy user id of whoever decided without agreement
 * @param toldTo user id of the line manager who was told or has discussed it
 * @param toldOn London date of that
 */
@Table("personal_matter_sharing")
public record MatterSharing(
        @Id @Nullable Long id,
        long matterId,
        SharingState state,
        int timesAsked,
        LocalDate replyBy,
        @Nullable LocalDate nextStepBy,
        @Nullable SuperviseeAnswer answer,
        @Nullable Instant answeredAt,
        @Nullable Ground ground,
        @Nullable String disclosureReason,
        @Nullable Boolean superviseeTold,
        @Nullable String untoldReason,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String toldTo,
        @Nullable LocalDate toldOn,
        @Version int rowVersion) {

    static MatterSharing asked(long matterId, LocalDate replyBy) {
        return new MatterSharing(
                null,
                matterId,
                SharingState.ASKED,
                1,
                replyBy,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0);
    }

    /** Whether it is still between the two of them. */
    boolean waitsForTheTwo() {
        return state == SharingState.ASKED || state == SharingState.AGREED || state == SharingState.TO_DECIDE;
    }

    MatterSharing answered(
            SuperviseeAnswer newAnswer, Instant at, SharingState newState, int asked, LocalDate newReplyBy) {
        return new MatterSharing(
                id,
                matterId,
                newState,
                asked,
                newReplyBy,
                nextStepBy,
                newAnswer,
                at,
                ground,
                disclosureReason,
                superviseeTold,
                untoldReason,
                decidedBy,
                decidedAt,
                toldTo,
                toldOn,
                rowVersion);
    }

    MatterSharing nextStep(SharingState newState, LocalDate by) {
        return new MatterSharing(
                id,
                matterId,
                newState,
                timesAsked,
                replyBy,
                by,
                answer,
                answeredAt,
                ground,
                disclosureReason,
                superviseeTold,
                untoldReason,
                decidedBy,
                decidedAt,
                toldTo,
                toldOn,
                rowVersion);
    }

    MatterSharing kept(String by, Instant at) {
        return new MatterSharing(
                id,
                matterId,
                SharingState.KEPT,
                timesAsked,
                replyBy,
                null,
                answer,
                answeredAt,
                null,
                null,
                null,
                null,
                by,
                at,
                toldTo,
                toldOn,
                rowVersion);
    }

    MatterSharing disclosed(
            Ground newGround,
            String reason,
            @Nullable String newUntoldReason,
            String by,
            Instant at,
            LocalDate discussBy) {
        return new MatterSharing(
                id,
                matterId,
                SharingState.DISCLOSED,
                timesAsked,
                replyBy,
                discussBy,
                answer,
                answeredAt,
                newGround,
                reason,
                newUntoldReason == null,
                newUntoldReason,
                by,
                at,
                toldTo,
                toldOn,
                rowVersion);
    }

    MatterSharing told(SharingState newState, String lineManager, LocalDate on) {
        return new MatterSharing(
                id,
                matterId,
                newState,
                timesAsked,
                replyBy,
                null,
                answer,
                answeredAt,
                ground,
                disclosureReason,
                superviseeTold,
                untoldReason,
                decidedBy,
                decidedAt,
                lineManager,
                on,
                rowVersion);
    }

    /** By when the supervisor or the line manager does what is next; only while something is. */
    public LocalDate requireNextStepBy() {
        return Objects.requireNonNull(nextStepBy, "Nothing is to be done");
    }
}
