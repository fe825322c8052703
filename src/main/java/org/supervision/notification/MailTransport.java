package org.supervision.notification;

/** Hands one mail to whatever delivers it. */
interface MailTransport {

    /**
     * Hands the mail over.
     *
     * @return what the mail then is: {@link MailStatus#SENT}, or {@link MailStatus#CAUGHT} where it stays here
     * @throws MailRejectedException if this mail can never reach this address
     * @throws MailServerException if it may well succeed later; the mail server may even have the mail already
     */
    MailStatus send(OutgoingMail mail) throws MailRejectedException;
}
