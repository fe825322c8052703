package org.supervision.web;

import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.compliance.ComplianceReport;
import org.supervision.compliance.ComplianceReport.Line;
import org.supervision.compliance.ComplianceReports;
import org.supervision.history.Backlog;
import org.supervision.history.FlowsTaken;
import org.supervision.history.ProcessHistory;
import org.supervision.people.Groups;
import org.supervision.taskform.CurrentUser;

/**
 * What Cockpit shows beside what it brings: how supervision stands, what is stuck, and what has become of finished processes.
 * For process owners and administrators: ids, dates, states and counts. For everybody else there is nothing: 404.
 */
@RestController
@RequestMapping({CockpitController.IN_COCKPIT, CockpitController.IN_REST})
class CockpitController {

    static final String IN_COCKPIT = Doors.WITH_SESSION + "/cockpit";
    static final String IN_REST = Doors.AT_EACH_REQUEST + "/cockpit";

    private static final Pattern PROCESS = Pattern.compile("[a-z][A-Za-z]{1,80}");
    private static final MediaType SVG = MediaType.parseMediaType("image/svg+xml");
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.UK);
    private static final int LAST_PAGE = 10_000;
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2999;

    private final ComplianceReports reports;
    private final Backlog backlog;
    private final ProcessHistory history;
    private final WorkingCalendar calendar;
    private final CurrentUser currentUser;

    CockpitController(
            ComplianceReports reports,
            Backlog backlog,
            ProcessHistory history,
            WorkingCalendar calendar,
            CurrentUser currentUser) {
        this.reports = reports;
        this.backlog = backlog;
        this.history = history;
        this.calendar = calendar;
        this.currentUser = currentUser;
    }

    /**
     * How everything stands.
     *
     * @param month that of today
     * @param figures of the month that was counted last; null before the first
     */
    record Overview(String month, @Nullable Figures figures, List<Backlog.Incidents> incidents, Backlog.Mails mails) {}

    /** The numbers of a month for all supervisors together, as on the page of monthly numbers. */
    record Figures(
            String month,
            String words,
            Instant countedAt,
            int agreements,
            int inTime,
            int held,
            int unconfirmed,
            int missed,
            int recordsDue,
            int recordsOnTime,
            int casesOpen,
            int unsigned,
            int unbooked) {

        private static Figures of(ComplianceReport report) {
            return new Figures(
                    report.month().toString(),
                    MONTH.format(report.month()),
                    report.countedAt(),
                    sum(report, Line::agreements),
                    sum(report, Line::inTime),
                    sum(report, Line::held),
                    sum(report, Line::unconfirmed),
                    sum(report, Line::missed),
                    sum(report, Line::recordsDue),
                    sum(report, Line::recordsOnTime),
                    sum(report, Line::casesOpen),
                    sum(report, Line::unsigned),
                    sum(report, Line::unbooked));
        }

        private static int sum(ComplianceReport report, ToIntFunction<Line> number) {
            return report.lines().stream().mapToInt(number).sum();
        }
    }

    @GetMapping
    Overview overview() {
        requireReader();
        return new Overview(
                YearMonth.from(calendar.today()).toString(),
                reports.months().stream()
                        .findFirst()
                        .flatMap(reports::find)
                        .map(Figures::of)
                        .orElse(null),
                backlog.incidents(),
                backlog.mails());
    }

    /** The numbers of the month in progress, as they are now. */
    @GetMapping("/so-far")
    Figures soFar() {
        requireReader();
        return Figures.of(reports.soFar());
    }

    /** How many instances of each process ended in a month. */
    @GetMapping("/history")
    List<ProcessHistory.Finished> finished(@RequestParam YearMonth month) {
        requireReader();
        return history.finished(known(month));
    }

    /** What the instances of a process did that ended in a month. */
    @GetMapping("/history/{process}")
    ProcessHistory.Month month(@PathVariable String process, @RequestParam YearMonth month) {
        requireReader();
        return history.month(process, known(month));
    }

    /** The instances of a process that ended in a month, the latest first, a page at a time. */
    @GetMapping("/history/{process}/instances")
    List<ProcessHistory.Ended> instances(
            @PathVariable String process, @RequestParam YearMonth month, @RequestParam(defaultValue = "0") int page) {
        requireReader();
        if (page < 0 || page > LAST_PAGE) {
            throw notThere();
        }
        return history.instances(process, known(month), page);
    }

    /** The way that a finished instance took, and the sequence flows that it took for certain. */
    record PathTaken(ProcessHistory.Ended instance, List<ProcessHistory.Visit> visits, Set<String> flows) {}

    /** The way that a finished instance took. */
    @GetMapping("/instances/{id}")
    PathTaken path(@PathVariable String id) {
        requireReader();
        ProcessHistory.Path path = history.path(id).orElseThrow(CockpitController::notThere);
        return new PathTaken(
                path.instance(),
                path.visits(),
                new FlowsTaken(model(path.instance().process(), "bpmn", ".bpmn")).of(path.visits()));
    }

    /** The picture of a process's model as it is deployed by this version; each element has its id. */
    @GetMapping("/pictures/{process}")
    ResponseEntity<Resource> picture(@PathVariable String process) {
        requireReader();
        Resource picture = model(process, "processes", ".svg");
        if (!picture.exists()) {
            throw notThere();
        }
        return ResponseEntity.ok().contentType(SVG).body(picture);
    }

    private static Resource model(String process, String folder, String ending) {
        if (!PROCESS.matcher(process).matches()) {
            throw notThere();
        }
        return new ClassPathResource(
                folder + "/" + process.replaceAll("[A-Z]", "-$0").toLowerCase(Locale.ROOT) + ending);
    }

    private static YearMonth known(YearMonth month) {
        if (month.getYear() < FIRST_YEAR || month.getYear() > LAST_YEAR) {
            throw notThere();
        }
        return month;
    }

    private void requireReader() {
        currentUser.requireOneOf(Groups.PROCESS_OWNERS, Groups.ADMINISTRATORS);
    }

    private static ResponseStatusException notThere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
