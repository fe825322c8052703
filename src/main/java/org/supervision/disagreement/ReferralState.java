package org.supervision.disagreement;

/** How far a disagreement is. */
public enum ReferralState {
    /** A party is writing down what it is about. */
    RAISING,
    /** Both try once more to resolve it, or have tried and it waits for a manager. */
    ATTEMPT,
    /** It is before a manager. */
    REFERRED,
    /** Both say that it is resolved. */
    RESOLVED,
    /** The manager has decided. */
    DECIDED,
    /** It was not raised after all. */
    WITHDRAWN,
    /** The agreement ended first. */
    ENDED
}
