package org.supervision.notification.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.engine.ProcessVariables;

/** Runs the parts of the sweep, and notes which are left. */
@Component("runSweep")
class RunSweepDelegate implements JavaDelegate {

    private final DailySweepProcess sweep;

    RunSweepDelegate(DailySweepProcess sweep) {
        this.sweep = sweep;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String part = ProcessVariables.SWEEP_PART.get(execution);
        if (part != null) {
            sweep.runPart(part); // of a sweep that an earlier release planned, each part a job
            return;
        }
        ProcessVariables.SWEEP_LEFT.set(execution, String.join(",", sweep.run(execution.getProcessBusinessKey())));
    }
}
