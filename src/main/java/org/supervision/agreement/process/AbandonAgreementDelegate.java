package org.supervision.agreement.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.agreement.AgreementTermService;

/** Gives up terms that the two could not agree on. */
@Component("abandonAgreement")
class AbandonAgreementDelegate implements JavaDelegate {

    private final AgreementTermService terms;

    AbandonAgreementDelegate(AgreementTermService terms) {
        this.terms = terms;
    }

    @Override
    public void execute(DelegateExecution execution) {
        terms.abandon(execution.getProcessBusinessKey());
    }
}
