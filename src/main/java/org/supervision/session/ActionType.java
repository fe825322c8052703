package org.supervision.session;

/** What kind of action it is (B5). */
public enum ActionType {
    CASE,
    TRAINING,
    SUPPORT,
    ADMIN,
    HEALTH_AND_SAFETY
}
