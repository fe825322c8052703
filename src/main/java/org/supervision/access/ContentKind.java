package org.supervision.access;

/** The kinds of what people write that not everybody may read. */
public enum ContentKind {
    /** A signed agreement; its key is the term's. */
    AGREEMENT("AG"),
    /** Terms that are being drafted, with what was said about them; the key is the term's. */
    TERMS("AG"),
    /** What both prepared for a review, and its notes; the key is the term's. */
    REVIEW("AG"),
    /** The agenda of a session and the open actions; the key is the session's. */
    AGENDA("SE"),
    /** The register of a supervisee's cases; the key is that of an agreement under which the supervisee is supervised now. */
    CASELOAD("AG"),
    /** What was agreed to be done under an agreement, whose key it has. */
    ACTIONS("AG"),
    /** A session's record, by version; the key is the session's. */
    RECORD("SE"),
    /** The redacted part of a record that is disclosed; the key is the session's. */
    EXTRACT("SE"),
    /** What one record says of one case; the key is the session's. */
    CASEWORK("SE"),
    /** A disagreement on its way to a decision, with what both said; by a key of its own (A7.2). */
    DISAGREEMENT("DR"),
    /** A personal matter, by a key of its own (A5.1). */
    PERSONAL_MATTER("PM"),
    /** What an outgoing supervisor leaves to the new one; the key is the change's (B6). */
    HANDOVER("CS"),
    /** What an audit looks at in a file: dates, states and counts; the key is that of the file in the sample (C24). */
    AUDITED("AF"),
    /** What an auditor found in a file; the key is that of the file in the sample. */
    AUDIT("AF"),
    /** What the two wrote about a session that was missed; the key is the case's. */
    MISSED_CASE("MC");

    private final String prefix;

    ContentKind(String prefix) {
        this.prefix = prefix;
    }

    /** What its keys begin with. */
    String prefix() {
        return prefix;
    }

    /** Whether it is put before managers to decide on, in a task: B1, A7.2, B8, C24. */
    boolean isReferable() {
        return this == TERMS || this == DISAGREEMENT || this == MISSED_CASE || this == AUDIT;
    }

    /** Whether it is in the supervision file, which changes hands. Personal matters are not: they stay with the two. */
    boolean isInFile() {
        return this != PERSONAL_MATTER;
    }
}
