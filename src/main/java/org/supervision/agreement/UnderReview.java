package org.supervision.agreement;

/** Knows whether an agreement is being reviewed; implemented where reviews are. */
@FunctionalInterface
public interface UnderReview {

    /** Whether a review of this agreement has begun and is not completed. */
    boolean isUnderReview(long agreementId);
}
