package org.supervision.web;

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
import org.supervision.calendar.LondonWords;
import org.supervision.people.People;
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

    /** Some of the tasks under a heading, and what is said where there are none. */
    record Group(String id, String heading, @Nullable String hint, String none, List<Line> lines) {}

    @GetMapping
    String today(Model model) {
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
}
