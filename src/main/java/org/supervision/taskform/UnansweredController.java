package org.supervision.taskform;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers what has gone wrong before or after any controller, such as a request that a filter refused, or a sign-in while
 * the database is away: as everything else that goes wrong, with a page for whoever asked for one.
 */
@RestController
class UnansweredController implements ErrorController {

    /** The servlet container forwards here; nobody can ask for it. */
    @RequestMapping("/error")
    ResponseEntity<ProblemDetail> tell(HttpServletRequest request) {
        HttpStatusCode status = HttpStatusCode.valueOf(Objects.requireNonNullElse(
                (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE),
                HttpStatus.INTERNAL_SERVER_ERROR.value()));
        ProblemDetail problem = ProblemWords.problem(status);
        if (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String asked) {
            try {
                problem.setInstance(new URI(asked));
            } catch (URISyntaxException e) {
                // an address that cannot be written is not repeated
                problem.setInstance(URI.create("/"));
            }
        }
        return ResponseEntity.status(status).body(problem);
    }
}
