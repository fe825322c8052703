package org.supervision.session;

/** What was done with an item of the agenda (A3.5). */
public enum ItemOutcome {
    DISCUSSED,
    NOTHING_TO_RAISE,
    /** Put off: it comes up again in the next session. */
    DEFERRED
}
