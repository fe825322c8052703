package org.supervision.session;

/** Why a session was moved, cancelled or missed, for counting. */
public enum ReasonClass {
    LEAVE,
    SICKNESS,
    WORKLOAD,
    EMERGENCY,
    COURT,
    OTHER
}
