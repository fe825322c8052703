package org.supervision.unallocated.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.engine.EngineAccess;
import org.supervision.unallocated.InterimSupervision;

/** Gives what is booked to the interim supervisor, and has the first session booked (B8). */
@Component("beginInterim")
class BeginInterimDelegate implements JavaDelegate {

    private final InterimSupervision interims;
    private final EngineAccess access;

    BeginInterimDelegate(InterimSupervision interims, EngineAccess access) {
        this.interims = interims;
        this.access = access;
    }

    @Override
    public void execute(DelegateExecution execution) {
        access.asTheProduct(() -> interims.begin(execution.getProcessBusinessKey()));
    }
}
