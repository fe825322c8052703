package org.supervision.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends sessions of people who have left their desk, and any session after a working day. Tasklist asks for its list again
 * every few seconds by itself, which keeps the server's own time-out from ever coming: such requests don't count here. What
 * was typed is kept as a draft.
 */
class SessionLimits extends OncePerRequestFilter {

    /** What Tasklist asks for without anybody doing anything. */
    private static final Pattern BY_ITSELF =
            Pattern.compile("/camunda/api/engine/engine/[^/]+/filter(/.*)?|/camunda/api/supervision/tasks/cards");

    /** Noted no oftener than this, as it is written to the database. */
    private static final Duration COARSE = Duration.ofMinutes(1);

    private static final String LAST_ACTIVE = SessionLimits.class.getName() + ".lastActive";

    private final InstantSource clock;
    private final Duration longest;

    /** @param longest how long a session lasts, however busy its person is */
    SessionLimits(InstantSource clock, Duration longest) {
        this.clock = clock;
        this.longest = longest;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        if (session != null) {
            limit(session, request);
        }
        chain.doFilter(request, response);
    }

    private void limit(HttpSession session, HttpServletRequest request) {
        Instant now = clock.instant();
        Instant lastActive = (Instant) session.getAttribute(LAST_ACTIVE);
        Duration idle = Duration.ofSeconds(session.getMaxInactiveInterval());
        if (now.isAfter(Instant.ofEpochMilli(session.getCreationTime()).plus(longest))
                || (lastActive != null && now.isAfter(lastActive.plus(idle)))) {
            session.invalidate();
        } else if (lastActive == null
                || (!now.isBefore(lastActive.plus(COARSE))
                        && !BY_ITSELF.matcher(path(request)).matches())) {
            session.setAttribute(LAST_ACTIVE, now);
        }
    }

    private static String path(HttpServletRequest request) {
        return request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
    }
}
