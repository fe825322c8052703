package org.supervision.notification;

/** As many mails go to the mail server as may at once: this one is for a moment later, and no attempt was made. */
public class MailServerBusyException extends MailServerException {

    private static final long serialVersionUID = 1L;

    MailServerBusyException() {
        super("The mail server is busy with other mails", true);
    }
}
