package org.supervision.agreement;

/** How the two meet (B4). */
public enum MeetingMode {
    FACE_TO_FACE,
    REMOTE
}
