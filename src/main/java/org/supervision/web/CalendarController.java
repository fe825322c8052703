package org.supervision.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;
import org.supervision.calendar.London;
import org.supervision.calendar.LondonWords;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.diary.FeedAddresses;
import org.supervision.diary.TeamMonth;
import org.supervision.diary.TeamMonth.Clash;
import org.supervision.diary.TeamMonth.Gap;
import org.supervision.diary.TeamMonth.Meeting;
import org.supervision.diary.TeamMonth.Picture;
import org.supervision.notification.CalendarFeed;
import org.supervision.people.People;
import org.supervision.taskform.CurrentUser;
import org.supervision.taskform.TaskOverview;

/**
 * The sessions of a month: one's own, and for whoever has people below in the line those of the team; with what needs looking
 * at. And the secret address under which one's own calendar can be subscribed to.
 */
@Controller
@RequestMapping({CalendarController.IN_TASKLIST, CalendarController.IN_REST})
class CalendarController {

    static final String IN_TASKLIST = Doors.WITH_SESSION + "/calendar";
    static final String IN_REST = Doors.AT_EACH_REQUEST + "/calendar";

    private static final String HOLD_SESSION = "Task_HoldSession";
    private static final String BOOK_SESSIONS = "Task_BookSessions";
    private static final int YEARS_EITHER_WAY = 10;
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);

    private final TeamMonth months;
    private final FeedAddresses addresses;
    private final CalendarFeed feed;
    private final TaskOverview tasks;
    private final People people;
    private final WorkingCalendar calendar;
    private final CurrentUser currentUser;

    CalendarController(
            TeamMonth months,
            FeedAddresses addresses,
            CalendarFeed feed,
            TaskOverview tasks,
            People people,
            WorkingCalendar calendar,
            CurrentUser currentUser) {
        this.months = months;
        this.addresses = addresses;
        this.feed = feed;
        this.tasks = tasks;
        this.people = people;
        this.calendar = calendar;
        this.currentUser = currentUser;
    }

    /**
     * A session in a day.
     *
     * @param who whom the reader meets, or the two who meet
     * @param state what it became; null while it is booked
     * @param task id of the reader's task in which it can be moved; null where they have none
     */
    record Entry(
            String time,
            String who,
            @Nullable String state,
            @Nullable String task) {}

    /**
     * A day of the month.
     *
     * @param id within the page
     * @param off why nobody works on it; null on a working day
     * @param owed for whom the longest time between sessions ends, with none booked
     * @param away who is away
     */
    record Day(
            String id,
            int number,
            String words,
            boolean today,
            @Nullable String off,
            List<Entry> entries,
            List<String> owed,
            List<String> away) {

        /** Whether anything is to be said of it. */
        public boolean isEmpty() {
            return off == null && entries.isEmpty() && owed.isEmpty() && away.isEmpty();
        }
    }

    /**
     * What needs looking at.
     *
     * @param day id of its day within the page; null where it is in another month
     * @param task id of the reader's task in which it can be put right; null where they have none
     * @param action what they do in that task
     */
    record Look(
            String words, @Nullable String day, @Nullable String task, String action) {}

    /** Another month to go to. */
    record Turn(String key, String words) {}

    /** An address that was just made: it is told this once. */
    record Made(String address) {}

    /** @param of {@code me} for one's own sessions alone */
    @GetMapping
    String month(
            @RequestParam(required = false) @Nullable String month,
            @RequestParam(required = false) @Nullable String of,
            Model model,
            HttpServletRequest request) {
        String reader = currentUser.require();
        YearMonth asked = asked(month);
        boolean alone = "me".equals(of);
        Picture picture = months.of(reader, asked, alone);
        UnaryOperator<String> names = people.names(among(picture));
        List<TaskOverview.Line> open = tasks.of(reader);
        Map<Instant, String> held = holdTasks(open);
        model.addAttribute("words", MONTH.format(asked));
        model.addAttribute("previous", turn(asked.minusMonths(1)));
        model.addAttribute("next", turn(asked.plusMonths(1)));
        model.addAttribute(
                "current",
                asked.equals(YearMonth.from(calendar.today())) ? null : turn(YearMonth.from(calendar.today())));
        model.addAttribute("key", asked.toString());
        model.addAttribute("alone", alone);
        model.addAttribute("hasTeam", !people.superviseesOf(reader).isEmpty());
        model.addAttribute("isWhole", picture.isWhole());
        model.addAttribute("looks", looks(reader, picture, open, held, names));
        model.addAttribute(
                "weekdays",
                Stream.of(DayOfWeek.values())
                        .map(day -> day.getDisplayName(TextStyle.FULL, Locale.UK))
                        .toList());
        model.addAttribute("weeks", weeks(reader, picture, held, names));
        model.addAttribute("base", request.getServletPath());
        model.addAttribute(
                "subscribedSince", addresses.madeAt(reader).map(LondonWords::of).orElse(null));
        return "pages/calendar";
    }

    /** Makes a new secret address in place of the one before. */
    @PostMapping("/address")
    @ResponseStatus(HttpStatus.CREATED)
    @ResponseBody
    Made renew() {
        return new Made(feed.address(addresses.renew(currentUser.require())));
    }

    /** Nobody reads one's calendar by the address any more. */
    @DeleteMapping("/address")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke() {
        addresses.revoke(currentUser.require());
    }

    private YearMonth asked(@Nullable String month) {
        YearMonth now = YearMonth.from(calendar.today());
        if (month == null) {
            return now;
        }
        try {
            YearMonth asked = YearMonth.parse(month);
            if (Math.abs(asked.getYear() - now.getYear()) <= YEARS_EITHER_WAY) {
                return asked;
            }
        } catch (DateTimeException e) {
            // no month, so there is no such page either
        }
        throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private static Turn turn(YearMonth month) {
        return new Turn(month.toString(), MONTH.format(month));
    }

    /** The reader's tasks of sessions to come, by their start. */
    private static Map<Instant, String> holdTasks(List<TaskOverview.Line> open) {
        Map<Instant, String> found = new HashMap<>();
        open.stream()
                .filter(line -> line.taskKey().equals(HOLD_SESSION) && line.followUp() != null)
                .forEach(line -> found.put(line.followUp(), line.id()));
        return found;
    }

    private List<Look> looks(
            String reader,
            Picture picture,
            List<TaskOverview.Line> open,
            Map<Instant, String> held,
            UnaryOperator<String> names) {
        List<Look> looks = new ArrayList<>();
        for (Gap gap :
                picture.gaps().stream().filter(gap -> !gap.bookedEnough()).toList()) {
            String booking = open.stream()
                    .filter(line -> line.taskKey().equals(BOOK_SESSIONS)
                            && gap.agreement().equals(line.about()))
                    .map(TaskOverview.Line::id)
                    .findFirst()
                    .orElse(null);
            looks.add(new Look(words(reader, gap, names), idIn(picture.month(), gap.dueOn()), booking, "Book it"));
        }
        for (Clash clash : picture.clashes()) {
            LocalDate day = calendar.dateOf(clash.meeting().start());
            looks.add(new Look(
                    words(reader, clash, names), id(day), task(reader, clash.meeting(), held), "Move or cancel it"));
        }
        return looks;
    }

    private static @Nullable String task(String reader, Meeting meeting, Map<Instant, String> held) {
        boolean own =
                meeting.supervisor().equals(reader) || meeting.supervisee().equals(reader);
        return own ? held.get(meeting.start()) : null;
    }

    private String words(String reader, Gap gap, UnaryOperator<String> names) {
        boolean late = gap.dueOn().isBefore(calendar.today());
        return who(reader, gap.supervisor(), gap.supervisee(), names)
                + (late ? ": a session was owed by " : ": a session is owed by ")
                + LondonWords.of(gap.dueOn()) + ", " + LondonWords.fromToday(gap.dueOn(), calendar.today())
                + (gap.nextOn() == null
                        ? ", and none is booked."
                        : ", and the first is booked for " + LondonWords.of(gap.nextOn()) + ".");
    }

    private String words(String reader, Clash clash, UnaryOperator<String> names) {
        Meeting meeting = clash.meeting();
        String session = who(reader, meeting.supervisor(), meeting.supervisee(), names) + ", "
                + LondonWords.of(meeting.start()) + ": ";
        String person = clash.person() == null ? "" : names.apply(clash.person());
        return session
                + switch (clash.kind()) {
                    case DAY_OFF -> "that is no working day.";
                    case AWAY -> person + " is away then.";
                    case NOT_USUAL -> person + " does not usually work on that day of the week.";
                    case DOUBLE -> person + " has another session then, " + time(clash.other()) + ".";
                };
    }

    private List<List<@Nullable Day>> weeks(
            String reader, Picture picture, Map<Instant, String> held, UnaryOperator<String> names) {
        List<List<@Nullable Day>> weeks = new ArrayList<>();
        LocalDate first = picture.month().atDay(1);
        LocalDate monday = first.minusDays(first.getDayOfWeek().getValue() - 1L);
        for (; !monday.isAfter(picture.month().atEndOfMonth()); monday = monday.plusWeeks(1)) {
            List<@Nullable Day> week = new ArrayList<>();
            for (int i = 0; i < DayOfWeek.values().length; i++) {
                LocalDate day = monday.plusDays(i);
                week.add(YearMonth.from(day).equals(picture.month()) ? day(reader, day, picture, held, names) : null);
            }
            weeks.add(week);
        }
        return weeks;
    }

    private Day day(
            String reader, LocalDate day, Picture picture, Map<Instant, String> held, UnaryOperator<String> names) {
        return new Day(
                id(day),
                day.getDayOfMonth(),
                LondonWords.of(day),
                day.equals(calendar.today()),
                off(day),
                picture.meetings().stream()
                        .filter(meeting -> calendar.dateOf(meeting.start()).equals(day))
                        .map(meeting -> entry(reader, meeting, held, names))
                        .toList(),
                picture.gaps().stream()
                        .filter(gap -> gap.dueOn().equals(day))
                        .map(gap -> who(reader, gap.supervisor(), gap.supervisee(), names))
                        .toList(),
                picture.away().entrySet().stream()
                        .filter(away -> away.getValue().stream().anyMatch(days -> days.include(day)))
                        .map(away -> away.getKey().equals(reader) ? "You" : names.apply(away.getKey()))
                        .toList());
    }

    private Entry entry(String reader, Meeting meeting, Map<Instant, String> held, UnaryOperator<String> names) {
        String state = switch (meeting.state()) {
            case BOOKED, VOID -> null;
            case HELD -> "held";
            case PART_HELD -> "cut short";
            case MISSED -> "missed";
            case CANCELLED -> "cancelled";
        };
        return new Entry(
                time(meeting),
                who(reader, meeting.supervisor(), meeting.supervisee(), names),
                state,
                task(reader, meeting, held));
    }

    /** Weekends speak for themselves. */
    private @Nullable String off(LocalDate day) {
        boolean weekend = day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
        return !weekend && calendar.isKnown(day) && !calendar.isWorkingDay(day) ? "Bank holiday or closed" : null;
    }

    private static List<String> among(Picture picture) {
        Stream<String> meeting =
                picture.meetings().stream().flatMap(one -> Stream.of(one.supervisor(), one.supervisee()));
        Stream<String> owed = picture.gaps().stream().flatMap(one -> Stream.of(one.supervisor(), one.supervisee()));
        return Stream.concat(meeting, owed).toList();
    }

    private static String who(String reader, String supervisor, String supervisee, UnaryOperator<String> names) {
        if (reader.equals(supervisor)) {
            return names.apply(supervisee);
        }
        return reader.equals(supervisee)
                ? names.apply(supervisor)
                : names.apply(supervisor) + " and " + names.apply(supervisee);
    }

    private static String time(Meeting meeting) {
        return TIME.format(meeting.start().atZone(London.ZONE)) + " to "
                + TIME.format(meeting.end().atZone(London.ZONE));
    }

    private static @Nullable String idIn(YearMonth month, LocalDate day) {
        return YearMonth.from(day).equals(month) ? id(day) : null;
    }

    private static String id(LocalDate day) {
        return "day-" + day;
    }
}
