package org.supervision.agreement;

/** What the supervisee says to a version of the terms. */
public enum Answer {
    AGREE,
    PROPOSE_CHANGE,
    CANNOT_AGREE
}
