package org.supervision.personalmatter;

/** How far it is with telling the line manager of a personal matter (A5.1). */
public enum SharingState {
    /** The supervisee is asked. */
    ASKED,
    /** The supervisee agreed; the supervisor speaks to the line manager. */
    AGREED,
    /** The line manager was told with the supervisee's agreement. */
    TOLD,
    /** The supervisee declined or did not answer; the supervisor decides. */
    TO_DECIDE,
    /** It stays between the two. */
    KEPT,
    /** The supervisor discloses it without agreement; the line manager reads it. */
    DISCLOSED,
    /** The line manager has discussed it with the supervisor. */
    DISCUSSED
}
