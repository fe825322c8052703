package org.supervision.web;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.supervision.agreement.Agreement;
import org.supervision.calendar.LondonWords;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.Groups;
import org.supervision.people.People;
import org.supervision.policy.ClosureDay;
import org.supervision.policy.ClosureDays;
import org.supervision.policy.ClosureDays.Added;
import org.supervision.policy.ClosureDays.Forecast;
import org.supervision.policy.Moved;
import org.supervision.policy.Policies;
import org.supervision.policy.PolicyDryRun;
import org.supervision.policy.PolicyDryRun.Findings;
import org.supervision.policy.PolicyProblem;
import org.supervision.policy.PolicyProposals.RefusedException;
import org.supervision.session.ClosureNotices;
import org.supervision.taskform.CurrentUser;

/**
 * Bank holidays and closure days of the next two years (F117): administrators add and remove days to come, once they have
 * seen what falls on them; process owners read. For everybody else there is no such page: 404.
 */
@Controller
@RequestMapping({ClosureDaysController.IN_TASKLIST, ClosureDaysController.IN_REST})
class ClosureDaysController {

    static final String IN_TASKLIST = Doors.WITH_SESSION + "/closure-days";
    static final String IN_REST = Doors.AT_EACH_REQUEST + "/closure-days";

    private static final int YEARS = 2;
    private static final int SHOWN = 50;

    private final ClosureDays days;
    private final PolicyDryRun dryRun;
    private final ClosureNotices sessions;
    private final Policies policies;
    private final People people;
    private final WorkingCalendar calendar;
    private final CurrentUser currentUser;

    ClosureDaysController(
            ClosureDays days,
            PolicyDryRun dryRun,
            ClosureNotices sessions,
            Policies policies,
            People people,
            WorkingCalendar calendar,
            CurrentUser currentUser) {
        this.days = days;
        this.dryRun = dryRun;
        this.sessions = sessions;
        this.policies = policies;
        this.people = people;
        this.calendar = calendar;
        this.currentUser = currentUser;
    }

    /** What is sent: the day as {@code 2027-12-29}, what it is, and whether open deadlines are counted anew. */
    record Sent(@Nullable String day, @Nullable String name, boolean recount) {}

    /**
     * A day off.
     *
     * @param id to remove it by; null where it follows from a rule or the policy
     * @param source where it comes from, in words
     */
    record DayOff(@Nullable Long id, LocalDate day, String inWords, String name, String source) {}

    /** A booked session by its keys. */
    record Booked(String agreement, String session, String start) {}

    /** A deadline that would be computed otherwise, in words. */
    record Later(String about, String item, String rule, String before, String after, boolean onlyNew) {}

    /**
     * What falls on a day, and what would move if open deadlines were counted anew.
     *
     * @param sessions the first of the sessions that are booked on it
     * @param sessionsInAll how many are booked on it
     * @param deadlines the worst of what would be computed otherwise
     * @param deadlinesFound how many would be, of the agreements that were looked at
     * @param scope which agreements were looked at for the deadlines
     * @param atMost whether some of what is open may stay: so much is counted anew in parts
     */
    record Preview(
            String day,
            List<Booked> sessions,
            int sessionsInAll,
            List<Later> deadlines,
            int deadlinesFound,
            DryRunScope scope,
            Moved open,
            boolean atMost) {}

    /** What was done, in words. */
    record Done(String said) {}

    @GetMapping
    String page(Model model, HttpServletRequest request) {
        List<DayOff> all = list();
        LocalDate known = calendar.knownUntil();
        model.addAttribute("days", all);
        model.addAttribute("mayChange", currentUser.in(Groups.ADMINISTRATORS));
        model.addAttribute("knownUntil", LondonWords.of(known));
        model.addAttribute(
                "endsSoon",
                !calendar.today()
                        .isBefore(known.minusDays(policies.current().calendar().warnDays())));
        model.addAttribute("earliest", calendar.today().plusDays(1));
        model.addAttribute("latest", known);
        model.addAttribute("base", request.getServletPath().startsWith(IN_REST) ? IN_REST : IN_TASKLIST);
        return "pages/closure-days";
    }

    /** The days off of the next two years, in order. */
    @Operation(summary = "Bank holidays and closure days of the next two years (administrators and process owners)")
    @GetMapping("/list")
    @ResponseBody
    List<DayOff> list() {
        currentUser.requireOneOf(Groups.ADMINISTRATORS, Groups.PROCESS_OWNERS);
        LocalDate from = calendar.today();
        LocalDate until = from.plusYears(YEARS);
        List<DayOff> all = new ArrayList<>();
        for (int year = from.getYear(); year <= until.getYear(); year++) {
            calendar.bankHolidaysIn(year).forEach((day, name) -> all.add(dayOff(null, day, name, "Bank holiday")));
        }
        days.ofPolicy(from, until).forEach(day -> all.add(dayOff(null, day, "Closed", "The policy")));
        days.added()
                .forEach(one -> all.add(dayOff(
                        one.day().isAfter(from) ? one.id() : null,
                        one.day(),
                        one.name(),
                        "Added by " + people.nameOf(one.addedBy()) + ", " + LondonWords.of(one.addedAt())
                                + followedBy(one))));
        return all.stream()
                .filter(one -> !one.day().isBefore(from) && !one.day().isAfter(until))
                .sorted(Comparator.comparing(DayOff::day))
                .toList();
    }

    private static String followedBy(ClosureDay one) {
        String moved =
                one.tasksMoved() == null ? "" : "; open deadlines were counted anew, tasks moved: " + one.tasksMoved();
        return one.isUnderWay()
                ? "; being taken in: %d of %d parts done".formatted(one.partsDone(), one.parts())
                : moved;
    }

    /** What falls on a day that would be added, as a part of the page. */
    @PostMapping("/preview")
    String preview(@RequestBody Sent sent, Model model) {
        model.addAttribute("preview", dryRun(sent));
        return "pages/closure-days-answer :: answer";
    }

    /** The same for scripts. */
    @Operation(summary = "What falls on a day that would become a closure day; changes nothing")
    @PostMapping("/dry-run")
    @ResponseBody
    Preview dryRun(@RequestBody Sent sent) {
        currentUser.requireOneOf(Groups.ADMINISTRATORS);
        LocalDate day = day(sent.day());
        List<PolicyProblem> problems = days.check(day);
        if (day == null || !problems.isEmpty()) {
            throw new RefusedException(problems);
        }
        Forecast forecast = days.wouldMove(day);
        Findings findings = dryRun.ofClosureOn(day);
        return new Preview(
                LondonWords.of(day),
                sessions.bookedOn(day, SHOWN).stream()
                        .map(session -> new Booked(
                                Agreement.keyOf(session.agreementId()),
                                session.key(),
                                LondonWords.of(session.startAt())))
                        .toList(),
                sessions.countOn(day),
                findings.effects().stream()
                        .limit(DryRunScope.LISTED)
                        .map(effect -> new Later(
                                effect.expected().about(),
                                effect.expected().item(),
                                effect.expected().rule(),
                                effect.before() == null ? "–" : LondonWords.of(effect.before()),
                                effect.expected().by() == null
                                        ? "–"
                                        : LondonWords.of(effect.expected().by()),
                                effect.expected().onlyNew()))
                        .toList(),
                findings.effects().size(),
                DryRunScope.of(findings),
                forecast.moved(),
                forecast.atMost());
    }

    /** Adds a day; both of each session that is booked on it are told. */
    @Operation(summary = "Add a closure day to come (administrators)")
    @PostMapping
    @ResponseBody
    Done add(@RequestBody Sent sent) {
        String by = currentUser.requireOneOf(Groups.ADMINISTRATORS);
        LocalDate day = day(sent.day());
        Added added = days.add(day, sent.name(), sent.recount(), by);
        int told = day == null ? 0 : sessions.countOn(day);
        if (added.inParts()) {
            return new Done("Added. It counts for what is computed from now on. "
                    + (sent.recount() ? "Open deadlines are being counted anew. " : "Deadlines that are set stay. ")
                    + (told == 0 ? "" : booked(told) + " being told. ")
                    + "That takes some minutes: this page says how far it is.");
        }
        return new Done("Added. It counts for what is computed from now on. "
                + (sent.recount() ? inWords(added.moved()) : "Deadlines that are set stay. ")
                + (told == 0 ? "No session is booked on it." : booked(told) + " told."));
    }

    private static String booked(int sessions) {
        return "The two of " + sessions + (sessions == 1 ? " session" : " sessions") + " booked on it are";
    }

    private static String inWords(Moved moved) {
        int tasks = moved.allTasks();
        return moved.isEmpty()
                ? "No open deadline moved, or they moved for this day before. "
                : "Open deadlines were counted anew: %d %s another due date. "
                        .formatted(tasks, tasks == 1 ? "task has" : "tasks have");
    }

    /** Takes a day to come back. */
    @Operation(summary = "Remove a closure day to come that was added here (administrators)")
    @PostMapping("/{id}/remove")
    @ResponseBody
    Done remove(@PathVariable long id) {
        if (!days.remove(id, currentUser.requireOneOf(Groups.ADMINISTRATORS))) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return new Done("Removed. It is a working day again for what is computed from now on; what is set stays.");
    }

    /** What is wrong, by field. */
    @ExceptionHandler
    ProblemDetail refused(RefusedException e) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.UNPROCESSABLE_ENTITY, "Nothing was changed; what you typed is still there.");
        problem.setProperty("errors", Refused.errors(e));
        return problem;
    }

    private static DayOff dayOff(@Nullable Long id, LocalDate day, String name, String source) {
        return new DayOff(id, day, LondonWords.of(day), name, source);
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
