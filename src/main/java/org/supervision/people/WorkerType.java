package org.supervision.people;

/** What decides, with the time in post, how often somebody is supervised (B1). */
public enum WorkerType {
    EXPERIENCED,
    /** Newly qualified social worker. */
    NQSW,
    NEWLY_APPOINTED,
    STUDENT,
    AGENCY,
    RESIDENTIAL,
    MANAGER;

    /** Whether it matters how long they have been in post. */
    public boolean dependsOnTimeInPost() {
        return this == NQSW || this == NEWLY_APPOINTED || this == RESIDENTIAL;
    }
}
