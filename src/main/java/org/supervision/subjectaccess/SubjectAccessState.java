package org.supervision.subjectaccess;

/** How far a request for somebody's own data is. */
public enum SubjectAccessState {
    /** It is being filled in. */
    DRAFT,
    /** What is held is looked through. */
    OPEN,
    /** The answer can be downloaded. */
    RELEASED,
    /** The answer was released, and can be downloaded no more. */
    ENDED,
    /** The person wants it no more. */
    WITHDRAWN,
    /** It was started by mistake. */
    DROPPED
}
