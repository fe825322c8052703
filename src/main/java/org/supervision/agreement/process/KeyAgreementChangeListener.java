package org.supervision.agreement.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementChange;
import org.supervision.agreement.AgreementChangeService;

/** Once the form has named the agreement, the instance goes by the agreement's business key. */
@Component("keyAgreementChange")
class KeyAgreementChangeListener implements ExecutionListener {

    private final AgreementChangeService changes;

    KeyAgreementChangeListener(AgreementChangeService changes) {
        this.changes = changes;
    }

    @Override
    public void notify(DelegateExecution execution) {
        AgreementChange change = changes.require(execution.getProcessBusinessKey());
        execution.setProcessBusinessKey(Agreement.keyOf(change.requireAgreementId()));
    }
}
