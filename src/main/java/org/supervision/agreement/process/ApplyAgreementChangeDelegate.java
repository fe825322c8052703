package org.supervision.agreement.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.agreement.AgreementChangeService;

/** Applies what somebody asked of an agreement in mid-term. */
@Component("applyAgreementChange")
class ApplyAgreementChangeDelegate implements JavaDelegate {

    private final AgreementChangeService changes;

    ApplyAgreementChangeDelegate(AgreementChangeService changes) {
        this.changes = changes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        changes.apply(execution.getProcessBusinessKey());
    }
}
