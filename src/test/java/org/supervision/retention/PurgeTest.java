package org.supervision.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.access.ReadChain;
import org.supervision.scenario.DemoTest;

/** What goes by itself and what stays, in the whole application. It is Monday 1 March 2027, 09:00 in London. */
@DemoTest
class PurgeTest {

    private static final Instant NOW = Instant.parse("2027-03-01T09:00:00Z");

    /** The last moment that is older than 365 London days. */
    private static final Instant OVER = Instant.parse("2026-02-28T23:59:59.999Z");

    private static final Instant NOT_OVER = Instant.parse("2026-03-01T00:00:00Z");

    @Autowired
    private Purge purge;

    @Autowired
    private LegalHolds holds;

    @Autowired
    private ReadChain readLog;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ProcessEngineConfigurationImpl engine;

    @Autowired
    private HistoryService history;

    @Autowired
    private RepositoryService repository;

    private long agreement;
    private long session;

    @BeforeEach
    void addRows() {
        clear();
        jdbc.sql("insert into agreement (supervisor, supervisee, status, created_at, row_version)"
                        + " values ('purgedsupervisor', 'purgedworker', 'ENDED', :at, 1)")
                .param("at", atUtc(OVER))
                .update();
        agreement = jdbc.sql("select max(id) from agreement").query(Long.class).single();
        jdbc.sql("insert into supervision_session (agreement_id, supervisor, supervisee, state, start_at, end_at,"
                        + " location, meeting_mode, booked_at, ics_sequence, moves, row_version) values (:agreement,"
                        + " 'purgedsupervisor', 'purgedworker', 'VOID', :at, :at, 'x', 'REMOTE', :at, 0, 0, 1)")
                .param("agreement", agreement)
                .param("at", atUtc(OVER))
                .update();
        session = jdbc.sql("select max(id) from supervision_session")
                .query(Long.class)
                .single();
    }

    @AfterEach
    void clear() {
        for (String table :
                List.of("legal_hold", "mail", "reminder_sent", "task_draft", "signature_proof", "purge_log")) {
            jdbc.sql("delete from " + table).update();
        }
        jdbc.sql("delete from supervision_session where supervisee = 'purgedworker'")
                .update();
        jdbc.sql("delete from agreement where supervisee = 'purgedworker'").update();
    }

    @Test
    @DisplayName("case 53: the engine cleans up at night, and knows of everything how long it is kept")
    void isConfigured() {
        assertThat(engine.isHistoryCleanupEnabled()).isTrue();
        assertThat(engine.getHistoryCleanupStrategy())
                .isEqualTo(ProcessEngineConfigurationImpl.HISTORY_CLEANUP_STRATEGY_REMOVAL_TIME_BASED);
        assertThat(engine.getHistoryRemovalTimeStrategy())
                .isEqualTo(ProcessEngineConfigurationImpl.HISTORY_REMOVAL_TIME_STRATEGY_END);
        assertThat(engine.isEnforceHistoryTimeToLive()).isTrue();
        assertThat(engine.getHistoryCleanupJobLogTimeToLive()).isEqualTo("P30D");
        assertThat(engine.getBatchOperationHistoryTimeToLive()).isEqualTo("P365D");
        assertThat(engine.getTaskMetricsTimeToLive()).isEqualTo("P365D");
        assertThat(history.findHistoryCleanupJobs()).isNotEmpty().allSatisfy(job -> {
            LocalTime due =
                    job.getDuedate().toInstant().atOffset(ZoneOffset.UTC).toLocalTime();
            assertThat(due.isBefore(LocalTime.of(5, 0)) || !due.isBefore(LocalTime.of(22, 0)))
                    .as(due.toString())
                    .isTrue();
        });
        assertThat(repository.createProcessDefinitionQuery().list())
                .isNotEmpty()
                .allSatisfy(process -> assertThat(process.getHistoryTimeToLive())
                        .as(process.getKey())
                        .isEqualTo(Set.of("mailDelivery", "dailySweep").contains(process.getKey()) ? 30 : 365));
        assertThat(repository.createDecisionDefinitionQuery().list())
                .isNotEmpty()
                .extracting(DecisionDefinition::getHistoryTimeToLive)
                .containsOnly(365);
    }

    @Test
    @DisplayName(
            "absences go two years after their last day, requests for one's own data six years after they were closed")
    void absencesAndRequestsGo() {
        String absence = "insert into absence (initiator, created_at, status, person, from_on, until_on, row_version)"
                + " values ('purgedworker', :at, 'RECORDED', 'purgedworker', date '2025-02-01', %s, 0)";
        for (String until : List.of("date '2025-02-28'", "date '2025-03-01'", "null")) {
            jdbc.sql(absence.formatted(until)).param("at", atUtc(OVER)).update();
        }
        String request = "insert into subject_access (state, requested_by, requested_at, request_due_on, closed_at,"
                + " row_version) values ('WITHDRAWN', 'purgedworker', :at, date '2021-01-04', :closed, 0)";
        for (Instant closed : List.of(Instant.parse("2021-03-01T23:59:59Z"), Instant.parse("2021-03-02T00:00:00Z"))) {
            jdbc.sql(request)
                    .param("at", atUtc(OVER))
                    .param("closed", atUtc(closed))
                    .update();
        }

        purge.sweep(NOW);

        assertThat(noted("ABSENCE")).isEqualTo(1);
        assertThat(noted("SUBJECT_ACCESS")).isEqualTo(1);
        assertThat(jdbc.sql("select count(*) from absence where person = 'purgedworker'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
        jdbc.sql("delete from absence where person = 'purgedworker'").update();
        jdbc.sql("delete from subject_access where requested_by = 'purgedworker'")
                .update();
    }

    @Test
    @DisplayName(
            "mails go a year after they were delivered, not a moment earlier, and never while they are somebody's work")
    void mailsGo() {
        mail("over", "AG-000900", "TASK_WAITING", "SENT", OVER);
        mail("caught", "AG-000900", "TASK_WAITING", "CAUGHT", OVER);
        mail("by-hand", "AG-000900", "TASK_WAITING", "BY_HAND", OVER);
        mail("not-over", "AG-000900", "TASK_WAITING", "SENT", NOT_OVER);
        mail("rejected", "AG-000900", "TASK_WAITING", "REJECTED", OVER);
        mail("queued", "AG-000900", "TASK_WAITING", "QUEUED", null);

        purge.sweep(NOW);

        assertThat(keys()).containsExactlyInAnyOrder("not-over", "rejected", "queued");
        assertThat(noted("MAIL")).isEqualTo(3);
        purge.sweep(NOW);
        assertThat(jdbc.sql("select count(*) from purge_log where what = 'MAIL'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    @DisplayName(
            "case 52: what belongs to a file under a legal hold stays until the hold is lifted; counts are kept, no content")
    void legalHoldsAreHonoured() {
        long hold = holds.set(agreement, "records", "Canary in a reason").requireId();
        mail("agreement", "AG-%06d".formatted(agreement), "AGREEMENT_ENDED", "SENT", OVER);
        mail("session", "SE-%06d".formatted(session), "SESSION_INVITATION", "SENT", OVER);
        mail("digest", "2026-02-01", "DIGEST", "SENT", OVER);
        mail("other", "AG-999999", "AGREEMENT_ENDED", "SENT", OVER);
        reminder("SE-%06d".formatted(session), OVER);
        reminder("SE-999999", OVER);

        purge.sweep(NOW);
        assertThat(keys()).containsExactlyInAnyOrder("agreement", "session", "digest");
        assertThat(jdbc.sql("select business_key from reminder_sent")
                        .query(String.class)
                        .list())
                .containsExactly("SE-%06d".formatted(session));
        assertThat(noted("MAIL")).isEqualTo(1);
        assertThat(noted("REMINDER")).isEqualTo(1);

        assertThat(jdbc.sql("select reason from legal_hold").query(String.class).single())
                .startsWith("enc:")
                .doesNotContain("Canary");
        assertThat(holds.lift(hold, "records", "The claim was settled")).isTrue();
        assertThat(holds.isHeld(agreement)).isFalse();
        assertThat(holds.all()).singleElement().satisfies(lifted -> {
            assertThat(lifted.reason()).isEqualTo("Canary in a reason");
            assertThat(lifted.liftReason()).isEqualTo("The claim was settled");
            assertThat(lifted.liftedBy()).isEqualTo("records");
        });
        purge.sweep(NOW);
        assertThat(keys()).isEmpty();
    }

    @Test
    @DisplayName(
            "a second hold keeps the file when the first is lifted; what is not there can be neither held nor lifted")
    void holdsStandByThemselves() {
        long first = holds.set(agreement, "records", "One").requireId();
        holds.set(agreement, "records", "Two");

        holds.lift(first, "records", "Over");

        assertThat(holds.isHeld(agreement)).isTrue();
        assertThat(holds.lift(first + 1000, "records", "Over")).isFalse();
        assertThatThrownBy(() -> holds.set(agreement + 1000, "records", "None"))
                .isInstanceOf(LegalHolds.NoSuchAgreementException.class);
    }

    @Test
    @DisplayName("drafts of tasks that are gone and proofs that ran out go; the read log stays whole")
    void draftsAndProofsGo() {
        jdbc.sql("insert into task_draft (task_id, user_id, content, version, saved_at)"
                        + " values ('gone', 'worker', 'x', 1, :at)")
                .param("at", atUtc(NOW))
                .update();
        proof("old", Instant.parse("2020-01-01T00:00:00Z"));
        proof("fresh", Instant.parse("2999-01-01T00:00:00Z"));
        ReadChain.Head head = readLog.head();

        purge.sweep(NOW);

        assertThat(jdbc.sql("select count(*) from task_draft")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select task_id from signature_proof")
                        .query(String.class)
                        .list())
                .containsExactly("fresh");
        assertThat(noted("DRAFT")).isEqualTo(1);
        assertThat(noted("SIGNING_PROOF")).isEqualTo(1);
        assertThat(readLog.head()).isEqualTo(head);
        assertThat(readLog.verify()).isEmpty();
    }

    private void mail(String key, String businessKey, String kind, String status, Instant settled) {
        jdbc.sql("insert into mail (mail_key, message_id, recipient, kind, business_key, subject, body_text, body_html,"
                        + " queued_at, not_before, status, attempts, settled_at) values (:key, 'x', 'purgedworker', :kind,"
                        + " :businessKey, 'x', 'x', 'x', :queued, :queued, :status, 1, :settled)")
                .param("key", key)
                .param("kind", kind)
                .param("businessKey", businessKey)
                .param("queued", atUtc(OVER))
                .param("status", status)
                .param("settled", settled == null ? null : atUtc(settled))
                .update();
    }

    private void reminder(String businessKey, Instant sent) {
        jdbc.sql("insert into reminder_sent (user_id, about, phase, business_key, due_on, remind_on, sent_at)"
                        + " values ('purgedworker', 'x', 'DUE', :key, date '2026-02-01', date '2026-02-01', :at)")
                .param("key", businessKey)
                .param("at", atUtc(sent))
                .update();
    }

    private void proof(String task, Instant expires) {
        jdbc.sql(
                        "insert into signature_proof (task_id, user_id, text_hash, expires_at) values (:task, 'worker', 'x', :at)")
                .param("task", task)
                .param("at", atUtc(expires))
                .update();
    }

    private List<String> keys() {
        return jdbc.sql("select mail_key from mail").query(String.class).list();
    }

    private int noted(String what) {
        return jdbc.sql("select coalesce(sum(row_count), 0) from purge_log where what = :what")
                .param("what", what)
                .query(Integer.class)
                .single();
    }

    private static OffsetDateTime atUtc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
