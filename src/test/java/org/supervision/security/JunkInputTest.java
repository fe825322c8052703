package org.supervision.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.Variables.SerializationDataFormats;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.supervision.scenario.Demo.Task;
import org.supervision.security.Http.Answer;
import org.supervision.security.Http.Browser;

/** What no client of ours ever sends: serialized objects, ids and queries made to be taken for something else. */
class JunkInputTest extends AttackTest {

    private static final String SECRET = "zeisig-in-the-terms";

    /** A serialized java.util.ArrayList. */
    private static final String EMPTY_LIST =
            "rO0ABXNyABNqYXZhLnV0aWwuQXJyYXlMaXN0eIHSHZnHYZ0DAAFJAARzaXpleHAAAAAAdwQAAAAAeA==";

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    private Task draft() {
        return demo.as("supervisor").start("supervisionAgreement");
    }

    private String instanceOf(Task task) {
        return tasks.createTaskQuery().taskId(task.id()).singleResult().getProcessInstanceId();
    }

    @Test
    @DisplayName(
            "case 22: no serialized object comes in, of Java's making or as JSON of a class of the client's choice")
    void case22Objects() {
        Task draft = draft();
        String instance = instanceOf(draft);
        String java = object(EMPTY_LIST, "java.util.ArrayList", "application/x-java-serialized-object");
        String json = object("[\"http://localhost:1/\"]", "javax.management.loading.MLet", "application/json");

        for (String value : List.of(java, json)) {
            String modifications = "{\"modifications\":{\"notes\":" + value + "}}";
            String variables = "{\"variables\":{\"notes\":" + value + "}}";
            for (String userId : List.of("supervisor", "processowner", "admin")) {
                Browser browser = http.browser(userId);
                List<Answer> answers = List.of(
                        browser.put(Browser.ENGINE + "/process-instance/" + instance + "/variables/notes", value),
                        browser.post(Browser.ENGINE + "/process-instance/" + instance + "/variables", modifications),
                        browser.put(Browser.ENGINE + "/task/" + draft.id() + "/variables/notes", value),
                        browser.post(Browser.ENGINE + "/task/" + draft.id() + "/complete", variables),
                        browser.post(Browser.ENGINE + "/process-definition/key/supervisionAgreement/start", variables));
                assertThat(answers)
                        .as(userId)
                        .allSatisfy(answer -> assertThat(answer.status()).isIn(400, 403));
            }
        }
        assertThatThrownBy(() -> runtime.setVariable(
                        instance,
                        "notes",
                        Variables.serializedObjectValue(EMPTY_LIST)
                                .serializationDataFormat(SerializationDataFormats.JAVA)
                                .objectTypeName("java.util.ArrayList")
                                .create()))
                .as("nor does the product itself keep one")
                .isInstanceOf(ProcessEngineException.class);
        assertThat(runtime.createVariableInstanceQuery().variableName("notes").count())
                .isZero();
    }

    private static String object(String value, String type, String format) {
        ObjectNode object =
                JsonNodeFactory.instance.objectNode().put("value", value).put("type", "Object");
        object.putObject("valueInfo").put("objectTypeName", type).put("serializationDataFormat", format);
        return object.toString();
    }

    @ParameterizedTest(name = "case 23: {0} is nobody''s id")
    @ValueSource(
            strings = {
                "' or '1'='1",
                "1; drop table person --",
                "%' union select name from person --",
                "SE-000001' or 1=1",
                "AG-99999999999999999999",
                "${now()}",
                "a\u0000b",
                "\u202e",
                "*"
            })
    void case23Ids(String id) {
        String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        for (String path : List.of(
                "/api/tasks/" + encoded + "/form",
                "/api/copies/records/" + encoded,
                "/api/copies/personal-matters/" + encoded,
                "/api/copies/agreements/" + encoded + "/T1",
                "/api/copies/reviews/AG-000001/" + encoded,
                "/api/agreements/" + encoded + "/" + encoded)) {
            Answer answer = http.basic("worker").get(path);
            assertThat(answer.status()).as(path).isIn(400, 404);
            assertThat(answer.body()).doesNotContainIgnoringCase("sql", "exception");
        }
        Browser browser = http.browser("worker");
        assertThat(browser.get(Browser.ENGINE + "/task/" + encoded).status()).isIn(400, 404);
        Answer asked = browser.get(Browser.ENGINE + "/task?assignee=" + encoded);
        assertThat(asked.status()).isEqualTo(id.indexOf(0) < 0 ? 200 : 400);
        assertThat(asked.status() == 200 ? asked.body() : "").isIn("[]", "");
        assertThat(jdbc.sql("select count(*) from person").query(Integer.class).single())
                .isGreaterThan(10);
    }

    @ParameterizedTest(name = "case 23: a list is not sorted or cut by {0}")
    @ValueSource(
            strings = {
                "sortBy=junk&sortOrder=asc",
                "sortBy=name;drop%20table%20person&sortOrder=asc",
                "sortBy=name&sortOrder=asc,%20(select%201)",
                "sortBy=(select%20pwd_%20from%20act_id_user)&sortOrder=desc",
                "firstResult=x",
                "maxResults=1%20or%201=1"
            })
    void case23Sorting(String query) {
        for (String list : List.of("/task", "/history/process-instance", "/process-instance", "/user")) {
            Answer answer = http.browser("admin").get(Browser.ENGINE + list + "?" + query);
            assertThat(answer.status()).as(list).isIn(400, 404);
        }
    }

    @Test
    @DisplayName("case 43: asking for instances by the value of a variable tells nothing of what was typed")
    void case43Oracle() {
        Task draft = draft();
        demo.as("supervisor")
                .save(
                        draft,
                        values -> values.put("supervisee", "worker")
                                .put("usualLocation", SECRET)
                                .put("expectations", SECRET));
        demo.as("supervisor").form(draft).get("values").fieldNames().forEachRemaining(this::assertThatNothingIsTold);
        List.of("notes", "content", "values", "reason", "comment").forEach(this::assertThatNothingIsTold);
    }

    private void assertThatNothingIsTold(String name) {
        for (String userId : List.of("processowner", "admin")) {
            Browser browser = http.browser(userId);
            for (String query : List.of(
                    "/process-instance/count?variables=" + name + "_like_%25" + SECRET + "%25",
                    "/history/process-instance/count?variables=" + name + "_like_%25" + SECRET + "%25",
                    "/task/count?processVariables=" + name + "_like_%25" + SECRET + "%25",
                    "/task/count?taskVariables=" + name + "_eq_" + SECRET,
                    "/execution/count?processVariables=" + name + "_eq_" + SECRET,
                    "/variable-instance/count?variableValues=" + name + "_eq_" + SECRET)) {
                Answer answer = browser.get(Browser.ENGINE + query);
                assertThat(answer.status()).as(query + answer.body()).isEqualTo(200);
                assertThat(answer.json().get("count").asInt()).as(query).isZero();
            }
        }
    }
}
