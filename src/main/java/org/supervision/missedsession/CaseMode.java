package org.supervision.missedsession;

/** What brought a case about. */
public enum CaseMode {
    /** A session did not take place (B8). */
    MISSED,
    /** A session was cancelled for an exceptional reason; without a new date in time it becomes a missed one (A2.4). */
    CANCELLED,
    /** Supervision fails to occur at the prescribed interval, with no missed session to name (A7.2). */
    INTERVAL;

    /** Whether the two first look for a new date themselves and report when they find none. */
    public boolean isForTheParties() {
        return this != INTERVAL;
    }
}
