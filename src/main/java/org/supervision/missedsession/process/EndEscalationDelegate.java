package org.supervision.missedsession.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells the managers' process that the case is closed. */
@Component("endEscalation")
class EndEscalationDelegate implements JavaDelegate {

    private final EscalationResolutionProcess resolution;

    EndEscalationDelegate(EscalationResolutionProcess resolution) {
        this.resolution = resolution;
    }

    @Override
    public void execute(DelegateExecution execution) {
        resolution.caseClosed(execution.getProcessBusinessKey());
    }
}
