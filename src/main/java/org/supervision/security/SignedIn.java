package org.supervision.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.stereotype.Component;
import org.supervision.taskform.FreshSignatures;

/**
 * After a sign-in at the provider: begins the session, or, where a signature waited for it, takes it as proof if the same
 * person has really just signed in.
 */
@Component
@WithSingleSignOn
class SignedIn extends SavedRequestAwareAuthenticationSuccessHandler {

    private static final String TASKLIST = "/camunda/app/tasklist/default/";
    private static final String MARK = "SINGLE-SIGN-ON";
    /** By which the provider's clock may be behind ours. */
    private static final Duration SKEW = Duration.ofSeconds(60);

    private final Standing standing;
    private final FreshSignatures signatures;
    private final boolean secure;

    SignedIn(
            Standing standing,
            FreshSignatures signatures,
            @Value("${server.servlet.session.cookie.secure}") boolean secure) {
        super();
        this.standing = standing;
        this.signatures = signatures;
        this.secure = secure;
        setDefaultTargetUrl(TASKLIST);
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException, ServletException {
        OidcUser user = (OidcUser) authentication.getPrincipal();
        SigningController.Waiting waiting = SigningController.waitingSignature(request);
        if (waiting == null) {
            standing.begin(request, user);
            mark(response);
            super.onAuthenticationSuccess(request, response, authentication);
            return;
        }
        SigningController.noLongerWaiting(request);
        if (!waiting.intent().userId().equals(user.getName())) {
            request.getSession().invalidate();
            SignInRefused.show(SignInRefused.Reason.SOMEBODY_ELSE, request, response);
        } else if (!isFresh(user.getAuthenticatedAt(), waiting.since())) {
            SignInRefused.show(SignInRefused.Reason.NOT_FRESH, request, response);
        } else {
            standing.begin(request, user);
            signatures.prove(waiting.intent());
            getRedirectStrategy()
                    .sendRedirect(
                            request,
                            response,
                            TASKLIST + "#/?task=" + waiting.intent().taskId());
        }
    }

    private static boolean isFresh(Instant authenticatedAt, Instant since) {
        return authenticatedAt != null && !authenticatedAt.isBefore(since.minus(SKEW));
    }

    /** Lets the scripts of Tasklist know that its own form and password lead nowhere. */
    private void mark(HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(MARK, "1")
                        .path("/camunda")
                        .secure(secure)
                        .sameSite("Lax")
                        .build()
                        .toString());
    }
}
