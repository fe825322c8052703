package org.supervision.taskform;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** What is said where nobody has said anything better: in words of ours, not in those of what the product is built on. */
final class ProblemWords {

    private ProblemWords() {}

    /** The problem of this status, with words for it. */
    static ProblemDetail problem(HttpStatusCode status) {
        return ProblemDetail.forStatusAndDetail(status, of(status));
    }

    private static String of(HttpStatusCode status) {
        if (status.is5xxServerError()) {
            return "Something went wrong on our side and nothing was changed. Try again later; if it stays like this, tell"
                    + " your administrator.";
        }
        HttpStatus known = HttpStatus.resolve(status.value());
        return switch (known == null ? HttpStatus.BAD_REQUEST : known) {
            case UNAUTHORIZED -> "Sign in first.";
            case FORBIDDEN ->
                "You may not do this, or the page that asks for it is out of date: load it again. If it should be yours, ask"
                        + " your administrator.";
            case NOT_FOUND ->
                "There is nothing at this address, or it is not yours to see. If somebody sent it to you, check that all"
                        + " of it is there.";
            case METHOD_NOT_ALLOWED -> "This address takes no request of this kind.";
            case NOT_ACCEPTABLE -> "There is no answer of the type that is asked for.";
            case PAYLOAD_TOO_LARGE, URI_TOO_LONG, REQUEST_HEADER_FIELDS_TOO_LARGE -> "That is too much at once.";
            case UNSUPPORTED_MEDIA_TYPE -> "The body is of a type that is not read here.";
            default -> "The request cannot be read, and nothing was changed.";
        };
    }
}
