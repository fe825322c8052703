package org.supervision.agreement;

/** Why an agreement ended. */
public enum EndReason {
    /** One of the two has left the council. */
    LEAVER,
    /** One of the two does other work now. */
    ROLE_CHANGE,
    /** Another agreement takes its place; open cases of missed sessions go on (E17). */
    SUPERSEDED,
    /** It should never have been made. */
    ERROR
}
