package org.supervision.review;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Column;
import org.supervision.agreement.EndReason;
import org.supervision.agreement.Party;

/**
 * One review of an agreement (B9).
 *
 * @param id the row id; null before the row exists
 * @param termKey the term under review, such as {@code AG-000123/T1}
 * @param openFor the agreement while the review is open, unique; null afterwards
 * @param startedOn London date on which both were asked to prepare
 * @param dueOn London date by whose end it is to be held
 * @param prepareDueOn London date by whose end both have prepared
 * @param confirmDueOn London date by whose end the supervisee has confirmed the outcome; null until it was held
 * @param overdueAt when the line manager is asked to chase it
 * @param chaseDueOn London date by whose end the line manager has then chased it
 * @param heldOn London date on which it was held
 * @param completedOn London date on which both agreed on the outcome; the next review counts from it (C26)
 */
public record AgreementReview(
        @Id @Nullable Long id,
        long agreementId,
        String termKey,
        @Nullable Long openFor,
        ReviewStatus status,
        LocalDate startedOn,
        LocalDate dueOn,
        LocalDate prepareDueOn,
        @Nullable LocalDate confirmDueOn,
        Instant overdueAt,
        LocalDate chaseDueOn,
        @Column("supervisor_works_well") @Nullable String supervisorWorksWell,
        @Column("supervisor_to_change") @Nullable String supervisorToChange,
        @Nullable Instant supervisorPreparedAt,
        @Column("supervisee_works_well") @Nullable String superviseeWorksWell,
        @Column("supervisee_to_change") @Nullable String superviseeToChange,
        @Nullable Instant superviseePreparedAt,
        @Nullable LocalDate heldOn,
        @Nullable ReviewOutcome outcome,
        @Nullable EndReason endReason,
        @Nullable String notes,
        @Nullable LocalDate completedOn,
        @Nullable String chasedBy,
        @Nullable Instant chasedAt,
        @Nullable String chaseNote,
        @Version int rowVersion) {

    static AgreementReview open(
            long agreementId,
            String termKey,
            LocalDate today,
            LocalDate dueOn,
            LocalDate prepareDueOn,
            Instant overdueAt,
            LocalDate chaseDueOn) {
        return new AgreementReview(
                null,
                agreementId,
                termKey,
                agreementId,
                ReviewStatus.OPEN,
                today,
                dueOn,
                prepareDueOn,
                null,
                overdueAt,
                chaseDueOn,
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
                null,
                null,
                null,
                0);
    }

    /** The row id of a stored review. */
    public long requireId() {
        return Objects.requireNonNull(id, "The review is not stored yet");
    }

    /** What this party prepared, if it has. */
    public Optional<Preparation> preparation(Party party) {
        return switch (party) {
            case SUPERVISOR ->
                Optional.ofNullable(supervisorPreparedAt)
                        .map(at -> new Preparation(supervisorWorksWell, supervisorToChange));
            case SUPERVISEE ->
                Optional.ofNullable(superviseePreparedAt)
                        .map(at -> new Preparation(superviseeWorksWell, superviseeToChange));
        };
    }

    /** What was decided; only once it was held. */
    public ReviewOutcome requireOutcome() {
        return Objects.requireNonNull(outcome, "The review was not held yet");
    }

    AgreementReview prepared(Party party, Preparation preparation, Instant now) {
        requireOpen();
        boolean bySupervisor = party == Party.SUPERVISOR;
        return new AgreementReview(
                id,
                agreementId,
                termKey,
                openFor,
                status,
                startedOn,
                dueOn,
                prepareDueOn,
                confirmDueOn,
                overdueAt,
                chaseDueOn,
                bySupervisor ? preparation.worksWell() : supervisorWorksWell,
                bySupervisor ? preparation.toChange() : supervisorToChange,
                bySupervisor ? now : supervisorPreparedAt,
                bySupervisor ? superviseeWorksWell : preparation.worksWell(),
                bySupervisor ? superviseeToChange : preparation.toChange(),
                bySupervisor ? superviseePreparedAt : now,
                heldOn,
                outcome,
                endReason,
                notes,
                completedOn,
                chasedBy,
                chasedAt,
                chaseNote,
                rowVersion);
    }

    AgreementReview held(
            LocalDate on,
            ReviewOutcome newOutcome,
            @Nullable EndReason newEndReason,
            @Nullable String newNotes,
            LocalDate newConfirmDueOn) {
        requireOpen();
        return with(status, openFor, newConfirmDueOn, on, newOutcome, newEndReason, newNotes, null);
    }

    AgreementReview agreed(LocalDate on) {
        requireOpen();
        return with(ReviewStatus.AGREED, null, confirmDueOn, heldOn, requireOutcome(), endReason, notes, on);
    }

    AgreementReview notNeeded() {
        requireOpen();
        return with(ReviewStatus.NOT_NEEDED, null, confirmDueOn, heldOn, outcome, endReason, notes, null);
    }

    AgreementReview chased(String by, Instant now, @Nullable String note) {
        return new AgreementReview(
                id,
                agreementId,
                termKey,
                openFor,
                status,
                startedOn,
                dueOn,
                prepareDueOn,
                confirmDueOn,
                overdueAt,
                chaseDueOn,
                supervisorWorksWell,
                supervisorToChange,
                supervisorPreparedAt,
                superviseeWorksWell,
                superviseeToChange,
                superviseePreparedAt,
                heldOn,
                outcome,
                endReason,
                notes,
                completedOn,
                by,
                now,
                note,
                rowVersion);
    }

    private AgreementReview with(
            ReviewStatus newStatus,
            @Nullable Long newOpenFor,
            @Nullable LocalDate newConfirmDueOn,
            @Nullable LocalDate newHeldOn,
            @Nullable ReviewOutcome newOutcome,
            @Nullable EndReason newEndReason,
            @Nullable String newNotes,
            @Nullable LocalDate newCompletedOn) {
        return new AgreementReview(
                id,
                agreementId,
                termKey,
                newOpenFor,
                newStatus,
                startedOn,
                dueOn,
                prepareDueOn,
                newConfirmDueOn,
                overdueAt,
                chaseDueOn,
                supervisorWorksWell,
                supervisorToChange,
                supervisorPreparedAt,
                superviseeWorksWell,
                superviseeToChange,
                superviseePreparedAt,
                newHeldOn,
                newOutcome,
                newEndReason,
                newNotes,
                newCompletedOn,
                chasedBy,
                chasedAt,
                chaseNote,
                rowVersion);
    }

    private void requireOpen() {
        if (status != ReviewStatus.OPEN) {
            throw new IllegalStateException("The review of " + termKey + " is " + status);
        }
    }
}
