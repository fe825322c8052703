package org.supervision.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.supervision.calendar.LondonWords;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.compliance.Figure;
import org.supervision.compliance.Figures;
import org.supervision.compliance.SmallNumbers;
import org.supervision.compliance.SmallNumbers.Told;
import org.supervision.compliance.TeamFigures;
import org.supervision.compliance.Trend;
import org.supervision.people.Groups;
import org.supervision.people.LineManagement;
import org.supervision.people.People;
import org.supervision.persistence.Csv;
import org.supervision.policy.Policies;
import org.supervision.taskform.CurrentUser;

/**
 * How the service stands: numbers by team, the present month and the eleven before it, to read and as files for
 * spreadsheets. Process owners see all teams, managers those below in their line; small numbers are withheld from all of
 * them (F112), as each line has its own on the team's page. For everybody else there is no such page: 404.
 */
@Controller
@RequestMapping({ServiceController.IN_TASKLIST, ServiceController.IN_REST})
class ServiceController {

    static final String IN_TASKLIST = Doors.WITH_SESSION + "/service";
    static final String IN_REST = Doors.AT_EACH_REQUEST + "/service";

    private static final String NONE = "–";
    private static final String TREND = "trend";
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.UK);

    private static final List<Topic> TOPICS = List.of(
            new Topic(
                    "sessions",
                    "Sessions this month",
                    "A session is due on the day that lies the agreed interval after the last one. It counts as held when its record is there and signed.",
                    List.of(
                            number(Figure.SUPERVISIONS),
                            number(Figure.DUE),
                            number(Figure.DUE_BY_NOW),
                            number(Figure.HELD),
                            percent("Held of those due by now", Figure.HELD),
                            percent("On time of those due by now", Figure.ON_TIME),
                            number(Figure.MISSED),
                            number(Figure.ESCALATED))),
            new Topic(
                    "missed",
                    "Cases that began this month",
                    "How those of missed sessions, and of intervals that were not kept, stand or ended.",
                    Stream.of(
                                    Figure.STILL_WITH_THE_TWO,
                                    Figure.STILL_WITH_A_MANAGER,
                                    Figure.PUT_RIGHT,
                                    Figure.RESOLVED,
                                    Figure.COVERED,
                                    Figure.HELD_AFTER_ALL,
                                    Figure.NOT_OWED)
                            .map(ServiceController::number)
                            .toList()),
            new Topic(
                    "records",
                    "Records this month",
                    "",
                    List.of(
                            number(Figure.RECORDS_DUE),
                            number(Figure.RECORDS_ON_TIME),
                            percent("On time", Figure.RECORDS_ON_TIME))),
            new Topic(
                    "now",
                    "Open now",
                    "",
                    Stream.of(
                                    Figure.CASES_OPEN,
                                    Figure.WITH_A_MANAGER,
                                    Figure.UNSIGNED,
                                    Figure.RECORDS_UNSIGNED,
                                    Figure.UNBOOKED,
                                    Figure.UNCOVERED,
                                    Figure.UNALLOCATED,
                                    Figure.REVIEWS_LATE,
                                    Figure.ACTIONS_CARRIED,
                                    Figure.ACTIONS_REPEATED)
                            .map(ServiceController::number)
                            .toList()),
            new Topic(
                    "reasons",
                    "Why sessions were moved, cancelled or missed this month",
                    "",
                    Stream.of(
                                    Figure.LEAVE,
                                    Figure.SICKNESS,
                                    Figure.WORKLOAD,
                                    Figure.EMERGENCY,
                                    Figure.COURT,
                                    Figure.OTHER)
                            .map(ServiceController::number)
                            .toList()));

    private static final List<Column> OF_MONTH = List.of(
            number(Figure.DUE),
            number(Figure.HELD),
            percent("Held of those due by now", Figure.HELD),
            percent("On time of those due by now", Figure.ON_TIME),
            number(Figure.RECORDS_DUE),
            percent("Records on time", Figure.RECORDS_ON_TIME),
            number(Figure.MISSED),
            number(Figure.ESCALATED),
            number(Figure.UNSIGNED));

    private final TeamFigures teams;
    private final Trend trend;
    private final LineManagement line;
    private final People people;
    private final Policies policies;
    private final WorkingCalendar calendar;
    private final CurrentUser currentUser;

    ServiceController(
            TeamFigures teams,
            Trend trend,
            LineManagement line,
            People people,
            Policies policies,
            WorkingCalendar calendar,
            CurrentUser currentUser) {
        this.teams = teams;
        this.trend = trend;
        this.line = line;
        this.people = people;
        this.policies = policies;
        this.calendar = calendar;
        this.currentUser = currentUser;
    }

    /** What stands in a column of a table, and what each cell needs. */
    private record Column(String heading, List<Figure> figures, Function<Told, String> cell) {}

    /** A table by team. */
    private record Topic(String id, String heading, String hint, List<Column> columns) {}

    /**
     * A table to read.
     *
     * @param rows cells, the first a heading
     * @param total the last row; null where there is none
     */
    record Table(
            String id,
            String heading,
            String hint,
            List<String> headings,
            List<List<String>> rows,
            @Nullable List<String> total) {

        List<List<String>> lines() {
            List<List<String>> lines = new ArrayList<>(List.of(headings));
            lines.addAll(rows);
            if (total != null) {
                lines.add(total);
            }
            return lines;
        }
    }

    /** A chart and the table behind it. */
    record Picture(Chart chart, Table table) {}

    private static Column number(Figure figure) {
        return new Column(
                figure.words(),
                List.of(figure),
                told -> told.of(figure).map(String::valueOf).orElse(SmallNumbers.WITHHELD));
    }

    private static Column percent(String heading, Figure part) {
        Figure whole = part.whole().orElseThrow();
        return new Column(heading, List.of(part, whole), told -> {
            boolean isTold = told.of(part).isPresent() && told.of(whole).isPresent();
            return told.percent(part).map(percent -> percent + " %").orElse(isTold ? NONE : SmallNumbers.WITHHELD);
        });
    }

    @GetMapping
    String service(Model model, HttpServletRequest request) {
        Set<String> supervisors = supervisors();
        Map<String, Figures> counted = teams.of(supervisors);
        List<Trend.Month> months = trend.of(supervisors, Figures.sum(counted.values()));
        model.addAttribute("tables", tables(counted));
        model.addAttribute("trend", trendTable(months));
        model.addAttribute("pictures", pictures(months));
        model.addAttribute("whole", currentUser.in(Groups.PROCESS_OWNERS));
        model.addAttribute("smallest", smallest());
        model.addAttribute("now", LondonWords.of(calendar.now()));
        model.addAttribute("month", MONTH.format(YearMonth.from(calendar.today())));
        boolean rest = request.getServletPath().startsWith(IN_REST);
        model.addAttribute("base", rest ? IN_REST : IN_TASKLIST);
        model.addAttribute("team", rest ? TeamController.IN_REST : TeamController.IN_TASKLIST);
        return "pages/service";
    }

    /** One of the tables as a file; what a spreadsheet takes for a formula is made harmless. */
    @GetMapping("/{table}/file")
    ResponseEntity<String> file(@PathVariable String table) {
        Set<String> supervisors = supervisors();
        Map<String, Figures> counted = teams.of(supervisors);
        List<Trend.Month> months = trend.of(supervisors, Figures.sum(counted.values()));
        Table found = Stream.of(
                        tables(counted).stream(),
                        pictures(months).stream().map(Picture::table),
                        Stream.of(trendTable(months)))
                .flatMap(tables -> tables)
                .filter(one -> one.id().equals(table))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"service-" + found.id() + "-" + calendar.today() + ".csv\"")
                .body(Csv.write(found.lines()));
    }

    /** Whose teams the reader sees. */
    private Set<String> supervisors() {
        String reader = currentUser.requireOneOf(Groups.MANAGERS, Groups.PROCESS_OWNERS);
        return currentUser.in(Groups.PROCESS_OWNERS) ? teams.supervisors() : teams.supervisorsAmong(line.below(reader));
    }

    private List<Table> tables(Map<String, Figures> counted) {
        UnaryOperator<String> names = people.names(counted.keySet());
        record Team(String name, Figures figures) {}
        List<Team> all = counted.entrySet().stream()
                .map(entry -> new Team(names.apply(entry.getKey()), entry.getValue()))
                .sorted(Comparator.comparing(Team::name))
                .toList();
        SmallNumbers.Table told = new SmallNumbers(smallest())
                .table(all.stream().map(Team::figures).toList());
        return TOPICS.stream()
                .map(topic -> {
                    List<List<String>> rows = new ArrayList<>();
                    for (int i = 0; i < all.size(); i++) {
                        rows.add(row(all.get(i).name(), told.rows().get(i), topic.columns()));
                    }
                    return new Table(
                            topic.id(),
                            topic.heading(),
                            topic.hint(),
                            headings("Team of", topic.columns()),
                            rows,
                            row("All together", told.total(), topic.columns()));
                })
                .toList();
    }

    private Table trendTable(List<Trend.Month> months) {
        return monthTable(TREND, "Twelve months", months, OF_MONTH);
    }

    private Table monthTable(String id, String heading, List<Trend.Month> months, List<Column> columns) {
        List<List<String>> rows = months.stream()
                .map(month -> {
                    String name = MONTH.format(month.month()) + (month.inProgress() ? ", so far" : "");
                    Told told = told(month);
                    return Stream.concat(
                                    Stream.of(name),
                                    columns.stream()
                                            .map(column -> told == null || isUncounted(month, column)
                                                    ? NONE
                                                    : column.cell().apply(told)))
                            .toList();
                })
                .toList();
        return new Table(id, heading, "", headings("Month", columns), rows, null);
    }

    private @Nullable Told told(Trend.Month month) {
        return month.figures() == null ? null : new SmallNumbers(smallest()).alone(month.figures());
    }

    private static boolean isUncounted(Trend.Month month, Column column) {
        return column.figures().stream().anyMatch(month.uncounted()::contains);
    }

    private List<Picture> pictures(List<Trend.Month> months) {
        List<Chart.Month> labels = months.stream()
                .map(month -> new Chart.Month(
                        month.month().getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH),
                        month.month().getYear()))
                .toList();
        String held = "Sessions held and signed, and records on time";
        String missed = "Sessions missed, and cases that went to a manager";
        String unsigned = "Agreements unsigned for too long";
        return List.of(
                new Picture(
                        Chart.lines(
                                "held",
                                held,
                                labels,
                                List.of(
                                        series("Sessions held, of those due", months, Figure.HELD, Told::percent),
                                        series("Records on time", months, Figure.RECORDS_ON_TIME, Told::percent))),
                        monthTable(
                                "months-held",
                                held,
                                months,
                                List.of(
                                        percent("Sessions held, of those due", Figure.HELD),
                                        percent("Records on time", Figure.RECORDS_ON_TIME)))),
                new Picture(
                        Chart.bars(
                                "missed",
                                missed,
                                labels,
                                List.of(
                                        series("Sessions missed", months, Figure.MISSED, Told::of),
                                        series("Went to a manager", months, Figure.ESCALATED, Told::of))),
                        monthTable(
                                "months-missed",
                                missed,
                                months,
                                List.of(number(Figure.MISSED), number(Figure.ESCALATED)))),
                new Picture(
                        Chart.bars(
                                "unsigned",
                                unsigned,
                                labels,
                                List.of(series("Agreements unsigned", months, Figure.UNSIGNED, Told::of))),
                        monthTable("months-unsigned", unsigned, months, List.of(number(Figure.UNSIGNED)))));
    }

    private Chart.Series series(
            String name, List<Trend.Month> months, Figure figure, BiFunction<Told, Figure, Optional<Integer>> value) {
        List<@Nullable Integer> values = new ArrayList<>();
        for (Trend.Month month : months) {
            Told told = told(month);
            boolean known = told != null
                    && !month.uncounted().contains(figure)
                    && figure.whole().filter(month.uncounted()::contains).isEmpty();
            values.add(known ? value.apply(told, figure).orElse(null) : null);
        }
        return new Chart.Series(name, values);
    }

    private int smallest() {
        return policies.current().audit().smallestNumber();
    }

    private static List<String> row(String name, Told told, List<Column> columns) {
        return Stream.concat(
                        Stream.of(name),
                        columns.stream().map(column -> column.cell().apply(told)))
                .toList();
    }

    private static List<String> headings(String first, List<Column> columns) {
        return Stream.concat(Stream.of(first), columns.stream().map(Column::heading))
                .toList();
    }
}
