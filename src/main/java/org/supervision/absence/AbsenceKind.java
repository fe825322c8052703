package org.supervision.absence;

/** Why somebody is away. This is near to their health: it stays in our tables, encrypted, and nobody else is told. */
public enum AbsenceKind {
    LEAVE,
    SICKNESS,
    OTHER
}
