package org.supervision.web;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.supervision.calendar.LondonWords;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.Deputies;
import org.supervision.people.Deputies.Acting;
import org.supervision.people.Deputies.Problem;
import org.supervision.people.Deputies.Wanted;
import org.supervision.people.Groups;
import org.supervision.people.NamedDeputy;
import org.supervision.people.People;
import org.supervision.people.Person;
import org.supervision.taskform.Choices;
import org.supervision.taskform.CurrentUser;
import org.supervision.taskform.PeopleChoices;

/**
 * Who acts as manager for whom (A-br, F123): an administrator names deputies for everybody, a manager for themselves. For
 * everybody else there is no such page: 404.
 */
@Controller
@RequestMapping({DeputiesController.IN_TASKLIST, DeputiesController.IN_REST})
class DeputiesController {

    static final String IN_TASKLIST = Doors.WITH_SESSION + "/deputies";
    static final String IN_REST = Doors.AT_EACH_REQUEST + "/deputies";

    private static final String[] READERS = {Groups.ADMINISTRATORS, Groups.MANAGERS, Groups.SUPERVISORS};

    private final Deputies deputies;
    private final People people;
    private final WorkingCalendar calendar;
    private final CurrentUser currentUser;

    DeputiesController(Deputies deputies, People people, WorkingCalendar calendar, CurrentUser currentUser) {
        this.deputies = deputies;
        this.people = people;
        this.calendar = calendar;
        this.currentUser = currentUser;
    }

    /**
     * What is sent; the days as {@code 2027-03-01}.
     *
     * @param manager user id of whoever is represented; for a manager themselves where it is left out
     */
    record Sent(
            @Nullable String manager,
            @Nullable String deputy,
            @Nullable String from,
            @Nullable String until) {}

    /**
     * Somebody who acts, in words.
     *
     * @param id to end it by; null where the directory says it
     */
    record Line(@Nullable Long id, String manager, String deputy, String days, boolean now) {}

    /** What was done, in words. */
    record Done(String said) {}

    @GetMapping
    String page(Model model, HttpServletRequest request) {
        String reader = currentUser.requireOneOf(READERS);
        boolean all = currentUser.in(Groups.ADMINISTRATORS);
        List<Person> few = deputies.search("", found -> found, Choices.SHOWN + 1);
        boolean many = few.size() > Choices.SHOWN;
        List<Person> managers = many ? List.of() : few;
        model.addAttribute("lines", lines(visible(reader)));
        model.addAttribute("all", all);
        model.addAttribute("managers", managers);
        model.addAttribute("many", many);
        model.addAttribute(
                "others",
                managers.stream()
                        .filter(person -> all || !person.userId().equals(reader))
                        .toList());
        model.addAttribute("today", calendar.today());
        model.addAttribute("base", request.getServletPath().startsWith(IN_REST) ? IN_REST : IN_TASKLIST);
        return "pages/deputies";
    }

    /** Those who act or are to act: all for administrators, whoever is concerned sees their own. */
    @Operation(summary = "Who acts as manager for whom (administrators; managers see their own)")
    @GetMapping("/list")
    @ResponseBody
    List<Acting> list() {
        return visible(currentUser.requireOneOf(READERS));
    }

    /** Managers by a part of their name, where they are too many for a list; by POST, as names do not belong into an address. */
    @Operation(summary = "Managers by a part of their name (administrators, managers)")
    @PostMapping("/managers")
    @ResponseBody
    Choices.Found managers(@RequestBody Choices.Sought sought) {
        currentUser.requireOneOf(READERS);
        return Choices.Found.of(
                PeopleChoices.options(deputies.search(sought.words(), found -> found, Choices.SHOWN + 1)));
    }

    /** Names a deputy. */
    @Operation(summary = "Name a deputy (administrators for everybody, managers for themselves)")
    @PostMapping
    @ResponseBody
    ResponseEntity<Object> name(@RequestBody Sent sent) {
        String by = currentUser.requireOneOf(READERS);
        String manager = sent.manager() == null && !currentUser.in(Groups.ADMINISTRATORS) ? by : sent.manager();
        if (!currentUser.in(Groups.ADMINISTRATORS) && !by.equals(manager)) {
            throw notThere();
        }
        Wanted wanted = new Wanted(manager, sent.deputy(), day(sent.from()), day(sent.until()));
        List<Problem> problems = sent.until() != null && !sent.until().isBlank() && wanted.until() == null
                ? List.of(new Problem("until", "Enter a date, or leave it empty until further notice."))
                : deputies.name(wanted, by);
        if (!problems.isEmpty()) {
            ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                    HttpStatus.UNPROCESSABLE_ENTITY, "Nobody is named yet; what you entered is still there.");
            problem.setProperty("errors", problems);
            return ResponseEntity.unprocessableEntity().body(problem);
        }
        boolean now = calendar.today().equals(wanted.from());
        return ResponseEntity.ok(new Done(people.nameOf(String.valueOf(sent.deputy())) + " acts for "
                + people.nameOf(String.valueOf(manager)) + " from "
                + LondonWords.of(wanted.from() == null ? calendar.today() : wanted.from())
                + (now ? ". Open tasks have gone over." : ". Open tasks go over on that day.")));
    }

    /** Ends it today, before its last day. */
    @Operation(summary = "Nobody acts any more from today on")
    @PostMapping("/{id}/end")
    @ResponseBody
    Done end(@PathVariable long id) {
        String by = currentUser.requireOneOf(READERS);
        boolean theirs = currentUser.in(Groups.ADMINISTRATORS)
                || deputies.find(id)
                        .map(NamedDeputy::manager)
                        .filter(by::equals)
                        .isPresent();
        if (!theirs || !deputies.end(id, by)) {
            throw notThere();
        }
        return new Done("Ended. What the deputy has not finished goes back.");
    }

    private List<Acting> visible(String reader) {
        return currentUser.in(Groups.ADMINISTRATORS) ? deputies.all() : deputies.of(reader);
    }

    private List<Line> lines(List<Acting> acting) {
        UnaryOperator<String> names = people.names(acting.stream()
                .flatMap(one -> Stream.of(one.manager(), one.deputy()))
                .toList());
        return acting.stream().map(one -> line(one, names)).toList();
    }

    private Line line(Acting one, UnaryOperator<String> names) {
        NamedDeputy named = one.named();
        LocalDate today = calendar.today();
        boolean mayEnd = named != null
                && (currentUser.in(Groups.ADMINISTRATORS) || one.manager().equals(currentUser.require()));
        return new Line(
                mayEnd ? named.id() : null,
                names.apply(one.manager()),
                names.apply(one.deputy()),
                LondonWords.of(one.from())
                        + (one.until() == null ? ", until further notice" : " to " + LondonWords.of(one.until()))
                        + (named == null ? " (from the people file)" : ""),
                !one.from().isAfter(today));
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static ResponseStatusException notThere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
