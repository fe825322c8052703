package org.supervision.notification.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Plans the next sweep. */
@Component("planNextSweep")
class PlanNextSweepDelegate implements JavaDelegate {

    private final DailySweepProcess sweep;

    PlanNextSweepDelegate(DailySweepProcess sweep) {
        this.sweep = sweep;
    }

    @Override
    public void execute(DelegateExecution execution) {
        sweep.planNext();
    }
}
