package org.supervision.session;

/** Where an action stands. */
public enum ActionState {
    /** To be done; comes up in every session until it is. */
    OPEN,
    DONE,
    /** No longer needed. */
    DROPPED
}
