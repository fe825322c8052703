package org.supervision.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.supervision.confidential.TestCipher;
import org.supervision.scenario.Demo.Task;
import org.supervision.security.Http.Answer;
import org.supervision.security.Http.Browser;

/** What people with a sign-in of their own try in order to get round the process, on every route that they have. */
class TamperingTest extends AttackTest {

    private static final String START = "/process-definition/key/supervisionAgreement/start";
    private static final String SUBMIT_START = "/process-definition/key/supervisionAgreement/submit-form";

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    @Autowired
    private HistoryService history;

    @Autowired
    private ManagementService management;

    private Task draft() {
        return demo.as("supervisor").start("supervisionAgreement");
    }

    private static Consumer<ObjectNode> terms(String supervisee) {
        return values -> values.put("supervisee", supervisee)
                .put("usualLocation", "Room 2")
                .put("coverArrangements", "The team manager of the other team")
                .put("expectations", "We come prepared.")
                .put("policyRead", true);
    }

    private static String variables(String name, String value) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("variables").putObject(name).put("value", value).put("type", "String");
        return body.toString();
    }

    private long agreements() {
        return jdbc.sql("select count(*) from agreement").query(Long.class).single();
    }

    private boolean isOpen(Task task) {
        return tasks.createTaskQuery().taskId(task.id()).count() == 1;
    }

    private void assertThatItIsRefused(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isIn(400, 403, 404, 422);
    }

    @Test
    @DisplayName("a draft of 1 MB is kept, and of more nothing, in words")
    void draftsHaveALargestSize() {
        Task draft = draft();
        String path = "/api/tasks/" + draft.id() + "/form";
        ObjectNode kept = JsonNodeFactory.instance.objectNode().put("expectations", "é".repeat(500_000));
        ObjectNode tooMuch = JsonNodeFactory.instance.objectNode().put("expectations", "é".repeat(600_000));

        assertThat(demo.as("supervisor").put(path, kept, null).status()).isEqualTo(200);
        var answer = demo.as("supervisor").put(path, tooMuch, null);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().get("detail").asText()).contains("more than 1 MB", "not saved");
        assertThat(demo.as("supervisor").form(draft).at("/values/expectations").asText())
                .hasSize(500_000);
    }

    @Test
    @DisplayName("case 25: nobody starts an agreement as somebody else")
    void case25StartAsSomebodyElse() {
        long before = agreements();
        Browser supervisor = http.browser("supervisor");

        for (String name : List.of("supervisor", "initiator", "supervisee", "lineManager")) {
            String body = variables(name, "othersupervisor");
            assertThatItIsRefused(supervisor.post(Browser.ENGINE + START, body));
            assertThatItIsRefused(supervisor.post(Browser.ENGINE + SUBMIT_START, body));
            assertThat(http.basic("supervisor")
                            .post("/api/processes/supervisionAgreement/start", "{\"" + name + "\":\"othersupervisor\"}")
                            .status())
                    .isEqualTo(400);
        }
        assertThat(agreements()).isEqualTo(before);
    }

    @ParameterizedTest(name = "case 25: {0} starts no agreement")
    @ValueSource(strings = {"worker", "nqsw", "processowner", "records", "auditor", "admin"})
    void case25WhoMayNotStart(String userId) {
        long before = agreements();
        Browser browser = http.browser(userId);

        assertThatItIsRefused(browser.post(Browser.ENGINE + START, "{}"));
        assertThatItIsRefused(http.browser(userId).post(Browser.ENGINE + SUBMIT_START, "{}"));
        assertThatItIsRefused(http.basic(userId).post("/api/processes/supervisionAgreement/start", ""));
        assertThat(agreements()).isEqualTo(before);
    }

    @Test
    @DisplayName("case 25: staff start nothing but what people start")
    void case25OtherProcesses() {
        Browser supervisor = http.browser("supervisor");

        for (String process : List.of(
                "supervisionSession",
                "sessionBooking",
                "missedSessionEscalation",
                "escalationResolution",
                "agreementReview",
                "mailDelivery",
                "dailySweep")) {
            assertThatItIsRefused(
                    supervisor.post(Browser.ENGINE + "/process-definition/key/" + process + "/start", "{}"));
            assertThat(http.basic("supervisor")
                            .post("/api/processes/" + process + "/start", "")
                            .status())
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest(name = "case 26: nobody drafts an agreement with \"{0}\"")
    @NullSource
    @ValueSource(
            strings = {
                "",
                "  ",
                "ghost",
                "supervisor",
                "otherworker",
                "linemanager",
                "admin",
                "worker'; drop table agreement; --",
                "<script>alert(1)</script>",
                "0123456789012345678901234567890123456789012345678901234567890123456789"
                        + "0123456789012345678901234567890123456789012345678901234567890123456789"
                        + "0123456789012345678901234567890123456789012345678901234567890123456789"
                        + "0123456789012345678901234567890123456789012345678901234567890123456789"
            })
    void case26Supervisees(String supervisee) {
        Task draft = draft();
        var saved = demo.as("supervisor").save(draft, terms(supervisee));

        assertThat(saved.get("errors"))
                .anySatisfy(error -> assertThat(error.get("field").asText()).isEqualTo("supervisee"));
        assertThat(demo.as("supervisor").tryComplete(draft).status()).isEqualTo(422);
        assertThatItIsRefused(
                http.browser("supervisor").post(Browser.ENGINE + "/task/" + draft.id() + "/complete", "{}"));
        assertThat(isOpen(draft)).isTrue();
    }

    @Test
    @DisplayName("case 27: nobody starts in the middle of an agreement or past its listeners")
    void case27StartInstructions() {
        long before = agreements();
        for (String body : List.of(
                "{\"startInstructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"Task_ActivateAgreement\"}]}",
                "{\"startInstructions\":[{\"type\":\"startAfterActivity\",\"activityId\":\"Task_DraftAgreement\"}],"
                        + "\"skipCustomListeners\":true,\"skipIoMappings\":true}",
                "{\"skipCustomListeners\":true,\"skipIoMappings\":true}")) {
            assertThatItIsRefused(http.browser("supervisor").post(Browser.ENGINE + START, body));
            assertThatItIsRefused(http.basic("admin").post("/engine-rest" + START, body));
        }
        assertThat(agreements()).isEqualTo(before);
    }

    @Test
    @DisplayName("case 28: a business key that the client sends is not taken")
    void case28BusinessKey() {
        Answer started = http.browser("supervisor").post(Browser.ENGINE + START, "{\"businessKey\":\"AG-999999/T1\"}");

        assertThat(started.status()).isEqualTo(200);
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey("AG-999999/T1")
                        .count())
                .isZero();
        ProcessInstance instance = runtime.createProcessInstanceQuery()
                .processInstanceId(started.json().get("id").asText())
                .singleResult();
        assertThat(instance.getBusinessKey()).matches("AG-\\d{6}/T1").isNotEqualTo("AG-999999/T1");
        assertThat(jdbc.sql("select supervisor from agreement order by id desc fetch first 1 rows only")
                        .query(String.class)
                        .single())
                .isEqualTo("supervisor");
    }

    @Test
    @DisplayName("cases 29 and 30: no variable comes in with a completion, declared or not, nor by itself")
    void case29And30Variables() {
        Task draft = draft();
        demo.as("supervisor").save(draft, terms("worker"));
        String task = "/task/" + draft.id();
        Browser supervisor = http.browser("supervisor");

        for (String name : List.of("supervisor", "supervisee", "lineManager", "decision", "notes2", "withinCeiling")) {
            String body = variables(name, "mallory");
            String value = "{\"value\":\"mallory\",\"type\":\"String\"}";
            for (String path : List.of("/complete", "/submit-form", "/resolve")) {
                assertThatItIsRefused(supervisor.post(Browser.ENGINE + task + path, body));
                assertThatItIsRefused(http.basic("admin").post("/engine-rest" + task + path, body));
            }
            assertThatItIsRefused(supervisor.put(Browser.ENGINE + task + "/variables/" + name, value));
            assertThatItIsRefused(http.basic("admin").put("/engine-rest" + task + "/localVariables/" + name, value));
        }
        assertThat(http.basic("supervisor")
                        .post("/api/tasks/" + draft.id() + "/complete", "{\"decision\":\"AGREE\"}")
                        .status())
                .isEqualTo(400);
        assertThat(isOpen(draft)).isTrue();
        assertThat(runtime.createVariableInstanceQuery().variableName("notes2").count())
                .isZero();
    }

    @Test
    @DisplayName("case 30: nothing that a client sends is left in the history either")
    void case30NoTraces() {
        Task draft = draft();
        http.browser("supervisor")
                .post(Browser.ENGINE + "/task/" + draft.id() + "/submit-form", variables("notes", "canary-in-history"));

        for (String table : List.of("ACT_RU_VARIABLE", "ACT_HI_VARINST", "ACT_HI_DETAIL")) {
            assertThat(jdbc.sql("select count(*) from " + table + " where TEXT_ like '%canary-in-history%'")
                            .query(Integer.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }

    @Test
    @DisplayName("case 31: nobody ends an agreement by an error, an escalation or by deleting it")
    void case31BpmnErrors() {
        Task draft = draft();
        String task = "/task/" + draft.id();

        for (String userId : List.of("supervisor", "admin")) {
            assertThatItIsRefused(
                    http.browser(userId).post(Browser.ENGINE + task + "/bpmnError", "{\"errorCode\":\"X\"}"));
            assertThatItIsRefused(
                    http.browser(userId).post(Browser.ENGINE + task + "/bpmnEscalation", "{\"escalationCode\":\"X\"}"));
        }
        assertThatItIsRefused(http.browser("supervisor").delete(Browser.ENGINE + task));
        String instance =
                tasks.createTaskQuery().taskId(draft.id()).singleResult().getProcessInstanceId();
        for (String userId : List.of("supervisor", "linemanager", "processowner")) {
            assertThatItIsRefused(http.browser(userId).delete(Browser.ENGINE + "/process-instance/" + instance));
        }
        assertThat(isOpen(draft)).isTrue();
    }

    @ParameterizedTest(name = "case 32: {0} can't touch a task of the supervisor''s")
    @ValueSource(
            strings = {
                "othersupervisor",
                "worker",
                "otherworker",
                "linemanager",
                "servicemanager",
                "processowner",
                "records"
            })
    void case32ForeignTasks(String userId) {
        Task draft = draft();
        demo.as("supervisor").save(draft, terms("worker"));
        String task = Browser.ENGINE + "/task/" + draft.id();
        Browser other = http.browser(userId);

        for (String path : List.of("/complete", "/submit-form", "/unclaim", "/resolve")) {
            assertThat(other.post(task + path, "{}").status()).as(path).isIn(403, 404);
        }
        for (String path : List.of("/claim", "/assignee", "/delegate")) {
            assertThat(other.post(task + path, "{\"userId\":\"" + userId + "\"}")
                            .status())
                    .as(path)
                    .isIn(403, 404);
        }
        if (!userId.equals("processowner")) {
            assertThat(other.get(task).status()).isEqualTo(404);
        }
        assertThat(other.get(task + "/variables").status()).isIn(403, 404);
        assertThat(other.get("/camunda/api/supervision/tasks/" + draft.id() + "/form")
                        .status())
                .isEqualTo(404);
        assertThat(demo.as(userId).get("/api/tasks/" + draft.id() + "/form").status())
                .isEqualTo(404);
        assertThat(demo.as(userId)
                        .put("/api/tasks/" + draft.id() + "/form", JsonNodeFactory.instance.objectNode(), null)
                        .status())
                .isEqualTo(404);
        assertThat(demo.as(userId).tryComplete(draft).status()).isEqualTo(404);
        assertThat(demo.as(userId)
                        .post("/api/tasks/" + draft.id() + "/claim", null)
                        .status())
                .isEqualTo(404);
        assertThat(isOpen(draft)).isTrue();
    }

    @Test
    @DisplayName("case 32: an administrator doesn't do somebody's task for them")
    void case32Administrators() {
        Task draft = draft();
        demo.as("supervisor").save(draft, terms("worker"));

        assertThatItIsRefused(http.browser("admin").post(Browser.ENGINE + "/task/" + draft.id() + "/complete", "{}"));
        assertThat(demo.as("admin").tryComplete(draft).status()).isEqualTo(404);
        assertThat(isOpen(draft)).isTrue();
    }

    @Test
    @DisplayName("case 32: a task is completed once")
    void case32DoubleComplete() {
        Task draft = draft();
        demo.as("supervisor").save(draft, terms("nqsw"));

        assertThat(http.browser("supervisor")
                        .post(Browser.ENGINE + "/task/" + draft.id() + "/complete", "{}")
                        .status())
                .isEqualTo(204);
        assertThatItIsRefused(
                http.browser("supervisor").post(Browser.ENGINE + "/task/" + draft.id() + "/complete", "{}"));
        assertThat(demo.as("supervisor").tryComplete(draft).status()).isEqualTo(409);
    }

    @Test
    @DisplayName("case 33: a task is not completed without what it asks for")
    void case33NothingFilledIn() {
        Task draft = draft();

        for (String path : List.of("/complete", "/submit-form")) {
            assertThatItIsRefused(http.browser("supervisor").post(Browser.ENGINE + "/task/" + draft.id() + path, "{}"));
        }
        assertThat(demo.as("supervisor").tryComplete(draft).status()).isEqualTo(422);
        assertThat(isOpen(draft)).isTrue();
    }

    @Test
    @DisplayName("case 34: a supervisee can't change the terms that he is asked to agree to")
    void case34TermsOfTheOther() {
        Task draft = draft();
        demo.as("supervisor").complete(draft, terms("worker"));
        String before = termsOf(draft);
        Task consider = demo.as("worker").tasks("Task_ConsiderAgreement").stream()
                .filter(task -> task.businessKey().equals(draft.businessKey()))
                .findFirst()
                .orElseThrow();

        ObjectNode values = JsonNodeFactory.instance.objectNode();
        values.put("decision", "AGREE").put("intervalWeeks", 26).put("usualLocation", "nowhere");
        demo.as("worker").put("/api/tasks/" + consider.id() + "/form", values, null);
        demo.as("worker").tryComplete(consider);

        assertThat(termsOf(draft)).isEqualTo(before);
        assertThat(demo.as("worker")
                        .put("/api/tasks/" + draft.id() + "/form", values, null)
                        .status())
                .isIn(404, 409);
    }

    private String termsOf(Task draft) {
        long agreement = Long.parseLong(draft.businessKey().substring(3, 9));
        return TestCipher.stored(jdbc, cipher, "agreement_term", "terms", "agreement_id = " + agreement)
                .get(0);
    }

    @Test
    @DisplayName("case 38: staff and process owners change nothing in the engine")
    void case38Writes() {
        Task draft = draft();
        String instance =
                tasks.createTaskQuery().taskId(draft.id()).singleResult().getProcessInstanceId();
        for (String userId : List.of("supervisor", "processowner", "admin")) {
            Browser browser = http.browser(userId);
            for (String message : List.of("AgreementEnded", "SessionHeld", "TermRenewed", "AgreementRequired")) {
                assertThatItIsRefused(browser.post(
                        Browser.ENGINE + "/message",
                        "{\"messageName\":\"" + message + "\",\"businessKey\":\"" + draft.businessKey() + "\"}"));
            }
            assertThatItIsRefused(browser.post(Browser.ENGINE + "/signal", "{\"name\":\"x\"}"));
        }
        for (String userId : List.of("supervisor", "processowner")) {
            Browser browser = http.browser(userId);
            assertThatItIsRefused(browser.put(
                    Browser.ENGINE + "/process-instance/" + instance + "/suspended", "{\"suspended\":true}"));
            assertThatItIsRefused(
                    browser.post(
                            Browser.ENGINE + "/process-instance/" + instance + "/modification",
                            "{\"instructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"Task_ActivateAgreement\"}]}"));
            assertThatItIsRefused(browser.put(
                    Browser.ENGINE + "/process-definition/key/supervisionAgreement/suspended", "{\"suspended\":true}"));
            assertThatItIsRefused(browser.post(
                    Browser.ENGINE + "/authorization/create",
                    "{\"type\":0,\"permissions\":[\"ALL\"],\"userId\":\"*\",\"resourceType\":7,\"resourceId\":\"*\"}"));
            assertThatItIsRefused(browser.put(Browser.ENGINE + "/group/camunda-admin/members/" + userId, "{}"));
            assertThatItIsRefused(browser.post(Browser.ENGINE + "/task/create", "{\"name\":\"x\"}"));
        }
        assertThat(isOpen(draft)).isTrue();
    }

    @Test
    @DisplayName(
            "nobody removes, moves or stops a job, the engine's own clean-up included, nor looks past his own desk")
    void jobs() {
        String cleanUp = history.findHistoryCleanupJobs().get(0).getId();
        String deadline = management
                .createJobQuery()
                .processInstanceId(tasks.createTaskQuery()
                        .taskId(draft().id())
                        .singleResult()
                        .getProcessInstanceId())
                .timers()
                .singleResult()
                .getId();
        for (String job : List.of(cleanUp, deadline)) {
            String path = Browser.ENGINE + "/job/" + job;
            Date due = management.createJobQuery().jobId(job).singleResult().getDuedate();
            for (String userId : List.of("worker", "records", "processowner", "admin")) {
                Browser browser = http.browser(userId);
                assertThatItIsRefused(browser.delete(path));
                assertThatItIsRefused(browser.put(path + "/duedate", "{\"duedate\":null}"));
                assertThatItIsRefused(browser.put(path + "/retries", "{\"retries\":0}"));
                if (!userId.equals("admin")) {
                    assertThatItIsRefused(browser.post(path + "/execute", "{}"));
                }
            }
            Job left = management.createJobQuery().jobId(job).singleResult();
            assertThat(left.getDuedate()).isEqualTo(due);
            assertThat(left.getRetries()).isPositive();
        }
        Browser worker = http.browser("worker");
        for (String path : List.of(
                "/job", "/history/job-log", "/metrics", "/user", "/process-instance", "/history/cleanup/jobs")) {
            assertThat(worker.get(Browser.ENGINE + path).status()).as(path).isEqualTo(403);
        }
        assertThat(worker.post(Browser.ENGINE + "/telemetry/configuration", "{\"enableTelemetry\":true}")
                        .status())
                .isEqualTo(403);
        assertThat(worker.get("/camunda/api/cockpit/plugin/base/default/incident")
                        .status())
                .isEqualTo(403);
        assertThat(http.browser("processowner")
                        .put(Browser.ENGINE + "/job/" + deadline + "/retries", "{\"retries\":1}")
                        .status())
                .isEqualTo(204);
    }

    @Test
    @DisplayName("a process owner sees that there are instances and tasks, and no variable's value")
    void processOwnersSeeNoContent() {
        Task draft = draft();
        String instance =
                tasks.createTaskQuery().taskId(draft.id()).singleResult().getProcessInstanceId();
        Browser owner = http.browser("processowner");

        assertThat(owner.get(Browser.ENGINE + "/process-instance/" + instance).status())
                .isEqualTo(200);
        assertThat(owner.get(Browser.ENGINE + "/task/" + draft.id()).status()).isEqualTo(200);
        assertThat(owner.get(Browser.ENGINE + "/process-definition/key/supervisionAgreement/xml")
                        .status())
                .isEqualTo(200);
        assertThat(owner.get(Browser.ENGINE + "/process-instance/" + instance + "/variables")
                        .status())
                .isEqualTo(403);
        assertThat(owner.get(Browser.ENGINE + "/task/" + draft.id() + "/variables")
                        .status())
                .isEqualTo(403);
        assertThat(owner.get(Browser.ENGINE + "/variable-instance").json()).isEmpty();
        assertThat(owner.get(Browser.ENGINE + "/history/variable-instance").json())
                .isEmpty();
        assertThat(owner.get(Browser.ENGINE + "/history/detail").json()).isEmpty();
    }

    @Test
    @DisplayName("case 44: nobody writes a comment or a description, or attaches anything")
    void case44FreeText() {
        Task draft = draft();
        String task = Browser.ENGINE + "/task/" + draft.id();
        for (String userId : List.of("supervisor", "admin")) {
            assertThatItIsRefused(
                    http.browser(userId).post(task + "/comment/create", "{\"message\":\"canary-comment\"}"));
            assertThatItIsRefused(http.browser(userId)
                    .put(task, "{\"name\":\"x\",\"description\":\"canary-comment\",\"assignee\":\"supervisor\"}"));
            assertThatItIsRefused(http.browser(userId)
                    .send(
                            "POST",
                            task + "/attachment/create",
                            "--b\r\nContent-Disposition: form-data; name=\"attachment-name\"\r\n\r\ncanary-comment\r\n--b--\r\n",
                            "multipart/form-data; boundary=b"));
        }
        assertThat(jdbc.sql("select count(*) from ACT_HI_COMMENT where MESSAGE_ like '%canary%'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
