package org.supervision.web;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.supervision.calendar.LondonWords;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.StuckJobs;
import org.supervision.notification.Outbox;
import org.supervision.people.Groups;
import org.supervision.people.People;
import org.supervision.people.Role;
import org.supervision.policy.Policies;
import org.supervision.policy.PolicyProposals;
import org.supervision.policy.PolicyVersion;
import org.supervision.standin.OpenTasks;
import org.supervision.taskform.CurrentUser;

/**
 * Where administrators and process owners begin: what needs them, in numbers, and the way to each page. For everybody else
 * there is no such page: 404.
 */
@Controller
@RequestMapping({AdministrationController.IN_TASKLIST, AdministrationController.IN_REST})
class AdministrationController {

    static final String IN_TASKLIST = Doors.WITH_SESSION + "/administration";
    static final String IN_REST = Doors.AT_EACH_REQUEST + "/administration";

    /** Whoever is supervised has somebody above them, but for the head of the service. */
    private static final Set<Role> SUPERVISED =
            EnumSet.of(Role.SOCIAL_WORKER, Role.TEAM_MANAGER, Role.GROUP_MANAGER, Role.SERVICE_MANAGER);

    private final Outbox outbox;
    private final StuckJobs jobs;
    private final OpenTasks tasks;
    private final People people;
    private final Policies policies;
    private final PolicyProposals proposals;
    private final WorkingCalendar calendar;
    private final CurrentUser currentUser;

    AdministrationController(
            Outbox outbox,
            StuckJobs jobs,
            OpenTasks tasks,
            People people,
            Policies policies,
            PolicyProposals proposals,
            WorkingCalendar calendar,
            CurrentUser currentUser) {
        this.outbox = outbox;
        this.jobs = jobs;
        this.tasks = tasks;
        this.people = people;
        this.policies = policies;
        this.proposals = proposals;
        this.calendar = calendar;
        this.currentUser = currentUser;
    }

    /**
     * How things stand, in numbers.
     *
     * @param calendarKnownUntil last day (London) for which closure days are known
     * @param calendarEndsSoon whether that is so near that somebody has to look further ahead (F117)
     */
    record State(
            int mailsRejected,
            int jobsFailed,
            int tasksOfNobody,
            int peopleWithoutManager,
            int proposalsToDecide,
            LocalDate calendarKnownUntil,
            boolean calendarEndsSoon) {}

    /**
     * A page with what needs doing there.
     *
     * @param wanted whether something does
     */
    record Place(String href, String name, String words, boolean wanted) {}

    @GetMapping
    String page(Model model, HttpServletRequest request) {
        State state = state();
        String root = request.getServletPath().startsWith(IN_REST) ? Doors.AT_EACH_REQUEST : Doors.WITH_SESSION;
        List<Place> places = new ArrayList<>();
        boolean administrator = currentUser.in(Groups.ADMINISTRATORS);
        if (administrator) {
            places.add(new Place(
                    root + "/people",
                    "People",
                    state.peopleWithoutManager() == 0
                            ? "Everybody who is supervised has a line manager."
                            : count(state.peopleWithoutManager(), "person has", "people have") + " no line manager.",
                    state.peopleWithoutManager() > 0));
        }
        if (administrator) {
            places.add(new Place(root + "/deputies", "Deputies", "Who acts as manager for whom.", false));
        }
        places.add(new Place(
                root + "/policy",
                "Policy",
                state.proposalsToDecide() == 0
                        ? "No proposal waits."
                        : count(state.proposalsToDecide(), "proposal waits", "proposals wait")
                                + " for a process owner.",
                state.proposalsToDecide() > 0));
        places.add(new Place(
                root + "/closure-days",
                "Closure days",
                "The calendar is known until " + LondonWords.of(state.calendarKnownUntil()) + ".",
                state.calendarEndsSoon()));
        places.add(new Place(
                Doors.WITH_SESSION + "/stuck-tasks",
                "Stuck work",
                count(state.tasksOfNobody(), "task that nobody has", "tasks that nobody has") + ", "
                        + count(state.jobsFailed(), "failed job.", "failed jobs."),
                state.tasksOfNobody() + state.jobsFailed() > 0));
        if (administrator) {
            places.add(new Place(
                    Doors.WITH_SESSION + "/outbox",
                    "Outbox",
                    state.mailsRejected() == 0
                            ? "No mail was rejected."
                            : count(state.mailsRejected(), "mail was", "mails were") + " rejected and not yet given.",
                    state.mailsRejected() > 0));
        }
        model.addAttribute("places", places);
        return "pages/administration";
    }

    /** The same for scripts. */
    @Operation(summary = "What needs an administrator, in numbers (administrators and process owners)")
    @GetMapping("/state")
    @ResponseBody
    State state() {
        currentUser.requireOneOf(Groups.ADMINISTRATORS, Groups.PROCESS_OWNERS);
        LocalDate known = calendar.knownUntil();
        return new State(
                outbox.rejected(),
                jobs.all().size(),
                tasks.stuck().size(),
                people.countWithoutManager(SUPERVISED),
                (int) proposals.all().stream()
                        .filter(version -> version.status() == PolicyVersion.Status.PROPOSED)
                        .count(),
                known,
                !calendar.today()
                        .isBefore(known.minusDays(policies.current().calendar().warnDays())));
    }

    private static String count(int number, String one, String several) {
        return number + " " + (number == 1 ? one : several);
    }
}
