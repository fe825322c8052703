package org.supervision.review.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;
import org.supervision.review.AgreementReviewService;

/** Tells the line manager that a review is overdue (B9). */
@Component("announceReviewOverdue")
class AnnounceReviewOverdueListener implements ExecutionListener {

    private final AgreementReviewService reviews;

    AnnounceReviewOverdueListener(AgreementReviewService reviews) {
        this.reviews = reviews;
    }

    @Override
    public void notify(DelegateExecution execution) {
        reviews.tellOverdue(execution.getProcessBusinessKey());
    }
}
