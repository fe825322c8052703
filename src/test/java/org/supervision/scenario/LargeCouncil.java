package org.supervision.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.scenario.Demo.Answer;
import org.supervision.scenario.Demo.Task;

/** So many managers beside the demo's people that no form sends them all: what it sends then, finds and takes. */
public final class LargeCouncil {

    /** More are looked for. */
    private static final int SHOWN = 50;

    /** The fields of tasks of {@link EveryForm} in which managers are chosen, and what else must be said for them to count. */
    private static final Map<String, Chosen> CHOSEN = Map.of(
            "Task_AllocateSupervisor", new Chosen("newSupervisor", values -> values.put("effectiveOn", "2027-12-01")),
            "Task_AppointDecider", new Chosen("manager", values -> {}),
            "Task_AppointManager", new Chosen("manager", values -> {}),
            "Task_ArrangeInterim", new Chosen("interim", values -> {}),
            "Task_AuthoriseDisclosure", new Chosen("viewer", values -> values.put("decision", "AUTHORISE")),
            "Task_DecideReferral", new Chosen("supervisor", values -> values.put("resolution", "COVER")),
            "Task_DraftAgreement", new Chosen("coverSupervisor", values -> {}),
            "Task_NameSupervisor", new Chosen("newSupervisor", values -> values.put("decision", "NAME")),
            "Task_ResolveMissedSupervision", new Chosen("supervisor", values -> values.put("resolution", "INTERIM")));

    private final Demo demo;
    private final JdbcClient jdbc;
    private final ObjectMapper json = new ObjectMapper();

    public LargeCouncil(Demo demo, JdbcClient jdbc) {
        this.demo = demo;
        this.jdbc = jdbc;
    }

    private record Chosen(String field, Consumer<ObjectNode> rest) {}

    /** Sixty managers, three of them called Penny Quill, one of whom has left. */
    void comes() {
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

    void goes() {
        jdbc.sql("delete from person where service = 'Elsewhere'").update();
    }

    /** In a form that lets managers be chosen they are looked for, whatever it takes is checked, and all is as before then. */
    public void asks(String userId, Task task) {
        Chosen chosen = CHOSEN.get(task.taskKey());
        if (chosen != null) {
            comes();
            managersAreLookedFor(userId, task, chosen.field(), chosen.rest());
            goes();
            jdbc.sql("delete from task_draft where task_id = :id")
                    .param("id", task.id())
                    .update();
        }
    }

    /** A manager is found by name and taken; who has left, and who was never there, is refused at the field. */
    void managersAreLookedFor(String userId, Task task, String field, Consumer<ObjectNode> rest) {
        JsonNode form = demo.as(userId).form(task);
        assertThat(form.get("searched"))
                .as(task.taskKey())
                .extracting(JsonNode::asText)
                .contains(field);
        assertNoListIsLong(form);
        JsonNode found = find(userId, task, field, "quill penny").expect(200).json();
        assertThat(values(found.get("options"))).as(task.taskKey()).containsExactly("other0", "other1");
        assertThat(find(userId, task, field, "other")
                        .expect(200)
                        .json()
                        .get("more")
                        .asBoolean())
                .isTrue();

        assertThat(wrong(userId, task, field, "other1", rest))
                .as("%s takes whom it did not show", task.taskKey())
                .doesNotContain(field);
        JsonNode again = demo.as(userId).form(task);
        assertThat(again.get("values").get(field).asText()).isEqualTo("other1");
        assertThat(again.get("options").get(field).findValuesAsText("label")).containsExactly("Penny Quill_1");
        assertThat(wrong(userId, task, field, "other2", rest))
                .as("%s: has left", task.taskKey())
                .contains(field);
        assertThat(wrong(userId, task, field, "nobody", rest))
                .as(task.taskKey())
                .contains(field);
    }

    /** The fields that are wrong with this value in one of them. */
    List<String> wrong(String userId, Task task, String field, String value, Consumer<ObjectNode> rest) {
        JsonNode saved = demo.as(userId).save(task, values -> {
            rest.accept(values);
            values.put(field, value);
        });
        return saved.get("errors").findValuesAsText("field");
    }

    static void assertNoListIsLong(JsonNode form) {
        form.get("options")
                .fields()
                .forEachRemaining(
                        list -> assertThat(list.getValue()).as(list.getKey()).hasSizeLessThanOrEqualTo(SHOWN));
    }

    Answer find(String userId, Task task, String field, String named) {
        return demo.as(userId).post("/api/tasks/" + task.id() + "/form/choices/" + field, sought(named));
    }

    ObjectNode sought(String named) {
        return json.createObjectNode().put("named", named);
    }

    static List<String> values(JsonNode options) {
        return StreamSupport.stream(options.spliterator(), false)
                .map(option -> option.get("value").asText())
                .toList();
    }
}
