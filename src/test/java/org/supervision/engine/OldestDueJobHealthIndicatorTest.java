package org.supervision.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Status;
import org.springframework.jdbc.core.simple.JdbcClient;

class OldestDueJobHealthIndicatorTest {

    private static final Instant NOW = Instant.parse("2027-03-01T10:00:00Z");

    private JdbcClient jdbc;
    private OldestDueJobHealthIndicator indicator;

    @BeforeEach
    void start() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:oldest-due-job;DB_CLOSE_DELAY=-1");
        jdbc = JdbcClient.create(database);
        jdbc.sql("create table ACT_RU_JOB (DUEDATE_ timestamp, RETRIES_ integer, SUSPENSION_STATE_ integer)")
                .update();
        indicator = new OldestDueJobHealthIndicator(
                new DueJobs(jdbc, Clock.fixed(NOW, ZoneOffset.UTC)), Duration.ofMinutes(5));
    }

    @AfterEach
    void drop() {
        jdbc.sql("drop table ACT_RU_JOB").update();
    }

    @Test
    void isUpWithoutJobs() {
        assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void isUpWhileNothingHasBeenDueForLong() {
        job(NOW.minus(Duration.ofMinutes(5)), 3, 1);
        job(NOW.plus(Duration.ofDays(1)), 3, 1);

        assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
        assertThat(indicator.health().getDetails()).containsEntry("oldestDueJobSeconds", 300L);
    }

    @Test
    void isDownWhenADueJobIsNotRun() {
        job(NOW.minus(Duration.ofMinutes(5)).minusSeconds(1), 1, 1);

        assertThat(indicator.health().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void incidentsAndSuspendedJobsAreSomebodyElsesBusiness() {
        job(NOW.minus(Duration.ofDays(1)), 0, 1);
        job(NOW.minus(Duration.ofDays(1)), 3, 2);

        assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void isDownWhenTheJobsCannotBeRead() {
        jdbc.sql("drop table ACT_RU_JOB").update();

        assertThat(indicator.health().getStatus()).isEqualTo(Status.DOWN);

        jdbc.sql("create table ACT_RU_JOB (id integer)").update();
    }

    private void job(Instant due, int retries, int suspensionState) {
        jdbc.sql("insert into ACT_RU_JOB values (:due, :retries, :suspensionState)")
                .param("due", Timestamp.from(due))
                .param("retries", retries)
                .param("suspensionState", suspensionState)
                .update();
    }
}
