package org.supervision.session;

import java.util.Set;

/** The engine's part in keeping two sessions booked ahead: at most one open round of booking for each agreement. */
public interface BookingRounds {

    /** Whether both are being asked to book. */
    boolean isOpen(String agreementKey);

    /** The keys of all agreements whose two are asked to book. */
    Set<String> open();

    /** Asks both to book. */
    void open(String agreementKey);

    /** Takes the question back. */
    void withdraw(String agreementKey);
}
