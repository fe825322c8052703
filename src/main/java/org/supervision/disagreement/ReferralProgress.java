package org.supervision.disagreement;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Where a disagreement stands, with whom, and since when. Days are London dates, by whose end something is due.
 *
 * @param attemptBy by when both have tried to resolve it; null while it is being raised
 * @param referredAt when it went to a manager; null before
 * @param decider user id of that manager
 * @param decideBy by when the manager decides
 * @param closedAt when it was resolved, decided, withdrawn or ended
 */
record ReferralProgress(
        ReferralState state,
        @Nullable LocalDate attemptBy,
        @Nullable Instant referredAt,
        @Nullable String decider,
        @Nullable LocalDate decideBy,
        @Nullable Instant closedAt) {

    static final ReferralProgress RAISING = new ReferralProgress(ReferralState.RAISING, null, null, null, null, null);

    ReferralProgress attempted(LocalDate by) {
        return new ReferralProgress(ReferralState.ATTEMPT, by, referredAt, decider, decideBy, closedAt);
    }

    ReferralProgress referredTo(String manager, Instant at, LocalDate by) {
        return new ReferralProgress(ReferralState.REFERRED, attemptBy, at, manager, by, closedAt);
    }

    ReferralProgress before(String manager) {
        return new ReferralProgress(state, attemptBy, referredAt, manager, decideBy, closedAt);
    }

    ReferralProgress takenBack() {
        return new ReferralProgress(ReferralState.ATTEMPT, attemptBy, referredAt, null, null, closedAt);
    }

    ReferralProgress closed(ReferralState how, Instant at) {
        return new ReferralProgress(how, attemptBy, referredAt, decider, decideBy, at);
    }
}
