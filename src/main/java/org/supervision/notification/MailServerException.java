package org.supervision.notification;

/**
 * The mail server could not be reached or did not take a mail for now. The message names the kind of failure only: what
 * a mail server says holds addresses, and messages end up in incidents and logs.
 */
public class MailServerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean answered;

    /** It was not reached, or did not go on. */
    MailServerException(String message) {
        this(message, false);
    }

    /** @param answered whether the server said something to this mail, and so is there */
    MailServerException(String message, boolean answered) {
        super(message);
        this.answered = answered;
    }

    boolean answered() {
        return answered;
    }
}
