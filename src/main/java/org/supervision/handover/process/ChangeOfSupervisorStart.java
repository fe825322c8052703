package org.supervision.handover.process;

import org.camunda.bpm.engine.AuthorizationException;
import org.springframework.stereotype.Component;
import org.supervision.engine.ProcessStart;
import org.supervision.handover.ChangesOfSupervisor;

/** A manager starts a change of supervisor in his line. */
@Component
class ChangeOfSupervisorStart implements ProcessStart {

    private final ChangesOfSupervisor changes;

    ChangeOfSupervisorStart(ChangesOfSupervisor changes) {
        this.changes = changes;
    }

    @Override
    public String processId() {
        return ChangeOfSupervisorProcess.ID;
    }

    @Override
    public String begin(String initiator) {
        if (changes.changeableBy(initiator, "", 1).isEmpty()) {
            throw new AuthorizationException("There is no agreement in your line whose supervisor you may change.");
        }
        return changes.begin(initiator);
    }
}
