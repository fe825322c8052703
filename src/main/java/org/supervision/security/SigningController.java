package org.supervision.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.supervision.taskform.CurrentUser;
import org.supervision.taskform.FreshSignatures;

/** Where a signature is a fresh sign-in (A6.2): sends the person to the provider, to come back to the form. */
@RestController
@WithSingleSignOn
class SigningController {

    private static final String WAITING = SigningController.class.getName() + ".waiting";

    private final FreshSignatures signatures;
    private final CurrentUser currentUser;
    private final SignInSettings settings;
    private final InstantSource machineClock = InstantSource.system();

    SigningController(FreshSignatures signatures, CurrentUser currentUser, SignInSettings settings) {
        this.signatures = signatures;
        this.currentUser = currentUser;
        this.settings = settings;
    }

    /** A signature that waits for its sign-in, asked for at this moment. */
    record Waiting(FreshSignatures.Intent intent, Instant since) implements Serializable {}

    /** Where to go now. */
    record Way(String location) {}

    /** Notes who is about to sign which text as it stands now. */
    @PostMapping("/camunda/api/supervision/tasks/{id}/sign-in")
    Way signIn(@PathVariable String id, HttpServletRequest request) {
        FreshSignatures.Intent intent = signatures.prepare(id, currentUser.require());
        request.getSession().setAttribute(WAITING, new Waiting(intent, machineClock.instant()));
        return new Way("/oauth2/authorization/" + settings.registration());
    }

    static @Nullable Waiting waitingSignature(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? null : (Waiting) session.getAttribute(WAITING);
    }

    static void noLongerWaiting(HttpServletRequest request) {
        request.getSession().removeAttribute(WAITING);
    }
}
