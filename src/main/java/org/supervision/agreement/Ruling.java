package org.supervision.agreement;

/** What the line manager decides when the two cannot agree on the terms. */
public enum Ruling {
    /** They draft again. */
    CONTINUE,
    /** No agreement is made on these terms. */
    END
}
