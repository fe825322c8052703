package org.supervision.access;

/** On what ground somebody reads. */
public enum Ground {
    /** One of the two whose it is. */
    PARTY,
    /** Held this one session in the supervisor's place (A-br). */
    COVER,
    /** Has the supervision file since the change of line management (B6). */
    NEW_SUPERVISOR,
    /** It was disclosed to this person for a while (A6.2, A6.3, B6). */
    DISCLOSURE,
    /** An auditor, for a sample. */
    AUDIT,
    /** A records officer, to answer somebody's request for their own data (C32). */
    SUBJECT_ACCESS,
    /** The supervisor's line manager, where the council's policy says so (A5.1). */
    LINE_MANAGER,
    /** The council's case system, for the file of the case (B5). */
    CASE_SYSTEM,
    /** It was put before this person in a task, to decide on (B1, A7.2, B8, C24). */
    REFERRED
}
