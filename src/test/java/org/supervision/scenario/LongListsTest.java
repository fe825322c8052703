package org.supervision.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.scenario.Demo.Answer;
import org.supervision.scenario.Demo.Task;

/** In a large council nobody is sent a list of everybody: one looks for a part of a name. */
@DemoTest
@AsAtTheStart
class LongListsTest {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private final ObjectMapper json = new ObjectMapper();
    private Demo demo;
    private LargeCouncil council;

    @BeforeEach
    void start() {
        demo = new Demo(port);
        council = new LargeCouncil(demo, jdbc);
    }

    @AfterEach
    void onlyTheDemosPeople() {
        jdbc.sql("delete from named_deputy").update();
        jdbc.sql(
                        "delete from agreement where supervisor = 'cover' or supervisor like 'other%' and supervisee like 'other%_'"
                                + " and supervisor <> 'othersupervisor'")
                .update();
        jdbc.sql("delete from absence where person like 'other%'").update();
        council.goes();
    }

    private void manyManagers() {
        council.comes();
    }

    /** Sixty that are over, and one in force, whose key it answers. */
    private String manyAgreements() {
        String term = new Relationship(demo, "supervisor", "worker").agree(Relationship::usualTerms);
        for (int i = 0; i < 60; i++) {
            jdbc.sql("insert into agreement (supervisor, supervisee, status, created_at, in_force_on, row_version)"
                            + " values ('cover', :supervisee, 'ENDED', '2026-01-05T09:00:00Z', '2026-01-05', 1)")
                    .param("supervisee", "other" + i)
                    .update();
        }
        return keyOf(term);
    }

    private static String keyOf(String term) {
        return term.substring(0, term.indexOf('/'));
    }

    private Answer find(String userId, Task task, String field, String named) {
        return council.find(userId, task, field, named);
    }

    @Test
    @DisplayName(
            "A6.2, B6: a request for a disclosure is sent a short list whole, and no long one: pairs and readers are found by name")
    void disclosure() {
        Task task = demo.as("records").start("recordDisclosure");
        assertThat(LargeCouncil.values(
                        demo.as("records").form(task).get("options").get("viewer")))
                .as("a dozen people are a list")
                .contains("cover", "auditor");

        manyManagers();
        String key = manyAgreements();
        JsonNode form = demo.as("records").form(task);
        assertThat(form.get("options").get("viewer")).isEmpty();
        assertThat(form.get("options").get("agreement")).isEmpty();
        assertThat(form.get("searched")).extracting(JsonNode::asText).containsExactlyInAnyOrder("agreement", "viewer");

        assertThat(LargeCouncil.values(find("records", task, "viewer", "quill penny")
                        .expect(200)
                        .json()
                        .get("options")))
                .as("in any order; who has left reads nothing")
                .containsExactly("other0", "other1");
        assertThat(find("records", task, "viewer", "%").expect(200).json().get("options"))
                .isEmpty();
        assertThat(LargeCouncil.values(find("records", task, "viewer", "QUILL_1")
                        .expect(200)
                        .json()
                        .get("options")))
                .containsExactly("other1");
        assertThat(find("records", task, "viewer", "other")
                        .expect(200)
                        .json()
                        .get("more")
                        .asBoolean())
                .isTrue();
        assertThat(find("records", task, "agreement", "penny quill_2")
                        .expect(200)
                        .json()
                        .get("options")
                        .get(0)
                        .get("label")
                        .asText())
                .as("of whom somebody has left, too")
                .contains("Penny Quill_2");
        assertThat(LargeCouncil.values(find("records", task, "agreement", key.toLowerCase(Locale.ROOT))
                        .expect(200)
                        .json()
                        .get("options")))
                .containsExactly(key);

        demo.as("records").save(task, values -> values.put("agreement", key).put("viewer", "other1"));
        JsonNode again = demo.as("records").form(task).get("options");
        assertThat(again.get("viewer").get(0).get("label").asText()).isEqualTo("Penny Quill_1");
        assertThat(LargeCouncil.values(again.get("agreement"))).containsExactly(key);

        find("records", task, "purpose", "a").expect(404);
        find("worker", task, "viewer", "quill").expect(404);
    }

    @Test
    @DisplayName("C32: whose data somebody asks for is found by name, leavers too")
    void subjectAccess() {
        manyManagers();
        Task task = demo.as("records").start("subjectAccess");
        assertThat(demo.as("records").form(task).get("options").get("subject")).isEmpty();
        assertThat(LargeCouncil.values(find("records", task, "subject", "quill")
                        .expect(200)
                        .json()
                        .get("options")))
                .containsExactly("other0", "other1", "other2");
        assertThat(LargeCouncil.values(find("records", task, "subject", "records")
                        .expect(200)
                        .json()
                        .get("options")))
                .as("nobody takes in their own request")
                .isEmpty();
    }

    @Test
    @DisplayName("F123: of many managers, a deputy is found by name")
    void deputies() {
        assertThat(page().select("#deputy option")).hasSizeGreaterThan(3);

        manyManagers();
        assertThat(page().select("#deputy option")).hasSize(1);
        assertThat(page().select("#deputy").attr("data-look-for")).isEqualTo("/api/deputies/managers");
        Answer found = demo.as("admin")
                .post("/api/deputies/managers", council.sought("Quill"))
                .expect(200);
        assertThat(LargeCouncil.values(found.json().get("options"))).containsExactly("other0", "other1");
        demo.as("worker")
                .post("/api/deputies/managers", council.sought("Quill"))
                .expect(404);
        demo.as("admin")
                .post(
                        "/api/deputies",
                        json.createObjectNode()
                                .put("manager", "linemanager")
                                .put("deputy", "other1")
                                .put("from", "2027-01-11"))
                .expect(200);
    }

    @Test
    @DisplayName(
            "Ruling 23, A-hdr: of many people a manager finds by name whom to supervise, a supervisor has the team")
    void draft() {
        manyManagers();
        Task draft = demo.as("linemanager").start("supervisionAgreement");
        council.managersAreLookedFor("linemanager", draft, "supervisee", values -> {});
        council.managersAreLookedFor("linemanager", draft, "coverSupervisor", values -> {});
        assertThat(LargeCouncil.values(find("linemanager", draft, "supervisee", "linemanager")
                        .expect(200)
                        .json()
                        .get("options")))
                .as("nobody supervises themselves")
                .isEmpty();

        Task ofTeam = demo.as("othersupervisor").start("supervisionAgreement");
        assertThat(LargeCouncil.values(
                        demo.as("othersupervisor").form(ofTeam).get("options").get("supervisee")))
                .as("a team is a list")
                .containsExactly("otherworker");
        assertThat(find("othersupervisor", ofTeam, "supervisee", "quill")
                        .expect(200)
                        .json()
                        .get("options"))
                .isEmpty();
        assertThat(council.wrong("othersupervisor", ofTeam, "supervisee", "other1", values -> {}))
                .contains("supervisee");
    }

    @Test
    @DisplayName("B6: of many managers the new supervisor is found by name")
    void changeOfSupervisor() {
        String term = new Relationship(demo, "supervisor", "nqsw")
                .agree(terms -> Relationship.usualTerms(terms).put("intervalWeeks", 1));
        manyManagers();
        council.managersAreLookedFor(
                "linemanager",
                demo.as("linemanager").start("changeOfSupervisor"),
                "newSupervisor",
                values -> values.put("agreement", keyOf(term)).put("effectiveOn", "2027-03-01"));
    }

    @Test
    @DisplayName("B6: of many agreements the one whose supervisor changes is found by a name or its key")
    void agreementWhoseSupervisorChanges() {
        manyManagers();
        for (int i = 0; i < 60; i++) {
            jdbc.sql("insert into agreement (supervisor, supervisee, status, created_at, in_force_on, row_version)"
                            + " values (:supervisor, :supervisee, 'IN_FORCE', '2026-01-05T09:00:00Z', '2026-01-05', 1)")
                    .param("supervisor", "other" + i)
                    .param("supervisee", "other" + (i + 1) % 60)
                    .update();
        }
        Task task = demo.as("linemanager").start("changeOfSupervisor");
        JsonNode form = demo.as("linemanager").form(task);
        LargeCouncil.assertNoListIsLong(form);
        assertThat(form.get("searched")).extracting(JsonNode::asText).contains("agreement");
        JsonNode found = find("linemanager", task, "agreement", "quill_1")
                .expect(200)
                .json()
                .get("options");
        assertThat(found.findValuesAsText("label"))
                .allMatch(label -> label.contains("Penny Quill_1"))
                .hasSize(2);
        String key = found.get(0).get("value").asText();
        assertThat(LargeCouncil.values(find("linemanager", task, "agreement", key.toLowerCase(Locale.ROOT))
                        .expect(200)
                        .json()
                        .get("options")))
                .containsExactly(key);
        assertThat(council.wrong("linemanager", task, "agreement", key, values -> {}))
                .doesNotContain("agreement");
        assertThat(LargeCouncil.values(
                        demo.as("linemanager").form(task).get("options").get("agreement")))
                .containsExactly(key);
        assertThat(council.wrong("linemanager", task, "agreement", "AG-999999", values -> {}))
                .contains("agreement");
        jdbc.sql("update agreement set supervisor = 'servicemanager', supervisee = 'strategicmanager' where id = :id")
                .param("id", Long.valueOf(key.substring(3)))
                .update();
        assertThat(council.wrong("linemanager", task, "agreement", key, values -> {}))
                .as("of somebody else's line")
                .contains("agreement");
        jdbc.sql("delete from agreement where id = :id")
                .param("id", Long.valueOf(key.substring(3)))
                .update();
    }

    @Test
    @DisplayName("A-br: of many people below, absences and managers each is found by name")
    void absences() {
        manyManagers();
        Task task = demo.as("linemanager").start("absenceCover");
        council.managersAreLookedFor("linemanager", task, "person", values -> values.put("decision", "RECORD"));
        council.managersAreLookedFor(
                "linemanager",
                task,
                "deputy",
                values -> values.put("decision", "RECORD")
                        .put("person", "linemanager")
                        .put("kind", "LEAVE")
                        .put("from", "2027-02-01"));
        assertThat(LargeCouncil.values(find("linemanager", task, "person", "servicemanager")
                        .expect(200)
                        .json()
                        .get("options")))
                .as("who stands above")
                .isEmpty();
        assertThat(council.wrong(
                        "linemanager", task, "person", "servicemanager", values -> values.put("decision", "RECORD")))
                .contains("person");

        for (int i = 0; i < 60; i++) {
            jdbc.sql(
                            "insert into absence (initiator, created_at, status, person, from_on, until_on, row_version)"
                                    + " values ('cover', current_timestamp, 'RECORDED', :person, '2027-02-01', '2027-02-05', 0)")
                    .param("person", "other" + i)
                    .update();
        }
        JsonNode form = demo.as("linemanager").form(task);
        LargeCouncil.assertNoListIsLong(form);
        assertThat(form.get("searched")).extracting(JsonNode::asText).contains("absence");
        JsonNode found = find("linemanager", task, "absence", "quill_1")
                .expect(200)
                .json()
                .get("options");
        assertThat(found.get(0).get("label").asText()).startsWith("Penny Quill_1: Monday 1 February 2027");
        String absence = found.get(0).get("value").asText();
        assertThat(council.wrong("linemanager", task, "absence", absence, values -> values.put("decision", "WITHDRAW")))
                .isEmpty();
        assertThat(LargeCouncil.values(
                        demo.as("linemanager").form(task).get("options").get("absence")))
                .containsExactly(absence);
        Task anothers = demo.as("othersupervisor").start("absenceCover");
        assertThat(council.wrong(
                        "othersupervisor", anothers, "absence", absence, values -> values.put("decision", "WITHDRAW")))
                .as("of somebody else's line")
                .containsExactly("absence");
    }

    @Test
    @DisplayName("R032: of many managers who covers is found by name for each session, whoever can hold it")
    void cover() {
        Relationship pair = new Relationship(demo, "servicemanager", "linemanager");
        pair.agree(Relationship::usualTerms);
        demo.advance("PT5M");
        pair.bookWhatIsSuggested();
        demo.advance("PT5M");
        String first = Relationship.localTime(pair.nextSession().followUp())
                .toLocalDate()
                .toString();
        String end = Relationship.localTime(pair.nextSession().followUp())
                .toLocalDate()
                .plusWeeks(4)
                .toString();
        demo.as("servicemanager")
                .complete(
                        demo.as("servicemanager").start("absenceCover"),
                        values -> values.put("decision", "RECORD")
                                .put("kind", "LEAVE")
                                .put("from", first)
                                .put("until", end));
        Task arrange = demo.as("strategicmanager").task("Task_ArrangeCover");
        int id = demo.as("strategicmanager")
                .form(arrange)
                .get("values")
                .get("sessions")
                .get(0)
                .get("id")
                .asInt();
        String field = "sessions." + id + ".cover";
        assertThat(LargeCouncil.values(
                        demo.as("strategicmanager").form(arrange).get("options").get(field)))
                .as("a few are a list")
                .contains("cover", "othersupervisor");

        manyManagers();
        jdbc.sql("insert into absence (initiator, created_at, status, person, from_on, until_on, row_version)"
                        + " values ('cover', current_timestamp, 'RECORDED', 'other0', :from, :until, 0)")
                .param("from", LocalDate.parse(first))
                .param("until", LocalDate.parse(end))
                .update();
        JsonNode form = demo.as("strategicmanager").form(arrange);
        LargeCouncil.assertNoListIsLong(form);
        assertThat(form.get("searched")).extracting(JsonNode::asText).contains(field);
        assertThat(LargeCouncil.values(form.get("options").get(field)))
                .as("whom the agreement names")
                .containsExactly("cover");
        assertThat(LargeCouncil.values(find("strategicmanager", arrange, field, "quill")
                        .expect(200)
                        .json()
                        .get("options")))
                .as("one is away, one has left")
                .containsExactly("other1");
        assertThat(wrongCover(arrange, "other1")).isEmpty();
        assertThat(LargeCouncil.values(
                        demo.as("strategicmanager").form(arrange).get("options").get(field)))
                .containsExactly("other1");
        assertThat(wrongCover(arrange, "other0")).containsExactly("sessions[0].cover");
        assertThat(wrongCover(arrange, "other2")).containsExactly("sessions[0].cover");
    }

    private List<String> wrongCover(Task arrange, String cover) {
        return demo
                .as("strategicmanager")
                .save(
                        arrange,
                        values -> values.get("sessions")
                                .forEach(row -> ((ObjectNode) row)
                                        .put("decision", "COVER")
                                        .put("cover", cover)))
                .get("errors")
                .findValuesAsText("field")
                .stream()
                .limit(1)
                .toList();
    }

    private Document page() {
        return Jsoup.parse(demo.as("admin").get("/api/deputies").expect(200).body());
    }
}
