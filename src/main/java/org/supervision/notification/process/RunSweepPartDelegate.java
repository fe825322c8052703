package org.supervision.notification.process;

import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.engine.ProcessVariables;

/** Runs one part of the sweep that is left. */
@Component("runSweepPart")
class RunSweepPartDelegate implements JavaDelegate {

    private final DailySweepProcess sweep;

    RunSweepPartDelegate(DailySweepProcess sweep) {
        this.sweep = sweep;
    }

    @Override
    public void execute(DelegateExecution execution) {
        sweep.runPart(Objects.requireNonNull(ProcessVariables.SWEEP_PART.get(execution), "sweepPart"));
    }
}
