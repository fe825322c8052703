package org.supervision.taskform;

import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.supervision.confidential.UnreadableTextException;
import org.supervision.taskform.FormDrafts.OversizedDraftException;
import org.supervision.taskform.FormDrafts.StaleDraftException;
import org.supervision.taskform.OpenedFor.OpenedForAnotherException;
import org.supervision.taskform.StartController.NoSuchProcessException;
import org.supervision.taskform.TaskController.ClientVariablesException;
import org.supervision.taskform.TaskController.NoSuchTaskException;
import org.supervision.taskform.TaskController.TaskGoneException;
import org.supervision.taskform.TaskController.TaskPassedOnException;

/** Answers every error of our REST as {@code application/problem+json}, in words that a person can act on. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemHandler extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    @ExceptionHandler
    ProblemDetail rejected(FormRejectedException e) {
        ProblemDetail problem = problem(HttpStatus.UNPROCESSABLE_ENTITY, "Some answers need another look.");
        problem.setProperty("errors", e.errors().errors());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail stale(StaleDraftException e) {
        ProblemDetail problem = problem(
                HttpStatus.PRECONDITION_FAILED,
                "A newer draft has been saved, perhaps in another window. Nothing was changed.");
        problem.setProperty("version", e.version());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail oversized(OversizedDraftException e) {
        return problem(
                HttpStatus.PAYLOAD_TOO_LARGE,
                "This form holds more than 1 MB, so it was not saved. Shorten the longest text.");
    }

    @ExceptionHandler
    ProblemDetail handedOver(OpenedForAnotherException e) {
        ProblemDetail problem =
                problem(HttpStatus.PRECONDITION_FAILED, "This form was opened for somebody else. Nothing was changed.");
        problem.setProperty("openedFor", "another");
        return problem;
    }

    @ExceptionHandler
    ProblemDetail gone(TaskGoneException e) {
        return problem(HttpStatus.CONFLICT, "This task has just been done or is no longer needed. Reload your list.");
    }

    @ExceptionHandler
    ProblemDetail passedOn(TaskPassedOnException e) {
        return problem(
                HttpStatus.CONFLICT,
                "This task has just gone to somebody else. You changed nothing. Reload your list.");
    }

    @ExceptionHandler
    ProblemDetail unknown(NoSuchTaskException e) {
        return problem(HttpStatus.NOT_FOUND, "You have no open task of this id.");
    }

    @ExceptionHandler
    ProblemDetail unknown(NoSuchProcessException e) {
        return problem(HttpStatus.NOT_FOUND, "There is no such process to start.");
    }

    @ExceptionHandler
    ProblemDetail variables(ClientVariablesException e) {
        return problem(
                HttpStatus.BAD_REQUEST,
                "Send no variables: save the form with PUT, then complete the task without a body.");
    }

    /** Two did the same, or something to the same, at the same moment, and this one came second. */
    @ExceptionHandler({ConcurrencyFailureException.class, DuplicateKeyException.class, OptimisticLockingException.class
    })
    ProblemDetail second(RuntimeException e) {
        LOG.info("A request came second: {}", e.getClass().getName());
        return problem(
                HttpStatus.CONFLICT,
                "Somebody has done this, or changed what it is about, at the same moment. Nothing was changed by you: look"
                        + " again before you repeat it.");
    }

    @ExceptionHandler
    ProblemDetail forbidden(AuthorizationException e) {
        return problem(HttpStatus.FORBIDDEN, "You may not do this.");
    }

    /** What it could not read may be anything, and is not told or logged. */
    @ExceptionHandler
    ProblemDetail unreadable(RequestRejectedException e) {
        return problem(HttpStatus.BAD_REQUEST, "The request has parameters that cannot be read.");
    }

    /** A text in the database was damaged, or its key is missing: only an administrator can help. */
    @ExceptionHandler
    ProblemDetail unreadable(UnreadableTextException e) {
        LOG.error("{}", e.getMessage());
        return problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "A text that belongs here can't be read, so nothing can be shown or changed. Please tell your"
                        + " administrator: " + e.place() + ".");
    }

    /** Whatever else went wrong: rolled back, logged for the operator, and told without any detail of what was typed. */
    @ExceptionHandler
    ProblemDetail failed(RuntimeException e) {
        LOG.error("A request failed", e);
        return problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Something went wrong on our side and nothing was changed. Your draft is kept; try again later.");
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, "The body is not a JSON object of the form's values.");
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    @Override
    protected ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleExceptionInternal(e, ProblemWords.problem(status), headers, status, request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Set<HttpMethod> taken = e.getSupportedHttpMethods();
        ProblemDetail problem = ProblemWords.problem(status);
        if (taken != null && !taken.isEmpty()) {
            problem.setDetail("This address takes "
                    + taken.stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", "))
                    + " only.");
        }
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMediaTypeNotSupported(
            HttpMediaTypeNotSupportedException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = ProblemWords.problem(status);
        // what is read as JSON is read as problems and patches, too, which nobody means
        e.getSupportedMediaTypes().stream()
                .filter(type -> !type.isWildcardSubtype())
                .map(MediaType::toString)
                .min(Comparator.comparing(String::length))
                .ifPresent(type -> problem.setDetail("Send the body as " + type + "."));
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMediaTypeNotAcceptable(
            HttpMediaTypeNotAcceptableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleExceptionInternal(e, ProblemWords.problem(status), headers, status, request);
    }

    /** A parameter in the address that is no number, date or answer where one is expected; its value may be anything. */
    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = ProblemWords.problem(status);
        if (e.getPropertyName() != null) {
            problem.setDetail("What is sent as \"" + e.getPropertyName() + "\" cannot be read.");
        }
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    /** What was refused without a word, such as a page that is not for whoever asked, is told in ours. */
    @Override
    protected ResponseEntity<Object> handleErrorResponseException(
            ErrorResponseException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Object body = e.getBody().getDetail() == null ? ProblemWords.problem(status) : null;
        return handleExceptionInternal(e, body, headers, status, request);
    }

    private static ProblemDetail problem(HttpStatus status, String detail) {
        return ProblemDetail.forStatusAndDetail(status, detail);
    }
}
