package org.supervision.disclosure;

import java.time.Instant;
import org.springframework.stereotype.Component;
import org.supervision.notification.SweepTask;

/** Tells both parties of a disclosure on the day to which that was put off (A6.3). */
@Component
class DisclosureNotices implements SweepTask {

    private final DisclosureService disclosures;

    DisclosureNotices(DisclosureService disclosures) {
        this.disclosures = disclosures;
    }

    @Override
    public void sweep(Instant now) {
        disclosures.giveNotices();
    }
}
