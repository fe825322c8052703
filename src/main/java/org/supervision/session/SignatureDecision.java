package org.supervision.session;

/** What a party does with a record (A6.2, A7.1). */
public enum SignatureDecision {
    SIGN,
    SIGN_WITH_COMMENT,
    SIGN_WITH_DISAGREEMENT,
    /** Sent back for the correction of a fact. */
    RETURN;

    /** Whether it is a signature at all. */
    public boolean signs() {
        return this != RETURN;
    }

    /** Whether it says nothing without words. */
    public boolean needsComment() {
        return this != SIGN;
    }
}
