package org.supervision.handover.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.engine.EngineAccess;
import org.supervision.handover.ChangesOfSupervisor;

/** Takes an agreement from a supervisor whom nobody follows (B8). */
@Component("leaveUnallocated")
class LeaveUnallocatedDelegate implements JavaDelegate {

    private final ChangesOfSupervisor changes;
    private final EngineAccess access;

    LeaveUnallocatedDelegate(ChangesOfSupervisor changes, EngineAccess access) {
        this.changes = changes;
        this.access = access;
    }

    @Override
    public void execute(DelegateExecution execution) {
        access.asTheProduct(() -> changes.leaveUnallocated(execution.getProcessBusinessKey()));
    }
}
