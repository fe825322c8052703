package org.supervision.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.supervision.calendar.London;
import org.supervision.scenario.AsAtTheStart;
import org.supervision.scenario.Demo.Person;
import org.supervision.scenario.Demo.Task;

/** What an auditor finds of files before the sample, in it, outside it and after it, and what others find of an audit. */
@AsAtTheStart
class AuditAttackTest extends AttackTest {

    private static final String CANARY_TEXT = "kanarienvogel in der stichprobe";

    private static final List<String> EVERYBODY = List.of(
            "strategicmanager",
            "servicemanager",
            "linemanager",
            "supervisor",
            "othersupervisor",
            "cover",
            "worker",
            "nqsw",
            "otherworker",
            "processowner",
            "records",
            "auditor",
            "admin");

    private Person auditor;
    private long agreementId;
    private LocalDate inForceOn;

    private int statusFor(String person, String path) {
        return demo.as(person).get(path).status();
    }

    /** A file of the last quarter, in the place of those that time makes. */
    private void agreedLastQuarter() {
        Person supervisor = demo.as("linemanager");
        Task draft = supervisor.start("supervisionAgreement");
        supervisor.complete(
                draft,
                values -> values.put("supervisee", "othersupervisor")
                        .put("intervalWeeks", 4)
                        .put("usualLocation", "Room 2")
                        .put("coverArrangements", "The cover manager")
                        .put("expectations", "We come prepared.")
                        .put("policyRead", true));
        demo.as("othersupervisor").complete("Task_ConsiderAgreement", values -> values.put("decision", "AGREE"));
        supervisor.complete("Task_SignAgreementAsSupervisor", AuditAttackTest::sign);
        demo.as("othersupervisor").complete("Task_SignAgreementAsSupervisee", AuditAttackTest::sign);
        String agreement = draft.businessKey().substring(0, "AG-000000".length());
        LocalDate before =
                LocalDate.ofInstant(demo.now(), London.ZONE).withDayOfMonth(1).minusMonths(3);
        agreementId = Long.parseLong(agreement.substring(3));
        inForceOn = jdbc.sql("select in_force_on from agreement where id = :id")
                .param("id", agreementId)
                .query(LocalDate.class)
                .single();
        beginOn(before);
        assertThat(statusFor("auditor", "/api/copies/agreements/" + agreement + "/T1"))
                .isEqualTo(404);
        assertThat(statusFor("linemanager", "/api/copies/agreements/" + agreement + "/T1"))
                .isEqualTo(200);
    }

    private void beginOn(LocalDate day) {
        jdbc.sql("update agreement set in_force_on = :day where id = :id")
                .param("day", day)
                .param("id", agreementId)
                .update();
    }

    private static void sign(ObjectNode values) {
        values.put("confirmed", true).put("password", PASSWORD);
    }

    @Test
    @DisplayName("C24, case 36: an auditor reads the file of the sample while the task is open, and nothing before,"
            + " beside or after it")
    void auditorsReadTheSample() {
        auditor = demo.as("auditor");
        agreedLastQuarter();
        if (!auditor.has("Task_AuditRecord")) {
            demo.advance("P1D");
        }
        beginOn(inForceOn); // as it was sealed
        Task task = auditor.tasks("Task_AuditRecord").get(0);
        String form = "/api/tasks/" + task.id() + "/form";
        String file = jdbc.sql("select max(reference) from access_grant where basis = 'AUDIT' and ended_at is null")
                .query(String.class)
                .single();
        long id = Long.parseLong(file.substring(3));
        assertThat(auditor.form(task).toString()).contains("Was the agreed frequency kept?", "RECORDS_COMPLIANT");

        assertThatOnlyTheAuditorHasIt(task, form);
        assertThat(allCopies())
                .isNotEmpty()
                .allSatisfy(
                        copy -> assertThat(statusFor("auditor", copy)).as(copy).isEqualTo(404));
        for (String person : EVERYBODY) { // the result is not there before the audit is over
            assertThat(statusFor(person, "/api/copies/audits/" + file))
                    .as(person)
                    .isEqualTo(404);
        }

        auditor.complete(task, values -> {
            values.withArray("answers").forEach(row -> ((ObjectNode) row).put("answer", "YES"));
            values.put("findings", CANARY_TEXT).put("forLineManager", true);
        });

        assertThat(auditor.get(form).status()).isIn(404, 409);
        assertThat(auditor.get("/api/copies").body()).doesNotContain("AG-0", "SE-0");
        List<String> parties = jdbc.sql("select supervisor, supervisee from agreement where id ="
                        + " (select agreement_id from audit_file where id = :id)")
                .param("id", id)
                .query((row, n) -> List.of(row.getString(1), row.getString(2)))
                .single();
        TreeSet<String> readers = new TreeSet<>();
        for (String person : EVERYBODY) {
            String copy = "/api/copies/audits/" + file;
            if (statusFor(person, copy) == 200) {
                readers.add(person);
                assertThat(demo.as(person).get(copy).body()).contains(CANARY_TEXT, "Alan Fairweather");
                assertThat(demo.as(person).get(copy + "/readings").body()).contains("\"AUDIT\"");
            } else {
                assertThat(demo.as(person).get(copy + "/readings").body()).doesNotContain("auditor");
            }
        }
        assertThat(readers).containsExactlyInAnyOrderElementsOf(parties);
        for (String path : List.of("/history/variable-instance", "/history/detail", "/task", "/history/task")) {
            assertThat(http.basic("admin").get("/engine-rest" + path).body()).doesNotContain(CANARY_TEXT);
        }
        assertThat(http.basic("admin").get("/outbox").body()).doesNotContain(CANARY_TEXT);
        assertThatNumbersAreForManagers("/api/audits/" + task.businessKey());
    }

    @Test
    @DisplayName("C24: answers are told as numbers where enough files were audited, and a small one not as it is")
    void smallNumbers() {
        jdbc.sql("insert into audit_round (period_from, period_until, seed, sample_pct, narrative, drawn_on, due_on,"
                        + " term_ends_on, population, row_version) values (date '2020-01-01', date '2020-03-31', 1, 10,"
                        + " false, date '2020-04-01', date '2020-05-01', date '2020-05-08', 40, 0)")
                .update();
        long round =
                jdbc.sql("select max(id) from audit_round").query(Long.class).single();
        try {
            for (int i = 0; i < 6; i++) {
                auditedFile(round, i == 0 ? "NO" : "YES");
            }
            String page = "/api/audits/AU-%06d".formatted(round);
            assertThat(demo.as("processowner").get(page).expect(200).body().replaceAll("\\s+", ""))
                    .contains("reflectivepractice?</th><td>5</td><td>fewerthan5</td>")
                    .doesNotContain("<td>1</td>");
            assertThat(demo.as("strategicmanager").get(page).expect(200).body())
                    .contains("fewer than 5")
                    .doesNotContain("Sarah Bennett");
            assertThat(demo.as("linemanager").get("/api/audits").expect(200).body())
                    .contains("Wednesday 1 January 2020 to Tuesday 31 March 2020");
        } finally {
            jdbc.sql("delete from audit_answer where file_id in (select id from audit_file where round_id = :round)")
                    .param("round", round)
                    .update();
            jdbc.sql("delete from audit_file where round_id = :round")
                    .param("round", round)
                    .update();
            jdbc.sql("delete from audit_round where id = :round")
                    .param("round", round)
                    .update();
            jdbc.sql(
                            "delete from agreement where status = 'NOT_AGREED' and supervisor = 'supervisor' and supervisee = 'x'")
                    .update();
        }
    }

    private void auditedFile(long round, String answer) {
        jdbc.sql("insert into agreement (supervisor, supervisee, status, created_at, row_version)"
                        + " values ('supervisor', 'x', 'NOT_AGREED', current_timestamp, 0)")
                .update();
        jdbc.sql("insert into audit_file (round_id, agreement_id, supervisor, auditor, state, row_version)"
                        + " select :round, max(id), 'supervisor', 'auditor', 'AUDITED', 0 from agreement")
                .param("round", round)
                .update();
        jdbc.sql("insert into audit_answer (file_id, question, answer)"
                        + " select max(id), 'REFLECTION', :answer from audit_file")
                .param("answer", answer)
                .update();
    }

    private void assertThatOnlyTheAuditorHasIt(Task task, String form) {
        for (String person : EVERYBODY) {
            if (!person.equals("auditor")) {
                assertThat(statusFor(person, form)).as(person).isEqualTo(404);
                assertThat(demo.as(person).tryComplete(task).status())
                        .as(person)
                        .isEqualTo(404);
            }
        }
    }

    /** Every agreement and record that there is to read. */
    private List<String> allCopies() {
        return Stream.concat(
                        jdbc
                                .sql(
                                        "select agreement_id, term_number from agreement_term where effective_on is not null")
                                .query((row, n) ->
                                        "/api/copies/agreements/AG-%06d/T%d".formatted(row.getLong(1), row.getInt(2)))
                                .list()
                                .stream(),
                        jdbc
                                .sql("select session_id from record_distribution")
                                .query((row, n) -> "/api/copies/records/SE-%06d".formatted(row.getLong(1)))
                                .list()
                                .stream())
                .toList();
    }

    private void assertThatNumbersAreForManagers(String audit) {
        for (String person : List.of("worker", "supervisor", "records", "auditor", "admin")) {
            assertThat(statusFor(person, "/api/audits")).as(person).isEqualTo(404);
            assertThat(statusFor(person, audit)).as(person).isEqualTo(404);
        }
        assertThat(demo.as("processowner").get(audit).expect(200).body())
                .contains("Fewer than 5 files were audited")
                .doesNotContain(CANARY_TEXT, "Alan Fairweather", "Farida Hussain");
        assertThat(statusFor("servicemanager", audit)).isEqualTo(200);
        for (String wrong : List.of("/AU-000099", "/1", "/AU-000001/x", "/..%2Fretention")) {
            assertThat(statusFor("processowner", "/api/audits" + wrong))
                    .as(wrong)
                    .isGreaterThanOrEqualTo(400);
        }
    }
}
