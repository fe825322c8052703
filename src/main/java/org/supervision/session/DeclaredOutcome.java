package org.supervision.session;

/** What a party says has become of a session. */
public enum DeclaredOutcome {
    HELD,
    REARRANGED,
    CANCELLED,
    NOT_HELD
}
