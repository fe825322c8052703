package org.supervision.review.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.review.AgreementReviewService;

/** Starts the next term as the review decided: reaffirmed or amended (B9). */
@Component("startNextTerm")
class StartNextTermDelegate implements JavaDelegate {

    private final AgreementReviewService reviews;

    StartNextTermDelegate(AgreementReviewService reviews) {
        this.reviews = reviews;
    }

    @Override
    public void execute(DelegateExecution execution) {
        reviews.startNextTerm(execution.getProcessBusinessKey());
    }
}
