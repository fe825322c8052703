package org.supervision.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.supervision.scenario.Demo;

/** Somebody at Tasklist: signed in once at one node, with a cookie and the token against forged requests. */
final class SignedIn {

    private static final String WELCOME = "/camunda/app/welcome/default/";
    private static final String TASKS = "/camunda/api/engine/engine/default/task";
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final String who;

    /** Signs in at the node with this port. */
    SignedIn(String who, int port) {
        this.who = who;
        send(port, WELCOME, null, true);
        send(
                port,
                "/camunda/api/admin/auth/user/default/login/welcome",
                "username=" + who + "&password=" + Demo.PASSWORD,
                true);
        send(port, WELCOME, null, true);
    }

    /** Whoever is signed in reads the list there, and asks what needs the token. */
    void isKnownAt(int port) {
        assertThat(send(port, TASKS + "?assignee=" + who, null, true).statusCode())
                .as(who + " at " + port)
                .isEqualTo(OK);
        assertThat(send(port, TASKS, "{}", true).statusCode())
                .as(who + " with the token at " + port)
                .isEqualTo(OK);
    }

    /** A request without the token is refused there, and the engine ends the session for it. */
    void isRefusedWithoutTheTokenAt(int port) {
        assertThat(send(port, TASKS, "{}", false).statusCode())
                .as(who + " without the token at " + port)
                .isEqualTo(FORBIDDEN);
    }

    private HttpResponse<String> send(int port, String path, String body, boolean withToken) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (body != null) {
            request.header(
                            "Content-Type",
                            body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(body));
        }
        if (withToken) {
            cookies.getCookieStore().getCookies().stream()
                    .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                    .map(HttpCookie::getValue)
                    .findFirst()
                    .ifPresent(token -> request.header("X-XSRF-TOKEN", token));
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
