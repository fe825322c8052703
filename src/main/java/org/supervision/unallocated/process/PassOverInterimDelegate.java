package org.supervision.unallocated.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.engine.EngineAccess;
import org.supervision.unallocated.InterimSupervision;

/** Whoever is asked has not answered: the line manager looks for somebody else (B8). */
@Component("passOverInterim")
class PassOverInterimDelegate implements JavaDelegate {

    private final InterimSupervision interims;
    private final EngineAccess access;

    PassOverInterimDelegate(InterimSupervision interims, EngineAccess access) {
        this.interims = interims;
        this.access = access;
    }

    @Override
    public void execute(DelegateExecution execution) {
        access.asTheProduct(() -> interims.passOver(execution.getProcessBusinessKey()));
    }
}
