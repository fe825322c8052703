package org.supervision.agreement;

/** What somebody asks of an agreement in mid-term (ruling 10). */
public enum ChangeKind {
    /** New terms are drafted from today's. */
    AMEND,
    /** No sessions are owed for a while. */
    SUSPEND,
    /** Sessions are owed again. */
    RESUME,
    /** It is over. */
    END,
    /** It is reviewed before the six months are up (F75). */
    REVIEW
}
