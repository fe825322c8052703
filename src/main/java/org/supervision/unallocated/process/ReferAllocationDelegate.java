package org.supervision.unallocated.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.engine.EngineAccess;
import org.supervision.unallocated.PermanentAllocation;

/** Refers the allocation to the manager whose turn it is (D2, B8). */
@Component("referAllocation")
class ReferAllocationDelegate implements JavaDelegate {

    private final PermanentAllocation allocation;
    private final EngineAccess access;

    ReferAllocationDelegate(PermanentAllocation allocation, EngineAccess access) {
        this.allocation = allocation;
        this.access = access;
    }

    @Override
    public void execute(DelegateExecution execution) {
        access.asTheProduct(() -> allocation.refer(execution.getProcessBusinessKey()));
    }
}
