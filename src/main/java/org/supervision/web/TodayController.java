package org.supervision.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.supervision.calendar.London;
import org.supervision.notification.LondonWords;
import org.supervision.people.People;
import org.supervision.standin.OpenTasks;
import org.supervision.taskform.CurrentUser;
import org.supervision.taskform.TaskOverview;
import org.supervision.taskform.TaskOverview.Line;

/**
 * Where things stand for whoever asks: what is late, what is due today, the next sessions, what comes then, and the pages
 * that are there for people like them. Each task leads to its form in Tasklist.
 */
@Controller
@RequestMapping({TodayController.IN_TASKLIST, TodayController.IN_REST})
class TodayController {

    static final String IN_TASKLIST = "/camunda/api/supervision/today";
    static final String IN_REST = "/api/today";

    private static final String HOLD_SESSION = "Task_HoldSession";

    private final TaskOverview tasks;
    private final People people;
    private final CurrentUser currentUser;
    private final Clock clock;

    TodayController(TaskOverview tasks, People people, CurrentUser currentUser, Clock clock) {
        this.tasks = tasks;
        this.people = people;
        this.currentUser = currentUser;
        this.clock = clock;
    }

    /** A page that somebody can go to. */
    record Door(String href, String name, String words) {}

    /** Some of the tasks under a heading, and what is said where there are none. */
    record Group(String id, String heading, @Nullable String hint, String none, List<Line> lines) {}

    @GetMapping
    String today(Model model, HttpServletRequest request) {
        String userId = currentUser.require();
        Instant now = clock.instant();
        List<Line> late = new ArrayList<>();
        List<Line> today = new ArrayList<>();
        List<Line> sessions = new ArrayList<>();
        List<Line> next = new ArrayList<>();
        for (Line line : tasks.of(userId)) {
            if (line.late() != null) {
                late.add(line);
            } else if (isToday(line, now)) {
                today.add(line);
            } else if (line.taskKey().equals(HOLD_SESSION)) {
                sessions.add(line);
            } else {
                next.add(line);
            }
        }
        sessions.sort(Comparator.comparing(line -> Objects.requireNonNull(line.followUp())));
        model.addAttribute("name", people.nameOf(userId));
        model.addAttribute("now", LondonWords.of(now));
        model.addAttribute(
                "groups",
                List.of(
                        new Group("late", "Late", null, "Nothing.", late),
                        new Group("today", "For today", null, "Nothing.", today),
                        new Group(
                                "sessions",
                                "Your next sessions",
                                "Open one to move it, or to say what became of it.",
                                "None is booked.",
                                sessions),
                        new Group("next", "Then", null, "Nothing else waits for you.", next)));
        model.addAttribute("doors", doors(request.getServletPath().startsWith(IN_REST)));
        return "pages/today";
    }

    /** A session is for its day; any other task is due at the end of one. */
    private static boolean isToday(Line line, Instant now) {
        Instant moment = line.taskKey().equals(HOLD_SESSION) || line.due() == null
                ? line.followUp()
                : line.due().minusMillis(1);
        return moment != null && !day(moment).isAfter(day(now));
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, London.ZONE);
    }

    private List<Door> doors(boolean rest) {
        List<Door> doors = new ArrayList<>();
        if (currentUser.in("supervisors") || currentUser.in("supervisees")) {
            doors.add(new Door(
                    rest ? CopiesController.IN_REST : CopiesController.IN_TASKLIST,
                    "Your copies",
                    "agreements, records and the dates of your sessions, and who has read them"));
            doors.add(new Door(
                    rest ? ActionsController.IN_REST : ActionsController.IN_TASKLIST,
                    "Actions",
                    "what was agreed to be done, by whom and until when"));
            doors.add(new Door(
                    rest ? CasesController.IN_REST : CasesController.IN_TASKLIST,
                    "Cases",
                    "when each was last discussed, and which are due"));
        }
        if (currentUser.in("supervisors") || currentUser.in("managers")) {
            doors.add(new Door(
                    rest ? TeamController.IN_REST : TeamController.IN_TASKLIST,
                    "Team",
                    "who was last seen, who is due, and what needs looking at"));
        }
        if (currentUser.in("managers") || currentUser.in("process-owners")) {
            doors.add(new Door(
                    rest ? ComplianceController.IN_REST : ComplianceController.IN_TASKLIST,
                    "Monthly numbers",
                    "held, missed and recorded in time, without a word of what was said"));
        }
        if (currentUser.in("records-officers")) {
            doors.add(new Door(
                    rest ? DisclosuresController.IN_REST : DisclosuresController.IN_TASKLIST,
                    "Disclosures",
                    "what was shown to whom, and until when"));
            doors.add(new Door(
                    rest ? SubjectAccessController.IN_REST : SubjectAccessController.IN_TASKLIST,
                    "Subject access",
                    "answers to people who asked for their own data"));
            doors.add(new Door(
                    rest ? RetentionController.IN_REST : RetentionController.IN_TASKLIST,
                    "Retention",
                    "legal holds and certificates of disposal"));
            doors.add(new Door(
                    rest ? PaperAgreementsController.IN_REST : PaperAgreementsController.IN_TASKLIST,
                    "Agreements on paper",
                    "enter what was signed before this product came"));
        }
        if (currentUser.in("process-owners") || currentUser.in("camunda-admin")) {
            doors.add(new Door(
                    rest ? StuckTasksController.IN_REST : OpenTasks.STUCK_PATH,
                    "Tasks that nobody has",
                    "left by people who have gone, where no rule names another"));
        }
        if (currentUser.in("process-owners")) {
            doors.add(new Door("/camunda/app/cockpit/", "Cockpit", "every process and where it stands"));
        }
        if (currentUser.in("camunda-admin")) {
            doors.add(new Door(
                    rest ? OutboxController.ALONE : OutboxController.IN_TASKLIST,
                    "Outbox",
                    "the mails and what became of them"));
            doors.add(new Door("/camunda/app/admin/", "Admin", "users and groups"));
        }
        return doors;
    }
}
