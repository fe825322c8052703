package org.supervision.session;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.supervision.agreement.MeetingMode;

/**
 * How a session really went.
 *
 * @param start when it really began
 * @param end when it really ended
 * @param mode how the two really met
 * @param privateSpace whether the place was quiet and private (B4); null when not said
 * @param reasonClass why its length was unusual, for counting
 * @param reason why its length was unusual or it was remote, in words
 * @param interruptions what interrupted it (A2.5)
 */
public record HeldSession(
        Instant start,
        Instant end,
        MeetingMode mode,
        @Nullable Boolean privateSpace,
        @Nullable ReasonClass reasonClass,
        @Nullable String reason,
        List<Interrupted> interruptions) {

    /** One interruption: what, for how many minutes, and whether with good cause. */
    public record Interrupted(String what, int minutes, boolean goodCause) {}
}
