package org.supervision.session;

/** What a session is, or became. A rearranged session is still {@link #BOOKED}, at another time. */
public enum SessionState {
    /** Agreed and not over, or over without anybody having said what became of it. */
    BOOKED,
    /** It took place. */
    HELD,
    /** It took place, but was cut short (B2). */
    PART_HELD,
    /** It did not take place, as somebody said or as is presumed (B8). */
    MISSED,
    /** It was cancelled before its start in exceptional circumstances (A2.4). */
    CANCELLED,
    /** It fell away with its agreement. */
    VOID;

    /** Whether there is something to write a record about. */
    public boolean isHeld() {
        return this == HELD || this == PART_HELD;
    }
}
