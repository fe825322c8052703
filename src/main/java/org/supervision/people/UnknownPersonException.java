package org.supervision.people;

/** Thrown when a user id that must be in the directory isn't. */
public class UnknownPersonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownPersonException(String userId) {
        super("There is no " + userId + " in the directory of people");
    }
}
