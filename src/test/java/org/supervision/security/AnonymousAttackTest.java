package org.supervision.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.supervision.security.Http.Answer;

/** What somebody gets who is not signed in: nothing. */
class AnonymousAttackTest extends AttackTest {

    @ParameterizedTest(name = "case 1: nobody reads {0} of the engine's REST without signing in")
    @ValueSource(
            strings = {
                "",
                "/",
                "/engine",
                "/engine/",
                "/engine/default/task",
                "/version",
                "/task",
                "/task/count",
                "/user",
                "/user/admin/profile",
                "/group",
                "/authorization",
                "/deployment",
                "/deployment/create",
                "/process-definition",
                "/process-definition/key/supervisionAgreement/xml",
                "/process-definition/key/supervisionAgreement/start",
                "/process-instance",
                "/execution",
                "/variable-instance",
                "/history/process-instance",
                "/history/variable-instance",
                "/history/detail",
                "/history/user-operation",
                "/identity/groups?userId=admin",
                "/identity/verify",
                "/identity/password-policy",
                "/job",
                "/incident",
                "/filter",
                "/message",
                "/signal",
                "/metrics",
                "/telemetry/data",
                "/schema/log",
                "/external-task/fetchAndLock"
            })
    void case1EngineRestIsClosed(String path) {
        assertThat(http.anonymous().get("/engine-rest" + path).status()).isEqualTo(401);
        assertThat(http.anonymous().post("/engine-rest" + path, "{}").status()).isEqualTo(401);
    }

    @Test
    @DisplayName("case 1: nobody makes a user or deploys a model over the engine's REST")
    void case1NothingIsMade() {
        Answer user = http.anonymous().post("/engine-rest/user/create", """
                        {"profile":{"id":"mallory","firstName":"M","lastName":"M"},"credentials":{"password":"mallory"}}
                        """);

        assertThat(user.status()).isEqualTo(401);
        assertThat(jdbc.sql("select count(*) from ACT_ID_USER where ID_ = 'mallory'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest(name = "case 2: the set-up of the web applications is closed at {0}")
    @ValueSource(
            strings = {
                "/camunda/api/admin/setup/default/user/create",
                "/camunda/api/admin/setup/default/user/create/",
                "/camunda/api/admin/setup",
                "/camunda/api/admin/%73etup/default/user/create",
                "/camunda/api/%61dmin/setup/default/user/create",
                "/camunda/api/admin/setup/%64efault/user/create",
                "/camunda/api/admin/SETUP/default/user/create",
                "/camunda/app/admin/default/setup/",
                "/camunda/app/admin/default/setup",
                "/camunda/app/admin/default/%73etup/"
            })
    void case2SetUpIsClosed(String path) {
        assertThat(http.anonymous().get(path).status()).isEqualTo(404);
        assertThat(setUp(path).status()).isEqualTo(404);
        assertThatNoUserWasMade();
    }

    @ParameterizedTest(name = "case 2: the set-up is closed for odd spellings: {0}")
    @ValueSource(
            strings = {
                "/camunda/api/admin/setup;x/default/user/create",
                "/camunda/api/admin;x=1/setup/default/user/create",
                "/camunda;x/api/admin/setup/default/user/create",
                "/camunda//api/admin/setup/default/user/create",
                "//camunda/api/admin/setup/default/user/create",
                "/camunda/api/admin//setup/default/user/create",
                "/camunda/api/admin/x/../setup/default/user/create",
                "/camunda/api/./admin/setup/default/user/create",
                "/camunda/api/admin/%2e/setup/default/user/create",
                "/camunda/api/admin%2fsetup/default/user/create"
            })
    void case2SetUpIsClosedForOddSpellings(String path) {
        assertThat(setUp(path).status()).isIn(400, 401, 403, 404);
        assertThat(http.anonymous().get(path).status()).isIn(400, 401, 403, 404);
        assertThatNoUserWasMade();
    }

    @Test
    @DisplayName("case 2: the set-up is closed for somebody signed in too, with no administrator in the group")
    void case2SetUpIsClosedForStaff() {
        jdbc.sql("delete from ACT_ID_MEMBERSHIP where GROUP_ID_ = 'camunda-admin'")
                .update();
        try {
            Answer answer = http.browser("worker").post("/camunda/api/admin/setup/default/user/create", newUser());

            assertThat(answer.status()).isEqualTo(404);
            assertThatNoUserWasMade();
        } finally {
            jdbc.sql("insert into ACT_ID_MEMBERSHIP (USER_ID_, GROUP_ID_) values ('admin', 'camunda-admin')")
                    .update();
        }
    }

    private Answer setUp(String path) {
        Http.Browser browser = http.freshBrowser("nobody");
        browser.get("/camunda/app/welcome/");
        return browser.post(path, newUser());
    }

    private static String newUser() {
        return """
                {"profile":{"id":"mallory","firstName":"M","lastName":"M"},"credentials":{"password":"mallory"}}
                """;
    }

    private void assertThatNoUserWasMade() {
        assertThat(jdbc.sql("select count(*) from ACT_ID_USER where ID_ = 'mallory'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    @DisplayName("case 3: health answers, up or down, without details")
    void case3Health() {
        Answer health = http.anonymous().get("/actuator/health");

        assertThat(health.status()).isIn(200, 503);
        assertThat(health.json().fieldNames()).toIterable().contains("status").isSubsetOf("status", "groups");
    }

    @ParameterizedTest(name = "case 3: /actuator{0} is not there, for an administrator neither")
    @ValueSource(
            strings = {
                "",
                "/",
                "/env",
                "/heapdump",
                "/threaddump",
                "/beans",
                "/configprops",
                "/loggers",
                "/mappings",
                "/metrics",
                "/shutdown",
                "/flyway",
                "/info"
            })
    void case3ActuatorIsClosed(String path) {
        assertThat(http.anonymous().get("/actuator" + path).status()).isEqualTo(404);
        assertThat(http.basic("admin").get("/actuator" + path).status()).isEqualTo(404);
        assertThat(http.basic("admin").post("/actuator" + path, "{}").status()).isEqualTo(404);
    }

    @ParameterizedTest(name = "case 4: no database console at {0}")
    @ValueSource(strings = {"/h2-console", "/h2-console/", "/h2-console/login.do", "/console"})
    void case4NoDatabaseConsole(String path) {
        assertThat(http.anonymous().get(path).status()).isEqualTo(404);
        assertThat(http.basic("admin").get(path).status()).isEqualTo(404);
    }

    @ParameterizedTest(name = "case 5: nobody uses {0} of our REST without signing in")
    @ValueSource(
            strings = {
                "/api",
                "/api/tasks",
                "/api/tasks/1/form",
                "/api/processes/supervisionAgreement/start",
                "/api/demo/clock",
                "/api/nothing",
                "/v3/api-docs",
                "/v3/api-docs.yaml",
                "/v3/api-docs/swagger-config"
            })
    void case5OurRestIsClosed(String path) {
        Answer answer = http.anonymous().get(path);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(answer.setCookies()).isEmpty();
        assertThat(http.anonymous().post(path, "{}").status()).isEqualTo(401);
    }

    @ParameterizedTest(name = "case 5: nobody uses {0} below Tasklist's path without a session")
    @ValueSource(
            strings = {
                "/camunda/api/supervision/tasks",
                "/camunda/api/supervision/tasks/1/form",
                "/camunda/api/supervision/tasks/cards?ids=1",
                "/camunda/api/supervision/nothing"
            })
    void case5OurRestBelowTasklistIsClosed(String path) {
        assertThat(http.anonymous().get(path).status()).isEqualTo(401);
        assertThat(http.basic("worker").get(path).status()).isEqualTo(401);
    }

    @ParameterizedTest(name = "case 5: our REST is closed for odd spellings: {0}")
    @ValueSource(
            strings = {
                "/api;x/tasks",
                "/api/tasks;x=1",
                "//api/tasks",
                "/api//tasks",
                "/x/../api/tasks",
                "/api/./tasks",
                "/%61pi/tasks",
                "/api%2ftasks",
                "/API/tasks",
                "/camunda/api/supervision;x/tasks",
                "/camunda//api/supervision/tasks",
                "/camunda/app/../api/supervision/tasks",
                "/camunda/api/super%76ision/tasks"
            })
    void case5OurRestIsClosedForOddSpellings(String path) {
        assertThat(http.anonymous().get(path).status()).isIn(400, 401, 403, 404);
    }

    @ParameterizedTest(name = "case 6: {0} gives nothing without a session")
    @ValueSource(
            strings = {
                "/camunda/api/engine/engine/default/task",
                "/camunda/api/engine/engine/default/task/",
                "/camunda/api/engine/engine/default/user",
                "/camunda/api/engine/engine/default/authorization",
                "/camunda/api/engine/engine/%64efault/user",
                "/camunda/api/engine/engine/default;x/user",
                "/camunda/api/engine;x/engine/default/user",
                "/camunda;x/api/engine/engine/default/user",
                "/camunda/api//engine/engine/default/user",
                "//camunda/api/engine/engine/default/user",
                "/camunda/api/engine//engine/default/user",
                "/camunda/api/engine/x/../engine/default/user",
                "/camunda/app/../api/engine/engine/default/user",
                "/camunda/api/%65ngine/engine/default/user",
                "/camunda/%61pi/engine/engine/default/user",
                "/%63amunda/api/engine/engine/default/user",
                "/camunda/api/engine/engine/default%2fuser",
                "/camunda/api/engine/engine/default/./user",
                "/camunda/api/ENGINE/engine/default/user",
                "/camunda/api/cockpit/plugin/base/default/process-definition/statistics",
                "/camunda/api/cockpit/plugin/base/%64efault/incident",
                "/camunda/api/tasklist/plugin/tasklistPlugins/default/x",
                "/camunda/api/admin/plugin/adminPlugins/default/x",
                "/camunda/api/admin/auth/user/default"
            })
    void case6WebApplicationsGiveNothing(String path) {
        Answer answer = http.anonymous().get(path);

        assertThat(answer.status()).isIn(400, 401, 403, 404);
        assertThat(answer.body()).doesNotContain("supervisor");
    }

    @Test
    @DisplayName("what isn't listed isn't there")
    void nothingElse() {
        for (String path : List.of("/error", "/nothing", "/swagger-ui.html", "/swagger-ui/index.html", "/webjars/x")) {
            assertThat(http.anonymous().get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(http.anonymous().post("/", "{}").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("nobody but administrators looks at the outbox, in a demo neither")
    void outbox() {
        for (String path : List.of("/outbox", "/outbox/1", "/outbox/1/invite.ics")) {
            assertThat(http.anonymous().get(path).status()).as(path).isEqualTo(401);
            assertThat(http.basic("supervisor").get(path).status()).as(path).isEqualTo(404);
        }
    }
}
