package org.supervision.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Shows a plain page to whom a sign-in at the provider led nowhere, and whom to ask. */
class SignInRefused implements AuthenticationFailureHandler {

    static final String PAGE = "/sign-in-refused";

    private static final String REASON = SignInRefused.class.getName() + ".reason";

    /** Why. */
    enum Reason {
        /** Not in the directory, or in no group of ours. */
        NOT_ADMITTED(HttpServletResponse.SC_FORBIDDEN),
        /** The provider's answer doesn't hold. */
        FAILED(HttpServletResponse.SC_UNAUTHORIZED),
        /** Somebody else signed in where a signature was to be. */
        SOMEBODY_ELSE(HttpServletResponse.SC_FORBIDDEN),
        /** The provider doesn't say that the person has just signed in. */
        NOT_FRESH(HttpServletResponse.SC_FORBIDDEN);

        private final int status;

        Reason(int status) {
            this.status = status;
        }
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException, ServletException {
        show(e instanceof NotAdmittedException ? Reason.NOT_ADMITTED : Reason.FAILED, request, response);
    }

    static void show(Reason reason, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        request.setAttribute(REASON, reason);
        response.setStatus(reason.status);
        request.getRequestDispatcher(PAGE).forward(request, response);
    }

    static Reason reason(HttpServletRequest request) {
        return (Reason) request.getAttribute(REASON);
    }
}
