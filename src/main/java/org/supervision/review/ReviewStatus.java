package org.supervision.review;

/** Where a review stands. */
public enum ReviewStatus {
    /** It is prepared, held or confirmed. */
    OPEN,
    /** Both agree on its outcome. */
    AGREED,
    /** The agreement ended before it was completed. */
    NOT_NEEDED
}
