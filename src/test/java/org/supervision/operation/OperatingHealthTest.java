package org.supervision.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.notification.process.DailySweepProcess;
import org.supervision.scenario.AsAtTheStart;
import org.supervision.scenario.DemoTest;

/** Each part of health says it when something is wrong, and is well again once that is over. */
@DemoTest
@AsAtTheStart
class OperatingHealthTest {

    @Autowired
    private HealthEndpoint health;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private OperatingFigures figures;

    @Autowired
    private DailySweepProcess sweeps;

    private Instant start;

    @BeforeEach
    void rememberTheClock() {
        start = ClockUtil.getCurrentTime().toInstant();
        sweeps.ensurePlanned();
    }

    @AfterEach
    void putBackTheClock() {
        ClockUtil.setCurrentTime(Date.from(start));
    }

    private Status status(String part) {
        return health.healthForPath(part).getStatus();
    }

    private static void advance(Duration time) {
        ClockUtil.setCurrentTime(
                Date.from(ClockUtil.getCurrentTime().toInstant().plus(time)));
    }

    @Test
    @DisplayName("mail that waits for more than an hour, or that was rejected, asks for attention and nothing more")
    void mail() {
        assertThat(status("mailDelivery")).isEqualTo(Status.UP);

        mail("waits", "QUEUED", start);
        mail("sleeps", "QUEUED", start.plus(Duration.ofHours(3)));
        assertThat(status("mailDelivery")).isEqualTo(Status.UP);
        advance(Duration.ofMinutes(61));
        assertThat(status("mailDelivery")).isEqualTo(OperatingHealth.ATTENTION);
        assertThat(figures.oldestMail()).isBetween(Duration.ofMinutes(61), Duration.ofMinutes(62));

        jdbc.sql("update mail set status = 'CAUGHT' where mail_key in ('waits', 'sleeps')")
                .update();
        assertThat(status("mailDelivery")).isEqualTo(Status.UP);
        mail("refused", "REJECTED", start);
        assertThat(status("mailDelivery")).isEqualTo(OperatingHealth.ATTENTION);
        jdbc.sql("delete from mail where mail_key in ('waits', 'sleeps', 'refused')")
                .update();

        assertThat(status("readiness")).isEqualTo(Status.UP);
        assertThat(status("liveness")).isEqualTo(Status.UP);
    }

    private void mail(String key, String status, Instant notBefore) {
        jdbc.sql(
                        "insert into mail (mail_key, message_id, recipient, kind, business_key, subject, body_text, body_html,"
                                + " queued_at, not_before, status, attempts)"
                                + " values (:key, :key, 'worker', 'DIGEST', 'AG-000001', '', '', '', :at, :notBefore, :status, 0)")
                .param("key", key)
                .param("at", Timestamp.from(start))
                .param("notBefore", Timestamp.from(notBefore))
                .param("status", status)
                .update();
    }

    @Test
    @DisplayName("an open incident asks for attention, once for its cause")
    void incidents() {
        assertThat(status("incidents")).isEqualTo(Status.UP);

        for (String id : new String[] {"cause", "effect"}) {
            jdbc.sql("insert into ACT_RU_INCIDENT (ID_, REV_, INCIDENT_TIMESTAMP_, INCIDENT_TYPE_,"
                            + " ROOT_CAUSE_INCIDENT_ID_) values (:id, 1, :at, 'failedJob', 'cause')")
                    .param("id", id)
                    .param("at", Timestamp.from(start))
                    .update();
        }
        assertThat(status("incidents")).isEqualTo(OperatingHealth.ATTENTION);
        assertThat(figures.incidents()).isOne();
        jdbc.sql("delete from ACT_RU_INCIDENT where ID_ = 'effect'").update();
        jdbc.sql("delete from ACT_RU_INCIDENT where ID_ = 'cause'").update();

        assertThat(status("incidents")).isEqualTo(Status.UP);
    }

    @Test
    @DisplayName("without a whole sweep for 26 hours it is down")
    void sweep() {
        assertThat(status("dailySweep")).isEqualTo(Status.UP);

        advance(Duration.ofHours(27));
        assertThat(status("dailySweep")).isEqualTo(Status.DOWN);

        ended("COMPLETED");
        assertThat(status("dailySweep")).isEqualTo(Status.UP);
        advance(Duration.ofHours(27));
        ended("INTERNALLY_TERMINATED");
        assertThat(status("dailySweep"))
                .as("one that was cancelled does not count")
                .isEqualTo(Status.DOWN);
        jdbc.sql("delete from ACT_HI_PROCINST where ID_ like 'ended%'").update();
    }

    private void ended(String state) {
        jdbc.sql("insert into ACT_HI_PROCINST (ID_, PROC_INST_ID_, PROC_DEF_KEY_, PROC_DEF_ID_, START_TIME_, END_TIME_,"
                        + " STATE_) values (:id, :id, 'dailySweep', 'dailySweep', :at, :at, :state)")
                .param("id", "ended" + state)
                .param("at", Timestamp.from(ClockUtil.getCurrentTime().toInstant()))
                .param("state", state)
                .update();
    }

    @Test
    @DisplayName("a calendar that runs out asks for attention, and is down once it has run out")
    void calendar() {
        assertThat(status("calendarHorizon")).isEqualTo(Status.UP);

        advance(Duration.ofDays(figures.calendarDays() - 30));
        assertThat(status("calendarHorizon")).isEqualTo(OperatingHealth.ATTENTION);
        advance(Duration.ofDays(32));
        assertThat(status("calendarHorizon")).isEqualTo(Status.DOWN);
    }

    @Test
    @DisplayName("a JVM that has come out of UTC is down")
    void zone() {
        TimeZone before = TimeZone.getDefault();
        assertThat(status("clockZone")).isEqualTo(Status.UP);
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Europe/London"));
            assertThat(status("clockZone")).isEqualTo(Status.DOWN);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    @DisplayName("a database that a newer version has been at asks for attention, one that lacks a migration is down")
    void databaseVersion() {
        assertThat(status("databaseVersion")).isEqualTo(Status.UP);

        jdbc.sql("insert into \"flyway_schema_history\" (\"installed_rank\", \"version\", \"description\", \"type\","
                        + " \"script\", \"checksum\", \"installed_by\", \"execution_time\", \"success\")"
                        + " values (9999, '9999', 'newer', 'SQL', 'V9999__newer.sql', 1, 'sa', 1, true)")
                .update();
        assertThat(status("databaseVersion")).isEqualTo(OperatingHealth.ATTENTION);
        jdbc.sql("update \"flyway_schema_history\" set \"success\" = false where \"version\" = '9999'")
                .update();
        assertThat(status("databaseVersion")).isEqualTo(Status.DOWN);
        jdbc.sql("delete from \"flyway_schema_history\" where \"version\" = '9999'")
                .update();

        assertThat(status("databaseVersion")).isEqualTo(Status.UP);
    }

    @Test
    @DisplayName("A database that does not answer is an answer of health, not an error of it, and waited for once")
    void saysSoWithoutADatabase() {
        TablesInReach tables = new TablesInReach();
        AtomicInteger looks = new AtomicInteger();
        HealthIndicator away = tables.asking(() -> {
            looks.incrementAndGet();
            await().pollDelay(Duration.ofMillis(1100)).until(() -> true);
            throw new DataAccessResourceFailureException("away");
        });

        assertThat(away.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(away.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(tables.asking(() -> Health.up().build()).health().getStatus())
                .isEqualTo(Status.DOWN);
        assertThat(looks).hasValue(1);
        assertThat(new TablesInReach()
                        .asking(() -> Health.up().build())
                        .health()
                        .getStatus())
                .isEqualTo(Status.UP);
    }
}
