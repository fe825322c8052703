package org.supervision.agreement.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;
import org.supervision.agreement.AgreementTermService;

/** Tells the line manager that an agreement is still unsigned (A1.2). */
@Component("announceUnsigned")
class AnnounceUnsignedListener implements ExecutionListener {

    private final AgreementTermService terms;

    AnnounceUnsignedListener(AgreementTermService terms) {
        this.terms = terms;
    }

    @Override
    public void notify(DelegateExecution execution) {
        terms.tellUnsigned(execution.getProcessBusinessKey());
    }
}
