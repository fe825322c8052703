package org.supervision.agreement;

/** Where an agreement stands. */
public enum AgreementStatus {
    /** The first term is being drafted or signed. */
    DRAFT,
    /** Signed by both: sessions are owed. */
    IN_FORCE,
    /** Signed, but no sessions are owed for now, such as in a long absence. */
    SUSPENDED,
    /** Over, with a reason. */
    ENDED,
    /** The two never agreed on a first term. */
    NOT_AGREED,
    /** The supervisor discarded the first draft: nobody wanted it. */
    DISCARDED;

    /** Whether sessions may still come of it. */
    public boolean isLive() {
        return this == DRAFT || this == IN_FORCE || this == SUSPENDED;
    }

    /** Whether both have signed and it has not ended. */
    public boolean isSigned() {
        return this == IN_FORCE || this == SUSPENDED;
    }
}
