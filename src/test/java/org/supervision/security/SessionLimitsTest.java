package org.supervision.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

/** When a session ends by itself. */
class SessionLimitsTest {

    private static final String LIST = "/camunda/api/engine/engine/default/filter/123/list";
    private static final String FORM = "/camunda/api/supervision/tasks/123/form";

    private final MockHttpSession session = new MockHttpSession();
    private Instant now = Instant.ofEpochMilli(session.getCreationTime());
    private final SessionLimits limits = new SessionLimits(() -> now, Duration.ofHours(10));

    @BeforeEach
    void fifteenMinutes() {
        session.setMaxInactiveInterval(15 * 60);
    }

    private void ask(String path, Duration later) throws Exception {
        now = now.plus(later);
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setServletPath(path);
        request.setSession(session);
        limits.doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
    }

    @Test
    @DisplayName("whoever works stays signed in")
    void working() throws Exception {
        for (int i = 0; i < 30; i++) {
            ask(FORM, Duration.ofMinutes(14));
        }
        assertThat(session.isInvalid()).isFalse();
    }

    @Test
    @DisplayName("a Tasklist that nobody sits at signs out, however often it asks for its list")
    void idle() throws Exception {
        ask(FORM, Duration.ZERO);
        for (int i = 0; i < 90; i++) {
            ask(LIST, Duration.ofSeconds(10));
            ask("/camunda/api/supervision/tasks/cards", Duration.ZERO);
        }
        assertThat(session.isInvalid()).isFalse();

        ask(LIST, Duration.ofSeconds(1));
        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    @DisplayName("after ten hours everybody signs in again")
    void longest() throws Exception {
        for (int i = 0; i < 60; i++) {
            ask(FORM, Duration.ofMinutes(10));
        }
        assertThat(session.isInvalid()).isFalse();

        ask(FORM, Duration.ofSeconds(1));
        assertThat(session.isInvalid()).isTrue();
    }
}
