package org.supervision.missedsession;

/** Where a case stands. */
public enum CaseState {
    /** The two look for a new date. */
    SEEKING_DATE(false),
    /** The new session is booked. */
    REBOOKED(false),
    /** Both owe the line manager a report. */
    REPORT_DUE(false),
    /** The supervisor's line manager has it. */
    WITH_LM(false),
    /** The Service Manager has it. */
    WITH_SM(false),
    /** The Strategic Manager has it. */
    WITH_STR(false),
    /** A session was held before any manager had to act. */
    CLOSED_RECOVERED(true),
    /** A session was held after a manager had it. */
    CLOSED_RESOLVED(true),
    /** Both say that the session was held after all. */
    HELD_LATE_RECORDED(true),
    /** No sessions are owed for now, such as in a long absence (E18). */
    SUSPENDED(true),
    /** The agreement ended (E17). */
    CLOSED_ENDED(true),
    /** The agreement should never have been made. */
    CLOSED_VOID(true);

    private final boolean closed;

    CaseState(boolean closed) {
        this.closed = closed;
    }

    /** Whether nothing more is to come. */
    public boolean isClosed() {
        return closed;
    }

    /** Whether the two still try to recover the session themselves. */
    public boolean isRecovering() {
        return this == SEEKING_DATE || this == REBOOKED;
    }
}
