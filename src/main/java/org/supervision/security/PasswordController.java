package org.supervision.security;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;
import org.supervision.security.SignIns.Change;
import org.supervision.taskform.CurrentUser;

/**
 * Lets people change their own password: on a page with Tasklist's session, over REST with HTTP Basic. Their other sessions
 * end.
 */
@Controller
@WithPasswords
class PasswordController {

    private static final String IN_TASKLIST = "/camunda/api/supervision/password";

    private final SignIns signIns;
    private final CurrentUser currentUser;

    PasswordController(SignIns signIns, CurrentUser currentUser) {
        this.signIns = signIns;
        this.currentUser = currentUser;
    }

    /**
     * A change of password.
     *
     * @param current the password as it is
     * @param chosen the new one
     */
    record NewPassword(@Nullable String current, @Nullable String chosen) {

        @Override
        public String toString() {
            return "NewPassword";
        }
    }

    @GetMapping(IN_TASKLIST)
    String page() {
        currentUser.require();
        return "pages/password";
    }

    /** 422 says what is wrong with either of the two. */
    @PutMapping({IN_TASKLIST, "/api/password"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@RequestBody NewPassword password, HttpServletRequest request) {
        String userId = currentUser.require();
        if (password.current() == null || password.chosen() == null) {
            throw refused("Give the current password and the new one.");
        }
        Change change = signIns.changePassword(userId, password.current(), password.chosen());
        if (change == Change.WRONG_PASSWORD) {
            throw refused("That is not your current password, or there were too many wrong ones: wait a minute.");
        }
        if (change == Change.SAME_PASSWORD) {
            throw refused("That is your current password.");
        }
        if (change == Change.TOO_WEAK) {
            throw refused("Too easy to guess. " + SignIns.POLICY + ".");
        }
        PasswordStanding.passwordChanged(request);
    }

    private static ResponseStatusException refused(String reason) {
        return new ResponseStatusException(HttpStatus.UNPROCESSABLE_ENTITY, reason);
    }
}
