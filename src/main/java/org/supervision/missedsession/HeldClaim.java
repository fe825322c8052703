package org.supervision.missedsession;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A party says that a session was held after all; the other is asked to confirm it (E5, E8).
 *
 * @param sessionId the session that is said to have been held
 * @param claimedBy user id
 * @param actualStartAt when it is said to have begun
 * @param actualEndAt when it is said to have ended
 * @param recordedLate whether the session itself is recorded as held already, but later than the case's deadline
 * @param asked user id of the other party
 * @param answerBy by when the answer is due
 * @param claimStatement what the first said to it
 * @param answerStatement what the other said to it
 */
@Table("held_claim")
public record HeldClaim(
        @Id @Nullable Long id,
        long caseId,
        long sessionId,
        String claimedBy,
        Instant claimedAt,
        Instant actualStartAt,
        Instant actualEndAt,
        boolean recordedLate,
        String asked,
        Instant answerBy,
        State state,
        @Nullable Instant answeredAt,
        @Nullable String claimStatement,
        @Nullable String answerStatement) {

    /** What the other party says. */
    public enum State {
        OPEN,
        CONFIRMED,
        DISPUTED,
        /** No answer came in time, so it stays disputed. */
        UNANSWERED
    }

    HeldClaim answered(State answer, Instant now, @Nullable String statement) {
        return new HeldClaim(
                id,
                caseId,
                sessionId,
                claimedBy,
                claimedAt,
                actualStartAt,
                actualEndAt,
                recordedLate,
                asked,
                answerBy,
                answer,
                now,
                claimStatement,
                statement);
    }
}
