package org.supervision.notification;

/**
 * Tells one person by mail that something waits for them or has happened. The mail is written down in the caller's
 * transaction and delivered by the {@code mailDelivery} process afterwards, so a mail server that is down or refuses an
 * address never touches the caller's work.
 */
public interface Notifier {

    /**
     * Queues a mail for one recipient. A notice with the same unique id for the same recipient is written once: every
     * further call does nothing.
     *
     * @throws IllegalArgumentException if the notice's model holds anything but ids, dates, counts and flags
     */
    void send(Notice notice);
}
