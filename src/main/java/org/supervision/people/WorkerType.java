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
    MANAGER
}
