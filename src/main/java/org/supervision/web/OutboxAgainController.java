package org.supervision.web;

import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.supervision.notification.MailResend;
import org.supervision.people.Groups;
import org.supervision.taskform.CurrentUser;

/** Sends a mail again when an administrator asks for it (F103). For everybody else there is no such address: 404. */
@RestController
class OutboxAgainController {

    private final MailResend mails;
    private final CurrentUser currentUser;

    OutboxAgainController(MailResend mails, CurrentUser currentUser) {
        this.mails = mails;
        this.currentUser = currentUser;
    }

    /** What was done, in words. */
    record Done(String said) {}

    /** Sends it again, or says why that is not done. */
    @Operation(summary = "Send a mail again (administrators)")
    @PostMapping({OutboxController.IN_TASKLIST + "/{id}/again", Doors.AT_EACH_REQUEST + "/outbox/{id}/again"})
    Done again(@PathVariable long id) {
        String by = currentUser.requireOneOf(Groups.ADMINISTRATORS);
        MailResend.Done done =
                mails.sendAgain(id, by).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return switch (done) {
            case COPIED ->
                new Done("A copy is on its way, at once or in the next mail hours. It stands first in the outbox.");
            case REDIRECTED ->
                new Done("On its way to the address in the directory. Nobody has to correct the address any more.");
            case RELEASED ->
                new Done(
                        "On its way. Whoever had it before may get it twice; it is the same mail to their mail program.");
            case TRIED -> new Done("It is tried once more now.");
            case ON_ITS_WAY ->
                throw new ResponseStatusException(HttpStatus.CONFLICT, "It is on its way already. Nothing was done.");
            case SAME_ADDRESS ->
                throw new ResponseStatusException(
                        HttpStatus.CONFLICT,
                        "The directory has no other address than the rejected one. Correct it there first, or let the task"
                                + " to correct the address be done. Nothing was done.");
        };
    }
}
