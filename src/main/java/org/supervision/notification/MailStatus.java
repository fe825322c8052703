package org.supervision.notification;

/** What has become of a mail. */
public enum MailStatus {
    /** Waits for mail hours, for the mail server, or for a corrected address that it goes to next. */
    QUEUED,
    /** The mail server has it. */
    SENT,
    /** No mail server is configured: it is to be read in the outbox. */
    CAUGHT,
    /** Its address is missing, malformed or refused: somebody has the task to correct it. */
    REJECTED,
    /** The news was given in another way. */
    BY_HAND,
    /** Was queued when a backup was taken or caught up with, so it may have gone out before: nobody sends it but an administrator. */
    CHECK
}
