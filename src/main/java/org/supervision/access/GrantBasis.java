package org.supervision.access;

/** Why something is shown to somebody outside. */
public enum GrantBasis {
    /** Both agreed (A6.2). */
    CONSENT,
    /** What was said and decided on cases, which nobody need agree to (A6.2). */
    CASEWORK,
    /** A personal matter that is passed on (A5.1). */
    PERSONAL_MATTER,
    /** Performance or conduct, authorised (A6.3, B6). */
    PERFORMANCE_CONDUCT,
    /** Formal proceedings (B6). */
    FORMAL_PROCEEDINGS,
    /** A personal matter that the supervisee lets pass to a new supervisor (B6). */
    HANDOVER,
    /** An audit's sample (C24). */
    AUDIT,
    /** Somebody's request for their own data, while it is answered (C32). */
    SUBJECT_ACCESS
}
