package org.supervision.caseload;

/** What a line of the register is (B7, C10). */
public enum CaseType {
    /** A child's or family's case. */
    CASE,
    /** Anything else that somebody answers for: those who hold no cases have these. */
    PIECE_OF_WORK
}
