package org.supervision.web;

import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.Groups;
import org.supervision.people.ImportPreview;
import org.supervision.people.ImportProblem;
import org.supervision.people.InvalidPeopleException;
import org.supervision.people.PeopleImport;
import org.supervision.taskform.CurrentUser;

/** Takes the directory of people from a file that an administrator sends. */
@RestController
@RequestMapping("/api/people")
class PeopleController {

    private static final int LARGEST_FILE = 10 * 1024 * 1024;
    private static final int YEARS_AHEAD = 5;

    private final PeopleImport people;
    private final WorkingCalendar calendar;
    private final CurrentUser currentUser;

    PeopleController(PeopleImport people, WorkingCalendar calendar, CurrentUser currentUser) {
        this.people = people;
        this.calendar = calendar;
        this.currentUser = currentUser;
    }

    /**
     * Tells what a people file would change, or changes it.
     *
     * @param effectiveOn first day (London) on which the file holds; today when left out
     * @param apply whether to change anything
     * @param confirmEnded how many people are to leave: needed where the preview's {@code toConfirm} says so
     * @param body the file: UTF-8 text with a header, up to 10 MB
     */
    @Operation(summary = "Preview or apply a people file (administrators only)")
    @PostMapping(path = "/import", consumes = "text/csv")
    ImportPreview importPeople(
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate effectiveOn,
            @RequestParam(defaultValue = "false") boolean apply,
            @RequestParam(required = false) @Nullable Integer confirmEnded,
            InputStream body)
            throws IOException {
        currentUser.require();
        if (!currentUser.in(Groups.ADMINISTRATORS)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "Only an administrator imports people.");
        }
        LocalDate today = calendar.today();
        LocalDate from = effectiveOn == null ? today : effectiveOn;
        if (from.isBefore(today.minusYears(YEARS_AHEAD)) || from.isAfter(today.plusYears(YEARS_AHEAD))) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "effectiveOn must lie within " + YEARS_AHEAD + " years of today.");
        }
        byte[] csv = body.readNBytes(LARGEST_FILE + 1);
        if (csv.length > LARGEST_FILE) {
            throw new ResponseStatusException(HttpStatus.PAYLOAD_TOO_LARGE, "The file is larger than 10 MB.");
        }
        return apply ? people.apply(csv, from, "sent", confirmEnded) : people.preview(csv, from);
    }

    @ExceptionHandler
    ProblemDetail invalid(InvalidPeopleException e) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.UNPROCESSABLE_ENTITY, "The people file is wrong. Nothing of it was taken.");
        List<ImportProblem> problems = e.problems();
        problem.setProperty("problems", problems);
        return problem;
    }
}
