package org.supervision.notification;

/** A mail can never reach its address. Carries no address and nothing that a mail server said. */
class MailRejectedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Rejection rejection;

    MailRejectedException(Rejection rejection) {
        super(rejection.name());
        this.rejection = rejection;
    }

    Rejection rejection() {
        return rejection;
    }
}
