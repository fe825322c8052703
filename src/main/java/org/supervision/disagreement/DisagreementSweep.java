package org.supervision.disagreement;

import java.time.Instant;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.supervision.notification.SweepTask;

/** Refers what stands unresolved in a distributed record and was never referred, and what is before nobody (A7.2, E14). */
@Component
@Order(DisagreementSweep.ORDER)
class DisagreementSweep implements SweepTask {

    static final int ORDER = 45;

    private final DisagreementService disagreements;

    DisagreementSweep(DisagreementService disagreements) {
        this.disagreements = disagreements;
    }

    @Override
    public void sweep(Instant now) {
        disagreements.referUnreferred();
        disagreements.missDeciders();
    }
}
