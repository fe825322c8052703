package org.supervision.missedsession.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.missedsession.CaseEscalation;

/** Brings the managers in at once: the interval was not kept, and there is no session to recover (E30). */
@Component("raiseEscalation")
class RaiseEscalationDelegate implements JavaDelegate {

    private final CaseEscalation escalation;

    RaiseEscalationDelegate(CaseEscalation escalation) {
        this.escalation = escalation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        escalation.raise(execution.getProcessBusinessKey());
    }
}
