package org.supervision.notification;

/** Starts the delivery of a queued mail, in the transaction that queues it. */
public interface DeliveryProcess {

    /** Starts it; the mail's key is the business key. */
    void start(String mailKey);
}
