package org.supervision.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.supervision.confidential.TestCipher;
import org.supervision.integrity.Verification;
import org.supervision.scenario.Demo;
import org.supervision.scenario.Demo.Person;
import org.supervision.scenario.Demo.Task;
import org.supervision.security.Http.Browser;

/** One supervision with a canary in whatever people write, and everywhere that it must not be heard. */
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext // its database is in a folder that goes
@DisabledIfSystemProperty(named = "test.database", matches = "postgres", disabledReason = "it reads the files of H2")
class ConfidentialityTest extends AttackTest {

    private static final String CANARY_TEXT = "Kanarienvogel";
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    @Autowired
    private Verification verification;

    @TempDir
    static Path folder;

    private Person supervisor;
    private Person supervisee;

    @DynamicPropertySource
    static void onDisk(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", () -> "jdbc:h2:file:" + folder.resolve("supervision"));
    }

    @Test
    @DisplayName(
            "cases 33 to 35, 39 and 48: a record is its two parties' alone, and can be read in no engine table, log, mail or file")
    void recordsAreConfidential(CapturedOutput log) {
        supervisor = demo.as("othersupervisor");
        supervisee = demo.as("otherworker");
        agree();
        supervisor.complete("Task_BookSessions", values -> {});
        Task session = supervisor.task("Task_HoldSession");
        supervisee.complete("Task_PrepareAsSupervisee", this::prepare);
        hold(session);

        Task write = supervisor.task("Task_WriteRecord");
        assertThatNothingIsCompletedUnwritten(write);
        assertThatTheOtherCannotWrite(write);
        supervisor.complete(write, this::writeRecord);

        assertThatTheSignerCannotChangeTheRecord();
        assertThatStrangersSeeNothing();
        supervisor.complete("Task_SignRecordAsSupervisor", values -> sign(values, "SIGN"));
        supervisee.complete("Task_SignRecordAsSupervisee", values -> sign(values, "SIGN_WITH_COMMENT"));

        assertThatManagersSeeTheCaseOnly(supervisor.task("Task_HoldSession"));
        assertThatTheDatabaseShowsNothing();
        assertThatAllIsSealed();
        assertThatDamageIsSaidPlainly(session);
        assertThat(log).doesNotContainIgnoringCase(CANARY_TEXT);
    }

    private void agree() {
        Task draft = supervisor.start("supervisionAgreement");
        supervisor.complete(
                draft,
                values -> values.put("supervisee", "otherworker")
                        .put("usualLocation", "Room 2")
                        .put("coverArrangements", CANARY_TEXT)
                        .put("expectations", CANARY_TEXT)
                        .put("policyRead", true));
        supervisee.complete(
                "Task_ConsiderAgreement",
                values -> values.put("decision", "AGREE").put("comment", CANARY_TEXT));
        for (String task : List.of("Task_SignAgreementAsSupervisor", "Task_SignAgreementAsSupervisee")) {
            (task.endsWith("Supervisor") ? supervisor : supervisee)
                    .complete(task, values -> values.put("confirmed", true).put("password", Demo.PASSWORD));
        }
    }

    private void prepare(ObjectNode values) {
        values.putArray("items").addObject().put("title", CANARY_TEXT).put("needsThought", true);
        values.put("prepared", true);
    }

    private void hold(Task session) {
        demo.advanceTo(session.followUp().plus(Duration.ofMinutes(100)));
        supervisor.complete(
                session,
                values -> values.put("outcome", "HELD")
                        .put("actualStart", local(session, 0))
                        .put("actualEnd", local(session, 90))
                        .put("privateSpace", true));
    }

    private static String local(Task session, int minutes) {
        return LocalDateTime.ofInstant(session.followUp(), LONDON)
                .plusMinutes(minutes)
                .format(MINUTES);
    }

    private void writeRecord(ObjectNode values) {
        values.put("agendaAgreed", true);
        ArrayNode items = values.putArray("items");
        for (String code : List.of("WB", "LV", "TD", "ED", "HS", "CL", "WM")) {
            items.addObject().put("code", code).put("outcome", "DISCUSSED").put("text", CANARY_TEXT + " " + code);
        }
        ArrayNode cases = values.putArray("cases");
        for (String reference : List.of("CS-2001", "CS-2002")) {
            cases.addObject()
                    .put("reference", reference)
                    .put("inDepth", true)
                    .put("priority", false)
                    .put("discussion", CANARY_TEXT)
                    .put("decision", CANARY_TEXT);
        }
        values.putArray("actions")
                .addObject()
                .put("what", CANARY_TEXT)
                .put("owner", "otherworker")
                .put(
                        "due",
                        LocalDateTime.ofInstant(demo.now(), LONDON)
                                .toLocalDate()
                                .plusDays(14)
                                .toString())
                .put("type", "TRAINING");
    }

    private static void sign(ObjectNode values, String decision) {
        values.put("decision", decision).put("comment", CANARY_TEXT).put("password", Demo.PASSWORD);
        if (values.has("agendaAgreed")) {
            values.put("agendaAgreed", true);
        }
    }

    private void assertThatNothingIsCompletedUnwritten(Task write) {
        assertThat(http.browser("othersupervisor")
                        .post(Browser.ENGINE + "/task/" + write.id() + "/complete", "{}")
                        .status())
                .isIn(400, 422);
        assertThat(supervisor.tryComplete(write).status()).isEqualTo(422);
    }

    private void assertThatTheOtherCannotWrite(Task write) {
        ObjectNode values = (ObjectNode) supervisor.form(write).get("values").deepCopy();
        writeRecord(values);

        assertThat(supervisee.get("/api/tasks/" + write.id() + "/form").status())
                .isEqualTo(404);
        assertThat(supervisee
                        .put("/api/tasks/" + write.id() + "/form", values, null)
                        .status())
                .isEqualTo(404);
        assertThat(supervisee.tryComplete(write).status()).isEqualTo(404);
    }

    private void assertThatTheSignerCannotChangeTheRecord() {
        String before = contents();
        Task sign = supervisee.task("Task_SignRecordAsSupervisee");
        ObjectNode values = (ObjectNode) supervisee.form(sign).get("values").deepCopy();
        values.putArray("items").addObject().put("code", "WB").put("text", "nothing of the kind");
        values.put("content", "nothing of the kind");
        supervisee.put("/api/tasks/" + sign.id() + "/form", values, null);

        assertThat(contents()).isEqualTo(before).contains(CANARY_TEXT);
    }

    private String contents() {
        return String.join("|", TestCipher.stored(jdbc, cipher, "record_version", "content", "1 = 1"));
    }

    private void assertThatStrangersSeeNothing() {
        Task sign = supervisee.task("Task_SignRecordAsSupervisee");
        for (String stranger : List.of(
                "supervisor",
                "worker",
                "cover",
                "linemanager",
                "servicemanager",
                "processowner",
                "records",
                "auditor")) {
            assertThat(demo.as(stranger)
                            .get("/api/tasks/" + sign.id() + "/form")
                            .status())
                    .as(stranger)
                    .isEqualTo(404);
            assertThat(demo.as(stranger).get("/api/tasks").body()).as(stranger).doesNotContain(CANARY_TEXT);
            assertThat(http.browser(stranger)
                            .get(Browser.ENGINE + "/task/" + sign.id() + "/form-variables")
                            .body())
                    .as(stranger)
                    .doesNotContain(CANARY_TEXT);
        }
    }

    /** The next session is missed and nobody finds a new date, until the line manager has it. */
    private void assertThatManagersSeeTheCaseOnly(Task next) {
        demo.advanceTo(next.followUp().plus(Duration.ofMinutes(100)));
        supervisee.complete(
                next,
                values -> values.put("outcome", "NOT_HELD")
                        .put("reasonClass", "WORKLOAD")
                        .put("reason", CANARY_TEXT));
        demo.advance("P21D");

        Task resolve = demo.as("linemanager").task("Task_ResolveMissedSupervision");
        assertThat(demo.as("linemanager").form(resolve).toString())
                .doesNotContain(CANARY_TEXT + " WB")
                .doesNotContain("CS-2001");
        assertThat(http.browser("linemanager")
                        .get(Browser.ENGINE + "/task/" + resolve.id() + "/form-variables")
                        .body())
                .doesNotContain(CANARY_TEXT);
    }

    /** Neither in any statement of a dump nor in the bytes of the file, drafts and left-over pages included. */
    private void assertThatTheDatabaseShowsNothing() {
        String hex = HexFormat.of().formatHex(CANARY_TEXT.getBytes(StandardCharsets.UTF_8));
        assertThat(TestCipher.stored(jdbc, cipher, "record_version", "content", "1 = 1"))
                .allSatisfy(content -> assertThat(content).contains(CANARY_TEXT));
        assertThat(jdbc.sql("script nosettings").query(String.class).list())
                .noneSatisfy(statement -> assertThat(statement).containsIgnoringCase(CANARY_TEXT))
                .noneSatisfy(statement -> assertThat(statement).contains(hex))
                .anySatisfy(statement ->
                        assertThat(statement).contains("RECORD_VERSION").contains("enc:"));

        jdbc.sql("checkpoint sync").update();
        String file = new String(bytesOfTheDatabase(), StandardCharsets.ISO_8859_1);
        assertThat(file.contains("othersupervisor"))
                .as("what is not secret is found there")
                .isTrue();
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            String inBytes = new String(CANARY_TEXT.getBytes(charset), StandardCharsets.ISO_8859_1);
            assertThat(file.contains(inBytes)).as(charset.name()).isFalse();
        }
    }

    private void assertThatAllIsSealed() {
        assertThat(jdbc.sql("select distinct subject_table from seal order by 1")
                        .query(String.class)
                        .list())
                .contains("agreement", "agreement_signature", "record_signature", "supervision_session");
        assertThat(verification.run().findings()).isEmpty();
    }

    private void assertThatDamageIsSaidPlainly(Task session) {
        String copy = "/api/copies/records/" + session.businessKey();
        assertThat(supervisee.get(copy).body()).contains(CANARY_TEXT);
        jdbc.sql("update record_version set content = left(content, 60)").update();

        assertThat(supervisee.get(copy).status()).isEqualTo(500);
        assertThat(supervisee.get(copy).body())
                .contains("can't be read")
                .contains("tell your administrator: record_version.content of row")
                .doesNotContain(CANARY_TEXT, "enc:");
        Http.Answer page = http.basic("otherworker").page(copy);
        assertThat(page.status()).isEqualTo(500);
        assertThat(page.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(page.body())
                .contains("<h1>This can’t be shown now</h1>", "Back to your tasks", "tell your administrator")
                .doesNotContain(CANARY_TEXT, "enc:");
    }

    private static byte[] bytesOfTheDatabase() {
        try {
            return Files.readAllBytes(folder.resolve("supervision.mv.db"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
