package org.supervision.missedsession.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.missedsession.CaseEscalation;

/**
 * Tells the managers' process that the case is closed. Where a manager has suspended the supervision, that process itself
 * has led here and is about to end; it must not be ended under its own feet.
 */
@Component("endEscalation")
class EndEscalationDelegate implements JavaDelegate {

    private final CaseEscalation escalation;
    private final EscalationResolutionProcess resolution;

    EndEscalationDelegate(CaseEscalation escalation, EscalationResolutionProcess resolution) {
        this.escalation = escalation;
        this.resolution = resolution;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String key = execution.getProcessBusinessKey();
        if (!escalation.hasSuspended(key)) {
            resolution.caseClosed(key);
        }
    }
}
