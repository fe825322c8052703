package org.supervision.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.springframework.web.filter.OncePerRequestFilter;
import org.supervision.engine.EngineAccess;
import org.supervision.people.People;
import org.supervision.persistence.Documents;

/**
 * Where passwords are kept here, ends sessions of people who have left, whose sign-in is gone, or whose password is another
 * than the one they began with, whoever changed it. Looked up at each request for data, so at once on every node.
 */
class PasswordStanding extends OncePerRequestFilter {

    private static final String PASSWORD = PasswordStanding.class.getName() + ".password";

    private final IdentityService identity;
    private final EngineAccess access;
    private final People people;

    PasswordStanding(IdentityService identity, EngineAccess access, People people) {
        this.identity = identity;
        this.access = access;
        this.people = people;
    }

    /** Lets this session go on with the password that its person has just given themselves. */
    static void passwordChanged(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(PASSWORD);
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        if (session != null && !stands(session)) {
            session.invalidate();
        }
        chain.doFilter(request, response);
        HttpSession after = request.getSession(false);
        if (after != null && after.getAttribute(PASSWORD) == null) {
            signedIn(after).flatMap(this::passwordOf).ifPresent(password -> after.setAttribute(PASSWORD, password));
        }
    }

    private boolean stands(HttpSession session) {
        Object password = session.getAttribute(PASSWORD);
        return signedIn(session)
                .map(userId -> !people.hasLeft(userId)
                        && passwordOf(userId)
                                .filter(now -> password == null || now.equals(password))
                                .isPresent())
                .orElse(true);
    }

    private static Optional<String> signedIn(HttpSession session) {
        return AuthenticationUtil.getAuthsFromSession(session).getAuthentications().stream()
                .map(UserAuthentication::getIdentityId)
                .findFirst();
    }

    /** A hash of the password's hash, by which another one is noticed. */
    private Optional<String> passwordOf(String userId) {
        String[] stored = new String[1];
        access.asTheProduct(() -> {
            User user = identity.createUserQuery().userId(userId).singleResult();
            stored[0] = user == null ? null : user.getPassword();
        });
        return Optional.ofNullable(stored[0]).map(Documents::sha256);
    }
}
