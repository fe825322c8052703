package org.supervision.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/** Answers a refused request as {@code application/problem+json}, and whoever asked for a page with a page. */
@Component
class Problems {

    private final ObjectMapper json;
    private final boolean passwords;

    Problems(ObjectMapper json, SignInSettings settings) {
        this.json = json;
        this.passwords = settings.registration().isEmpty();
    }

    /** 401: nobody is signed in, or not with the right password or token. */
    void signInFirst(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(
                HttpHeaders.WWW_AUTHENTICATE,
                passwords ? "Basic realm=\"Supervision\", charset=\"UTF-8\"" : "Bearer realm=\"Supervision\"");
        write(
                request,
                response,
                HttpStatus.UNAUTHORIZED,
                passwords ? "Sign in with your user id and password." : "Send a bearer token.");
    }

    /** 401 for the forms of a page, where a browser must not ask for a password by itself. */
    void signedOut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(request, response, HttpStatus.UNAUTHORIZED, "Sign in first.");
    }

    /** 403: signed in, but not for this. */
    void forbidden(HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(request, response, HttpStatus.FORBIDDEN, "You may not do this.");
    }

    private void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String detail)
            throws IOException {
        if (isPage(request)) {
            response.sendError(status.value());
            return;
        }
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setInstance(URI.create(request.getRequestURI()));
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        json.writeValue(response.getOutputStream(), problem);
    }

    private static boolean isPage(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return HttpMethod.GET.matches(request.getMethod())
                && accepted != null
                && accepted.contains(MediaType.TEXT_HTML_VALUE);
    }
}
