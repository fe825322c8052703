package org.supervision.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.supervision.access.AccessGrant.Scope;
import org.supervision.access.AccessGrants;
import org.supervision.access.ContentKind;
import org.supervision.access.GrantBasis;
import org.supervision.access.ReadChain;
import org.supervision.access.SupervisionFiles;
import org.supervision.scenario.AsAtTheStart;
import org.supervision.scenario.Demo;
import org.supervision.scenario.Demo.Person;
import org.supervision.scenario.Demo.Task;
import org.supervision.scenario.Relationship;
import org.supervision.security.Http.Browser;
import org.supervision.security.Http.Client;

/** Everybody of the demo at everything that people write, by script and in Tasklist's session; and the log of it. */
@AsAtTheStart
class ReadingTest extends AttackTest {

    private static final List<String> EVERYBODY = List.of(
            "supervisor",
            "worker",
            "nqsw",
            "othersupervisor",
            "otherworker",
            "cover",
            "linemanager",
            "servicemanager",
            "strategicmanager",
            "processowner",
            "records",
            "auditor",
            "admin");
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final String TERM = "AG-000001/T1";
    private static final String WORDS = "Zeisig";
    private static final Map<String, String> COPIES = copies();

    @Autowired
    private AccessGrants grants;

    @Autowired
    private SupervisionFiles files;

    @Autowired
    private ReadChain log;

    private Person supervisor;
    private Person worker;

    private static Map<String, String> copies() {
        Map<String, String> copies = new LinkedHashMap<>();
        copies.put("record", "/records/SE-000001");
        copies.put("agreement", "/agreements/" + TERM);
        copies.put("personal matter", "/personal-matters/PM-000001");
        copies.put("review", "/reviews/" + TERM);
        return copies;
    }

    @Test
    @DisplayName(
            "cases 34 to 36, 45 and 46, C23, F111, F120: the two read what is theirs, others get nothing, and all is logged")
    void readsAreByRelationAndLogged() {
        supervisor = demo.as("supervisor");
        worker = demo.as("worker");
        agree();
        supervisor.complete("Task_BookSessions", values -> {});
        Task session = supervisor.task("Task_HoldSession");
        hold(session);
        supervisor.complete("Task_WriteRecord", this::writeRecord);
        assertThatATaskAloneIsNoGround();
        sign();
        review();

        assertThatOnlyTheTwoRead();
        assertThatTheTwoSeeTheLogAndNobodyElse();
        assertThatADisclosureIsNamedScopedAndEnds();
        assertThatTheLineManagerSeesFactsOnly();
        assertThatTheFileGoesToTheNewSupervisor();
        assertThat(log.verify()).isEmpty();
        assertThat(everyLoggedWord()).doesNotContain(WORDS);
    }

    private void agree() {
        Task draft = supervisor.start("supervisionAgreement");
        supervisor.complete(
                draft,
                values -> values.put("supervisee", "worker")
                        .put("usualLocation", "Room 3")
                        .put("expectations", WORDS)
                        .put("coverSupervisor", "cover")
                        .put("policyRead", true));
        worker.complete("Task_ConsiderAgreement", values -> values.put("decision", "AGREE"));
        supervisor.complete("Task_SignAgreementAsSupervisor", Relationship::sign);
        worker.complete("Task_SignAgreementAsSupervisee", Relationship::sign);
    }

    private void hold(Task session) {
        demo.advanceTo(session.followUp().plus(Duration.ofMinutes(100)));
        LocalDateTime start = LocalDateTime.ofInstant(session.followUp(), LONDON);
        supervisor.complete(
                session,
                values -> values.put("outcome", "HELD")
                        .put("actualStart", start.toString())
                        .put("actualEnd", start.plusMinutes(90).toString())
                        .put("privateSpace", true));
    }

    private void writeRecord(ObjectNode values) {
        values.put("agendaAgreed", true);
        ArrayNode items = values.putArray("items");
        for (String code : List.of("WB", "LV", "TD", "ED", "HS", "CL", "WM")) {
            items.addObject().put("code", code).put("outcome", "DISCUSSED").put("text", WORDS);
        }
        values.put("fewerCasesReason", WORDS);
        values.putArray("personalMatters").addObject().put("wording", WORDS);
    }

    private void sign() {
        for (Person party : List.of(supervisor, worker)) {
            party.complete(
                    party == supervisor ? "Task_SignRecordAsSupervisor" : "Task_SignRecordAsSupervisee",
                    values -> values.put("decision", "SIGN")
                            .put("agendaAgreed", true)
                            .put("password", Demo.PASSWORD));
        }
    }

    private void review() {
        supervisor.complete(
                supervisor.start("agreementChange"),
                values -> values.put("agreement", "AG-000001")
                        .put("change", "REVIEW")
                        .put("reason", WORDS));
        supervisor.complete("Task_PrepareReviewAsSupervisor", values -> values.put("worksWell", WORDS));
        worker.complete("Task_PrepareReviewAsSupervisee", values -> values.put("worksWell", WORDS));
        supervisor.complete(
                "Task_HoldReview",
                values -> values.put("outcome", "REAFFIRM")
                        .put("heldOn", today().toString())
                        .put("notes", WORDS));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(demo.now(), LONDON);
    }

    /** Whoever is given a task by an administrator gets no record with it; whoever it is taken from gets none any more. */
    private void assertThatATaskAloneIsNoGround() {
        Task sign = worker.task("Task_SignRecordAsSupervisee");
        String form = "/tasks/" + sign.id() + "/form";
        assertThat(worker.form(sign).toString()).contains(WORDS);
        for (String holder : List.of("cover", "worker")) {
            assertThat(http.basic("admin")
                            .post("/engine-rest/task/" + sign.id() + "/assignee", "{\"userId\":\"" + holder + "\"}")
                            .status())
                    .isEqualTo(204);
            for (String other : List.of("cover", "worker")) {
                boolean reads = other.equals("worker") && holder.equals("worker");
                assertThat(answers(other, "/api" + form, "/camunda/api/supervision" + form))
                        .as(other + " of a task of " + holder)
                        .containsOnly(reads ? 200 : 404);
            }
            if (holder.equals("cover")) {
                assertThat(http.basic("cover")
                                .put("/api" + form, "{\"decision\":\"SIGN\"}")
                                .status())
                        .isEqualTo(404);
                assertThat(demo.as("cover").tryComplete(sign).status()).isEqualTo(404);
                assertThat(http.browser("cover")
                                .post(Browser.ENGINE + "/task/" + sign.id() + "/complete", "{}")
                                .status())
                        .isGreaterThanOrEqualTo(400);
            }
        }
        assertThat(readings("worker", COPIES.get("record")))
                .filteredOn(reading -> reading.get("reader").asText().equals("cover"))
                .extracting(
                        reading -> reading.get("ground").asText(),
                        reading -> reading.get("route").asText())
                .containsOnly(tuple("DENIED", "FORM"));
    }

    private void assertThatOnlyTheTwoRead() {
        for (String person : EVERYBODY) {
            boolean isParty = Set.of("supervisor", "worker").contains(person);
            Browser browser = http.browser(person);
            COPIES.forEach((what, path) -> {
                for (Http.Answer answer : List.of(
                        http.basic(person).get("/api/copies" + path),
                        browser.get("/camunda/api/supervision/copies" + path))) {
                    assertThat(answer.status()).as(person + ", " + what).isEqualTo(isParty ? 200 : 404);
                    assertThat(answer.body().contains(WORDS))
                            .as(person + ", " + what)
                            .isEqualTo(isParty);
                }
            });
            assertThat(answers(person, "/api/agreements/" + TERM, "/camunda/api/supervision/agreements/" + TERM))
                    .as(person)
                    .containsOnly(isParty ? 200 : 404);
            assertThat(http.basic(person).get("/api/copies").body().contains("SE-000001"))
                    .as(person + "'s list")
                    .isEqualTo(isParty);
        }
        assertThatNothingTellsWhatThereIs();
    }

    private void assertThatNothingTellsWhatThereIs() {
        Client stranger = http.basic("otherworker");
        for (String route : List.of("records/SE-00000", "personal-matters/PM-00000")) {
            assertThat(withoutPath(stranger.get("/api/copies/" + route + "1")))
                    .isEqualTo(withoutPath(stranger.get("/api/copies/" + route + "9")));
        }
        assertThat(stranger.get("/api/copies" + COPIES.get("record") + "/readings")
                        .body())
                .isEqualTo(
                        stranger.get("/api/copies/records/SE-000009/readings").body())
                .isEqualTo("[]");
    }

    private static String withoutPath(Http.Answer answer) {
        return answer.status() + answer.body().replaceAll("0{5}\\d", "").replaceAll("\"timestamp\":\"[^\"]*\"", "");
    }

    private void assertThatTheTwoSeeTheLogAndNobodyElse() {
        COPIES.forEach((what, path) -> {
            List<JsonNode> seen = readings("worker", path);
            for (String other : EVERYBODY) {
                boolean isParty = Set.of("supervisor", "worker").contains(other);
                assertThat(seen)
                        .as(other + ", " + what)
                        .filteredOn(reading -> reading.get("reader").asText().equals(other)
                                && !reading.get("route").asText().equals("FORM"))
                        .extracting(
                                reading -> reading.get("ground").asText(),
                                reading -> reading.get("route").asText())
                        .contains(
                                tuple(isParty ? "PARTY" : "DENIED", "REST"),
                                tuple(isParty ? "PARTY" : "DENIED", "PAGE"));
                if (!isParty) {
                    assertThat(readings(other, path)).as(other + ", " + what).isEmpty();
                }
            }
        });
        String page = Jsoup.parse(worker.get("/api/copies" + COPIES.get("record"))
                        .expect(200)
                        .body())
                .select(".log tbody")
                .text();
        assertThat(page).contains("Priya Raman", "Refused", "Sarah Bennett", "One of the two", "Record, version 1");
    }

    /** Nothing without a grant; with one, what it names until it ends, and notice when it is due (A6.3). */
    private void assertThatADisclosureIsNamedScopedAndEnds() {
        String record = COPIES.get("record");
        assertThat(demo.as("othersupervisor").get("/api/copies" + record).status())
                .isEqualTo(404);
        long grant = grants.grant(new AccessGrants.NewGrant(
                "othersupervisor",
                GrantBasis.PERFORMANCE_CONDUCT,
                "DI-000001",
                today(),
                today().plusDays(28),
                today().plusDays(2),
                "servicemanager",
                List.of(new Scope(ContentKind.RECORD, "SE-000001"))));

        assertThat(demo.as("othersupervisor")
                        .get("/api/copies" + record)
                        .expect(200)
                        .body())
                .contains(WORDS)
                .doesNotContain("Who opened this", "PM-000001");
        assertThat(demo.as("othersupervisor").get("/api/copies").body()).contains("SE-000001 with Sarah Bennett and");
        assertThat(grounds("worker", record)).doesNotContain("DISCLOSURE");
        for (String other : List.of("agreement", "personal matter", "review")) {
            assertThat(demo.as("othersupervisor")
                            .get("/api/copies" + COPIES.get(other))
                            .status())
                    .as(other)
                    .isEqualTo(404);
        }
        grants.revoke(grant, "worker");
        demo.as("othersupervisor").get("/api/copies" + record).expect(404);
        demo.advance("P2D");
        assertThat(grounds("worker", record)).contains("DISCLOSURE");
        JsonNode latest = readings("worker", record).get(0);
        assertThat(latest.get("reader").asText()).isEqualTo("othersupervisor");
        assertThat(latest.get("ground").asText()).isEqualTo("DENIED");
    }

    /** Case 35: with a case before him he sees when and whether, and still no record. */
    private void assertThatTheLineManagerSeesFactsOnly() {
        Task next = supervisor.task("Task_HoldSession");
        demo.advanceTo(next.followUp().plus(Duration.ofMinutes(100)));
        worker.complete(
                next,
                values -> values.put("outcome", "NOT_HELD")
                        .put("reasonClass", "WORKLOAD")
                        .put("reason", WORDS));
        demo.advance("P21D");
        Person manager = demo.as("linemanager");

        assertThat(manager.form(manager.task("Task_ResolveMissedSupervision")).toString())
                .contains("Daniel Okafor")
                .doesNotContain(WORDS);
        manager.get("/api/copies" + COPIES.get("record")).expect(404);
        assertThat(grounds("worker", COPIES.get("record"))).doesNotContain("LINE_MANAGER", "REFERRED");
    }

    /** Case 36. */
    private void assertThatTheFileGoesToTheNewSupervisor() {
        LocalDate effective = today().plusDays(3);
        files.handOver(1, "othersupervisor", effective);

        demo.advanceTo(effective.minusDays(1).atTime(23, 59));
        assertReads("supervisor", Set.of("record", "agreement", "personal matter", "review"));
        assertReads("othersupervisor", Set.of());
        demo.advanceTo(effective.atStartOfDay());
        assertReads("supervisor", Set.of());
        assertReads("othersupervisor", Set.of("record", "agreement", "review"));
        assertReads("worker", Set.of("record", "agreement", "personal matter", "review"));
        assertThat(supervisor.get("/api/copies").body()).doesNotContain("SE-000001", "AG-000001");
        assertThat(supervisor.get("/api/copies/dates/AG-000001").status()).isEqualTo(404);
        assertThat(demo.as("othersupervisor").get("/api/copies").body()).contains("SE-000001", "AG-000001");
        assertThat(readings("supervisor", COPIES.get("record"))).isEmpty();
        assertThat(grounds("othersupervisor", COPIES.get("record"))).contains("NEW_SUPERVISOR", "DENIED");
    }

    private void assertReads(String person, Set<String> expected) {
        COPIES.forEach((what, path) -> assertThat(
                        answers(person, "/api/copies" + path, "/camunda/api/supervision/copies" + path))
                .as(person + ", " + what)
                .containsOnly(expected.contains(what) ? 200 : 404));
    }

    /** How the two routes answer: by script, and in Tasklist's session. */
    private List<Integer> answers(String person, String script, String session) {
        return List.of(
                http.basic(person).get(script).status(),
                http.browser(person).get(session).status());
    }

    private List<JsonNode> readings(String person, String path) {
        List<JsonNode> readings = new ArrayList<>();
        demo.as(person)
                .get("/api/copies" + path + "/readings")
                .expect(200)
                .json()
                .forEach(readings::add);
        return readings;
    }

    private List<String> grounds(String person, String path) {
        return readings(person, path).stream()
                .map(reading -> reading.get("ground").asText())
                .toList();
    }

    private String everyLoggedWord() {
        return jdbc.sql("select * from read_log").query().listOfRows().toString();
    }
}
