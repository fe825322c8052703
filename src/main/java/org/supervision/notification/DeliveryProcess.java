package org.supervision.notification;

/** Starts the delivery of a queued mail, in the transaction that queues it. */
public interface DeliveryProcess {

    /** Starts it; the mail's key is the business key. */
    void start(String mailKey);

    /**
     * Goes on with a delivery that waits for an address to be corrected, or that has failed so often that it is tried no
     * more.
     *
     * @return whether it was one of these
     */
    boolean again(String mailKey);
}
