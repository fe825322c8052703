package org.supervision.missedsession.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.missedsession.CaseClosing;

/** Closes the case with its agreement (E17). */
@Component("closeEnded")
class CloseEndedDelegate implements JavaDelegate {

    private final CaseClosing closing;

    CloseEndedDelegate(CaseClosing closing) {
        this.closing = closing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        closing.ended(execution.getProcessBusinessKey());
    }
}
