package org.supervision.session;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.agreement.MeetingMode;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.caseload.CaseRegister;
import org.supervision.caseload.Urgency;
import org.supervision.caseload.WorkCase;
import org.supervision.people.People;

/** What forms show of a session and its record, as lines of label and value. */
@Component
public class SessionSummary {

    /** What both read once development was left out twice in a row (A3.4). */
    public static final String DEVELOPMENT_NEGLECTED =
            "Training and development was not discussed in your last two sessions. Make room for it this time. (A3.4)";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);

    private final People people;
    private final CaseRegister cases;
    private final SessionDeadlines deadlines;
    private final WorkingCalendar calendar;

    SessionSummary(People people, CaseRegister cases, SessionDeadlines deadlines, WorkingCalendar calendar) {
        this.people = people;
        this.cases = cases;
        this.deadlines = deadlines;
        this.calendar = calendar;
    }

    /** A date as people read it, such as {@code 1 March 2027}. */
    public static String inWords(LocalDate day) {
        return DAY.format(day);
    }

    /** One line. */
    public static Map<String, Object> line(String label, Object value) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("label", label);
        line.put("value", value);
        return line;
    }

    /** Who meets whom, when, where and how. */
    public List<Map<String, Object>> of(SupervisionSession session) {
        List<Map<String, Object>> lines = new ArrayList<>();
        lines.add(line("Session", session.key()));
        lines.add(line("Supervisor", people.nameOf(session.supervisor())));
        lines.add(line("Supervisee", people.nameOf(session.supervisee())));
        lines.add(line("When", calendar.localOf(session.heldOrAgreedStart())));
        lines.add(line("Where", session.location()));
        lines.add(line("How", inWords(session.meetingMode())));
        return lines;
    }

    /** The cases that are due by a session, or soon will be (B7): {@code reference}, and {@code why} in words. */
    public List<Map<String, Object>> casesDue(SupervisionSession session) {
        return casesDue(session.supervisee(), deadlines.dateOf(session));
    }

    /** The same of a supervisee's cases by a London date. */
    public List<Map<String, Object>> casesDue(String supervisee, LocalDate day) {
        return cases.standing(supervisee, day).stream()
                .filter(one -> one.urgency() != Urgency.LATER)
                .map(SessionSummary::inWords)
                .toList();
    }

    private static Map<String, Object> inWords(CaseRegister.Standing standing) {
        WorkCase one = standing.workCase();
        LocalDate last = one.lastDiscussedOn();
        return Map.of(
                "reference",
                one.initials() == null ? one.reference() : one.reference() + " " + one.initials(),
                "why",
                (one.priority() ? "priority, " : "")
                        + (standing.urgency() == Urgency.SOON ? "due soon, " : "")
                        + (last == null ? "never discussed" : "last discussed on " + inWords(last)));
    }

    /** Everything a record says. */
    public List<Map<String, Object>> of(RecordContent record) {
        List<Map<String, Object>> lines = new ArrayList<>();
        lines.add(line("Began", record.startedAt()));
        lines.add(line("Ended", record.endedAt()));
        lines.add(line("How you met", inWords(record.mode())));
        lines.add(line("Written by", people.nameOf(record.author())));
        lines.add(line("Agenda agreed at the beginning", record.agendaAgreed()));
        record.items().forEach(item -> lines.add(line(item.title(), paragraphs(inWords(item.outcome()), item.text()))));
        record.cases()
                .forEach(row -> lines.add(line(
                        "Case " + row.reference(),
                        paragraphs(
                                row.inDepth() ? "Reviewed in depth" : "Discussed",
                                row.priority() ? "Priority" : null,
                                named("What was discussed", row.discussion()),
                                named("What was decided", row.decision())))));
        if (record.fewerCasesReason() != null) {
            lines.add(line("Fewer cases in depth", record.fewerCasesReason()));
        }
        record.earlierActions()
                .forEach(row -> lines.add(line("Earlier action", paragraphs(row.what(), inWords(row.state())))));
        record.actions()
                .forEach(row -> lines.add(line(
                        "Action",
                        paragraphs(
                                row.what(),
                                people.nameOf(row.owner()) + ", by " + inWords(row.due()),
                                named("Case", row.caseReference())))));
        record.disagreements()
                .forEach(row -> lines.add(line(
                        "Disagreement",
                        paragraphs(
                                "Supervisor: " + row.supervisorPosition(),
                                "Supervisee: " + row.superviseePosition(),
                                row.unresolved() ? "Not settled" : "Settled"))));
        return lines;
    }

    private static @Nullable String named(String name, @Nullable String text) {
        return text == null || text.isBlank() ? null : name + ": " + text;
    }

    private static String paragraphs(@Nullable String... parts) {
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            if (part != null && !part.isBlank()) {
                text.append(text.isEmpty() ? "" : "\n").append(part);
            }
        }
        return text.toString();
    }

    private static String inWords(MeetingMode mode) {
        return mode == MeetingMode.REMOTE ? "Remote" : "Face to face";
    }

    private static String inWords(ItemOutcome outcome) {
        return switch (outcome) {
            case DISCUSSED -> "Discussed";
            case NOTHING_TO_RAISE -> "Nothing to raise";
            case DEFERRED -> "Left for next time";
        };
    }

    private static String inWords(ActionState state) {
        return switch (state) {
            case OPEN -> "Still open";
            case DONE -> "Done";
            case DROPPED -> "No longer needed";
        };
    }
}
