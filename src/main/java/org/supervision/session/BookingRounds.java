package org.supervision.session;

/** The engine's part in keeping two sessions booked ahead: at most one open round of booking for each agreement. */
public interface BookingRounds {

    /** Whether both are being asked to book. */
    boolean isOpen(String agreementKey);

    /** Asks both to book. */
    void open(String agreementKey);

    /** Takes the question back. */
    void withdraw(String agreementKey);
}
