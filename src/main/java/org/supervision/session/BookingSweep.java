package org.supervision.session;

import java.time.Instant;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.supervision.notification.SweepTask;

/** Finds agreements whose sessions have begun, or gone, without others being booked after them (B3). */
@Component
@Order(BookingSweep.ORDER)
class BookingSweep implements SweepTask {

    static final int ORDER = 30;

    private final BookingHorizon horizon;

    BookingSweep(BookingHorizon horizon) {
        this.horizon = horizon;
    }

    @Override
    public void sweep(Instant now) {
        horizon.toCheck().forEach(horizon::check);
    }
}
