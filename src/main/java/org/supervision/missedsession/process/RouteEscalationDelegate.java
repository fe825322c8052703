package org.supervision.missedsession.process;

import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.engine.ProcessVariables;
import org.supervision.missedsession.CaseEscalation;

/** Finds the manager whose turn it is; where the reporting line has none left, somebody has to name one. */
@Component("routeEscalation")
class RouteEscalationDelegate implements JavaDelegate {

    private final CaseEscalation escalation;

    RouteEscalationDelegate(CaseEscalation escalation) {
        this.escalation = escalation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        int level = escalation
                .route(execution.getProcessBusinessKey())
                .orElseThrow(() -> new BpmnError(EscalationResolutionProcess.ERROR_NO_ELIGIBLE_MANAGER));
        ProcessVariables.LEVEL.set(execution, level);
    }
}
