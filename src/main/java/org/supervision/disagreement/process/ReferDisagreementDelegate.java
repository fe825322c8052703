package org.supervision.disagreement.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.disagreement.DisagreementService;

/** Puts what the two could not resolve before a manager (A7.2). */
@Component("referDisagreement")
class ReferDisagreementDelegate implements JavaDelegate {

    private final DisagreementService disagreements;

    ReferDisagreementDelegate(DisagreementService disagreements) {
        this.disagreements = disagreements;
    }

    @Override
    public void execute(DelegateExecution execution) {
        disagreements.refer(execution.getProcessBusinessKey());
    }
}
