package org.supervision.review.process;

import org.camunda.bpm.engine.RuntimeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.supervision.review.ReviewNotNeeded;
import org.supervision.review.ReviewStarted;

/** Starts the process of a review, and tells it when the agreement has ended, by business key. */
@Component
class ReviewEventsListener {

    private static final Logger LOG = LoggerFactory.getLogger(ReviewEventsListener.class);

    private final RuntimeService engine;

    ReviewEventsListener(RuntimeService engine) {
        this.engine = engine;
    }

    @EventListener
    void on(ReviewStarted started) {
        engine.createMessageCorrelation(AgreementReviewProcess.MESSAGE_REVIEW_DUE)
                .processInstanceBusinessKey(started.termKey())
                .correlateStartMessage();
    }

    @EventListener
    void on(ReviewNotNeeded notNeeded) {
        boolean nobody = engine.createMessageCorrelation(AgreementReviewProcess.MESSAGE_REVIEW_NOT_NEEDED)
                .processInstanceBusinessKey(notNeeded.termKey())
                .correlateAllWithResult()
                .isEmpty();
        if (nobody) {
            LOG.info("No review of {} was running", notNeeded.termKey());
        }
    }
}
