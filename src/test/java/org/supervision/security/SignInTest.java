package org.supervision.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.supervision.people.Groups;
import org.supervision.people.People;
import org.supervision.security.Http.Answer;
import org.supervision.security.Http.Browser;

/** One sign-in for scripts and for people's browsers, and what each of the two may reach. */
class SignInTest extends AttackTest {

    @Autowired
    private IdentityService identity;

    @Autowired
    private People people;

    @Test
    @DisplayName("the demo's people go by the same names when they sign in as in the directory")
    void sameNames() {
        assertThat(people.active()).hasSize(13).allSatisfy(person -> {
            User user = identity.createUserQuery().userId(person.userId()).singleResult();
            assertThat(user.getFirstName() + " " + user.getLastName()).isEqualTo(person.name());
        });
    }

    @Test
    @DisplayName("a script signs in with each request, and gets no session and no cookie")
    void scriptsHaveNoSession() {
        Answer answer = http.basic("worker").get("/api/tasks");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.setCookies()).isEmpty();
        assertThat(http.basic("worker").get("/v3/api-docs").status()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0} may not use the engine''s REST")
    @ValueSource(
            strings = {"supervisor", "worker", "linemanager", "strategicmanager", "processowner", "records", "auditor"})
    void engineRestIsNotForStaff(String userId) {
        Answer answer = http.basic(userId).get("/engine-rest/task");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().get("status").asInt()).isEqualTo(403);
        assertThat(http.basic(userId).get("/engine-rest/engine").status()).isEqualTo(403);
    }

    @Test
    @DisplayName("an administrator may use the engine's REST, and acts there as himself")
    void engineRestIsForAdministrators() {
        assertThat(http.basic("admin").get("/engine-rest/engine").status()).isEqualTo(200);
        assertThat(http.basic("admin")
                        .get("/engine-rest/user/count")
                        .json()
                        .get("count")
                        .asInt())
                .isGreaterThan(10);
        assertThat(http.basic("admin").get("/engine-rest/task").setCookies()).isEmpty();
    }

    @Test
    @DisplayName("another system sees processes over the engine's REST, and no people")
    void engineRestIsForIntegration() {
        identity.saveUser(withPassword("payroll"));
        identity.createMembership("payroll", Groups.INTEGRATION);
        try {
            Http.Client payroll = http.basic("payroll");

            assertThat(payroll.get("/engine-rest/process-definition").json()).isNotEmpty();
            assertThat(payroll.get("/engine-rest/group").json()).hasSize(1);
            assertThat(payroll.get("/engine-rest/user").json()).hasSize(1);
            assertThat(payroll.post("/engine-rest/process-definition/key/supervisionAgreement/start", "{}")
                            .status())
                    .isEqualTo(403);
        } finally {
            identity.deleteUser("payroll");
        }
    }

    @Test
    @DisplayName("nobody stays signed in for the next request of the same connection")
    void nobodyStaysSignedIn() {
        for (int i = 0; i < 5; i++) {
            assertThat(http.basic("admin").get("/engine-rest/user/count").status())
                    .isEqualTo(200);
            assertThat(http.anonymous().get("/engine-rest/user/count").status()).isEqualTo(401);
            assertThat(http.anonymous()
                            .get("/camunda/api/engine/engine/default/user/count")
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    @DisplayName("a session counts in the web applications and nowhere else")
    void sessionsCountOnlyInWebApplications() {
        Browser worker = http.browser("worker");

        assertThat(worker.get(Browser.ENGINE + "/task").status()).isEqualTo(200);
        assertThat(worker.get("/camunda/api/supervision/tasks").status()).isEqualTo(200);
        assertThat(worker.get("/api/tasks").status()).isEqualTo(401);
        assertThat(http.browser("admin").get("/engine-rest/task").status()).isEqualTo(401);
    }

    @Test
    @DisplayName("case 7: a change without the CSRF token is refused and ends the session")
    void case7CsrfToken() {
        Browser worker = http.browser("worker").withoutToken();

        assertThat(worker.put("/camunda/api/supervision/tasks/1/form", "{}").status())
                .isEqualTo(403);
        assertThat(worker.get("/camunda/api/supervision/tasks").status()).isEqualTo(401);
        assertThat(http.browser("worker")
                        .withoutToken()
                        .post(Browser.ENGINE + "/task", "{}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("case 9: signing in changes the session's id")
    void case9SessionId() {
        Browser browser = http.freshBrowser("worker");
        browser.get("/camunda/app/tasklist/default/");
        String before = browser.cookie("JSESSIONID");
        browser.signIn();

        assertThat(before).isNotNull();
        assertThat(browser.cookie("JSESSIONID")).isNotNull().isNotEqualTo(before);
    }

    @Test
    @DisplayName("case 10: cookies can't be read by scripts of others, and pages can't be framed")
    void case10CookiesAndHeaders() {
        Answer page = http.anonymous().get("/camunda/app/tasklist/default/");

        assertThat(page.setCookies())
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("JSESSIONID")
                        .contains("HttpOnly")
                        .containsIgnoringCase("SameSite=Lax"))
                .allSatisfy(cookie -> assertThat(cookie).containsIgnoringCase("SameSite=Lax"));
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("frame-ancestors 'none'"));
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'", "'strict-dynamic'"));
        for (String path :
                List.of("/", "/api/tasks", "/api/copies", "/forms/kit.js", "/nothing", "/engine-rest/task")) {
            assertThat(http.basic("worker").get(path).headers().map())
                    .as(path)
                    .containsEntry("X-Content-Type-Options", List.of("nosniff"))
                    .containsEntry("Referrer-Policy", List.of("no-referrer"))
                    .hasEntrySatisfying(
                            "Content-Security-Policy",
                            policy -> assertThat(policy)
                                    .singleElement()
                                    .asString()
                                    .startsWith("default-src 'none'"))
                    .containsKey("Permissions-Policy");
        }
        assertThat(page.headers().map())
                .containsEntry("Referrer-Policy", List.of("same-origin"))
                .containsKey("Permissions-Policy");
    }

    @Test
    @DisplayName("case 11: after wrong passwords the right one is refused, and accepted again once the lock is over")
    void case11Throttling() {
        identity.saveUser(withPassword("clumsy"));
        try {
            assertThat(http.basic("clumsy").get("/api/tasks").status()).isEqualTo(200);
            for (int i = 0; i < 3; i++) {
                assertThat(http.basic("clumsy", "wrong").get("/api/tasks").status())
                        .isEqualTo(401);
            }
            assertThat(http.basic("clumsy").get("/api/tasks").status()).isEqualTo(401);

            identity.unlockUser("clumsy");
            assertThat(http.basic("clumsy").get("/api/tasks").status()).isEqualTo(200);
        } finally {
            identity.deleteUser("clumsy");
        }
    }

    @Test
    @DisplayName("everybody changes their own password, with the one they have")
    void ownPassword() {
        identity.saveUser(withPassword("renewed"));
        try {
            Browser browser = http.browser("renewed");
            Browser elsewhere = http.browser("renewed");
            String page = "/camunda/api/supervision/password";

            assertThat(browser.get(page).status()).isEqualTo(200);
            assertThat(browser.put(page, change("wrong", "Another-1-secret")).status())
                    .isEqualTo(422);
            identity.unlockUser("renewed");
            assertThat(browser.put(page, change(PASSWORD, PASSWORD)).status()).isEqualTo(422);
            assertThat(browser.put(page, "{}").status()).isEqualTo(422);
            assertThat(browser.put(page, change(PASSWORD, "Another-1-secret")).status())
                    .isEqualTo(204);
            assertThat(browser.get(page).status()).isEqualTo(200);
            assertThat(elsewhere.get(page).status()).as("another session").isEqualTo(401);

            assertThat(http.basic("renewed").get("/api/tasks").status()).isEqualTo(401);
            identity.unlockUser("renewed");
            assertThat(http.basic("renewed", "Another-1-secret")
                            .put("/api/password", change("Another-1-secret", PASSWORD))
                            .status())
                    .isEqualTo(204);
            assertThat(http.basic("renewed").get("/api/tasks").status()).isEqualTo(200);
            assertThat(http.anonymous()
                            .put("/api/password", change(PASSWORD, "x"))
                            .status())
                    .isEqualTo(401);
            assertThat(browser.get(page).status())
                    .as("a session begun with the password before")
                    .isEqualTo(401);
            assertThat(http.browser("renewed")
                            .withoutToken()
                            .put(page, change(PASSWORD, "Another-1-secret"))
                            .status())
                    .isEqualTo(403);
        } finally {
            identity.deleteUser("renewed");
        }
    }

    @Test
    @DisplayName("a browser that asks for what isn't there gets a page that says what to do, a script a problem")
    void errorsAsPages() {
        for (Answer page : List.of(
                http.basic("worker").page("/api/copies/records/SE-999999"),
                http.browser("worker").page("/camunda/api/supervision/nothing"),
                http.anonymous().page("/nothing"))) {
            assertThat(page.status()).isEqualTo(404);
            assertThat(page.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
            assertThat(page.headers().map())
                    .hasEntrySatisfying(
                            "Content-Security-Policy",
                            policy -> assertThat(policy)
                                    .singleElement()
                                    .asString()
                                    .contains("style-src 'self'"));
            assertThat(page.body())
                    .contains("<h1>There is nothing here</h1>", "Back to your tasks")
                    .doesNotContain("static resource");
        }
        assertThat(http.basic("worker")
                        .get("/api/copies/records/SE-999999")
                        .headers()
                        .firstValue("Content-Type"))
                .hasValue("application/problem+json");
    }

    @Test
    @DisplayName("whoever follows a link while signed out gets a page that says so and leads on, a script a problem")
    void signedOutPage() {
        Answer page = http.anonymous().page("/camunda/api/supervision/file?agreement=AG-000001");

        assertThat(page.status()).isEqualTo(401);
        assertThat(page.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(page.headers().firstValue("WWW-Authenticate")).isEmpty();
        assertThat(page.body())
                .contains("<h1>Sign in first</h1>", "href=\"/camunda/app/tasklist/\"", "Open this page again");
        Answer outbox = http.anonymous().page("/outbox");
        assertThat(outbox.status()).isEqualTo(401);
        assertThat(outbox.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(outbox.body()).contains("<h1>Sign in first</h1>");
        assertProblem(http.anonymous().get("/camunda/api/supervision/file"), 401, "Sign in first.");
    }

    @Test
    @DisplayName("whose session cannot be looked up, as the database is away, gets a page of ours that says so")
    void sessionsAway() {
        Browser browser = http.browser("worker");
        assertThat(browser.page("/camunda/api/supervision/today").status()).isEqualTo(200);
        Answer page;
        Answer call;
        jdbc.sql("alter table SPRING_SESSION rename to SESSIONS_AWAY").update();
        try {
            page = browser.page("/camunda/api/supervision/today");
            call = browser.get("/camunda/api/supervision/tasks");
        } finally {
            jdbc.sql("alter table SESSIONS_AWAY rename to SPRING_SESSION").update();
        }

        assertThat(page.status()).isEqualTo(500);
        assertThat(page.body()).contains("<h1>This can’t be shown now</h1>", "Something went wrong on our side");
        assertProblem(call, 500, "Something went wrong on our side");
        assertThat(browser.page("/camunda/api/supervision/today").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("what no controller has answered is told in our words, too")
    void problemsOfTheFramework() {
        assertProblem(http.anonymous().get("/nothing"), 404, "There is nothing at this address");
        assertProblem(http.basic("worker").get("/api/nothing"), 404, "There is nothing at this address");
        assertProblem(http.basic("worker").get("/api/administration"), 404, "There is nothing at this address");
        assertProblem(
                http.basic("worker").accepting("image/png").get("/api/tasks"),
                406,
                "There is no answer of the type that is asked for.");
        assertProblem(
                http.anonymous().post("/camunda/api/admin/auth/user/default/login/tasklist", ""), 403, "out of date");
        assertProblem(http.basic("worker").delete("/api/tasks"), 405, "This address takes GET only.");
        assertProblem(
                http.basic("worker").send("PUT", "/api/tasks/1/form", "{}", "text/plain"),
                415,
                "Send the body as application/json.");
        assertProblem(
                http.basic("admin").send("POST", "/api/people/import?apply=perhaps", "x", "text/csv"),
                400,
                "What is sent as \\\"apply\\\" cannot be read.");
        assertProblem(http.anonymous().send("POST", "/nothing", "{}", "*/*"), 415, "of a type that is not read here");
    }

    private static void assertProblem(Answer answer, int status, String detail) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .as(answer.body())
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.body()).contains("\"detail\":\"").contains(detail);
    }

    @Test
    @DisplayName("case 16: whoever has left, or is left out of the people file, is signed out and can't sign in again")
    void leavers() {
        String left = "update person set leaving_on = date '2027-01-03' where user_id = 'leaver'";
        String leftOut =
                "update person set leaving_on = null, valid_until = date '2027-01-03' where user_id = 'leaver'";
        identity.saveUser(withPassword("leaver"));
        jdbc.sql("""
                        insert into person (user_id, valid_from, name, mail, service, person_role, worker_type, started_on,
                                            working_days, fte_percent, site_mode)
                        select 'leaver', date '2026-01-01', 'Lee Ver', mail, service, person_role, worker_type, started_on,
                               working_days, fte_percent, site_mode
                          from person where user_id = 'worker'
                        """).update();
        try {
            for (String gone : List.of(left, leftOut)) {
                jdbc.sql("update person set leaving_on = null, valid_until = null where user_id = 'leaver'")
                        .update();
                Browser browser = http.browser("leaver");
                assertThat(browser.get("/camunda/api/supervision/tasks").status())
                        .isEqualTo(200);
                assertThat(http.basic("leaver").get("/api/tasks").status()).isEqualTo(200);

                jdbc.sql(gone).update();

                assertThat(browser.get("/camunda/api/supervision/tasks").status())
                        .isEqualTo(401);
                assertThat(http.basic("leaver").get("/api/tasks").status()).isEqualTo(401);
                identity.unlockUser("leaver");
                assertThat(http.freshBrowser("leaver").signIn().status()).isEqualTo(401);
                identity.unlockUser("leaver");
            }
        } finally {
            identity.deleteUser("leaver");
            jdbc.sql("delete from person where user_id = 'leaver'").update();
        }
    }

    private static String change(String current, String chosen) {
        return "{\"current\":\"" + current + "\",\"chosen\":\"" + chosen + "\"}";
    }

    @Test
    @DisplayName("an administrator gives somebody a new password, with the administrator's own")
    void reset() {
        identity.saveUser(withPassword("forgetful"));
        try {
            Browser admin = http.browser("admin");
            String credentials = Browser.ENGINE + "/user/forgetful/credentials";

            assertThat(admin.put(credentials, "{\"password\":\"new\",\"authenticatedUserPassword\":\"wrong\"}")
                            .status())
                    .isEqualTo(400);
            identity.unlockUser("admin");
            assertThat(admin.put(
                                    credentials,
                                    "{\"password\":\"new\",\"authenticatedUserPassword\":\"" + PASSWORD + "\"}")
                            .status())
                    .isEqualTo(204);
            assertThat(http.basic("forgetful", "new").get("/api/tasks").status())
                    .isEqualTo(200);
            http.basic("forgetful", "wrong").get("/api/tasks");
            assertThat(admin.post(Browser.ENGINE + "/user/forgetful/unlock", "").status())
                    .isEqualTo(204);
            assertThat(http.basic("forgetful", "new").get("/api/tasks").status())
                    .isEqualTo(200);
        } finally {
            identity.deleteUser("forgetful");
        }
    }

    private User withPassword(String userId) {
        User user = identity.newUser(userId);
        user.setPassword(PASSWORD);
        return user;
    }

    @Test
    @DisplayName("case 37: nobody changes or deletes an account, their own neither")
    void case37Accounts() {
        Browser worker = http.browser("worker");
        String profile = "{\"id\":\"worker\",\"firstName\":\"W\",\"lastName\":\"W\",\"email\":\"mallory@example.org\"}";

        assertThat(worker.put(Browser.ENGINE + "/user/worker/profile", profile).status())
                .isEqualTo(403);
        assertThat(http.browser("worker")
                        .delete(Browser.ENGINE + "/user/worker")
                        .status())
                .isEqualTo(403);
        assertThat(http.browser("worker")
                        .put(Browser.ENGINE + "/user/supervisor/credentials", "{\"password\":\"x\"}")
                        .status())
                .isIn(400, 403);
        assertThat(http.browser("worker").get(Browser.ENGINE + "/user").status())
                .isEqualTo(403);
    }
}
