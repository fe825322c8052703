package org.supervision.missedsession.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.missedsession.CaseClosing;

/** Closes the case: a session was held. */
@Component("closeRecovered")
class CloseRecoveredDelegate implements JavaDelegate {

    private final CaseClosing closing;

    CloseRecoveredDelegate(CaseClosing closing) {
        this.closing = closing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        closing.recovered(execution.getProcessBusinessKey());
    }
}
