package org.supervision.notification.process;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Makes sure at every start that a sweep is planned: one that was cancelled in Cockpit must not end supervision. */
@Component
@Order(100)
class PlanSweepAtStartListener implements ApplicationListener<ApplicationReadyEvent> {

    private final DailySweepProcess sweep;

    PlanSweepAtStartListener(DailySweepProcess sweep) {
        this.sweep = sweep;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent started) {
        sweep.ensurePlanned();
    }
}
