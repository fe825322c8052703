package org.supervision.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Types;
import java.util.List;
import java.util.stream.StreamSupport;
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

    @BeforeEach
    void start() {
        demo = new Demo(port);
    }

    @AfterEach
    void onlyTheDemosPeople() {
        jdbc.sql("delete from named_deputy").update();
        jdbc.sql("delete from agreement where supervisor = 'cover'").update();
        jdbc.sql("delete from person where service = 'Elsewhere'").update();
    }

    /** Sixty managers, three of them called Quill, one of whom has left. */
    private void manyManagers() {
        for (int i = 0; i < 60; i++) {
            jdbc.sql(
                            "insert into person (user_id, valid_from, name, mail, line_manager, service, person_role, worker_type,"
                                    + " started_on, leaving_on, working_days, fte_percent, site_mode) values (:id, '2020-01-06',"
                                    + " :name, 'other@example.org', 'linemanager', 'Elsewhere', 'TEAM_MANAGER', 'MANAGER',"
                                    + " '2020-01-06', :leaving, 'MON TUE', 100, 'FIELDWORK')")
                    .param("id", "other" + i)
                    .param("name", i < 3 ? "Penny Quill_" + i : "Other " + i)
                    .param("leaving", i == 2 ? "2026-12-18" : null, Types.DATE)
                    .update();
        }
    }

    private void manyAgreements() {
        new Relationship(demo, "supervisor", "worker").agree(Relationship::usualTerms);
        for (int i = 0; i < 60; i++) {
            jdbc.sql("insert into agreement (supervisor, supervisee, status, created_at, in_force_on, row_version)"
                            + " values ('cover', :supervisee, 'ENDED', '2026-01-05T09:00:00Z', '2026-01-05', 1)")
                    .param("supervisee", "other" + i)
                    .update();
        }
    }

    private Answer find(String userId, Task task, String field, String named) {
        return demo.as(userId).post("/api/tasks/" + task.id() + "/form/choices/" + field, sought(named));
    }

    private ObjectNode sought(String named) {
        return json.createObjectNode().put("named", named);
    }

    private static List<String> values(JsonNode options) {
        return StreamSupport.stream(options.spliterator(), false)
                .map(option -> option.get("value").asText())
                .toList();
    }

    @Test
    @DisplayName(
            "A6.2, B6: a request for a disclosure is sent a short list whole, and no long one: pairs and readers are found by name")
    void disclosure() {
        Task task = demo.as("records").start("recordDisclosure");
        assertThat(values(demo.as("records").form(task).get("options").get("viewer")))
                .as("a dozen people are a list")
                .contains("cover", "auditor");

        manyManagers();
        manyAgreements();
        JsonNode form = demo.as("records").form(task);
        assertThat(form.get("options").get("viewer")).isEmpty();
        assertThat(form.get("options").get("agreement")).isEmpty();
        assertThat(form.get("searched")).extracting(JsonNode::asText).containsExactlyInAnyOrder("agreement", "viewer");

        assertThat(values(find("records", task, "viewer", "quill penny")
                        .expect(200)
                        .json()
                        .get("options")))
                .as("in any order; who has left reads nothing")
                .containsExactly("other0", "other1");
        assertThat(find("records", task, "viewer", "%").expect(200).json().get("options"))
                .isEmpty();
        assertThat(values(find("records", task, "viewer", "QUILL_1")
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
        assertThat(values(find("records", task, "agreement", "ag-000001")
                        .expect(200)
                        .json()
                        .get("options")))
                .containsExactly("AG-000001");

        demo.as("records")
                .save(task, values -> values.put("agreement", "AG-000001").put("viewer", "other1"));
        JsonNode again = demo.as("records").form(task).get("options");
        assertThat(again.get("viewer").get(0).get("label").asText()).isEqualTo("Penny Quill_1");
        assertThat(values(again.get("agreement"))).containsExactly("AG-000001");

        find("records", task, "purpose", "a").expect(404);
        find("worker", task, "viewer", "quill").expect(404);
    }

    @Test
    @DisplayName("C32: whose data somebody asks for is found by name, leavers too")
    void subjectAccess() {
        manyManagers();
        Task task = demo.as("records").start("subjectAccess");
        assertThat(demo.as("records").form(task).get("options").get("subject")).isEmpty();
        assertThat(values(find("records", task, "subject", "quill")
                        .expect(200)
                        .json()
                        .get("options")))
                .containsExactly("other0", "other1", "other2");
        assertThat(values(find("records", task, "subject", "records")
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
        Answer found =
                demo.as("admin").post("/api/deputies/managers", sought("Quill")).expect(200);
        assertThat(values(found.json().get("options"))).containsExactly("other0", "other1");
        demo.as("worker").post("/api/deputies/managers", sought("Quill")).expect(404);
        demo.as("admin")
                .post(
                        "/api/deputies",
                        json.createObjectNode()
                                .put("manager", "linemanager")
                                .put("deputy", "other1")
                                .put("from", "2027-01-11"))
                .expect(200);
    }

    private Document page() {
        return Jsoup.parse(demo.as("admin").get("/api/deputies").expect(200).body());
    }
}
