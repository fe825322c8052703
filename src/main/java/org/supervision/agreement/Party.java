package org.supervision.agreement;

/** On which side of an agreement a person stands. */
public enum Party {
    SUPERVISOR,
    SUPERVISEE;

    /** The other side. */
    public Party other() {
        return this == SUPERVISOR ? SUPERVISEE : SUPERVISOR;
    }
}
