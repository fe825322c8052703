package org.supervision.audit;

import java.time.Instant;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.supervision.notification.SweepTask;

/** Asks for the next audit, from the first working day after its months on (C24). */
@Component
@Order(AuditSweep.ORDER)
class AuditSweep implements SweepTask {

    static final int ORDER = 85;

    private final Audits audits;

    AuditSweep(Audits audits) {
        this.audits = audits;
    }

    @Override
    public void sweep(Instant now) {
        audits.askForNext();
    }
}
