package org.supervision.people;

/** Thrown when a people file would change something else by now than its preview has told; nothing of it was taken. */
public class ChangedSincePreviewException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ChangedSincePreviewException() {
        super("The people file or the directory has changed since the preview");
    }
}
