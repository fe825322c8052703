package org.supervision.taskform;

import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** The person behind a request, however signed in: HTTP Basic under {@code /api}, Tasklist's session under {@code /camunda}. */
@Component
public class CurrentUser {

    private final IdentityService identity;

    CurrentUser(IdentityService identity) {
        this.identity = identity;
    }

    /**
     * The user id of whoever is signed in.
     *
     * @throws ResponseStatusException 401 when nobody is: some odd paths slip past the engine's own filters, so every
     *     endpoint asks here
     */
    public String require() {
        Authentication authentication = identity.getCurrentAuthentication();
        if (authentication == null || authentication.getUserId() == null) {
            throw new ResponseStatusException(HttpStatus.UNAUTHORIZED, "Sign in first.");
        }
        return authentication.getUserId();
    }

    /**
     * The user id of whoever is signed in and is in one of these groups.
     *
     * @throws ResponseStatusException 401 when nobody is signed in, 404 for everybody else: what isn't theirs isn't there
     */
    public String requireOneOf(String... groups) {
        String userId = require();
        if (!in(groups)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return userId;
    }

    /** Whether somebody is signed in who is in one of these groups. */
    public boolean in(String... groups) {
        Authentication authentication = identity.getCurrentAuthentication();
        return authentication != null
                && authentication.getGroupIds() != null
                && Stream.of(groups).anyMatch(authentication.getGroupIds()::contains);
    }
}
