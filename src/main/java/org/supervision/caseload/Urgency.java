package org.supervision.caseload;

/** When a case should be reviewed in supervision, as {@code case-coverage.dmn} says (B7, C11). */
public enum Urgency {
    /** In the next session. */
    NOW,
    /** It falls due before long. */
    SOON,
    /** It has time. */
    LATER
}
