package org.supervision.personalmatter;

/** What the supervisee says when asked whether the line manager may know (A5.1). */
public enum SuperviseeAnswer {
    AGREE,
    DECLINE,
    /** Talk it over with the supervisor, and be asked again. */
    TALK_FIRST
}
