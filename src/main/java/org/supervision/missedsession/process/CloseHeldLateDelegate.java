package org.supervision.missedsession.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.missedsession.CaseClosing;

/** Closes the case: both say that the session was held, so it goes on at its record (E5, E11). */
@Component("closeHeldLate")
class CloseHeldLateDelegate implements JavaDelegate {

    private final CaseClosing closing;

    CloseHeldLateDelegate(CaseClosing closing) {
        this.closing = closing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        closing.heldLate(execution.getProcessBusinessKey());
    }
}
