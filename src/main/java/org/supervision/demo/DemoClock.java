package org.supervision.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.Optional;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.supervision.calendar.London;

/**
 * The clock of a demo: the machine's, moved by an offset that the database keeps, so that a restart goes on from there.
 * A new database starts on Monday 4 January 2027 at 08:00 in London.
 */
@Component
@Profile("demo")
@DependsOn("flywayInitializer")
class DemoClock {

    private static final Instant BEGINNING =
            LocalDateTime.of(2027, 1, 4, 8, 0).atZone(London.ZONE).toInstant();

    private final JdbcClient jdbc;
    private final InstantSource machineClock = InstantSource.system();

    DemoClock(JdbcClient jdbc) {
        this.jdbc = jdbc;
        tickFrom(storedOffset()
                .map(offset -> machineClock.instant().plus(offset))
                .orElse(BEGINNING));
    }

    /** What time it is for engine and application. */
    Instant now() {
        return ClockUtil.getCurrentTime().toInstant();
    }

    /**
     * Stands still at this moment until {@link #tickFrom} lets it go on. Whoever is killed meanwhile goes on from here, so that
     * nothing that has happened lies ahead.
     */
    void standAt(Instant moment) {
        keep(Duration.between(machineClock.instant(), moment));
        ClockUtil.setCurrentTime(Date.from(moment));
    }

    /** Goes on from this moment, and keeps the offset. */
    final void tickFrom(Instant moment) {
        Duration offset = Duration.between(machineClock.instant(), moment);
        ClockUtil.offset(offset.toMillis());
        keep(offset);
    }

    private void keep(Duration offset) {
        int kept = jdbc.sql("update demo_clock set offset_millis = :millis")
                .param("millis", offset.toMillis())
                .update();
        if (kept == 0) {
            jdbc.sql("insert into demo_clock (id, offset_millis) values (1, :millis)")
                    .param("millis", offset.toMillis())
                    .update();
        }
    }

    private Optional<Duration> storedOffset() {
        return jdbc.sql("select offset_millis from demo_clock")
                .query(Long.class)
                .optional()
                .map(Duration::ofMillis);
    }
}
