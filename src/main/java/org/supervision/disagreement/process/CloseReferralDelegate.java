package org.supervision.disagreement.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.disagreement.DisagreementService;

/** Closes a disagreement with its agreement. */
@Component("closeReferral")
class CloseReferralDelegate implements JavaDelegate {

    private final DisagreementService disagreements;

    CloseReferralDelegate(DisagreementService disagreements) {
        this.disagreements = disagreements;
    }

    @Override
    public void execute(DelegateExecution execution) {
        disagreements.close(execution.getProcessBusinessKey());
    }
}
