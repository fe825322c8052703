package org.supervision.session;

/** What kind of meeting a session is. */
public enum SessionKind {
    /** Booked, prepared, recorded and signed: what the agreement is about. */
    FORMAL,
    /** Between sessions, without a booking; logged only. It does not keep the agreed interval (E28). */
    ADHOC,
    /** Several supervisees at once; logged for each. It keeps the interval only if the policy says so (E28). */
    GROUP
}
