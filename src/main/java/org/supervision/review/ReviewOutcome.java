package org.supervision.review;

/** What the two decide in a review (B9). */
public enum ReviewOutcome {
    /** The terms stand and are signed again. */
    REAFFIRM,
    /** New terms are drafted from today's. */
    AMEND,
    /** The agreement ends. */
    END
}
