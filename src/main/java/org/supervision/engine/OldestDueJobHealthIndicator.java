package org.supervision.engine;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Says down when a job has been due for long and none has run it: the engine's own indicators stay up while nothing runs
 * at all. Jobs without retries left are incidents and don't count; a job at work is due no longer than its lock.
 */
@Component("oldestDueJob")
class OldestDueJobHealthIndicator extends AbstractHealthIndicator {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration tolerance;

    OldestDueJobHealthIndicator(
            JdbcClient jdbc, Clock clock, @Value("${supervision.health.oldest-due-job:PT5M}") Duration tolerance) {
        super("The jobs cannot be looked at");
        this.jdbc = jdbc;
        this.clock = clock;
        this.tolerance = tolerance;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        Instant now = clock.instant();
        Duration age = jdbc
                .sql("select min(DUEDATE_) as due from ACT_RU_JOB"
                        + " where RETRIES_ > 0 and SUSPENSION_STATE_ = 1 and DUEDATE_ <= :now")
                .param("now", Timestamp.from(now))
                .query((row, number) -> row.getTimestamp("due"))
                .list()
                .stream()
                .filter(Objects::nonNull)
                .findFirst()
                .map(due -> Duration.between(due.toInstant(), now))
                .orElse(Duration.ZERO);
        health.status(age.compareTo(tolerance) > 0 ? Status.DOWN : Status.UP)
                .withDetail("oldestDueJobSeconds", age.toSeconds());
    }
}
