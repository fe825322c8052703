package org.supervision.agreement;

/** Which party writes the supervision record (A6.1, B5). */
public enum RecordAuthor {
    SUPERVISOR,
    SUPERVISEE
}
