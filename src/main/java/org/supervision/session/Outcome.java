package org.supervision.session;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.supervision.agreement.MeetingMode;

/**
 * What became of a session.
 *
 * @param declaredBy user id of who said so; null when it is presumed
 * @param declaredAt when that was
 * @param presumed whether nobody had said anything by the deadline
 * @param countsAsHeld whether it keeps the agreed interval
 * @param actualStartAt when it really began; null unless held
 * @param actualEndAt when it really ended; null unless held
 * @param meetingMode how the two really met; null unless held
 * @param privateSpace whether the place was quiet and private (B4); null when not said
 * @param reasonClass why it was cut short, cancelled or missed, for counting
 * @param reason the same in words
 */
public record Outcome(
        @Nullable String declaredBy,
        Instant declaredAt,
        boolean presumed,
        boolean countsAsHeld,
        @Nullable Instant actualStartAt,
        @Nullable Instant actualEndAt,
        @Nullable MeetingMode meetingMode,
        @Nullable Boolean privateSpace,
        @Nullable ReasonClass reasonClass,
        @Nullable String reason) {

    static Outcome notHeld(String by, Instant at, ReasonClass reasonClass, String reason) {
        return new Outcome(by, at, false, false, null, null, null, null, reasonClass, reason);
    }

    static Outcome presumedMissed(Instant at) {
        return new Outcome(null, at, true, false, null, null, null, null, null, null);
    }

    /** How long it really was; zero unless held. */
    public Duration actualDuration() {
        return actualStartAt == null || actualEndAt == null
                ? Duration.ZERO
                : Duration.between(actualStartAt, actualEndAt);
    }
}
