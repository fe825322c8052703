package org.supervision.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.supervision.agreement.AgreementStatus;
import org.supervision.calendar.LondonWords;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.compliance.Figure;
import org.supervision.compliance.Figures;
import org.supervision.compliance.TeamFigures;
import org.supervision.compliance.TeamPicture;
import org.supervision.compliance.TeamPicture.Missed;
import org.supervision.compliance.TeamPicture.Standing;
import org.supervision.missedsession.CaseMode;
import org.supervision.people.LineManagement;
import org.supervision.people.People;
import org.supervision.persistence.Csv;
import org.supervision.policy.Policies;
import org.supervision.taskform.CurrentUser;
import org.supervision.taskform.TaskOverview;

/**
 * Where the supervisions stand that somebody gives, and those given by everybody below in the line: dates and numbers, to
 * read and as a file for spreadsheets. Who supervises nobody and has nobody below finds an empty page.
 */
@Controller
@RequestMapping({TeamController.IN_TASKLIST, TeamController.IN_REST})
class TeamController {

    static final String IN_TASKLIST = "/camunda/api/supervision/team";
    static final String IN_REST = "/api/team";

    private static final int ROWS_A_PAGE = 50;

    private static final List<String> HEADINGS = List.of(
            "Supervisee", "Supervisor", "Last held", "Owed by", "Next booked", "Booked ahead", "What needs looking at");

    private static final List<Figure> THIS_MONTH = List.of(
            Figure.DUE,
            Figure.DUE_BY_NOW,
            Figure.HELD,
            Figure.HELD_UNSIGNED,
            Figure.ON_TIME,
            Figure.RECORDS_DUE,
            Figure.RECORDS_ON_TIME,
            Figure.MISSED,
            Figure.ESCALATED);

    private static final List<Figure> ENDINGS = List.of(
            Figure.STILL_WITH_THE_TWO,
            Figure.STILL_WITH_A_MANAGER,
            Figure.PUT_RIGHT,
            Figure.RESOLVED,
            Figure.COVERED,
            Figure.HELD_AFTER_ALL,
            Figure.NOT_OWED);

    private static final List<Figure> NOW = List.of(
            Figure.SUPERVISIONS,
            Figure.CASES_OPEN,
            Figure.WITH_A_MANAGER,
            Figure.UNSIGNED,
            Figure.RECORDS_UNSIGNED,
            Figure.UNBOOKED,
            Figure.UNCOVERED,
            Figure.UNALLOCATED,
            Figure.REVIEWS_LATE,
            Figure.ACTIONS_CARRIED,
            Figure.ACTIONS_REPEATED);

    private static final Set<Figure> IN_PER_CENT = EnumSet.of(Figure.HELD, Figure.ON_TIME, Figure.RECORDS_ON_TIME);

    private static final List<Figure> REASONS =
            List.of(Figure.LEAVE, Figure.SICKNESS, Figure.WORKLOAD, Figure.EMERGENCY, Figure.COURT, Figure.OTHER);

    private final TeamPicture team;
    private final TeamFigures figures;
    private final TaskOverview tasks;
    private final LineManagement line;
    private final People people;
    private final Policies policies;
    private final WorkingCalendar calendar;
    private final CurrentUser currentUser;

    TeamController(
            TeamPicture team,
            TeamFigures figures,
            TaskOverview tasks,
            LineManagement line,
            People people,
            Policies policies,
            WorkingCalendar calendar,
            CurrentUser currentUser) {
        this.team = team;
        this.figures = figures;
        this.tasks = tasks;
        this.line = line;
        this.people = people;
        this.policies = policies;
        this.calendar = calendar;
        this.currentUser = currentUser;
    }

    /**
     * One supervision in words.
     *
     * @param notes what needs looking at
     * @param task the engine's id of the reader's task of its case; null where there is none
     */
    record Row(
            String supervisee,
            String supervisor,
            String lastHeld,
            String owedBy,
            String next,
            int ahead,
            List<String> notes,
            @Nullable String task,
            Standing standing) {

        boolean needsLooking() {
            return !notes.isEmpty();
        }
    }

    /** What the rows can be sorted by; the name of each is a parameter of the page. */
    enum Sort {
        looking(Comparator.<Row, Boolean>comparing(row -> row.standing().missed() == null)
                .thenComparing(row -> !row.needsLooking())
                .thenComparing(row -> row.standing().dueOn(), Comparator.nullsLast(Comparator.naturalOrder()))),
        supervisee(Comparator.comparing(Row::supervisee)),
        supervisor(Comparator.comparing(Row::supervisor)),
        held(Comparator.comparing(
                row -> row.standing().lastHeldOn(), Comparator.nullsFirst(Comparator.naturalOrder()))),
        owed(Comparator.comparing(row -> row.standing().dueOn(), Comparator.nullsLast(Comparator.naturalOrder()))),
        next(Comparator.comparing(row -> row.standing().nextAt(), Comparator.nullsFirst(Comparator.naturalOrder())));

        private final Comparator<Row> order;

        Sort(Comparator<Row> order) {
            this.order = order;
        }
    }

    /**
     * A heading of the table.
     *
     * @param sort what a click on it sorts by; null where it cannot
     */
    record Heading(String words, @Nullable Sort sort) {}

    /** A figure in words: what, how many, and of how many where it is a part in per cent. */
    record Count(String words, int number, @Nullable Integer percent) {}

    /** Figures under a heading. */
    record Group(String id, String heading, List<Count> counts) {}

    /**
     * @param show {@code all}, or {@code looking} for what needs looking at
     * @param page from 1
     */
    @GetMapping
    String team(
            @RequestParam(defaultValue = "all") String show,
            @RequestParam(defaultValue = "looking") String sort,
            @RequestParam(defaultValue = "1") int page,
            Model model,
            HttpServletRequest request) {
        List<Row> all = rows();
        Sort order = Arrays.stream(Sort.values())
                .filter(one -> one.name().equals(sort))
                .findFirst()
                .orElse(Sort.looking);
        boolean onlyLooking = show.equals("looking");
        List<Row> shown = all.stream()
                .filter(row -> !onlyLooking || row.needsLooking())
                .sorted(order.order)
                .toList();
        int pages = Math.max(1, (shown.size() + ROWS_A_PAGE - 1) / ROWS_A_PAGE);
        int here = Math.min(Math.max(1, page), pages);
        model.addAttribute("headings", headings());
        model.addAttribute("total", all.size());
        model.addAttribute("rows", shown.subList((here - 1) * ROWS_A_PAGE, Math.min(here * ROWS_A_PAGE, shown.size())));
        model.addAttribute("looking", all.stream().filter(Row::needsLooking).count());
        model.addAttribute("onlyLooking", onlyLooking);
        model.addAttribute("sort", order.name());
        model.addAttribute("page", here);
        model.addAttribute("pages", pages);
        model.addAttribute(
                "escalations",
                all.stream()
                        .filter(row -> row.standing().missed() != null)
                        .sorted(Comparator.comparing(
                                row -> Objects.requireNonNull(row.standing().missed())
                                        .deadline(),
                                Comparator.nullsLast(Comparator.naturalOrder())))
                        .toList());
        model.addAttribute("groups", groups());
        model.addAttribute("now", LondonWords.of(calendar.now()));
        model.addAttribute("base", request.getServletPath().startsWith(IN_REST) ? IN_REST : IN_TASKLIST);
        return "pages/team";
    }

    private static List<Heading> headings() {
        List<@Nullable Sort> sorts =
                Arrays.asList(Sort.supervisee, Sort.supervisor, Sort.held, Sort.owed, Sort.next, null, Sort.looking);
        return IntStream.range(0, HEADINGS.size())
                .mapToObj(i -> new Heading(HEADINGS.get(i), sorts.get(i)))
                .toList();
    }

    private List<Group> groups() {
        Set<String> supervisors = figures.supervisorsAmong(line.below(currentUser.require()));
        Figures counted = Figures.sum(figures.of(supervisors).values());
        return List.of(
                group("month", "This month so far", THIS_MONTH, counted),
                group("now", "Open now", NOW, counted),
                group("missed", "Cases that began this month", ENDINGS, counted),
                group("reasons", "Why sessions were moved, cancelled or missed this month", REASONS, counted));
    }

    private static Group group(String id, String heading, List<Figure> figures, Figures counted) {
        return new Group(
                id,
                heading,
                figures.stream()
                        .map(figure -> new Count(
                                figure.words(),
                                counted.of(figure),
                                figure.whole()
                                        .filter(whole -> IN_PER_CENT.contains(figure) && counted.of(whole) > 0)
                                        .map(whole -> counted.of(figure) * 100 / counted.of(whole))
                                        .orElse(null)))
                        .toList());
    }

    /** The same as a file; what a spreadsheet takes for a formula is made harmless. */
    @GetMapping("/file")
    ResponseEntity<String> file() {
        List<List<String>> lines = new ArrayList<>(List.of(HEADINGS));
        rows().forEach(row -> lines.add(List.of(
                row.supervisee(),
                row.supervisor(),
                row.lastHeld(),
                row.owedBy(),
                row.next(),
                String.valueOf(row.ahead()),
                String.join("; ", row.notes()))));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"team-" + calendar.today() + ".csv\"")
                .body(Csv.write(lines));
    }

    private List<Row> rows() {
        String reader = currentUser.require();
        List<Standing> below = team.below(reader);
        UnaryOperator<String> names = people.names(below.stream()
                .flatMap(one -> Stream.of(one.supervisee(), one.supervisor()))
                .collect(Collectors.toSet()));
        Map<String, String> mine = tasks.firstByBusinessKey(reader);
        return below.stream().map(one -> row(one, names, mine)).toList();
    }

    private Row row(Standing one, UnaryOperator<String> names, Map<String, String> mine) {
        return new Row(
                names.apply(one.supervisee()),
                names.apply(one.supervisor()),
                words(one.lastHeldOn()),
                words(one.dueOn()),
                one.nextAt() == null ? "–" : LondonWords.of(one.nextAt()),
                one.ahead(),
                notes(one),
                one.missed() == null ? null : mine.get(one.missed().key()),
                one);
    }

    private List<String> notes(Standing one) {
        LocalDate today = calendar.today();
        List<String> notes = new ArrayList<>();
        if (one.missed() != null) {
            notes.add(words(one.missed()));
        }
        if (one.status() == AgreementStatus.DRAFT) {
            notes.add("The agreement is not signed yet");
        } else if (one.status() == AgreementStatus.SUSPENDED) {
            notes.add("Suspended");
        } else {
            if (one.dueOn() != null && one.dueOn().isBefore(today)) {
                notes.add("No session within the interval");
            }
            if (one.ahead() < policies.current().booking().horizon()) {
                notes.add("Fewer than " + policies.current().booking().horizon() + " sessions booked");
            }
        }
        if (one.recordsLate() > 0) {
            notes.add(counted(one.recordsLate(), "record") + " late");
        }
        if (one.recordsUnsigned() > 0) {
            notes.add(counted(one.recordsUnsigned(), "record") + " not signed yet");
        }
        if (one.reviewDueOn() != null && one.reviewDueOn().isBefore(today)) {
            notes.add("Review overdue since " + LondonWords.of(one.reviewDueOn()));
        }
        return notes;
    }

    private String words(Missed missed) {
        String what = (missed.mode() == CaseMode.INTERVAL ? "Session owed by " : "Session missed on ")
                + LondonWords.of(missed.since());
        String toDo = ", to be put right by ";
        if (missed.resolver() != null) {
            what += ", with " + people.nameOf(missed.resolver());
            toDo = ", to be decided by ";
        }
        if (missed.deadline() == null) {
            return what;
        }
        LocalDate last = calendar.dateOf(missed.deadline().minusMillis(1));
        long days = ChronoUnit.DAYS.between(calendar.today(), last);
        return what
                + toDo
                + LondonWords.of(last)
                + (days < 0 ? "" : days == 0 ? ", today" : ", " + counted(days, "day") + " left");
    }

    private static String counted(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static String words(@Nullable LocalDate date) {
        return date == null ? "–" : LondonWords.of(date);
    }
}
