package org.supervision.missedsession.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.missedsession.HeldClaims;

/** Has the other party asked whether the session was held after all. */
@Component("claimHeld")
class ClaimHeldDelegate implements JavaDelegate {

    private final HeldClaims claims;

    ClaimHeldDelegate(HeldClaims claims) {
        this.claims = claims;
    }

    @Override
    public void execute(DelegateExecution execution) {
        claims.passOn(execution.getProcessBusinessKey());
    }
}
