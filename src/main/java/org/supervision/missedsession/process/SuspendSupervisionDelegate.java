package org.supervision.missedsession.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.missedsession.CaseEscalation;

/** Suspends the supervision for the absence that the manager found (E18). */
@Component("suspendSupervision")
class SuspendSupervisionDelegate implements JavaDelegate {

    private final CaseEscalation escalation;

    SuspendSupervisionDelegate(CaseEscalation escalation) {
        this.escalation = escalation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        escalation.suspend(execution.getProcessBusinessKey());
    }
}
