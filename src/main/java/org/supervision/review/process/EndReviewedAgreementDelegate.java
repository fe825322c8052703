package org.supervision.review.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.review.AgreementReviewService;

/** Ends the agreement as the review decided. */
@Component("endReviewedAgreement")
class EndReviewedAgreementDelegate implements JavaDelegate {

    private final AgreementReviewService reviews;

    EndReviewedAgreementDelegate(AgreementReviewService reviews) {
        this.reviews = reviews;
    }

    @Override
    public void execute(DelegateExecution execution) {
        reviews.endAgreement(execution.getProcessBusinessKey());
    }
}
