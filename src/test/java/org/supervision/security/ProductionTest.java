package org.supervision.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.TestExecutionListeners.MergeMode;
import org.supervision.scenario.ServedEngine;
import org.supervision.security.Http.Answer;

/** The application without the demo profile, with all that production asks for. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "supervision.database.accept-h2=true",
            "spring.mail.host=localhost",
            "supervision.base-url=https://supervision.example.org",
            "supervision.admin.user=boss",
            "supervision.admin.password=" + ProductionTest.PASSWORD
        })
@ActiveProfiles("test")
@ExtendWith(OutputCaptureExtension.class)
@TestExecutionListeners(listeners = ServedEngine.class, mergeMode = MergeMode.MERGE_WITH_DEFAULTS)
class ProductionTest {

    static final String PASSWORD = "Correct-Horse-1";

    @LocalServerPort
    private int port;

    @Autowired
    private IdentityService identity;

    private Http http;

    @BeforeEach
    void connect() {
        http = new Http("http://localhost:" + port);
    }

    @Test
    @DisplayName("the first administrator can sign in, and nobody else is there")
    void firstAdministrator() {
        assertThat(http.basic("boss", PASSWORD).get("/engine-rest/engine").status())
                .isEqualTo(200);
        assertThat(identity.createUserQuery().count()).isEqualTo(1);
        assertThat(http.basic("admin", "supervision").get("/engine-rest/engine").status())
                .isEqualTo(401);
        assertThat(http.basic("demo", "demo").get("/engine-rest/engine").status())
                .isEqualTo(401);
    }

    @Test
    @DisplayName("the demo's clock is not there, and mails are for administrators")
    void nothingOfTheDemo() {
        assertThat(http.basic("boss", PASSWORD).get("/api/demo/clock").status()).isEqualTo(404);
        assertThat(http.anonymous().get("/outbox").status()).isEqualTo(401);
        assertThat(http.basic("boss", PASSWORD).get("/outbox").status()).isEqualTo(200);
        assertThat(http.anonymous().get("/").status()).isEqualTo(200);
        assertThat(http.anonymous().get("/").body()).doesNotContain("othersupervisor");
    }

    @Test
    @DisplayName("case 8: a sign-in sent from another site is refused")
    void case8Origin() throws Exception {
        assertThat(signInFrom("https://evil.example.org")).isEqualTo(403);
        assertThat(signInFrom("https://supervision.example.org.evil.example.org"))
                .isEqualTo(403);
    }

    private int signInFrom(String origin) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpResponse<String> page = client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/camunda/app/welcome/default/"))
                        .build(),
                BodyHandlers.ofString());
        List<String> cookies = page.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .toList();
        String token = cookies.stream()
                .filter(cookie -> cookie.startsWith("XSRF-TOKEN="))
                .map(cookie -> cookie.substring("XSRF-TOKEN=".length()))
                .findFirst()
                .orElseThrow();
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port
                                        + "/camunda/api/admin/auth/user/default/login/welcome"))
                                .header("Cookie", cookies.stream().collect(Collectors.joining("; ")))
                                .header("X-XSRF-TOKEN", token)
                                .header("Origin", origin)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("username=boss&password=" + PASSWORD))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }

    @Test
    @DisplayName("case 10: cookies go over TLS only, and browsers are told to stay there")
    void case10Cookies() {
        Answer page = http.anonymous().get("/camunda/app/tasklist/default/");

        assertThat(page.setCookies())
                .isNotEmpty()
                .allSatisfy(cookie ->
                        assertThat(cookie).containsPattern("(?i); ?secure").containsIgnoringCase("SameSite=Lax"));
        assertThat(page.headers().firstValue("Strict-Transport-Security")).isPresent();
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
    }

    @Test
    @DisplayName("case 12: a weak password is refused")
    void case12WeakPassword() {
        User user = identity.newUser("somebody");
        user.setPassword("supervision");

        assertThatThrownBy(() -> identity.saveUser(user)).isInstanceOf(ProcessEngineException.class);
        assertThat(identity.createUserQuery().userId("somebody").count()).isZero();
    }

    @Test
    @DisplayName("case 12: nobody changes their password to a weak one, and no password gets into the log")
    void case12OwnPassword(CapturedOutput output) {
        Http.Client boss = http.basic("boss", PASSWORD);

        Answer weak = boss.put("/api/password", "{\"current\":\"" + PASSWORD + "\",\"chosen\":\"canaryweak\"}");
        assertThat(weak.status()).isEqualTo(422);
        assertThat(weak.json().get("detail").asText()).contains("10 characters").doesNotContain("canary");
        assertThat(boss.put("/api/password", "{\"current\":\"Canary-Broken-1\", \"chosen\":")
                        .status())
                .isEqualTo(400);
        assertThat(http.basic("boss", "Canary-Wrong-1").get("/api/tasks").status())
                .isEqualTo(401);
        identity.unlockUser("boss");

        assertThat(output.getAll()).doesNotContainIgnoringCase("canary").doesNotContain(PASSWORD);
    }
}
