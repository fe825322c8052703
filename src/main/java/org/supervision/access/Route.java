package org.supervision.access;

/** How somebody reads. */
public enum Route {
    /** In the form of a task that is theirs. */
    FORM,
    /** On a page in the browser. */
    PAGE,
    /** By script. */
    REST,
    /** As a printable document. */
    PDF,
    /** As a file in another system's folder. */
    FILE,
    /** In a disclosed bundle. */
    BUNDLE,
    /** To answer somebody's request for their own data. */
    EXPORT,
    /** With the answer to such a request. */
    DOWNLOAD
}
