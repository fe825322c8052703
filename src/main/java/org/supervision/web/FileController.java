package org.supervision.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.supervision.access.Access;
import org.supervision.access.Content;
import org.supervision.access.Route;
import org.supervision.agreement.Agreement;
import org.supervision.disclosure.DisclosureService;
import org.supervision.taskform.CurrentUser;
import org.supervision.taskform.TaskOverview;

/**
 * Everybody's own supervision file (A6.1d, B6): their working relationships, each with its agreement, sessions, records and
 * readings. What isn't the reader's is not found.
 */
@Controller
class FileController {

    static final String IN_TASKLIST = Doors.WITH_SESSION + "/file";
    static final String IN_REST = Doors.AT_EACH_REQUEST + "/file";

    private final SupervisionFile file;
    private final TermsSideBySide sideBySide;
    private final Copies copies;
    private final Readings readings;
    private final Access access;
    private final TaskOverview tasks;
    private final CurrentUser currentUser;

    FileController(
            SupervisionFile file,
            TermsSideBySide sideBySide,
            Copies copies,
            Readings readings,
            Access access,
            TaskOverview tasks,
            CurrentUser currentUser) {
        this.file = file;
        this.sideBySide = sideBySide;
        this.copies = copies;
        this.readings = readings;
        this.access = access;
        this.tasks = tasks;
        this.currentUser = currentUser;
    }

    /** All of one's relationships, and everything else that one may read. */
    @GetMapping({IN_TASKLIST, IN_REST, CopiesController.IN_TASKLIST, CopiesController.IN_REST})
    String list(Model model, HttpServletRequest request) {
        String userId = currentUser.require();
        model.addAttribute("relationships", file.of(userId));
        model.addAttribute("agreements", copies.agreementsOf(userId));
        model.addAttribute("records", copies.recordsOf(userId));
        model.addAttribute("dates", copies.datesOf(userId));
        model.addAttribute(
                "disclosures", route(request) == Route.REST ? DisclosureService.REST_PATH : DisclosureService.PATH);
        return page("file-list", model, request);
    }

    /** One relationship: its agreement, its sessions, where everything stands, and what is to be done. Nothing is opened. */
    @GetMapping({IN_TASKLIST + "/{agreement}", IN_REST + "/{agreement}"})
    String relationship(@PathVariable String agreement, Model model, HttpServletRequest request) {
        String userId = currentUser.require();
        Agreement own = requireOwn(agreement);
        model.addAttribute("one", file.relationship(own, userId));
        model.addAttribute("terms", file.terms(own, userId));
        model.addAttribute("sessions", file.sessions(own, userId));
        model.addAttribute("missed", file.missed(own));
        model.addAttribute(
                "tasks",
                tasks.of(userId).stream()
                        .filter(task -> task.about() != null)
                        .collect(Collectors.groupingBy(TaskOverview.Line::about)));
        model.addAttribute(
                "hasCases",
                access.decide(userId, Content.caseload(own.key()), route(request))
                        .isAllowed());
        return page("file", model, request);
    }

    /** The agreement's terms side by side. */
    @GetMapping({IN_TASKLIST + "/{agreement}/terms", IN_REST + "/{agreement}/terms"})
    String terms(@PathVariable String agreement, Model model, HttpServletRequest request) {
        Agreement own = requireOwn(agreement);
        return compared(
                own,
                "Terms of " + own.key(),
                sideBySide.ofAgreement(own, currentUser.require(), route(request)),
                model,
                request);
    }

    /** The versions of one term side by side, as it was drafted. */
    @GetMapping({IN_TASKLIST + "/{agreement}/terms/{term}", IN_REST + "/{agreement}/terms/{term}"})
    String drafts(@PathVariable String agreement, @PathVariable String term, Model model, HttpServletRequest request) {
        Agreement own = requireOwn(agreement);
        String key = own.key() + "/" + term;
        return compared(
                own,
                "How " + key + " was drafted",
                sideBySide.ofTerm(own, key, currentUser.require(), route(request)),
                model,
                request);
    }

    private String compared(
            Agreement own,
            String heading,
            Optional<TermsSideBySide.Table> table,
            Model model,
            HttpServletRequest request) {
        model.addAttribute("key", own.key());
        model.addAttribute("heading", heading);
        model.addAttribute("table", table.orElseThrow(FileController::notFound));
        return page("file-terms", model, request);
    }

    /** Who opened anything of the file. */
    @GetMapping({IN_TASKLIST + "/{agreement}/readings", IN_REST + "/{agreement}/readings"})
    String readings(@PathVariable String agreement, Model model, HttpServletRequest request) {
        Agreement own = requireOwn(agreement);
        model.addAttribute("key", own.key());
        model.addAttribute("readings", readings.inWords(file.readings(own, currentUser.require())));
        return page("file-readings", model, request);
    }

    private Agreement requireOwn(String key) {
        return file.find(key, currentUser.require()).orElseThrow(FileController::notFound);
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private static String page(String name, Model model, HttpServletRequest request) {
        boolean rest = route(request) == Route.REST;
        model.addAttribute("root", rest ? Doors.AT_EACH_REQUEST : Doors.WITH_SESSION);
        return "pages/" + name;
    }

    private static Route route(HttpServletRequest request) {
        return request.getServletPath().startsWith(Doors.AT_EACH_REQUEST + "/") ? Route.REST : Route.PAGE;
    }
}
