package org.supervision.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Closes for good what the engine's web applications leave open: their set-up, which lets any signed-in person (and
 * without other walls anybody) make an administrator whenever {@code camunda-admin} has no direct member (CVE-2026-77226,
 * which the community edition does not fix); and, where people sign in elsewhere, their form for passwords. Looks at the decoded path, so that no spelling gets around it. An address with control characters in it is nobody's, and would be lines of
 * their own in a log; one with dots for steps leads elsewhere than it says; and nothing is of just any type.
 */
class HttpWall extends OncePerRequestFilter {

    private static final Pattern CLOSED = Pattern.compile(
            "/+camunda/+api/+admin/+setup(/.*)?|/+camunda/+app/+admin/+[^/]+/+setup(/.*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern PASSWORD_FORM =
            Pattern.compile("/+camunda/+api/+[^/]+/+auth/+user/+[^/]+/+login(/.*)?", Pattern.CASE_INSENSITIVE);

    private static final Pattern DOTS = Pattern.compile("/(\\.|%2e){1,2}(/|;|$)", Pattern.CASE_INSENSITIVE);

    /** In no name, id or text; PostgreSQL fails where it is asked for. */
    private static final String NOTHING = "%00";

    private final boolean passwords;

    /** @param passwords whether people sign in with passwords that are kept here */
    HttpWall(boolean passwords) {
        this.passwords = passwords;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
        if (CLOSED.matcher(path).matches()
                || (!passwords && PASSWORD_FORM.matcher(path).matches())) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        } else if (Objects.requireNonNullElse(request.getContentType(), "").contains("*")) {
            response.sendError(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
        } else if (DOTS.matcher(request.getRequestURI()).find()
                || path.chars().anyMatch(Character::isISOControl)
                || Objects.requireNonNullElse(request.getQueryString(), "").contains(NOTHING)
                || (request.getPathInfo() != null && !isSpelledPlainly(request))) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** The engine's servlets are addressed by their paths as they are, without encoded letters, parameters or dots. */
    private static boolean isSpelledPlainly(HttpServletRequest request) {
        String uri = request.getRequestURI();
        String servlet = request.getContextPath() + request.getServletPath();
        return uri.equals(servlet) || uri.startsWith(servlet + "/");
    }
}
