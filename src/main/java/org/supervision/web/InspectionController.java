package org.supervision.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.supervision.calendar.LondonWords;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.compliance.TeamFigures;
import org.supervision.inspection.InspectionPack;
import org.supervision.inspection.PackDownloads;
import org.supervision.inspection.PackDownloads.Scope;
import org.supervision.inspection.PackPeriod;
import org.supervision.people.Groups;
import org.supervision.people.LineManagement;
import org.supervision.people.People;
import org.supervision.policy.Policies;
import org.supervision.taskform.CurrentUser;

/**
 * The pack for an inspection, to download: process owners get that of the whole service, managers that of their line. Each
 * download is kept, and process owners see them. For everybody else there is no such page: 404.
 */
@Controller
@RequestMapping({ServiceController.IN_TASKLIST + "/inspection", ServiceController.IN_REST + "/inspection"})
class InspectionController {

    private static final int DOWNLOADS_SHOWN = 50;
    private static final List<Integer> SPANS = List.of(3, 6, 12);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.UK);

    private final InspectionPack pack;
    private final PackDownloads downloads;
    private final TeamFigures teams;
    private final LineManagement line;
    private final People people;
    private final Policies policies;
    private final WorkingCalendar calendar;
    private final CurrentUser currentUser;

    InspectionController(
            InspectionPack pack,
            PackDownloads downloads,
            TeamFigures teams,
            LineManagement line,
            People people,
            Policies policies,
            WorkingCalendar calendar,
            CurrentUser currentUser) {
        this.pack = pack;
        this.downloads = downloads;
        this.teams = teams;
        this.line = line;
        this.people = people;
        this.policies = policies;
        this.calendar = calendar;
        this.currentUser = currentUser;
    }

    /** A stretch of months to choose, in words and as the file's parameters. */
    record Span(String words, String from, String until) {}

    /** A download in words. */
    record Entry(String who, String when, String period, String scope) {}

    /** What is wrong with a field. */
    record FieldError(String field, String message) {}

    /** The months that somebody asked for cannot be packed. */
    private static final class WrongPeriodException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient List<FieldError> errors;

        WrongPeriodException(List<FieldError> errors) {
            super("The period cannot be packed");
            this.errors = errors;
        }
    }

    @GetMapping
    String page(Model model, HttpServletRequest request) {
        currentUser.requireOneOf(Groups.MANAGERS, Groups.PROCESS_OWNERS);
        YearMonth last = YearMonth.from(calendar.today()).minusMonths(1);
        model.addAttribute(
                "spans",
                SPANS.stream()
                        .map(months -> {
                            YearMonth first = last.minusMonths(months - 1L);
                            return new Span(words(first, last), first.toString(), last.toString());
                        })
                        .toList());
        model.addAttribute("latest", last.plusMonths(1).toString());
        model.addAttribute("most", most());
        boolean whole = isWhole();
        model.addAttribute("whole", whole);
        model.addAttribute(
                "downloads",
                whole
                        ? downloads.latest(DOWNLOADS_SHOWN).stream()
                                .map(this::entry)
                                .toList()
                        : List.of());
        boolean rest = request.getServletPath().startsWith(ServiceController.IN_REST);
        model.addAttribute("service", rest ? ServiceController.IN_REST : ServiceController.IN_TASKLIST);
        return "pages/inspection";
    }

    /**
     * The pack as a ZIP.
     *
     * @param from the first month, such as 2027-01
     * @param until the last month
     */
    @GetMapping("/file")
    void file(
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            HttpServletResponse response)
            throws IOException {
        String reader = currentUser.requireOneOf(Groups.MANAGERS, Groups.PROCESS_OWNERS);
        PackPeriod period = period(from, until);
        boolean whole = isWhole();
        Collection<String> supervisors = new TreeSet<>(teams.supervisors());
        if (!whole) {
            supervisors.retainAll(line.below(reader));
        }
        downloads.add(reader, period, whole ? Scope.SERVICE : Scope.LINE);
        Path file = Files.createTempFile("inspection", ".zip");
        try {
            try (OutputStream out = Files.newOutputStream(file)) {
                pack.write(period, supervisors, whole, out);
            }
            response.setContentType("application/zip");
            response.setContentLengthLong(Files.size(file));
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    "attachment; filename=\"inspection-" + period.from() + "-to-" + period.until() + ".zip\"");
            Files.copy(file, response.getOutputStream());
        } finally {
            Files.delete(file);
        }
    }

    @ExceptionHandler
    ProblemDetail wrongPeriod(WrongPeriodException e) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.UNPROCESSABLE_ENTITY,
                String.join(" ", e.errors.stream().map(FieldError::message).toList()));
        problem.setProperty("errors", e.errors);
        return problem;
    }

    private PackPeriod period(String from, String until) {
        List<FieldError> errors = new ArrayList<>();
        YearMonth first = month("from", "First month", from, errors);
        YearMonth last = month("until", "Last month", until, errors);
        if (first == null || last == null) {
            throw new WrongPeriodException(errors);
        }
        if (last.isBefore(first)) {
            errors.add(new FieldError("until", "Last month: choose one that is not before the first."));
        } else if (last.isAfter(YearMonth.from(calendar.today()))) {
            errors.add(new FieldError("until", "Last month: choose one that has begun."));
        } else if (!first.plusMonths(most()).isAfter(last)) {
            errors.add(new FieldError(
                    "from",
                    "First month: a pack covers up to " + most() + " months. Choose "
                            + MONTH.format(last.minusMonths(most() - 1L)) + " or later."));
        }
        if (!errors.isEmpty()) {
            throw new WrongPeriodException(errors);
        }
        return new PackPeriod(first, last);
    }

    private static @Nullable YearMonth month(String field, String name, String value, List<FieldError> errors) {
        try {
            return YearMonth.parse(value);
        } catch (DateTimeException e) {
            errors.add(new FieldError(field, name + ": give a month, such as 2027-01."));
            return null;
        }
    }

    private int most() {
        return policies.current().audit().packMonths();
    }

    private boolean isWhole() {
        return currentUser.in(Groups.PROCESS_OWNERS);
    }

    private Entry entry(PackDownloads.Download download) {
        return new Entry(
                people.nameOf(download.by()),
                LondonWords.of(download.at()),
                words(download.period().from(), download.period().until()),
                download.scope() == Scope.SERVICE ? "the whole service" : "their line");
    }

    private static String words(YearMonth first, YearMonth last) {
        return first.equals(last) ? MONTH.format(first) : MONTH.format(first) + " to " + MONTH.format(last);
    }
}
