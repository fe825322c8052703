package org.supervision.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.supervision.TestDatabase;
import org.supervision.confidential.Keyring;
import org.supervision.confidential.TextCipher;

/** Sessions that every node knows. */
class SharedSessionsTest {

    private static final String NAME = "authenticatedUser";

    private final DataSource database = TestDatabase.empty();
    private final Keyring keys = Keyring.generate();
    private JdbcClient jdbc;
    private String cookie;

    @BeforeEach
    void makeTables() {
        new ResourceDatabasePopulator(
                        new ClassPathResource("db/migration/V235__session_of_a_person_signed_in.sql"),
                        new ClassPathResource("db/migration/V236__sign_in_attempt.sql"))
                .execute(database);
        jdbc = JdbcClient.create(database);
    }

    private SharedSessions<?> node(Keyring ring) throws Exception {
        return new SessionConfiguration(new TextCipher(() -> ring))
                .sharedSessions(database, new JdbcTransactionManager(database), Duration.ofMinutes(15));
    }

    /** A request at a node that has just started, with the cookie of the one before. */
    private void ask(Keyring ring, Consumer<HttpServletRequest> work) throws Exception {
        DefaultCookieSerializer plain = new DefaultCookieSerializer();
        plain.setUseBase64Encoding(false);
        CookieHttpSessionIdResolver cookies = new CookieHttpSessionIdResolver();
        cookies.setCookieSerializer(plain);
        SessionRepositoryFilter<?> filter = new SessionRepositoryFilter<>(node(ring));
        filter.setHttpSessionIdResolver(cookies);
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
        if (cookie != null) {
            request.setCookies(new Cookie("SESSION", cookie));
        }
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(request, response, new MockFilterChain(new jakarta.servlet.http.HttpServlet() {
            @Override
            protected void service(HttpServletRequest asked, jakarta.servlet.http.HttpServletResponse answer) {
                work.accept(asked);
            }
        }));
        Cookie given = response.getCookie("SESSION");
        if (given != null) {
            cookie = given.getValue();
        }
    }

    private void ask(Consumer<HttpServletRequest> work) throws Exception {
        ask(keys, work);
    }

    private static Authentications signedIn(String userId) {
        UserAuthentication user = new UserAuthentication(userId, "default");
        user.setGroupIds(new ArrayList<>(List.of("supervisors")));
        Authentications all = new Authentications();
        all.addOrReplace(user);
        return all;
    }

    private static List<String> who(HttpServletRequest request) {
        return request.getSession(false) == null || request.getSession(false).getAttribute(NAME) == null
                ? List.of()
                : ((Authentications) request.getSession(false).getAttribute(NAME))
                        .getAuthentications().stream()
                                .map(UserAuthentication::getIdentityId)
                                .toList();
    }

    private List<Object> rows() {
        List<Object> rows = new ArrayList<>();
        jdbc.sql(
                        "select * from spring_session s left join spring_session_attributes a on a.session_primary_id = s.primary_id")
                .query()
                .listOfRows()
                .forEach(row -> row.values()
                        .forEach(value -> rows.add(
                                value instanceof byte[] bytes
                                        ? new String(bytes, StandardCharsets.ISO_8859_1)
                                        : value)));
        return rows;
    }

    @Test
    @DisplayName(
            "whoever has signed in at one node is signed in at another, and what the database has of it is no use to others")
    void everyNodeKnows() throws Exception {
        ask(request -> request.getSession().setAttribute(NAME, signedIn("worker")));

        ask(request -> assertThat(who(request)).containsExactly("worker"));
        assertThat(rows().toString()).doesNotContain("worker", "supervisors", "Authentication");
        assertThat(rows()).doesNotContain(cookie);
        String stolen = jdbc.sql("select session_id from spring_session")
                .query(String.class)
                .single();
        assertThat(cookie).startsWith(stolen);
        for (String made : List.of(stolen, stolen + ".", stolen + "." + "0".repeat(64))) {
            cookie = made;
            ask(request -> assertThat(request.getSession(false)).isNull());
        }
    }

    @Test
    @DisplayName(
            "a request that changes nothing writes nothing, although the engine's web applications set what they have read")
    void unchanged() throws Exception {
        ask(request -> request.getSession().setAttribute(NAME, signedIn("worker")));
        List<Object> before = rows();

        ask(request ->
                request.getSession().setAttribute(NAME, request.getSession().getAttribute(NAME)));
        assertThat(rows()).as("encrypted anew it would differ").isEqualTo(before);

        ask(request -> {
            Authentications all = (Authentications) request.getSession().getAttribute(NAME);
            all.addOrReplace(signedIn("linemanager").getAuthentications().get(0));
            request.getSession().setAttribute(NAME, all);
        });
        ask(request -> assertThat(who(request)).containsExactly("linemanager"));
        ask(request -> request.getSession().removeAttribute(NAME));
        ask(request -> assertThat(who(request)).isEmpty());
    }

    @Test
    @DisplayName("signing in gives the session another id, signing out ends it at every node")
    void ends() throws Exception {
        ask(request -> request.getSession().setAttribute(NAME, signedIn("worker")));
        String first = cookie;
        ask(HttpServletRequest::changeSessionId);
        String second = cookie;

        assertThat(second).isNotEqualTo(first);
        ask(request -> assertThat(who(request)).containsExactly("worker"));
        cookie = first;
        ask(request -> assertThat(request.getSession(false)).isNull());
        cookie = second;
        ask(request -> request.getSession().invalidate());
        cookie = second;
        ask(request -> assertThat(request.getSession(false)).isNull());
        assertThat(rows()).isEmpty();
    }

    @Test
    @DisplayName("after fifteen minutes a session is over, and the sweep takes it away, no other")
    void timeOut() throws Exception {
        ask(request -> request.getSession().setAttribute(NAME, signedIn("worker")));
        String old = cookie;
        jdbc.sql(
                        "update spring_session set last_access_time = last_access_time - 901000, expiry_time = expiry_time - 901000")
                .update();
        ask(request -> assertThat(request.getSession(false)).isNull());
        cookie = null;
        ask(request -> request.getSession().setAttribute(NAME, signedIn("nqsw")));
        jdbc.sql("insert into spring_session (primary_id, session_id, creation_time, last_access_time,"
                        + " max_inactive_interval, expiry_time) values ('x', 'x', 0, 0, 900, 900000)")
                .update();

        new SessionUpkeep(jdbc, () -> Instant.ofEpochMilli(System.currentTimeMillis())).sweep(Instant.EPOCH);

        assertThat(rows()).isNotEmpty();
        assertThat(jdbc.sql("select count(*) from spring_session")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        ask(request -> assertThat(who(request)).containsExactly("nqsw"));
        assertThat(cookie).isNotEqualTo(old);
    }

    @Test
    @DisplayName("with other keys nobody is signed in, and nothing fails")
    void otherKeys() throws Exception {
        ask(request -> request.getSession().setAttribute(NAME, signedIn("worker")));
        ask(Keyring.generate(), request -> assertThat(request.getSession(false)).isNull());

        Keyring newer = keys.withNewKey().withNewestCurrent();
        ask(newer, request -> assertThat(who(request)).containsExactly("worker"));

        jdbc.sql("update spring_session_attributes set attribute_bytes = :other")
                .param("other", "of another version".getBytes(StandardCharsets.UTF_8))
                .update();
        ask(newer, request -> assertThat(who(request)).isEmpty());
    }
}
