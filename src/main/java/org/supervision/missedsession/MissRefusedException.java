package org.supervision.missedsession;

/** A miss cannot be entered: the session lies in the future, or too long ago (E20). */
public class MissRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MissRefusedException(String message) {
        super(message);
    }
}
