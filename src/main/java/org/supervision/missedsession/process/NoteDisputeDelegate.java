package org.supervision.missedsession.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.missedsession.HeldClaims;

/** Notes that the two do not agree on whether the session was held (E8). */
@Component("noteDispute")
class NoteDisputeDelegate implements JavaDelegate {

    private final HeldClaims claims;

    NoteDisputeDelegate(HeldClaims claims) {
        this.claims = claims;
    }

    @Override
    public void execute(DelegateExecution execution) {
        claims.dispute(execution.getProcessBusinessKey());
    }
}
