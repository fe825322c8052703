package org.supervision.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
import org.supervision.compliance.ComplianceReport;
import org.supervision.compliance.ComplianceReport.Line;
import org.supervision.compliance.ComplianceReport.Reason;
import org.supervision.compliance.ComplianceReports;
import org.supervision.compliance.Figure;
import org.supervision.compliance.SmallNumbers;
import org.supervision.compliance.SmallNumbers.Told;
import org.supervision.compliance.Trend;
import org.supervision.people.Groups;
import org.supervision.people.LineManagement;
import org.supervision.people.People;
import org.supervision.persistence.Csv;
import org.supervision.policy.Policies;
import org.supervision.taskform.CurrentUser;
import org.supervision.unallocated.UnallocatedSupervisees;

/**
 * The monthly numbers, to read and as a file for spreadsheets. A manager sees the supervisors below, process owners see
 * all; for everybody else there is no such page: 404.
 */
@Controller
@RequestMapping({ComplianceController.IN_TASKLIST, ComplianceController.IN_REST})
class ComplianceController {

    static final String IN_TASKLIST = "/camunda/api/supervision/compliance";
    static final String IN_REST = "/api/compliance";

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.UK);

    private static final String NOT_COUNTED = "–";

    private static final Map<Figure, String> COLUMNS = columns();

    private static final List<String> HEADINGS = Stream.concat(
                    Stream.of("Supervisor", "Service"), COLUMNS.values().stream())
            .toList();

    private final ComplianceReports reports;
    private final UnallocatedSupervisees unallocated;
    private final LineManagement line;
    private final People people;
    private final Policies policies;
    private final CurrentUser currentUser;

    ComplianceController(
            ComplianceReports reports,
            UnallocatedSupervisees unallocated,
            LineManagement line,
            People people,
            Policies policies,
            CurrentUser currentUser) {
        this.reports = reports;
        this.unallocated = unallocated;
        this.line = line;
        this.people = people;
        this.policies = policies;
        this.currentUser = currentUser;
    }

    /** A month to choose, such as 2027-01, January 2027. */
    record Month(String key, String words) {}

    /** Somebody who has no supervisor now: who, since when, who it was, who is for the time being, and until when (R126). */
    record WithoutSupervisor(String supervisee, String since, String before, String interim, String due) {}

    /** How often sessions of a service were missed or cancelled for a reason, in words. */
    record ReasonLine(String service, String reason, String sessions) {}

    @GetMapping
    String list(Model model, HttpServletRequest request) {
        currentUser.requireOneOf(Groups.MANAGERS, Groups.PROCESS_OWNERS);
        model.addAttribute(
                "months",
                reports.months().stream()
                        .map(month -> new Month(month.toString(), MONTH.format(month)))
                        .toList());
        model.addAttribute(
                "audits",
                request.getServletPath().startsWith(IN_REST) ? AuditController.IN_REST : AuditController.IN_TASKLIST);
        model.addAttribute("unallocated", unallocated());
        return page("compliance", model, request);
    }

    private List<WithoutSupervisor> unallocated() {
        String reader = currentUser.require();
        return unallocated.open().stream()
                .filter(one -> currentUser.in(Groups.PROCESS_OWNERS)
                        || Stream.concat(Stream.of(one.supervisee()), one.former().stream())
                                .anyMatch(person -> line.above(person).contains(reader)))
                .map(one -> new WithoutSupervisor(
                        people.nameOf(one.supervisee()),
                        LondonWords.of(one.sinceOn()),
                        one.former().map(people::nameOf).orElse("–"),
                        one.acceptedInterim().map(people::nameOf).orElse("nobody yet"),
                        LondonWords.of(one.permanentDueOn())))
                .toList();
    }

    /** One month, such as {@code 2027-01}. */
    @GetMapping("/{month}")
    String month(@PathVariable String month, Model model, HttpServletRequest request) {
        ComplianceReport report = require(month);
        List<Line> lines = linesFor(report);
        model.addAttribute("key", report.month().toString());
        model.addAttribute("month", MONTH.format(report.month()));
        model.addAttribute("counted", LondonWords.of(report.countedAt()));
        model.addAttribute("headings", HEADINGS);
        model.addAttribute("rows", rows(report));
        model.addAttribute("smallest", smallest());
        model.addAttribute("reasons", reasons(report, lines));
        return page("compliance-month", model, request);
    }

    /** The same as a file; what a spreadsheet takes for a formula is made harmless. */
    @GetMapping("/{month}/file")
    ResponseEntity<String> file(@PathVariable String month) {
        ComplianceReport report = require(month);
        List<List<String>> table = new ArrayList<>(List.of(HEADINGS));
        table.addAll(rows(report));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"supervision-" + report.month() + ".csv\"")
                .body(Csv.write(table));
    }

    private ComplianceReport require(String month) {
        currentUser.requireOneOf(Groups.MANAGERS, Groups.PROCESS_OWNERS);
        try {
            return reports.find(YearMonth.parse(month)).orElseThrow(ComplianceController::notThere);
        } catch (DateTimeException e) {
            throw notThere();
        }
    }

    private List<Line> linesFor(ComplianceReport report) {
        String reader = currentUser.require();
        Predicate<Line> visible = currentUser.in(Groups.PROCESS_OWNERS)
                ? entry -> true
                : entry -> line.above(entry.supervisor()).contains(reader);
        return report.lines().stream().filter(visible).toList();
    }

    /** Of the reader's line as they are; of others without what is small enough to tell of somebody (F112). */
    private List<List<String>> rows(ComplianceReport report) {
        List<Line> lines = report.lines();
        List<Told> told = new SmallNumbers(smallest())
                .table(lines.stream().map(Trend::figures).toList())
                .rows();
        String reader = currentUser.require();
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Line entry = lines.get(i);
            if (line.above(entry.supervisor()).contains(reader)) {
                rows.add(cells(entry, new Told(Trend.figures(entry), Set.of())));
            } else if (currentUser.in(Groups.PROCESS_OWNERS)) {
                rows.add(cells(entry, told.get(i)));
            }
        }
        return rows;
    }

    private int smallest() {
        return policies.current().audit().smallestNumber();
    }

    /** Those of the services whose every supervisor the reader sees: of fewer people they would tell too much. */
    private List<ReasonLine> reasons(ComplianceReport report, List<Line> visible) {
        int smallest = smallest();
        return report.reasons().stream()
                .filter(reason -> report.lines().stream()
                        .filter(entry -> entry.service().equals(reason.service()))
                        .allMatch(visible::contains))
                .map(reason -> new ReasonLine(reason.service(), words(reason), number(reason.sessions(), smallest)))
                .toList();
    }

    private List<String> cells(Line entry, Told told) {
        return Stream.concat(
                        Stream.of(people.nameOf(entry.supervisor()), entry.service()),
                        COLUMNS.keySet().stream().map(figure -> cell(entry, told, figure)))
                .toList();
    }

    private static String cell(Line entry, Told told, Figure figure) {
        return entry.due() == null && Trend.isNewer(figure)
                ? NOT_COUNTED
                : told.of(figure).map(String::valueOf).orElse(SmallNumbers.WITHHELD);
    }

    private static Map<Figure, String> columns() {
        Map<Figure, String> columns = new LinkedHashMap<>();
        columns.put(Figure.SUPERVISIONS, "Agreements");
        columns.put(Figure.IN_TIME, "In time");
        columns.put(Figure.HELD, "Held and signed");
        columns.put(Figure.HELD_UNSIGNED, "Held, not signed");
        columns.put(Figure.MISSED, "Missed");
        columns.put(Figure.RECORDS_DUE, "Records due");
        columns.put(Figure.RECORDS_ON_TIME, "Records in time");
        columns.put(Figure.CASES_OPEN, "Open cases");
        columns.put(Figure.UNSIGNED, "Unsigned agreements");
        columns.put(Figure.UNBOOKED, "Fewer than two ahead");
        columns.put(Figure.DUE, "Sessions due");
        columns.put(Figure.ON_TIME, "Held on time");
        columns.put(Figure.ESCALATED, "Went to a manager");
        return columns;
    }

    private static String words(Reason reason) {
        String name = reason.reason().name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private static String number(int sessions, int smallest) {
        return sessions < smallest ? "fewer than " + smallest : String.valueOf(sessions);
    }

    private static ResponseStatusException notThere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private static String page(String name, Model model, HttpServletRequest request) {
        model.addAttribute("base", request.getServletPath().startsWith(IN_REST) ? IN_REST : IN_TASKLIST);
        return "pages/" + name;
    }
}
