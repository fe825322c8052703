package org.supervision.disclosure;

/** On which basis records may be shown: the outputs of {@code disclosure-basis.dmn} (D5). */
public enum Basis {
    /** Decisions on cases alone, which nobody need agree to (A6.2). */
    CASEWORK,
    /** Not handled here: a change of line management carries the records over (B6). */
    TRANSFER,
    /** Not handled here: a person asks for their own data. */
    SUBJECT_ACCESS,
    /** The Service Manager authorises it (A6.3, B6). */
    PERFORMANCE_CONDUCT,
    /** The Service Manager authorises it, and the records are held (B6). */
    FORMAL_PROCEEDINGS,
    /** Both parties agree (A6.2). */
    CONSENT;

    /** Whether the Service Manager decides. */
    public boolean needsAuthority() {
        return this == PERFORMANCE_CONDUCT || this == FORMAL_PROCEEDINGS;
    }
}
