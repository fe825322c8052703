package org.supervision.disclosure;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Where a disclosure stands, and since when.
 *
 * @param stepDueOn London date by whose end the step that it waits for is done
 * @param noticedAt when both parties were told
 * @param closedAt when access ended, or when it was settled that there is none
 */
record DisclosureProgress(
        DisclosureState state,
        LocalDate stepDueOn,
        @Nullable Instant noticedAt,
        @Nullable Instant releasedAt,
        @Nullable Instant closedAt) {

    static DisclosureProgress begun(LocalDate requestBy) {
        return new DisclosureProgress(DisclosureState.DRAFT, requestBy, null, null, null);
    }

    DisclosureProgress waitingFor(DisclosureState next, LocalDate by) {
        return new DisclosureProgress(next, by, noticedAt, releasedAt, closedAt);
    }

    DisclosureProgress released(Instant at) {
        return new DisclosureProgress(DisclosureState.RELEASED, stepDueOn, noticedAt, at, closedAt);
    }

    DisclosureProgress noticed(Instant at) {
        return new DisclosureProgress(state, stepDueOn, at, releasedAt, closedAt);
    }

    DisclosureProgress closed(DisclosureState end, Instant at) {
        return new DisclosureProgress(end, stepDueOn, noticedAt, releasedAt, at);
    }
}
