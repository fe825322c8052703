package org.supervision.engine;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far the engine is behind with what is due. */
@Component
public class DueJobs {

    private final JdbcClient jdbc;
    private final Clock clock;

    DueJobs(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * For how long the oldest job has been due that nobody has run; zero where none is. Jobs without retries left are
     * incidents and don't count; a job at work is due no longer than its lock.
     */
    public Duration oldest() {
        Instant now = clock.instant();
        return jdbc
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
    }
}
