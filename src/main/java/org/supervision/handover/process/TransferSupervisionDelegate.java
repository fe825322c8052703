package org.supervision.handover.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.engine.EngineAccess;
import org.supervision.handover.ChangesOfSupervisor;

/** Gives an agreement and everything that is open to the new supervisor (B6). */
@Component("transferSupervision")
class TransferSupervisionDelegate implements JavaDelegate {

    private final ChangesOfSupervisor changes;
    private final EngineAccess access;

    TransferSupervisionDelegate(ChangesOfSupervisor changes, EngineAccess access) {
        this.changes = changes;
        this.access = access;
    }

    @Override
    public void execute(DelegateExecution execution) {
        access.asTheProduct(() -> changes.carryOut(execution.getProcessBusinessKey()));
    }
}
