package org.supervision.agreement;

/** Where a term of an agreement stands. */
public enum TermStatus {
    /** The supervisor drafts. */
    DRAFTING,
    /** The Service Manager looks at an interval beyond the ceiling (B1). */
    EXCEPTION,
    /** The supervisee considers. */
    CONSIDERING,
    /** The two can't agree; the line manager decides how it goes on. */
    DECIDING,
    /** Both sign. */
    SIGNING,
    /** Signed by both and the one that counts. */
    IN_FORCE,
    /** Another term has taken its place. */
    RENEWED,
    /** The agreement ended. */
    ENDED,
    /** Given up before both had signed. */
    ABANDONED;

    /** Whether it is still on its way to both signatures. */
    public boolean isOpen() {
        return ordinal() < IN_FORCE.ordinal();
    }
}
