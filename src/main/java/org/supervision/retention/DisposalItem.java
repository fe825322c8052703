package org.supervision.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A file on a list.
 *
 * @param id the row id; null before the row exists
 * @param dueOn the London date on which its time was over
 * @param decision null before the review
 * @param reason why it is kept or held
 * @param keepUntil the London date until which it is not listed again
 * @param approved null before the approval, and where it is not to go
 * @param refusal why it is not to go after all
 * @param outcome how it ended; null while it is on the way
 */
@Table("disposal_item")
public record DisposalItem(
        @Id @Nullable Long id,
        long listId,
        long agreementId,
        LocalDate dueOn,
        @Nullable Decision decision,
        @Nullable String reason,
        @Nullable LocalDate keepUntil,
        @Nullable Boolean approved,
        @Nullable String refusal,
        @Nullable Outcome outcome,
        @Nullable Instant settledAt) {

    /** What the records officer decides. */
    public enum Decision {
        DISPOSE,
        KEEP,
        /** A legal hold keeps it until it is lifted. */
        HOLD
    }

    /** How it ended. */
    public enum Outcome {
        DISPOSED,
        KEPT,
        HELD,
        REFUSED
    }

    /** The row id of a stored item. */
    public long requireId() {
        return Objects.requireNonNull(id, "The item is not stored yet");
    }

    /** Whether it is to go. */
    public boolean isToGo() {
        return decision == Decision.DISPOSE;
    }

    DisposalItem decided(Decision newDecision, @Nullable String why, @Nullable LocalDate until, Instant at) {
        Outcome ended = switch (newDecision) {
            case DISPOSE -> null;
            case KEEP -> Outcome.KEPT;
            case HOLD -> Outcome.HELD;
        };
        return new DisposalItem(
                id, listId, agreementId, dueOn, newDecision, why, until, null, null, ended, ended == null ? null : at);
    }

    DisposalItem toBeDisposedOf() {
        return new DisposalItem(id, listId, agreementId, dueOn, decision, reason, keepUntil, true, null, null, null);
    }

    DisposalItem refused(String why, Instant at) {
        return new DisposalItem(
                id, listId, agreementId, dueOn, decision, reason, keepUntil, false, why, Outcome.REFUSED, at);
    }

    DisposalItem settled(Outcome how, Instant at) {
        return new DisposalItem(
                id, listId, agreementId, dueOn, decision, reason, keepUntil, approved, refusal, how, at);
    }
}
