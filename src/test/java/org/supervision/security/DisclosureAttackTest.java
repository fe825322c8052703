package org.supervision.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.supervision.disclosure.Redaction;
import org.supervision.scenario.Demo.Person;
import org.supervision.scenario.Demo.Task;
import org.supervision.scenario.Relationship;
import org.supervision.security.Http.Browser;

/** What people try in order to read, or to let others read, what isn't theirs: personal matters and disclosed records. */
@ExtendWith(OutputCaptureExtension.class)
@DisabledIfSystemProperty(
        named = "test.database",
        matches = "postgres",
        disabledReason = "it reads H2's script of its tables")
class DisclosureAttackTest extends AttackTest {

    private static final String CANARY_TEXT = "Zaunkoenig";
    private static final String MATTERS = "/api/copies/personal-matters/";
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    private Person supervisor;
    private Person supervisee;
    private String agreement;
    private LocalDate day;

    @Test
    @DisplayName(
            "A5.1, A6.2, A6.3, B6: nobody reads what is not disclosed to them, decides for others, or reads on past the end")
    void disclosuresAreConfined(CapturedOutput log) {
        supervisor = demo.as("linemanager");
        supervisee = demo.as("othersupervisor");
        aRecordIsDistributed();

        personalMatterStaysBetweenTheTwo();
        aDisagreementIsTheManagersWhileItIsBeforeHim();
        onlyThoseWhoMayAskForADisclosure();
        consentIsEachPartysOwn();
        accessEndsByItself();
        ownDataGoThroughTheRecordsOfficerAlone();

        assertThatTheEngineKnowsNothing();
        assertThat(log).doesNotContainIgnoringCase(CANARY_TEXT);
    }

    private void aRecordIsDistributed() {
        Task draft = supervisor.start("supervisionAgreement");
        agreement = draft.businessKey().substring(0, "AG-000000".length());
        supervisor.complete(
                draft,
                values -> values.put("supervisee", "othersupervisor")
                        .put("usualLocation", "Room 2")
                        .put("coverArrangements", "The cover manager")
                        .put("expectations", "We come prepared.")
                        .put("policyRead", true));
        supervisee.complete("Task_ConsiderAgreement", values -> values.put("decision", "AGREE"));
        supervisor.complete("Task_SignAgreementAsSupervisor", Relationship::sign);
        supervisee.complete("Task_SignAgreementAsSupervisee", Relationship::sign);
        supervisor.complete("Task_BookSessions", values -> {});
        Task session = supervisor.task("Task_HoldSession");
        demo.advanceTo(session.followUp().plus(Duration.ofMinutes(100)));
        LocalDateTime start = LocalDateTime.ofInstant(session.followUp(), LONDON);
        day = start.toLocalDate();
        supervisor.complete(
                session,
                values -> values.put("outcome", "HELD")
                        .put("actualStart", start.format(MINUTES))
                        .put("actualEnd", start.plusMinutes(90).format(MINUTES))
                        .put("privateSpace", true));
        supervisor.complete("Task_WriteRecord", DisclosureAttackTest::write);
    }

    private static void write(ObjectNode values) {
        values.put("agendaAgreed", true);
        ArrayNode items = values.putArray("items");
        for (String code : List.of("WB", "LV", "TD", "ED", "HS", "CL", "WM")) {
            items.addObject().put("code", code).put("outcome", "DISCUSSED").put("text", CANARY_TEXT + " " + code);
        }
        values.put("fewerCasesReason", "One only");
        values.putArray("cases")
                .addObject()
                .put("reference", "CS-3001")
                .put("inDepth", true)
                .put("priority", false)
                .put("discussion", "The plan")
                .put("decision", "Visit weekly");
        values.putArray("disagreements")
                .addObject()
                .put("supervisorPosition", CANARY_TEXT + " weekly")
                .put("superviseePosition", CANARY_TEXT + " fortnightly")
                .put("unresolved", true);
        ArrayNode matters = values.putArray("personalMatters");
        matters.addObject().put("wording", CANARY_TEXT + " between us");
        matters.addObject().put("wording", CANARY_TEXT + " ill parent").put("forLineManager", true);
    }

    private void personalMatterStaysBetweenTheTwo() {
        Task answer = supervisee.task("Task_AnswerPersonalMatter");
        assertThat(supervisee.tasks("Task_AnswerPersonalMatter")).hasSize(1);
        assertThat(supervisee.form(answer).toString()).contains(CANARY_TEXT + " ill parent");
        for (String other :
                List.of("linemanager", "servicemanager", "supervisor", "cover", "records", "auditor", "admin")) {
            assertThat(demo.as(other).get("/api/tasks/" + answer.id() + "/form").status())
                    .as(other)
                    .isEqualTo(404);
            assertThat(demo.as(other).tryComplete(answer).status()).as(other).isEqualTo(404);
        }
        assertThat(demo.as("servicemanager").get(MATTERS + answer.businessKey()).status())
                .isEqualTo(404);
        assertThat(supervisor.get(MATTERS + answer.businessKey()).body()).contains(CANARY_TEXT);

        supervisee.complete(answer, values -> values.put("decision", "DECLINE"));
        assertThat(demo.as("servicemanager").has("Task_DiscussPersonalMatter")).isFalse();
        supervisor.complete(
                "Task_DecidePersonalMatter",
                values -> values.put("decision", "DISCLOSE")
                        .put("ground", "RISK_TO_SELF")
                        .put("reason", CANARY_TEXT + " reason")
                        .put("tellSupervisee", true));
        Task discuss = demo.as("servicemanager").task("Task_DiscussPersonalMatter");
        assertThat(demo.as("servicemanager").form(discuss).toString())
                .contains(CANARY_TEXT + " ill parent")
                .doesNotContain("between us");
        demo.as("servicemanager").complete(discuss, values -> values.put("spokenOn", today().toString()));
        assertThat(demo.as("servicemanager").get(MATTERS + answer.businessKey()).status())
                .isEqualTo(404);
        assertThat(supervisee.get(MATTERS + answer.businessKey()).body()).contains(CANARY_TEXT + " reason");
    }

    private void aDisagreementIsTheManagersWhileItIsBeforeHim() {
        Task attempt = supervisee.task("Task_AttemptAsSupervisee");
        assertNobodyOpens(attempt, "linemanager", "servicemanager", "strategicmanager", "worker", "records", "admin");
        for (Person party : List.of(supervisor, supervisee)) {
            party.complete(
                    party == supervisor ? "Task_AttemptAsSupervisor" : "Task_AttemptAsSupervisee",
                    values -> values.put("proposal", CANARY_TEXT + " proposal").put("resolved", false));
        }
        demo.advance("PT5M");

        Person manager = demo.as("strategicmanager"); // the Service Manager is the supervisor's line manager
        Task decide = manager.task("Task_DecideReferredDisagreement");
        assertNobodyOpens(decide, "linemanager", "othersupervisor", "servicemanager", "worker", "records", "admin");
        assertThat(manager.form(decide).toString())
                .contains(CANARY_TEXT + " weekly", CANARY_TEXT + " proposal")
                .doesNotContain(CANARY_TEXT + " WB", "The plan");
        assertThat(manager.get("/api/copies/records/SE-000001").status()).isEqualTo(404);
        manager.complete(
                decide,
                values -> values.put("decision", CANARY_TEXT + " decision").put("reasons", CANARY_TEXT + " why"));

        assertThat(manager.get("/api/tasks/" + decide.id() + "/form").status()).isEqualTo(404);
        for (Person party : List.of(supervisor, supervisee)) {
            assertThat(party.get("/api/copies/records/SE-000001").body())
                    .contains("Added later", CANARY_TEXT + " decision", CANARY_TEXT + " why");
        }
        for (String stranger : List.of("records", "auditor", "admin")) {
            assertThat(http.basic(stranger)
                            .post("/api/processes/disagreementReferral/start", "")
                            .status())
                    .as(stranger)
                    .isIn(403, 404);
        }
    }

    private void assertNobodyOpens(Task task, String... others) {
        for (String other : others) {
            assertThat(demo.as(other).get("/api/tasks/" + task.id() + "/form").status())
                    .as(other)
                    .isEqualTo(404);
            assertThat(demo.as(other).tryComplete(task).status()).as(other).isEqualTo(404);
        }
    }

    private void onlyThoseWhoMayAskForADisclosure() {
        for (String other :
                List.of("worker", "cover", "linemanager", "strategicmanager", "processowner", "auditor", "admin")) {
            assertThat(http.basic(other)
                            .post("/api/processes/recordDisclosure/start", "")
                            .status())
                    .as(other)
                    .isIn(403, 404);
            assertThat(http.browser(other)
                            .post(Browser.ENGINE + "/process-definition/key/recordDisclosure/start", "{}")
                            .status())
                    .as(other)
                    .isIn(400, 403, 404);
            // an administrator has every right in the engine, and is refused by the product
            assertThat(offered(other)).as(other).isEqualTo(other.equals("admin"));
        }
        assertThat(List.of("records", "servicemanager")).allMatch(this::offered);
    }

    /** Whether Tasklist lists the process under "Start process". */
    private boolean offered(String userId) {
        return http.browser(userId)
                .get(Browser.ENGINE + "/process-definition?latest=true&active=true&startableInTasklist=true"
                        + "&startablePermissionCheck=true&key=recordDisclosure")
                .body()
                .contains("\"recordDisclosure\"");
    }

    private String request(String purpose) {
        Task request = demo.as("records").start("recordDisclosure");
        demo.as("records")
                .complete(
                        request,
                        values -> values.put("decision", "REQUEST")
                                .put("purpose", purpose)
                                .put("explanation", CANARY_TEXT + " needed")
                                .put("agreement", agreement)
                                .put("from", day.toString())
                                .put("to", day.toString())
                                .put("viewer", "cover")
                                .put("accessUntil", today().plusDays(7).toString()));
        return request.businessKey();
    }

    private void consentIsEachPartysOwn() {
        String key = request("OTHER");
        Task asSupervisee = supervisee.task("Task_ConsentAsSupervisee");
        assertThat(supervisor.get("/api/tasks/" + asSupervisee.id() + "/form").status())
                .isEqualTo(404);
        assertThat(supervisor.tryComplete(asSupervisee).status()).isEqualTo(404);
        assertThat(demo.as("records").tryComplete(asSupervisee).status()).isEqualTo(404);
        supervisor.complete("Task_ConsentAsSupervisor", values -> values.put("decision", "AGREE"));
        supervisee.complete(asSupervisee, values -> values.put("decision", "AGREE"));
        assertThat(demo.as("records").has("Task_PrepareBundle")).isTrue();

        for (String other : List.of("records", "cover", "servicemanager", "worker")) {
            assertThat(demo.as(other).post(withdrawal(key), null).status())
                    .as(other)
                    .isEqualTo(404);
        }
        assertThat(demo.as("cover").get(bundle(key)).status()).isEqualTo(404);
        assertThat(supervisee.post(withdrawal(key), null).status()).isEqualTo(204);
        assertThat(demo.as("records").has("Task_PrepareBundle")).isFalse();
        assertThat(demo.as("cover").get(bundle(key)).status()).isEqualTo(404);
        assertThat(supervisor.get("/api/disclosures").body()).contains(key, "withdrew the agreement");
        assertThat(demo.as("worker").get("/api/disclosures").body()).doesNotContain(key, CANARY_TEXT);
        assertThat(http.anonymous().get("/api/disclosures").status()).isEqualTo(401);
    }

    /** By a party's name or by its key, where a file is to be held, too. */
    private void theRecordsOfficerFindsTheFile() {
        Person records = demo.as("records");
        assertThat(records.get("/api/retention").body()).contains("value=\"" + agreement + "\"");
        for (String typed : List.of("othersupervisor", agreement.toLowerCase(Locale.ROOT))) {
            assertThat(records.post(
                                    "/api/retention/agreements",
                                    JsonNodeFactory.instance.objectNode().put("named", typed))
                            .expect(200)
                            .json()
                            .at("/options/0/value")
                            .asText())
                    .as(typed)
                    .isEqualTo(agreement);
        }
    }

    private void accessEndsByItself() {
        theRecordsOfficerFindsTheFile();
        String key = request("CASEWORK_DECISION");
        demo.as("records").complete("Task_PrepareBundle", values -> values.put("decision", "RELEASE"));
        assertThat(demo.as("cover").get(bundle(key)).body())
                .contains("Visit weekly")
                .doesNotContain(CANARY_TEXT + " WB");
        assertThat(demo.as("cover").get("/api/disclosures").body()).contains(key, "until the end of");
        assertThat(demo.as("cover").get("/api/today").body()).contains("Shown to you", bundle(key), "until the end of");
        for (String other : List.of("records", "servicemanager", "othersupervisor", "linemanager", "admin", "worker")) {
            assertThat(demo.as(other).get(bundle(key)).status()).as(other).isEqualTo(404);
            assertThat(demo.as(other).get("/api/today").body()).as(other).doesNotContain(key);
        }
        assertThat(demo.as("cover")
                        .post("/api/disclosures/" + key + "/revoke", null)
                        .status())
                .isEqualTo(404);

        demo.advance("P8D");
        assertThat(demo.as("cover").get(bundle(key)).status()).isEqualTo(404);
        assertThat(demo.as("cover").get("/api/disclosures").body())
                .contains(key + ": access has ended")
                .doesNotContain(bundle(key));
        assertThat(demo.as("cover").get("/api/today").body()).doesNotContain(key);
        assertThat(supervisee.get("/api/disclosures").body())
                .contains("opened the bundle", "tried to open the bundle and was refused", "access ended by itself");
    }

    private void ownDataGoThroughTheRecordsOfficerAlone() {
        List<String> others = List.of(
                "worker", "othersupervisor", "linemanager", "servicemanager", "processowner", "auditor", "admin");
        for (String other : others) {
            assertThat(http.basic(other)
                            .post("/api/processes/subjectAccess/start", "")
                            .status())
                    .as(other)
                    .isIn(403, 404);
            assertThat(http.browser(other)
                            .post(Browser.ENGINE + "/process-definition/key/subjectAccess/start", "{}")
                            .status())
                    .as(other)
                    .isIn(400, 403, 404);
        }
        Person records = demo.as("records");
        Task request = records.start("subjectAccess");
        areClosedTo(others, request);
        records.complete(
                request,
                values -> values.put("subject", "othersupervisor")
                        .put("receivedOn", today().toString())
                        .put("identityCheck", CANARY_TEXT + " in person"));
        Task redact = records.task("Task_RedactSubjectAccess");
        areClosedTo(others, redact);
        assertThat(records.form(redact).toString()).contains(CANARY_TEXT + " WB", CANARY_TEXT + " ill parent");
        assertThat(records.get(export(redact.businessKey())).status()).isEqualTo(404);
        assertThat(records.get("/api/subject-access").body())
                .contains("Start process", "Being looked through", redact.businessKey() + ": Owen Prytherch")
                .doesNotContain(CANARY_TEXT);
        records.complete(redact, values -> {
            values.put("decision", "RELEASE");
            for (JsonNode item : values.withArray("items")) {
                boolean isRecord = item.get("id").asText().startsWith("record/");
                boolean isMatter = item.get("id").asText().startsWith("personal-matter/");
                ((ObjectNode) item).put("decision", isMatter ? "THIRD_PARTY" : "INCLUDE");
                if (isRecord) {
                    ((ObjectNode) item).put("blackOut", "visit weekly");
                }
            }
        });

        for (String other : others) {
            Person person = demo.as(other);
            assertThat(person.get("/api/subject-access").status()).as(other).isEqualTo(404);
            assertThat(person.get(export(redact.businessKey())).status())
                    .as(other)
                    .isEqualTo(404);
            assertThat(person.post("/api/subject-access/" + redact.businessKey() + "/end", null)
                            .status())
                    .as(other)
                    .isEqualTo(404);
        }
        assertThat(http.anonymous().get(export(redact.businessKey())).status()).isEqualTo(401);
        for (String key : List.of("SA-000000", "SA-999999", "SA-1", "x", "DI-000001")) {
            assertThat(records.get(export(key)).status()).as(key).isEqualTo(404);
        }
        assertThat(records.get("/api/subject-access").body())
                .contains(redact.businessKey())
                .doesNotContain(CANARY_TEXT);
        byte[] zip = records.download(export(redact.businessKey()));
        Map<String, String> files = unzipped(zip);
        assertThat(files).containsOnlyKeys("index.html", "data.json", "data.csv");
        assertThat(files.values())
                .allSatisfy(file -> assertThat(file)
                        .contains(CANARY_TEXT + " WB", Redaction.BLACK, "We come prepared.")
                        .doesNotContainIgnoringCase("visit weekly")
                        .doesNotContain("ill parent", "between us", CANARY_TEXT + " in person"));
        assertThat(new String(zip, StandardCharsets.ISO_8859_1)).doesNotContainIgnoringCase("visit weekly");
        assertThat(supervisee
                        .get("/api/copies/agreements/" + agreement + "/T1/readings")
                        .body())
                .contains("SUBJECT_ACCESS", "EXPORT", "DOWNLOAD");

        assertThat(records.post("/api/subject-access/" + redact.businessKey() + "/end", null)
                        .status())
                .isEqualTo(204);
        assertThat(records.get(export(redact.businessKey())).status()).isEqualTo(404);
    }

    private void areClosedTo(List<String> others, Task task) {
        for (String other : others) {
            assertThat(demo.as(other).get("/api/tasks/" + task.id() + "/form").status())
                    .as(other)
                    .isEqualTo(404);
            assertThat(demo.as(other).tryComplete(task).status()).as(other).isEqualTo(404);
        }
    }

    private static Map<String, String> unzipped(byte[] bytes) {
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry file = zip.getNextEntry(); file != null; file = zip.getNextEntry()) {
                files.put(file.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static String export(String key) {
        return "/api/subject-access/" + key + "/export";
    }

    private static String bundle(String key) {
        return "/api/disclosures/" + key + "/bundle";
    }

    private static String withdrawal(String key) {
        return "/api/disclosures/" + key + "/withdraw";
    }

    private LocalDate today() {
        return LocalDate.ofInstant(demo.now(), LONDON);
    }

    private void assertThatTheEngineKnowsNothing() {
        String hex = HexFormat.of().formatHex(CANARY_TEXT.getBytes(StandardCharsets.UTF_8));
        List<String> tables = jdbc.sql("script nosettings").query(String.class).list().stream()
                .filter(statement -> {
                    String lower = statement.toLowerCase(Locale.ROOT);
                    return lower.contains(CANARY_TEXT.toLowerCase(Locale.ROOT)) || lower.contains(hex);
                })
                .map(statement -> statement.lines().findFirst().orElseThrow())
                .toList();

        assertThat(tables)
                .noneSatisfy(table -> assertThat(table).contains("\"ACT_"))
                .noneSatisfy(table -> assertThat(table).contains("\"MAIL"));
    }
}
