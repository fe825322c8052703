package org.supervision.notification.process;

import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.engine.ProcessVariables;

/** Runs one part of the sweep. */
@Component("runSweep")
class RunSweepDelegate implements JavaDelegate {

    private final DailySweepProcess sweep;

    RunSweepDelegate(DailySweepProcess sweep) {
        this.sweep = sweep;
    }

    @Override
    public void execute(DelegateExecution execution) {
        sweep.run(Objects.requireNonNull(ProcessVariables.SWEEP_PART.get(execution), "sweepPart"));
    }
}
