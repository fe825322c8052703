package org.supervision.operation;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Lets whoever asks for health get an answer while the database is away, and soon: where one look at the tables waited in vain
 * for it, those that follow at once say the same without waiting themselves.
 */
@Component
class TablesInReach {

    private static final Logger LOG = LoggerFactory.getLogger(TablesInReach.class);

    /** A look that failed after so long had waited for a connection. */
    private static final Duration WAITED = Duration.ofSeconds(1);

    /** Until then nobody else waits. */
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private volatile long awayUntil = System.nanoTime();

    /** The same indicator, which says down where the tables cannot be looked at. */
    HealthIndicator asking(HealthIndicator indicator) {
        return () -> awayUntil - System.nanoTime() > 0 ? Health.down().build() : look(indicator);
    }

    private Health look(HealthIndicator indicator) {
        long begun = System.nanoTime();
        try {
            return indicator.health();
        } catch (RuntimeException e) {
            LOG.warn("Health cannot be looked at: {}", e.getClass().getSimpleName());
            if (System.nanoTime() - begun > WAITED.toNanos()) {
                awayUntil = System.nanoTime() + REMEMBERED.toNanos();
            }
            return Health.down().build();
        }
    }
}
