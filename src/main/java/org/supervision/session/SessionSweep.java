package org.supervision.session;

import java.time.Instant;
import java.util.List;
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
        List<Long> booked = sessions.findBooked();
        // asked after the others: whatever is booked is committed together with its process
        Set<String> running = instances.running();
        booked.stream()
                .filter(id -> !running.contains(SupervisionSession.keyOf(id)))
                .forEach(this::startAgain);
    }

    /** Unless it was cancelled, or another sweep has started it, since. */
    private void startAgain(long id) {
        String key = SupervisionSession.keyOf(id);
        if (sessions.lockState(id).filter(SessionState.BOOKED::equals).isPresent() && !instances.isRunning(key)) {
            instances.start(key);
        }
    }
}
