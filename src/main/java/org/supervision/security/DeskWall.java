package org.supervision.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.web.filter.OncePerRequestFilter;
import org.supervision.people.Groups;

/**
 * Leaves of the engine's REST behind the web applications only what somebody's own application calls: Tasklist's calls to
 * staff, and looking and retrying to process owners. The engine's rights decide about the rest of it; this keeps away
 * what they don't cover, such as jobs that belong to no instance, and what nobody has thought of. Runs behind the engine's own
 * filters, which say who is signed in and refuse those who aren't.
 */
class DeskWall extends OncePerRequestFilter {

    private static final String ENGINE = "/camunda/api/engine/engine(/default)?";

    /** Method and path of what Tasklist calls. */
    private static final Pattern TASKLIST = Pattern.compile("(GET|HEAD) " + ENGINE + "/?"
            + "|(GET|HEAD|OPTIONS) " + ENGINE + "/filter(/count|/[^/]+)?"
            + "|(GET|POST) " + ENGINE + "/filter/[^/]+/(list|singleResult|count)"
            + "|(GET|POST) " + ENGINE + "/task(/count)?"
            + "|GET " + ENGINE + "/task/[^/]+(/(form|form-variables|variables|localVariables|identity-links|comment))?"
            + "|POST " + ENGINE + "/task/[^/]+/(claim|unclaim|complete|submit-form)"
            + "|GET " + ENGINE + "/process-definition(/count|/(key/)?[^/]+(/(startForm|form-variables|xml))?)?"
            + "|POST " + ENGINE + "/process-definition/(key/)?[^/]+/(start|submit-form)"
            + "|GET " + ENGINE + "/history/user-operation(/count)?"
            + "|GET " + ENGINE + "/user/[^/]+/profile");

    /** Method and path of looking at everything, and of trying failed jobs again. */
    private static final Pattern COCKPIT = Pattern.compile("(GET|HEAD|OPTIONS) .*"
            + "|POST /camunda/api/cockpit/.*"
            + "|POST " + ENGINE + "/(history/)?(process-instance|activity-instance|execution|variable-instance|task|job"
            + "|job-log|incident|decision-instance|identity-link-log|user-operation|filter/[^/]+)(/count|/list)?"
            + "|PUT " + ENGINE + "/job/[^/]+/retries");

    /** Waits for work that there is none of here, for up to half an hour. */
    private static final Pattern WAITS = Pattern.compile("POST .*/external-task/fetchAndLock/*");

    private final IdentityService identity;

    DeskWall(IdentityService identity) {
        this.identity = identity;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
        Authentication signedIn = identity.getCurrentAuthentication();
        if (signedIn == null || isOpen(request.getMethod() + " " + path, signedIn)) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private static boolean isOpen(String call, Authentication signedIn) {
        Collection<String> groups = Objects.requireNonNullElse(signedIn.getGroupIds(), List.of());
        return !WAITS.matcher(call).matches()
                && (groups.contains(Groups.ADMINISTRATORS)
                        || TASKLIST.matcher(call).matches()
                        || groups.contains(Groups.PROCESS_OWNERS)
                                && COCKPIT.matcher(call).matches());
    }
}
