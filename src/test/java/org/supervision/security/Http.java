package org.supervision.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Plain HTTP, as somebody sends it who means no good. Nothing is followed, decoded or tidied up on the way. */
final class Http {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String base;
    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    Http(String base) {
        this.base = base;
    }

    /** One answer. */
    record Answer(int status, String body, java.net.http.HttpHeaders headers) {

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }

        String location() {
            return headers.firstValue("Location").orElse(null);
        }

        List<String> setCookies() {
            return headers.allValues("Set-Cookie");
        }
    }

    /** Nobody in particular. */
    Client anonymous() {
        return new Client(client, null);
    }

    /** Somebody who sends user id and password with each request. */
    Client basic(String userId) {
        return basic(userId, AttackTest.PASSWORD);
    }

    Client basic(String userId, String password) {
        String credentials =
                Base64.getEncoder().encodeToString((userId + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new Client(client, "Basic " + credentials);
    }

    /** Somebody who sends a token with each request. */
    Client bearer(String token) {
        return new Client(client, "Bearer " + token);
    }

    /** Somebody signed in to the engine's web applications, with session and CSRF token. */
    Browser browser(String userId) {
        Browser browser = new Browser(userId);
        browser.signIn();
        return browser;
    }

    /** A browser that nobody is signed in with yet. */
    Browser freshBrowser(String userId) {
        return new Browser(userId);
    }

    /** Sends requests. */
    class Client {

        private final HttpClient sender;
        private final String authorization;
        private String accept;

        Client(HttpClient sender, String authorization) {
            this.sender = sender;
            this.authorization = authorization;
        }

        /** The same, with this for what it takes. */
        Client accepting(String types) {
            accept = types;
            return this;
        }

        Answer get(String path) {
            return send("GET", path, null, "application/json");
        }

        Answer post(String path, String body) {
            return send("POST", path, body, "application/json");
        }

        Answer put(String path, String body) {
            return send("PUT", path, body, "application/json");
        }

        Answer delete(String path) {
            return send("DELETE", path, null, "application/json");
        }

        /** As a browser asks for a page; a whole address may be another server's. */
        Answer page(String path) {
            return send("GET", path, null, null);
        }

        Answer send(String method, String path, String body, String contentType) {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create(path.startsWith("http:") ? path : base + path))
                    .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            if (body != null) {
                request.header("Content-Type", contentType);
            } else if (contentType == null) {
                request.header("Accept", "text/html");
            }
            if (accept != null) {
                request.setHeader("Accept", accept);
            }
            if (authorization != null) {
                request.header("Authorization", authorization);
            }
            addHeaders(request);
            try {
                HttpResponse<String> response = sender.send(request.build(), BodyHandlers.ofString());
                return new Answer(response.statusCode(), response.body(), response.headers());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        void addHeaders(HttpRequest.Builder request) {
            // a script sends no more
        }
    }

    /** A browser with cookies, which sends the CSRF token as the web applications do. */
    final class Browser extends Client {

        /** The engine's REST behind the web applications. */
        static final String ENGINE = "/camunda/api/engine/engine/default";

        private final CookieManager cookies;
        private final String userId;
        private boolean sendsToken = true;

        private Browser(String userId) {
            this(userId, new CookieManager(null, CookiePolicy.ACCEPT_ALL));
        }

        private Browser(String userId, CookieManager cookies) {
            super(
                    HttpClient.newBuilder()
                            .cookieHandler(cookies)
                            .version(HttpClient.Version.HTTP_1_1)
                            .build(),
                    null);
            this.cookies = cookies;
            this.userId = userId;
        }

        Answer signIn() {
            get("/camunda/app/welcome/default/");
            Answer answer = send(
                    "POST",
                    "/camunda/api/admin/auth/user/default/login/welcome",
                    "username=" + userId + "&password=" + AttackTest.PASSWORD,
                    "application/x-www-form-urlencoded");
            get("/camunda/app/welcome/default/");
            return answer;
        }

        Browser withoutToken() {
            sendsToken = false;
            return this;
        }

        String cookie(String name) {
            return cookies.getCookieStore().getCookies().stream()
                    .filter(cookie -> cookie.getName().equals(name))
                    .map(HttpCookie::getValue)
                    .findFirst()
                    .orElse(null);
        }

        @Override
        void addHeaders(HttpRequest.Builder request) {
            String token = cookie("XSRF-TOKEN");
            if (sendsToken && token != null) {
                request.header("X-XSRF-TOKEN", token);
            }
        }
    }
}
