package org.supervision.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.supervision.people.Groups;
import org.supervision.scenario.Chromium;
import org.supervision.scenario.Demo;
import org.supervision.scenario.DemoTest;
import org.supervision.scenario.Relationship;
import org.supervision.security.Http.Answer;
import org.supervision.security.Http.Browser;
import org.supervision.security.Provider.Account;

/** People sign in with their council's account: against a provider on this machine, over the whole of OpenID Connect. */
@DemoTest
@DirtiesContext
class SingleSignOnIT {

    private static final Provider PROVIDER =
            new Provider(accountOf("supervisor").alwaysFresh());
    private static final String OUR_TASKS = "/camunda/api/supervision/tasks";

    @DynamicPropertySource
    static void singleSignOn(DynamicPropertyRegistry settings) {
        String client = "spring.security.oauth2.client.registration.council.";
        settings.add(client + "client-id", () -> Provider.CLIENT);
        settings.add(client + "client-secret", () -> "a secret between the two");
        settings.add(client + "scope", () -> "openid,profile,offline_access");
        settings.add("spring.security.oauth2.client.provider.council.issuer-uri", PROVIDER::issuer);
        settings.add("supervision.sign-in.registration", () -> "council");
        settings.add("supervision.sign-in.user-claim", () -> "staff_id");
        settings.add("supervision.sign-in.groups.supervisors", () -> "g-managers");
        settings.add("supervision.sign-in.groups.supervisees", () -> "g-staff");
        settings.add("supervision.sign-in.groups.camunda-admin", () -> "g-admins");
        settings.add("supervision.sign-in.recheck", () -> "1s");
        settings.add("supervision.sign-in.ask", () -> "the service desk");
        settings.add("supervision.sign-in.api.audience", () -> Provider.AUDIENCE);
    }

    @LocalServerPort
    private int port;

    @Autowired
    private IdentityService identity;

    @Autowired
    private JdbcClient jdbc;

    private Http http;
    private Demo demo;

    @BeforeEach
    void connect() {
        http = new Http("http://localhost:" + port);
        demo = new Demo(
                port, userId -> "Bearer " + PROVIDER.token(accountOf(userId)).serialize());
    }

    @AfterAll
    static void stop() {
        PROVIDER.stop();
    }

    private static Account accountOf(String userId) {
        return switch (userId) {
            case "supervisor" -> new Account(userId, "g-managers", "g-staff");
            case "admin" -> new Account(userId, "g-admins");
            default -> new Account(userId, "g-staff");
        };
    }

    /** The way to the provider and back, in a browser that may have been there before. */
    private Answer signIn(Browser browser, Account account) {
        PROVIDER.expect(account);
        Answer away = browser.page("/oauth2/authorization/council");
        assertThat(away.location()).startsWith(PROVIDER.issuer());
        Answer there = browser.page(away.location());
        if (there.status() == 200) {
            there = browser.send("POST", away.location(), "username=x", "application/x-www-form-urlencoded");
        }
        return browser.page(there.location());
    }

    private Browser signedIn(Account account) {
        Browser browser = http.freshBrowser(null);
        assertThat(signIn(browser, account).status()).isEqualTo(302);
        browser.page("/camunda/app/tasklist/default/");
        return browser;
    }

    private List<String> groupsInEngine(String userId) {
        return identity.createGroupQuery().groupMember(userId).list().stream()
                .map(Group::getId)
                .toList();
    }

    @Test
    @DisplayName("a page leads to the provider and back; the session is the engine's, the groups are the mapped ones")
    void signsIn() {
        Browser browser = http.freshBrowser(null);
        Answer page = browser.page("/camunda/app/tasklist/default/");
        assertThat(page.status()).isEqualTo(302);
        assertThat(page.location()).endsWith("/oauth2/authorization/council");

        Answer back = signIn(browser, accountOf("supervisor"));

        assertThat(back.location()).contains("/camunda/app/tasklist/default/");
        assertThat(browser.page("/camunda/app/tasklist/default/").status()).isEqualTo(200);
        assertThat(browser.get(OUR_TASKS).status()).isEqualTo(200);
        assertThat(browser.get("/camunda/api/admin/auth/user/default")
                        .json()
                        .get("userId")
                        .asText())
                .isEqualTo("supervisor");
        assertThat(groupsInEngine("supervisor")).containsExactlyInAnyOrder("supervisors", "supervisees");
    }

    @Test
    @DisplayName("the provider is asked with PKCE, state and nonce, and a sign-in is not asked for anew")
    void asksSafely() {
        assertThat(http.freshBrowser(null).page("/oauth2/authorization/council").location())
                .contains("code_challenge_method=S256", "state=", "nonce=", "response_type=code")
                .doesNotContain("prompt=");
    }

    @Test
    @DisplayName("scripts of a page that is signed out get a 401 and no question for a password")
    void scriptsGet401() {
        Answer answer = http.anonymous().get(OUR_TASKS);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
        assertThat(http.anonymous().get("/api/tasks").headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(way -> assertThat(way).startsWith("Bearer"));
    }

    @Test
    @DisplayName("case 9: signing in changes the session's id")
    void case9SessionId() {
        Browser browser = http.freshBrowser(null);
        browser.page("/camunda/app/tasklist/default/");
        browser.page("/oauth2/authorization/council");
        String before = browser.cookie("JSESSIONID");
        signIn(browser, accountOf("worker"));

        assertThat(before).isNotNull();
        assertThat(browser.cookie("JSESSIONID")).isNotNull().isNotEqualTo(before);
    }

    @Test
    @DisplayName("case 7: a change without the CSRF token is refused")
    void case7CsrfToken() {
        assertThat(signedIn(accountOf("worker"))
                        .withoutToken()
                        .put(OUR_TASKS + "/1/form", "{}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("case 10: cookies and headers are the same as with passwords")
    void case10Headers() {
        Browser browser = http.freshBrowser(null);
        assertThat(browser.page("/camunda/app/tasklist/default/").setCookies())
                .anySatisfy(
                        cookie -> assertThat(cookie).startsWith("JSESSIONID").contains("HttpOnly"));
        signIn(browser, accountOf("worker"));

        assertThat(browser.page("/camunda/app/tasklist/default/").headers().map())
                .containsEntry("X-Content-Type-Options", List.of("nosniff"))
                .containsEntry("Referrer-Policy", List.of("same-origin"))
                .containsKeys("Content-Security-Policy", "Permissions-Policy");
    }

    @Test
    @DisplayName("case 13: the form for passwords and HTTP Basic are closed, but for other systems")
    void case13NoPasswords() {
        User system = identity.newUser("payroll");
        system.setPassword("supervision");
        identity.saveUser(system);
        identity.createMembership("payroll", Groups.INTEGRATION);

        identity.deleteMembership("otherworker", Groups.SUPERVISEES);
        identity.createMembership("otherworker", Groups.INTEGRATION);
        assertThat(http.basic("otherworker").get("/api/tasks").status()).isEqualTo(401);
        identity.deleteMembership("otherworker", Groups.INTEGRATION);

        for (String path : List.of(
                "/camunda/api/admin/auth/user/default/login/tasklist",
                "/camunda/api/admin/auth/user/default/login/tasklist;x",
                "/camunda/api/admin/auth/user/default/%6cogin/tasklist",
                "/camunda/api//admin/auth/user/default/login/tasklist",
                "/camunda/api/welcome/auth/user/default/login/welcome")) {
            Browser browser = signedIn(accountOf("worker"));
            assertThat(browser.send(
                                    "POST",
                                    path,
                                    "username=admin&password=supervision",
                                    "application/x-www-form-urlencoded")
                            .status())
                    .as(path)
                    .isIn(400, 404);
        }
        assertThat(http.basic("admin").get("/api/tasks").status()).isEqualTo(401);
        assertThat(http.basic("admin").get("/engine-rest/user").status()).isEqualTo(401);
        assertThat(http.basic("admin").get("/outbox").status()).isEqualTo(401);
        assertThat(http.basic("worker").get("/api/tasks").status()).isEqualTo(401);
        assertThat(http.basic("payroll").get("/engine-rest/process-definition").status())
                .isEqualTo(200);
        assertThat(signedIn(accountOf("worker"))
                        .get("/camunda/api/supervision/password")
                        .status())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("case 2: whoever signs in can't set up an administrator")
    void case2NoSetUp() {
        assertThat(signedIn(accountOf("worker"))
                        .post("/camunda/api/admin/setup/default/user/create", "{}")
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest(name = "case 14: {0} gets a page that says whom to ask, and nothing else")
    @ValueSource(strings = {"stranger", "worker", ""})
    void case14NobodyOfOurs(String staffId) {
        Account account = staffId.equals("worker")
                ? new Account(staffId, "g-something-else")
                : new Account(staffId, "g-staff", "g-admins");
        Browser browser = http.freshBrowser(null);

        Answer page = signIn(browser, account);

        assertThat(page.status()).isEqualTo(403);
        assertThat(page.body()).contains("You have no access", "the service desk");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
        assertThat(browser.get(OUR_TASKS).status()).isEqualTo(401);
        assertThat(browser.get(Browser.ENGINE + "/task").status()).isEqualTo(401);
        assertThat(http.bearer(PROVIDER.token(account).serialize())
                        .get("/api/tasks")
                        .status())
                .isEqualTo(401);
    }

    @Test
    @DisplayName("case 15: a claimed group named as one of ours is not honoured")
    void case15ClaimedNames() {
        Account account = new Account("otherworker", "g-staff", "camunda-admin", "supervisors", "process-owners");
        Browser browser = signedIn(account);

        assertThat(groupsInEngine("otherworker")).containsExactly("supervisees");
        assertThat(browser.get(Browser.ENGINE + "/user").status()).isEqualTo(403);
        assertThat(browser.page("/outbox").status()).isEqualTo(404);
        assertThat(http.bearer(PROVIDER.token(account).serialize())
                        .get("/engine-rest/user")
                        .status())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("case 15: the group that the settings name makes an administrator")
    void administrators() {
        Browser admin = signedIn(accountOf("admin"));

        assertThat(admin.get(Browser.ENGINE + "/user").json().size()).isGreaterThan(10);
        assertThat(admin.page("/outbox").status()).isEqualTo(200);
        assertThat(http.bearer(PROVIDER.token(accountOf("admin")).serialize())
                        .get("/engine-rest/user")
                        .status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("case 16: whoever loses a group loses it in the running session, and with the last one the session")
    void case16GroupTakenAway() {
        Account account = new Account("cover", "g-managers", "g-staff");
        Browser browser = signedIn(account);
        String mayStart = Browser.ENGINE + "/process-definition/key/supervisionAgreement";
        assertThat(browser.get(mayStart).status()).isEqualTo(200);

        account.groups("g-staff");
        await().atMost(Duration.ofSeconds(10)).until(() -> browser.get(mayStart).status() != 200);
        assertThat(groupsInEngine("cover")).containsExactly("supervisees");
        assertThat(browser.get(OUR_TASKS).status()).isEqualTo(200);

        account.groups("g-elsewhere");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> browser.get(OUR_TASKS).status() == 401);
    }

    @Test
    @DisplayName("case 16: whoever has left is signed out")
    void case16Left() {
        Browser browser = signedIn(accountOf("nqsw"));
        jdbc.sql("update person set leaving_on = :day where user_id = 'nqsw'")
                .param("day", LocalDate.of(2027, 1, 3))
                .update();

        await().atMost(Duration.ofSeconds(10))
                .until(() -> browser.get(OUR_TASKS).status() == 401);
        assertThat(signIn(browser, accountOf("nqsw")).status()).isEqualTo(403);
    }

    @Test
    @DisplayName("an answer of the provider that wasn't asked for signs nobody in")
    void foreignState() {
        Browser browser = http.freshBrowser(null);
        PROVIDER.expect(accountOf("worker"));
        String back = browser.page(browser.page("/oauth2/authorization/council").location())
                .location();

        assertThat(browser.page(back.replaceAll("state=[^&]*", "state=" + UUID.randomUUID()))
                        .status())
                .isEqualTo(401);
        assertThat(http.freshBrowser(null).page(back).status()).isEqualTo(401);
        assertThat(browser.get(OUR_TASKS).status()).isEqualTo(401);

        assertThat(browser.page(back).status()).isEqualTo(302);
        assertThat(browser.get(OUR_TASKS).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("an ID token with another nonce signs nobody in")
    void foreignNonce() {
        Browser browser = http.freshBrowser(null);

        assertThat(signIn(browser, accountOf("worker").claiming("nonce", "another"))
                        .status())
                .isEqualTo(401);
        assertThat(browser.get(OUR_TASKS).status()).isEqualTo(401);
    }

    @Test
    @DisplayName("an ID token of another issuer signs nobody in")
    void foreignIssuer() {
        Browser browser = http.freshBrowser(null);

        assertThat(signIn(browser, accountOf("worker").claiming("iss", "https://elsewhere.example.org"))
                        .status())
                .isEqualTo(401);
        assertThat(browser.get(OUR_TASKS).status()).isEqualTo(401);
    }

    @Test
    @DisplayName("a bearer token counts under /api, from the provider, for us, in time and with its scope")
    void bearerTokens() throws Exception {
        Account worker = accountOf("worker");
        assertThat(http.bearer(PROVIDER.token(worker).serialize())
                        .get("/api/tasks")
                        .status())
                .isEqualTo(200);
        assertThat(http.bearer(PROVIDER.token(worker).serialize())
                        .get(OUR_TASKS)
                        .status())
                .isEqualTo(401);

        Account expired = accountOf("worker");
        expired.expiresInSeconds = -120;
        Account forSomebodyElse = accountOf("worker");
        forSomebodyElse.audience = "api://payroll";
        Account ofAnother = accountOf("worker");
        ofAnother.issuerId = "another";
        Account withoutScope = accountOf("worker");
        withoutScope.claims.remove("scp");
        Account issuedLongAgo = accountOf("worker")
                .claiming("iat", Instant.now().minusSeconds(301).getEpochSecond());
        for (Account account : List.of(expired, forSomebodyElse, ofAnother, withoutScope, issuedLongAgo)) {
            assertThat(http.bearer(PROVIDER.token(account).serialize())
                            .get("/api/tasks")
                            .status())
                    .as(account.claims + account.audience + account.issuerId + account.expiresInSeconds)
                    .isEqualTo(401);
        }
        assertThat(http.bearer(PROVIDER.forged(PROVIDER.token(worker)).serialize())
                        .get("/api/tasks")
                        .status())
                .isEqualTo(401);
        String token = PROVIDER.token(worker).serialize();
        assertThat(http.bearer(token.substring(0, token.lastIndexOf('.') + 1))
                        .get("/api/tasks")
                        .status())
                .isEqualTo(401);
    }

    @Test
    @DisplayName("signing out ends the session")
    void signsOut() {
        Browser browser = signedIn(accountOf("worker"));

        browser.post("/camunda/api/admin/auth/user/default/logout", "");

        assertThat(browser.get(OUR_TASKS).status()).isEqualTo(401);
        assertThat(browser.page("/signed-out").body()).contains("Sign in again", "client_id=supervision");
    }

    /** An agreement that both have to sign now. */
    private void agree() {
        demo.as("supervisor").start("supervisionAgreement");
        demo.as("supervisor")
                .complete(
                        "Task_DraftAgreement",
                        values -> Relationship.usualTerms(values).put("supervisee", "worker"));
        demo.as("worker").complete("Task_ConsiderAgreement", values -> values.put("decision", "AGREE"));
    }

    @Test
    @DisplayName("one signs by a fresh sign-in: of oneself, a moment ago, for this text, in a browser")
    void signsByFreshSignIn() {
        agree();
        String asWorker =
                demo.as("worker").task("Task_SignAgreementAsSupervisee").id();
        String form = OUR_TASKS + "/" + asWorker;
        Browser worker = signedIn(accountOf("worker"));
        String values = "{\"confirmed\":true,\"password\":\"supervision\"}";
        assertThat(worker.put(form + "/form", values).json().get("errors").toString())
                .contains("Sign in again to sign.");
        assertThat(worker.get(form + "/form").json().get("signIn").asBoolean()).isFalse();

        for (Account notGoodEnough : List.of(
                accountOf("worker"),
                accountOf("worker").signedIn(3600),
                accountOf("otherworker").signedIn(0))) {
            Browser again = signedIn(accountOf("worker"));
            assertThat(again.post(form + "/sign-in", "").json().get("location").asText())
                    .isEqualTo("/oauth2/authorization/council");
            assertThat(signIn(again, notGoodEnough).status()).isEqualTo(403);
            assertThat(worker.post(form + "/complete", "").status()).isEqualTo(422);
        }

        assertThat(worker.post(form + "/sign-in", "").status()).isEqualTo(200);
        assertThat(worker.page("/oauth2/authorization/council").location()).contains("prompt=login", "max_age=0");
        assertThat(signIn(worker, accountOf("worker").signedIn(0)).location())
                .endsWith("/camunda/app/tasklist/default/#/?task=" + asWorker);
        assertThat(worker.get(form + "/form").json().get("signIn").asBoolean()).isTrue();
        assertThat(worker.post(form + "/complete", "").status()).isEqualTo(204);

        signInTasklist();
    }

    /** The supervisor signs the same agreement in Tasklist. */
    private void signInTasklist() {
        String task =
                demo.as("supervisor").task("Task_SignAgreementAsSupervisor").id();
        WebDriver browser = Chromium.start();
        try {
            WebDriverWait patiently = new WebDriverWait(browser, Duration.ofSeconds(60));
            String tasklist = "http://localhost:" + port + "/camunda/app/tasklist/default/";
            browser.get(tasklist);
            patiently.until(ExpectedConditions.presenceOfElementLocated(By.cssSelector(".task-filter a")));
            assertThat(browser.findElements(By.linkText("Your password"))).isEmpty();

            browser.get("about:blank");
            browser.get(tasklist + "#/?task=" + task);
            patiently
                    .until(ExpectedConditions.elementToBeClickable(By.id("confirmed")))
                    .click();
            browser.findElement(By.cssSelector("button[data-field=password]")).click();
            patiently
                    .until(ExpectedConditions.elementToBeClickable(By.name("username")))
                    .sendKeys("x");
            browser.findElement(By.cssSelector("input[type=submit]")).click();

            patiently.until(ExpectedConditions.textToBePresentInElementLocated(
                    By.id("password-hint"), "You have just signed in again"));
            assertThat(browser.findElement(By.id("confirmed")).isSelected()).isTrue();
            patiently
                    .until(ExpectedConditions.elementToBeClickable(By.cssSelector(".form-actions .btn-primary")))
                    .click();
            patiently.until(ExpectedConditions.invisibilityOfElementLocated(By.cssSelector(".sv-form")));
            assertThat(demo.as("supervisor").has("Task_SignAgreementAsSupervisor"))
                    .isFalse();

            assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
                    .noneSatisfy(entry -> assertThat(entry.getMessage()).contains("Content Security Policy"));
            browser.findElement(By.cssSelector(".account .dropdown-toggle, .account a"))
                    .click();
            patiently
                    .until(ExpectedConditions.elementToBeClickable(By.cssSelector(".account .logout a, a.logout")))
                    .click();
            patiently.until(ExpectedConditions.titleContains("Signed out"));
        } finally {
            browser.quit();
        }
    }
}
