package org.supervision.web;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;
import org.supervision.access.Access;
import org.supervision.access.Content;
import org.supervision.access.ContentKind;
import org.supervision.access.Route;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.calendar.LondonWords;
import org.supervision.people.People;
import org.supervision.persistence.Csv;
import org.supervision.session.ActionEvent;
import org.supervision.session.ActionItem;
import org.supervision.session.ActionState;
import org.supervision.session.ActionType;
import org.supervision.session.Actions;
import org.supervision.session.SupervisionSession;
import org.supervision.taskform.CurrentUser;

/**
 * What two people agreed to do, between sessions: its owner says that it is done, or is not after all; training needs are
 * gathered for the appraisal (B5, B0). For the two alone: for anybody else there is nothing, 404.
 */
@Controller
@RequestMapping({ActionsController.IN_TASKLIST, ActionsController.IN_REST})
@Transactional
class ActionsController {

    static final String IN_TASKLIST = Actions.PATH;
    static final String IN_REST = "/api/actions";

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final Actions actions;
    private final AgreementService agreements;
    private final Access access;
    private final People people;
    private final CurrentUser currentUser;

    ActionsController(
            Actions actions, AgreementService agreements, Access access, People people, CurrentUser currentUser) {
        this.actions = actions;
        this.agreements = agreements;
        this.access = access;
        this.people = people;
        this.currentUser = currentUser;
    }

    /** Actions of an agreement, in the list. */
    record AgreementLine(String agreement, String with, int open) {}

    /**
     * What became of an action between sessions.
     *
     * @param passedTo name of its owner since; null where that stayed the same
     */
    record EventView(
            ActionState state,
            @Nullable String note,
            String by,
            String when,
            @Nullable String passedTo) {}

    /**
     * An action.
     *
     * @param owner user id
     * @param carried in how many sessions it was carried on; from twice on it is flagged (F51)
     * @param mine whether whoever asks is its owner
     */
    record ActionView(
            long id,
            String what,
            String owner,
            String ownerName,
            LocalDate due,
            String dueInWords,
            ActionType type,
            ActionState state,
            @Nullable LocalDate closedOn,
            String session,
            int carried,
            boolean stuck,
            boolean late,
            boolean mine,
            List<EventView> events) {}

    /** Where an action stands now, in its owner's words. */
    record NewState(@Nullable ActionState state, @Nullable String note) {}

    @GetMapping
    String list(Model model, HttpServletRequest request) {
        String userId = currentUser.require();
        List<Agreement> readable = readable(userId, request);
        Map<Long, Integer> open =
                actions.countOpen(readable.stream().map(Agreement::requireId).toList());
        UnaryOperator<String> names = people.names(readable.stream()
                .map(agreement -> agreement.parties().otherThan(userId))
                .toList());
        model.addAttribute(
                "agreements",
                readable.stream()
                        .map(agreement -> new AgreementLine(
                                agreement.key(),
                                names.apply(agreement.parties().otherThan(userId)),
                                open.getOrDefault(agreement.requireId(), 0)))
                        .toList());
        return page("actions-list", model, request);
    }

    private List<Agreement> readable(String userId, HttpServletRequest request) {
        List<Agreement> own = agreements.of(userId);
        Set<Content> readable = access.readable(
                userId,
                ContentKind.ACTIONS,
                own.stream().map(agreement -> Content.actions(agreement.key())).toList(),
                route(request));
        return own.stream()
                .filter(agreement -> readable.contains(Content.actions(agreement.key())))
                .toList();
    }

    /** The actions of an agreement, open ones first, and the training needs among them. */
    @GetMapping("/{agreement}")
    String ofAgreement(@PathVariable String agreement, Model model, HttpServletRequest request) {
        List<ActionView> all = views(agreement, request);
        model.addAttribute("agreement", agreement);
        model.addAttribute(
                "open",
                all.stream().filter(one -> one.state() == ActionState.OPEN).toList());
        model.addAttribute(
                "closed",
                all.stream().filter(one -> one.state() != ActionState.OPEN).toList());
        model.addAttribute(
                "training",
                all.stream().filter(one -> one.type() == ActionType.TRAINING).toList());
        return page("actions", model, request);
    }

    /** The same for scripts. */
    @Operation(summary = "The actions of an agreement, for its two parties")
    @GetMapping("/{agreement}/actions")
    @ResponseBody
    List<ActionView> actions(@PathVariable String agreement, HttpServletRequest request) {
        return views(agreement, request);
    }

    /** Says where an action stands now: its owner alone does; 403 for the other party. */
    @Operation(summary = "Close or reopen an action of one's own, with a note")
    @PostMapping("/{agreement}/actions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(
            @PathVariable String agreement,
            @PathVariable long id,
            @RequestBody NewState wanted,
            HttpServletRequest request) {
        long agreementId = open(agreement, request);
        String userId = currentUser.require();
        ActionItem action = actions.underAgreement(agreementId).stream()
                .filter(one -> one.requireId() == id)
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!action.owner().equals(userId)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "Only whoever is to do it says so.");
        }
        if (wanted.state() == null) {
            throw wrong("Say where it stands: DONE, DROPPED or OPEN.");
        }
        String note = wanted.note() == null || wanted.note().isBlank()
                ? null
                : wanted.note().strip();
        if (note != null && note.length() > Actions.LONGEST_NOTE) {
            throw wrong("Say it in at most " + Actions.LONGEST_NOTE + " characters.");
        }
        if (note == null && wanted.state() == ActionState.DROPPED) {
            throw wrong("Say why it is no longer needed.");
        }
        actions.change(action, wanted.state(), note);
    }

    /** The training needs that supervision found, for the appraisal (B0, R103). */
    @Operation(summary = "The training needs among an agreement's actions as CSV")
    @GetMapping("/{agreement}/training.csv")
    ResponseEntity<String> training(@PathVariable String agreement, HttpServletRequest request) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("what", "owner", "due", "state", "closedOn", "session"));
        views(agreement, request).stream()
                .filter(one -> one.type() == ActionType.TRAINING)
                .forEach(one -> rows.add(List.of(
                        one.what(),
                        one.ownerName(),
                        one.due().toString(),
                        one.state().name(),
                        one.closedOn() == null ? "" : one.closedOn().toString(),
                        one.session())));
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("training-needs-" + agreement + ".csv")
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore())
                .body(Csv.write(rows));
    }

    private List<ActionView> views(String agreement, HttpServletRequest request) {
        long agreementId = open(agreement, request);
        String userId = currentUser.require();
        return actions.underAgreement(agreementId).stream()
                .map(action -> view(action, userId))
                .toList();
    }

    private ActionView view(ActionItem action, String userId) {
        int carried = actions.carried(action.requireId());
        return new ActionView(
                action.requireId(),
                action.what(),
                action.owner(),
                people.nameOf(action.owner()),
                action.dueOn(),
                LondonWords.of(action.dueOn()),
                action.actionType(),
                action.state(),
                action.closedOn(),
                SupervisionSession.keyOf(action.sessionId()),
                carried,
                Actions.isStuck(carried),
                actions.isLate(action),
                action.owner().equals(userId),
                actions.events(action.requireId()).stream().map(this::view).toList());
    }

    private EventView view(ActionEvent event) {
        return new EventView(
                event.state(),
                event.note(),
                people.nameOf(event.notedBy()),
                LondonWords.of(event.notedAt()),
                event.passedTo() == null ? null : people.nameOf(event.passedTo()));
    }

    /** The agreement's row id, once its actions are open to whoever asks; 404 for everybody else. */
    private long open(String agreement, HttpServletRequest request) {
        if (!access.open(currentUser.require(), Content.actions(agreement), route(request))) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return Agreement.idOf(agreement);
    }

    private static ResponseStatusException wrong(String message) {
        return new ResponseStatusException(HttpStatus.UNPROCESSABLE_ENTITY, message);
    }

    private static String page(String name, Model model, HttpServletRequest request) {
        model.addAttribute("base", route(request) == Route.REST ? IN_REST : IN_TASKLIST);
        return "pages/" + name;
    }

    private static Route route(HttpServletRequest request) {
        return request.getServletPath().startsWith(IN_REST) ? Route.REST : Route.PAGE;
    }
}
