package org.supervision.notification;

/**
 * The mail server could not be reached or did not take a mail for now. The message names the kind of failure only: what
 * a mail server says holds addresses, and messages end up in incidents and logs.
 */
public class MailServerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MailServerException(String message) {
        super(message);
    }
}
