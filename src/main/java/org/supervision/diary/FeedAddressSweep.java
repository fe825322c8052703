package org.supervision.diary;

import java.time.Instant;
import org.springframework.stereotype.Component;
import org.supervision.notification.SweepTask;

/** Revokes the calendar addresses of whoever has left. */
@Component
class FeedAddressSweep implements SweepTask {

    private final FeedAddresses addresses;

    FeedAddressSweep(FeedAddresses addresses) {
        this.addresses = addresses;
    }

    @Override
    public void sweep(Instant now) {
        addresses.revokeThoseOfLeavers();
    }
}
