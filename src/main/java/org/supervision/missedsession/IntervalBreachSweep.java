package org.supervision.missedsession;

import java.time.Instant;
import org.springframework.stereotype.Component;
import org.supervision.notification.SweepTask;

/** Finds relationships in which supervision fails to occur at the prescribed interval (A7.2, E30). */
@Component
class IntervalBreachSweep implements SweepTask {

    private final CaseOpening opening;

    IntervalBreachSweep(CaseOpening opening) {
        this.opening = opening;
    }

    @Override
    public void sweep(Instant now) {
        opening.findIntervalBreaches();
    }
}
