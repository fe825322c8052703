package org.supervision.absence;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;

/**
 * A booked session that an absence puts at risk, and what was done about it (A-br).
 *
 * @param id the row id; null before the row exists
 * @param manager user id of who is to see to it
 * @param foundAt when it was found to be at risk last
 * @param cover user id of who covers; null unless somebody does
 * @param reason why it is left, in the manager's words; null unless it is
 * @param decidedBy user id of the manager who decided
 */
public record CoverNeed(
        @Id @Nullable Long id,
        long absenceId,
        long agreementId,
        long sessionId,
        String manager,
        Instant foundAt,
        State state,
        @Nullable String cover,
        @Nullable String reason,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Version int rowVersion) {

    /** What became of it. */
    public enum State {
        /** The manager is asked. */
        OPEN,
        /** Somebody else holds the session. */
        COVERED,
        /** The session was moved. */
        MOVED,
        /** The agreement is suspended from the first day of the absence on (E18). */
        SUSPENDED,
        /** It is left as it is, for a reason. */
        ACCEPTED,
        /** The session is not at risk any more. */
        LAPSED
    }

    static CoverNeed found(long absenceId, long agreementId, long sessionId, String manager, Instant now) {
        return new CoverNeed(
                null, absenceId, agreementId, sessionId, manager, now, State.OPEN, null, null, null, null, 0);
    }

    /** The row id of a stored need. */
    public long requireId() {
        return Objects.requireNonNull(id, "The need is not stored yet");
    }

    /** Whether the manager is asked. */
    public boolean isOpen() {
        return state == State.OPEN;
    }

    CoverNeed openedFor(String newManager, Instant now) {
        return new CoverNeed(
                id, absenceId, agreementId, sessionId, newManager, now, State.OPEN, null, null, null, null, rowVersion);
    }

    CoverNeed lapsed() {
        return copy(State.LAPSED, cover, reason, decidedBy, decidedAt);
    }

    CoverNeed decided(State newState, @Nullable String newCover, @Nullable String newReason, String by, Instant now) {
        return copy(newState, newCover, newReason, by, now);
    }

    private CoverNeed copy(
            State newState,
            @Nullable String newCover,
            @Nullable String newReason,
            @Nullable String by,
            @Nullable Instant at) {
        return new CoverNeed(
                id,
                absenceId,
                agreementId,
                sessionId,
                manager,
                foundAt,
                newState,
                newCover,
                newReason,
                by,
                at,
                rowVersion);
    }
}
