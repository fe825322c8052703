package org.supervision.session;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * What somebody is to do, by when (B5).
 *
 * @param id the row id; null before the row exists
 * @param agreementId under which agreement
 * @param sessionId in which session it was agreed
 * @param what what is to be done
 * @param owner user id of a party, or of a former supervisor who keeps it
 * @param agreedFor user id of whom it was agreed for, where it has passed on to the owner since; null otherwise
 * @param dueOn London date
 * @param actionType what kind of action
 * @param state where it stands
 * @param closedOn London date on which it was done or dropped; null while open
 */
@Table("action_item")
public record ActionItem(
        @Id @Nullable Long id,
        long agreementId,
        long sessionId,
        String what,
        String owner,
        @Nullable String agreedFor,
        LocalDate dueOn,
        ActionType actionType,
        ActionState state,
        @Nullable LocalDate closedOn) {

    /** The row id of a stored action. */
    public long requireId() {
        return Objects.requireNonNull(id, "The action is not stored yet");
    }

    ActionItem in(ActionState newState, LocalDate on) {
        return new ActionItem(
                id,
                agreementId,
                sessionId,
                what,
                owner,
                agreedFor,
                dueOn,
                actionType,
                newState,
                newState == ActionState.OPEN ? null : on);
    }

    /** The same action as somebody else's, such as the new supervisor's. */
    ActionItem passedTo(String newOwner) {
        String first = agreedFor == null ? owner : agreedFor;
        return new ActionItem(id, agreementId, sessionId, what, newOwner, first, dueOn, actionType, state, closedOn);
    }

    boolean says(RecordContent.Action action) {
        return what.equals(action.what())
                && Objects.requireNonNullElse(agreedFor, owner).equals(action.owner())
                && dueOn.equals(action.due())
                && actionType == action.type();
    }
}
