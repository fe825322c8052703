package org.supervision.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.supervision.calendar.LondonWords;
import org.supervision.notification.MailResend;
import org.supervision.notification.Outbox;
import org.supervision.people.Groups;
import org.supervision.people.People;
import org.supervision.taskform.CurrentUser;

/**
 * The mails and what became of them, for administrators: with the session of Tasklist and Admin below {@code /camunda}, with
 * a sign-in of its own at {@code /outbox}. For everybody else there is no such page: 404.
 */
@Controller
@RequestMapping({OutboxController.IN_TASKLIST, OutboxController.ALONE})
class OutboxController {

    static final String IN_TASKLIST = "/camunda/api/supervision/outbox";
    static final String ALONE = "/outbox";

    private static final MediaType CALENDAR = new MediaType("text", "calendar", StandardCharsets.UTF_8);

    private final Outbox outbox;
    private final MailResend again;
    private final People people;
    private final CurrentUser currentUser;

    OutboxController(Outbox outbox, MailResend again, People people, CurrentUser currentUser) {
        this.outbox = outbox;
        this.again = again;
        this.people = people;
        this.currentUser = currentUser;
    }

    /** A line of the list, in words. */
    record Line(long id, String queued, String recipient, String subject, String reference, String status) {}

    @GetMapping
    String list(Model model, HttpServletRequest request) {
        requireAdministrator(request);
        List<Line> lines = outbox.latest().stream().map(OutboxController::line).toList();
        model.addAttribute("mails", lines);
        model.addAttribute(
                "rejected",
                outbox.rejectedOnes().stream().map(OutboxController::line).toList());
        return page("outbox", model, request);
    }

    @GetMapping("/{id}")
    String open(@PathVariable long id, Model model, HttpServletRequest request) {
        requireAdministrator(request);
        Outbox.Opened mail = require(id);
        model.addAttribute("line", line(mail.entry()));
        model.addAttribute("mail", mail);
        model.addAttribute("mayAsk", !isAlone(request));
        model.addAttribute(
                "asked",
                again.asked(id).stream()
                        .map(asked -> people.nameOf(asked.by()) + ", " + LondonWords.of(asked.at()))
                        .toList());
        return page("outbox-mail", model, request);
    }

    @GetMapping("/{id}/invite.ics")
    ResponseEntity<String> calendar(@PathVariable long id, HttpServletRequest request) {
        requireAdministrator(request);
        String calendar = require(id).calendar();
        if (calendar == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return ResponseEntity.ok()
                .contentType(CALENDAR)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("invite.ics")
                                .build()
                                .toString())
                .body(calendar);
    }

    /** The path that stands alone is guarded by its own sign-in; a session may be anybody's. */
    private void requireAdministrator(HttpServletRequest request) {
        if (!isAlone(request)) {
            currentUser.requireOneOf(Groups.ADMINISTRATORS);
        }
    }

    private static boolean isAlone(HttpServletRequest request) {
        return request.getServletPath().startsWith(ALONE);
    }

    private static String page(String name, Model model, HttpServletRequest request) {
        model.addAttribute("base", isAlone(request) ? ALONE : IN_TASKLIST);
        return "pages/" + name;
    }

    private Outbox.Opened require(long id) {
        return outbox.open(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Line line(Outbox.Entry mail) {
        return new Line(
                mail.id(),
                LondonWords.of(mail.queuedAt()),
                mail.recipient(),
                mail.subject(),
                mail.businessKey(),
                inWords(mail));
    }

    private static String inWords(Outbox.Entry mail) {
        String settled = mail.settledAt() == null ? "" : " " + LondonWords.of(mail.settledAt());
        return switch (mail.status()) {
            case QUEUED -> queued(mail);
            case SENT -> "Sent" + settled + (mail.attempts() > 1 ? "; may have arrived twice" : "");
            case CAUGHT -> "Shown here only" + settled;
            case REJECTED -> "Rejected" + settled + "; somebody has a task to correct the address";
            case BY_HAND -> "Given by hand" + settled;
            case CHECK -> "Put aside" + settled + "; it may have gone out before the backup was restored";
        };
    }

    private static String queued(Outbox.Entry mail) {
        if (mail.attempts() > 0) {
            return "Not sent so far; tried " + mail.attempts() + (mail.attempts() == 1 ? " time" : " times");
        }
        return mail.notBefore().isAfter(mail.queuedAt())
                ? "Waiting for mail hours, " + LondonWords.of(mail.notBefore())
                : "On its way";
    }
}
