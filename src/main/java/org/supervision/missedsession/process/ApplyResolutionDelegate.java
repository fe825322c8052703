package org.supervision.missedsession.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.missedsession.CaseEscalation;

/** Books the session that the manager fixed. */
@Component("applyResolution")
class ApplyResolutionDelegate implements JavaDelegate {

    private final CaseEscalation escalation;

    ApplyResolutionDelegate(CaseEscalation escalation) {
        this.escalation = escalation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        escalation.carryOut(execution.getProcessBusinessKey());
    }
}
