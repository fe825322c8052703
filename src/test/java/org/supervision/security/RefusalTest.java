package org.supervision.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.supervision.scenario.Demo.Task;
import org.supervision.security.Http.Answer;
import org.supervision.security.Http.Browser;

/** Whoever asks for what cannot be is refused in words: that is no failure of the server's, and no line in its log. */
@ExtendWith(OutputCaptureExtension.class)
class RefusalTest extends AttackTest {

    private static final String NOTHING = "/task/there-is-none";

    @Autowired
    private ManagementService management;

    private void assertThatItIsRefused(Answer answer, int status, String words) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(words).doesNotContain("java.", "org.camunda", "at [Source");
    }

    @Test
    @DisplayName("the engine's own REST answers 404 for what isn't there and 403 or 400 for what nobody may ask of it")
    void engineRest() {
        Http.Client admin = http.basic("admin");
        for (String path : new String[] {"/variables", "/localVariables", "/identity-links", "/form"}) {
            assertThatItIsRefused(admin.get("/engine-rest" + NOTHING + path), 404, "there-is-none");
        }
        assertThatItIsRefused(admin.get("/engine-rest" + NOTHING + "/deployed-form"), 400, "about nothing");
        assertThatItIsRefused(admin.get("/engine-rest/external-task/none/errorDetails"), 404, "none");
        assertThatItIsRefused(admin.get("/engine-rest/case-execution/none/variables/x"), 404, "none");
        assertThatItIsRefused(admin.put("/engine-rest/group/managers/members/none", ""), 404, "none");
        String waiting = "{\"workerId\":\"w\",\"maxTasks\":1,\"asyncResponseTimeout\":60000}";
        assertThatItIsRefused(admin.post("/engine-rest/external-task/fetchAndLock", waiting), 403, "");
        assertThatItIsRefused(
                http.browser("admin").post(Browser.ENGINE + "/external-task/fetchAndLock", waiting), 403, "");
        String job = management.createJobQuery().listPage(0, 1).get(0).getId();
        assertThatItIsRefused(
                admin.put("/engine-rest/job/" + job + "/retries", "{\"retries\":0}"), 400, "at least one retry");
        assertThatItIsRefused(admin.delete("/engine-rest/job/" + job), 400, "Not available here");
    }

    @Test
    @DisplayName("a body that is not what the engine's REST expects is refused with the field, the line and the column")
    void engineRestBodies() {
        Http.Client admin = http.basic("admin");
        assertThatItIsRefused(
                admin.post("/engine-rest/task", "{\"orQueries\":[{\"unassigned\":\"perhaps\"}]}"),
                400,
                "orQueries[0].unassigned, line 1");
        assertThatItIsRefused(
                admin.post("/engine-rest/task", "{\"priority\":" + "9".repeat(2_000) + "}"), 400, "not the JSON");
        assertThatItIsRefused(admin.post("/engine-rest/task", "{\"priority\":"), 400, "JSON");
        assertThatItIsRefused(admin.post("/engine-rest/authorization/create", "{}"), 400, "lacks something");
    }

    @Test
    @DisplayName("whoever completes a task in Tasklist with nothing filled in is told what is missing")
    void tasklist() {
        Task draft = demo.as("supervisor").start("supervisionAgreement");
        Browser supervisor = http.browser("supervisor");
        assertThatItIsRefused(
                supervisor.post(Browser.ENGINE + "/task/" + draft.id() + "/complete", "{}"),
                400,
                "Choose whom you supervise");
        assertThatItIsRefused(supervisor.post(Browser.ENGINE + NOTHING + "/complete", "{}"), 404, "there-is-none");
    }

    @Test
    @DisplayName("a call that is not somebody's is refused as such, whatever type its body has")
    void parts() {
        Browser worker = http.browser("worker");
        for (String type : new String[] {"multipart/form-data", "multipart/form-data; boundary=b", "*/*"}) {
            Answer answer = worker.send("POST", Browser.ENGINE + "/deployment/create", "--b\r\n", type);
            assertThat(answer.status()).as(type).isIn(403, 415);
        }
        assertThat(http.basic("worker")
                        .send("PUT", "/api/password", "{}", "*/*")
                        .status())
                .isEqualTo(415);
    }

    @Test
    @DisplayName("a field that comes twice is refused: nobody knows which of the two was meant")
    void fieldsTwice() {
        String twice = "{\"agreement\":\"AG-000001\",\"reason\":\"a\",\"agreement\":\"AG-000001\",\"reason\":\"b\"}";
        assertThatItIsRefused(http.basic("records").post("/api/retention/holds", twice), 400, "not a JSON object");
    }

    @Test
    @DisplayName("a script that says in an unreadable way what it takes is told all the same what is wrong")
    void unreadableAccept() {
        Answer answer = http.basic("worker").accepting("junk").get("/api/tasks/there-is-none/form");
        assertThatItIsRefused(answer, 404, "You have no open task of this id");
    }

    @Test
    @DisplayName("an address with a line break in it is nobody's, and no line of the log")
    void linesInAddresses(CapturedOutput log) {
        assertThat(http.basic("admin")
                        .get("/engine-rest/task/x%0AERROR-of-mine/form")
                        .status())
                .isEqualTo(400);
        assertThat(log).doesNotContain("ERROR-of-mine");
    }

    @Test
    @DisplayName("parameters with characters that nobody types are refused, and not told to anybody")
    void unreadableParameters(CapturedOutput log) {
        Answer answer =
                http.basic("worker").send("POST", "/api/deputies", "%01Gimpel=1", "application/x-www-form-urlencoded");
        assertThatItIsRefused(answer, 400, "cannot be read");
        assertThat(log).doesNotContain("Gimpel");
    }

    @Test
    @DisplayName("what cannot be read of a request is not written into the log either")
    void wordsInTheLog(CapturedOutput log) {
        LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
        logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
        try {
            http.basic("worker")
                    .send(
                            "POST",
                            "/api/cases/AG-1/import?apply=a",
                            "text=Gimpel%zz",
                            "application/x-www-form-urlencoded");
            http.basic("admin")
                    .send("POST", "/engine-rest/task?name=Gimpel", "a=Gimpel", "application/x-www-form-urlencoded");
        } finally {
            logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        }
        assertThat(log).doesNotContain("Gimpel");
    }

    @Test
    @DisplayName("the demo's clock is not sent where it would take for ever to go")
    void demoClock() {
        Http.Client admin = http.basic("admin");
        for (String body : new String[] {
            "{\"to\":\"9999-12-31T00:00:00Z\"}",
            "{\"advance\":\"P11Y\"}",
            "{\"advance\":\"PT9223372036854775807S\"}",
            "{\"advance\":\"P2147483647Y\"}"
        }) {
            assertThatItIsRefused(admin.post("/api/demo/clock", body), 400, "\"detail\"");
        }
    }

    @Test
    @DisplayName("a script that takes no JSON is refused before its draft is saved, not after")
    void draftsOfOtherTypes() {
        Task draft = demo.as("supervisor").start("supervisionAgreement");
        String form = "/api/tasks/" + draft.id() + "/form";
        assertThat(http.basic("supervisor")
                        .accepting("text/csv")
                        .put(form, "{\"supervisee\":\"nqsw\"}")
                        .status())
                .isEqualTo(406);
        assertThat(demo.as("supervisor").form(draft).get("version").asInt()).isZero();
    }

    @Test
    @DisplayName("a script that takes no JSON is refused before anything is begun that is answered in JSON, not after")
    void answersOfOtherTypes() {
        int before = demo.as("supervisor").tasks().size();
        assertThat(http.basic("supervisor")
                        .accepting("text/csv")
                        .post("/api/processes/supervisionAgreement/start", "{}")
                        .status())
                .isEqualTo(406);
        assertThat(demo.as("supervisor").tasks()).hasSize(before);
        assertThat(http.basic("admin")
                        .accepting("text/csv, */*;q=0.1")
                        .post("/api/demo/clock", "{\"advance\":\"PT1S\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("a value that does not fit the engine's tables is refused, and is no failure")
    void tooLong() {
        String tenant = "{\"id\":\"" + "x".repeat(5_000) + "\",\"name\":\"x\"}";
        assertThat(http.basic("admin")
                        .post("/engine-rest/tenant/create", tenant)
                        .status())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("an address with dots for steps is refused, wherever it leads")
    void dots() {
        Browser worker = http.browser("worker");
        for (String path : new String[] {
            "/camunda/api/supervision/../cockpit",
            "/camunda/api/supervision/%2e%2E/cockpit",
            "/api/./tasks",
            "/api/tasks/.."
        }) {
            assertThat(worker.get(path).status()).as(path).isEqualTo(400);
        }
    }
}
