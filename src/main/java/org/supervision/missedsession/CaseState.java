package org.supervision.missedsession;

/** Where a case stands. */
public enum CaseState {
    /** The two look for a new date. */
    SEEKING_DATE,
    /** The new session is booked. */
    REBOOKED,
    /** Both owe the line manager a report. */
    REPORT_DUE,
    /** The supervisor's line manager has it. */
    WITH_LM,
    /** The Service Manager has it. */
    WITH_SM,
    /** The Strategic Manager has it. */
    WITH_STR,
    /** A session was held before any manager had to act. */
    CLOSED_RECOVERED,
    /** A session was held after a manager had it. */
    CLOSED_RESOLVED,
    /** Both say that the session was held after all. */
    HELD_LATE_RECORDED,
    /** No sessions are owed for now, such as in a long absence (E18). */
    SUSPENDED,
    /** The agreement ended (E17). */
    CLOSED_ENDED,
    /** The agreement should never have been made. */
    CLOSED_VOID;

    /** Whether nothing more is to come. */
    public boolean isClosed() {
        return ordinal() >= CLOSED_RECOVERED.ordinal();
    }

    /** Whether the two still try to recover the session themselves. */
    public boolean isRecovering() {
        return this == SEEKING_DATE || this == REBOOKED;
    }
}
