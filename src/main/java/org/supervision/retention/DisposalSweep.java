package org.supervision.retention;

import java.time.Instant;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.supervision.notification.SweepTask;

/** Lists the files whose time is over, once in so many months (A6.3). */
@Component
@Order(DisposalSweep.ORDER)
class DisposalSweep implements SweepTask {

    static final int ORDER = 70;

    private final Disposals disposals;

    DisposalSweep(Disposals disposals) {
        this.disposals = disposals;
    }

    @Override
    public void sweep(Instant now) {
        disposals.listDue();
    }
}
