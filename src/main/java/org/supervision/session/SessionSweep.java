package org.supervision.session;

import java.time.Instant;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.supervision.notification.SweepTask;

/**
 * Finds booked sessions whose process is gone and gives each a new one, which presumes it missed where that is due
 * (B8, E11). What was told to both before is not told again.
 */
@Component
@Order(SessionSweep.ORDER)
class SessionSweep implements SweepTask {

    /** Before the bookings ahead are counted. */
    static final int ORDER = BookingSweep.ORDER - 1;

    private final SessionRepository sessions;
    private final SessionInstances instances;

    SessionSweep(SessionRepository sessions, SessionInstances instances) {
        this.sessions = sessions;
        this.instances = instances;
    }

    @Override
    public void sweep(Instant now) {
        Set<String> running = instances.running();
        sessions.findBooked().stream()
                .map(SupervisionSession::keyOf)
                .filter(key -> !running.contains(key))
                .forEach(instances::start);
    }
}
