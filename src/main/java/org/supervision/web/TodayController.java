package org.supervision.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.supervision.calendar.London;
import org.supervision.calendar.LondonWords;
import org.supervision.disclosure.DisclosureLists;
import org.supervision.disclosure.DisclosureService;
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

    private static final String SESSIONS_HINT =
            "Open one to move it, or to say that it was held, cancelled or did not take place.";

    private final TaskOverview tasks;
    private final DisclosureLists disclosures;
    private final CurrentUser currentUser;
    private final Clock clock;

    TodayController(TaskOverview tasks, DisclosureLists disclosures, CurrentUser currentUser, Clock clock) {
        this.tasks = tasks;
        this.disclosures = disclosures;
        this.currentUser = currentUser;
        this.clock = clock;
    }

    /**
     * A task in the list.
     *
     * @param away how far off its day is; null where it has none, or is late
     */
    record Entry(Line task, @Nullable String away) {}

    /** Some of the tasks under a heading. */
    record Group(String id, String heading, @Nullable String hint, List<Entry> entries) {}

    /** Records that are disclosed to the reader of the page, who needs no task to read them. */
    record Bundle(String href, String key, String until) {}

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
        model.addAttribute("now", LondonWords.of(now));
        model.addAttribute("inShort", inShort(late.size(), today.size(), next.size() + sessions.size()));
        model.addAttribute(
                "groups",
                Stream.of(
                                group("late", "Late", null, late, now),
                                group("today", "For today", null, today, now),
                                group("sessions", "Your next sessions", SESSIONS_HINT, sessions, now),
                                group("next", "Then", null, next, now))
                        .filter(group -> !group.entries().isEmpty())
                        .toList());
        String base =
                request.getServletPath().startsWith(IN_REST) ? DisclosureService.REST_PATH : DisclosureService.PATH;
        model.addAttribute(
                "bundles",
                disclosures.open(userId).stream()
                        .map(disclosure -> new Bundle(
                                base + "/" + disclosure.key() + "/bundle",
                                disclosure.key(),
                                LondonWords.of(Objects.requireNonNull(disclosure.accessUntil()))))
                        .toList());
        return "pages/today";
    }

    private static String inShort(int late, int today, int others) {
        if (late + today + others == 0) {
            return "Nothing waits for you.";
        }
        if (late + today == 0) {
            return "Nothing is late, and nothing is for today.";
        }
        return (late == 0 ? "Nothing is late" : late + (late == 1 ? " thing is late" : " things are late"))
                + (today == 0
                        ? ", nothing more is for today."
                        : ", " + today + (today == 1 ? " is" : " are") + " for today.");
    }

    private static Group group(String id, String heading, @Nullable String hint, List<Line> lines, Instant now) {
        return new Group(
                id,
                heading,
                hint,
                lines.stream().map(line -> new Entry(line, away(line, now))).toList());
    }

    private static @Nullable String away(Line line, Instant now) {
        Instant moment = moment(line);
        return moment == null || line.late() != null ? null : LondonWords.fromToday(day(moment), day(now));
    }

    /** A session is for its day; any other task is due at the end of one. */
    private static @Nullable Instant moment(Line line) {
        return line.taskKey().equals(HOLD_SESSION) || line.due() == null
                ? line.followUp()
                : line.due().minusMillis(1);
    }

    private static boolean isToday(Line line, Instant now) {
        Instant moment = moment(line);
        return moment != null && !day(moment).isAfter(day(now));
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, London.ZONE);
    }
}
