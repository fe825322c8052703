package org.supervision.access;

/** Why somebody may not read. */
public enum Denial {
    /** There is no such thing; nothing is logged then. */
    NOTHING_THERE,
    /** Has nothing to do with it. */
    STRANGER,
    /** Had the supervision file and has handed it over (B6). */
    FORMER_SUPERVISOR,
    /** From a later day only. */
    NOT_YET,
    /** A disclosure or audit that is over, or was revoked. */
    GRANT_ENDED,
    /** Not by the council's policy as it is (A5.1, A6.2). */
    POLICY
}
