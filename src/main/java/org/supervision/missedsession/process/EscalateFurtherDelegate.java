package org.supervision.missedsession.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.missedsession.CaseEscalation;

/** Takes the case one level up. */
@Component("escalateFurther")
class EscalateFurtherDelegate implements JavaDelegate {

    private final CaseEscalation escalation;

    EscalateFurtherDelegate(CaseEscalation escalation) {
        this.escalation = escalation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        escalation.escalateFurther(execution.getProcessBusinessKey());
    }
}
