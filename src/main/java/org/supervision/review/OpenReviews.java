package org.supervision.review;

import org.springframework.stereotype.Component;
import org.supervision.agreement.UnderReview;

/** Tells agreements which of them are under review. */
@Component
class OpenReviews implements UnderReview {

    private final AgreementReviewRepository reviews;

    OpenReviews(AgreementReviewRepository reviews) {
        this.reviews = reviews;
    }

    @Override
    public boolean isUnderReview(long agreementId) {
        return reviews.findByOpenFor(agreementId).isPresent();
    }
}
