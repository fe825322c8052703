package org.supervision.agreement.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.agreement.AgreementTermService;

/** Asks for the six-monthly review (B9). */
@Component("startReview")
class StartReviewDelegate implements JavaDelegate {

    private final AgreementTermService terms;

    StartReviewDelegate(AgreementTermService terms) {
        this.terms = terms;
    }

    @Override
    public void execute(DelegateExecution execution) {
        terms.startReview(execution.getProcessBusinessKey());
    }
}
