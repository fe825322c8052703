package org.supervision.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.supervision.agreement.AgreementStatus;
import org.supervision.calendar.LondonWords;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.compliance.TeamPicture;
import org.supervision.compliance.TeamPicture.Missed;
import org.supervision.compliance.TeamPicture.Standing;
import org.supervision.missedsession.CaseMode;
import org.supervision.people.People;
import org.supervision.persistence.Csv;
import org.supervision.policy.Policies;
import org.supervision.taskform.CurrentUser;

/**
 * Where the supervisions stand that somebody gives, and those given by everybody below in the line: dates and numbers, to
 * read and as a file for spreadsheets. Who supervises nobody and has nobody below finds an empty page.
 */
@Controller
@RequestMapping({TeamController.IN_TASKLIST, TeamController.IN_REST})
class TeamController {

    static final String IN_TASKLIST = "/camunda/api/supervision/team";
    static final String IN_REST = "/api/team";

    private static final List<String> HEADINGS = List.of(
            "Supervisee", "Supervisor", "Last held", "Owed by", "Next booked", "Booked ahead", "What needs looking at");

    private final TeamPicture team;
    private final People people;
    private final Policies policies;
    private final WorkingCalendar calendar;
    private final CurrentUser currentUser;

    TeamController(
            TeamPicture team, People people, Policies policies, WorkingCalendar calendar, CurrentUser currentUser) {
        this.team = team;
        this.people = people;
        this.policies = policies;
        this.calendar = calendar;
        this.currentUser = currentUser;
    }

    /**
     * One supervision in words.
     *
     * @param notes what needs looking at
     */
    record Row(
            String supervisee,
            String supervisor,
            String lastHeld,
            String owedBy,
            String next,
            int ahead,
            List<String> notes) {}

    @GetMapping
    String team(Model model, HttpServletRequest request) {
        List<Row> rows = rows();
        model.addAttribute("headings", HEADINGS);
        model.addAttribute("rows", rows);
        model.addAttribute(
                "looking", rows.stream().filter(row -> !row.notes().isEmpty()).count());
        model.addAttribute("now", LondonWords.of(calendar.now()));
        model.addAttribute("base", request.getServletPath().startsWith(IN_REST) ? IN_REST : IN_TASKLIST);
        return "pages/team";
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
        return team.below(currentUser.require()).stream().map(this::row).toList();
    }

    private Row row(Standing one) {
        return new Row(
                people.nameOf(one.supervisee()),
                people.nameOf(one.supervisor()),
                words(one.lastHeldOn()),
                words(one.dueOn()),
                one.nextAt() == null ? "–" : LondonWords.of(one.nextAt()),
                one.ahead(),
                notes(one));
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
        if (missed.resolver() != null) {
            return what + ", with " + people.nameOf(missed.resolver());
        }
        if (missed.deadline() == null) {
            return what;
        }
        LocalDate last = calendar.dateOf(missed.deadline().minusMillis(1));
        long days = ChronoUnit.DAYS.between(calendar.today(), last);
        return what + ", to be put right by " + LondonWords.of(last)
                + (days < 0 ? "" : days == 0 ? ", today" : ", " + counted(days, "day") + " left");
    }

    private static String counted(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static String words(@Nullable LocalDate date) {
        return date == null ? "–" : LondonWords.of(date);
    }
}
