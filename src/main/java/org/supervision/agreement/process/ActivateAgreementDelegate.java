package org.supervision.agreement.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.agreement.AgreementTermService;

/** Puts a term in force that both have signed (A-sig, C25). */
@Component("activateAgreement")
class ActivateAgreementDelegate implements JavaDelegate {

    private final AgreementTermService terms;

    ActivateAgreementDelegate(AgreementTermService terms) {
        this.terms = terms;
    }

    @Override
    public void execute(DelegateExecution execution) {
        terms.activate(execution.getProcessBusinessKey());
    }
}
