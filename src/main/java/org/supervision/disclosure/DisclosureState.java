package org.supervision.disclosure;

/** How far a disclosure is. */
public enum DisclosureState {
    /** The request is being filled in. */
    DRAFT("being requested"),
    /** Both parties are asked. */
    CONSENT_ASKED("waiting for both to agree"),
    /** The Service Manager is asked. */
    AUTHORITY_ASKED("waiting for the Service Manager"),
    /** The records officer prepares the bundle. */
    PREPARING("being prepared"),
    /** The reader can open the bundle. */
    RELEASED("open to the reader"),
    /** The reader's access has ended. */
    ENDED("access has ended"),
    /** Refused, not agreed in time, or withdrawn: nothing was shown. */
    NOT_DISCLOSED("not agreed; nothing was shown"),
    /** The requester started it by mistake. */
    DROPPED("dropped");

    private final String words;

    DisclosureState(String words) {
        this.words = words;
    }

    /** What people read. */
    public String words() {
        return words;
    }
}
