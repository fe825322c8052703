package org.supervision.session.process;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.agreement.ActingSupervisors;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.MeetingMode;
import org.supervision.agreement.Parties;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.People;
import org.supervision.session.Bookings;
import org.supervision.session.FirstSessionBack;
import org.supervision.session.NewSession;
import org.supervision.session.SessionService;
import org.supervision.session.SessionSummary;
import org.supervision.session.SlotRules;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** Either party books the sessions that are missing, so that two lie ahead (B1 to B4). */
@Component
class BookSessionsForm implements TaskForm<BookSessionsForm.Values> {

    private static final int MAX_LOCATION = 200;
    private static final int MAX_ROWS = 12;

    private final Bookings bookings;
    private final SessionService sessions;
    private final SlotRules rules;
    private final FirstSessionBack firstBack;
    private final AgreementService agreements;
    private final ActingSupervisors acting;
    private final People people;
    private final WorkingCalendar calendar;

    BookSessionsForm(
            Bookings bookings,
            SessionService sessions,
            SlotRules rules,
            FirstSessionBack firstBack,
            AgreementService agreements,
            ActingSupervisors acting,
            People people,
            WorkingCalendar calendar) {
        this.bookings = bookings;
        this.sessions = sessions;
        this.rules = rules;
        this.firstBack = firstBack;
        this.agreements = agreements;
        this.acting = acting;
        this.people = people;
        this.calendar = calendar;
    }

    /** The form's fields. */
    record Values(List<Row> sessions) {}

    /** One session; what is left empty is as the agreement says. */
    record Row(
            @Nullable LocalDateTime start,
            @Nullable Integer durationMinutes,
            @Nullable String location,
            @Nullable MeetingMode mode,
            @Nullable String reason) {}

    @Override
    public Set<String> tasks() {
        return Set.of(SessionBookingProcess.TASK_BOOK_SESSIONS);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public FormView show(TaskContext task) {
        long agreementId = Agreement.idOf(task.businessKey());
        Parties parties = acting.parties(agreementId);
        Bookings.Usual usual = bookings.usual(agreementId);
        List<Row> suggested = bookings.suggest(agreementId).stream()
                .map(start -> new Row(
                        calendar.localOf(start),
                        usual.minutes(),
                        usual.location(),
                        usual.mode(),
                        usual.modeReason().isEmpty() ? null : usual.modeReason()))
                .toList();
        List<Map<String, Object>> booked = sessions.futureBooked(agreementId).stream()
                .map(session -> Map.<String, Object>of(
                        "when", calendar.localOf(session.startAt()), "where", session.location()))
                .toList();
        LocalDate previous = sessions.previousDate(agreementId, calendar.now(), null);
        List<Map<String, Object>> summary = List.of(
                SessionSummary.line("Supervisor", people.nameOf(parties.supervisor())),
                SessionSummary.line("Supervisee", people.nameOf(parties.supervisee())),
                SessionSummary.line(
                        "At least every", agreements.effectiveIntervalDays(agreementId, previous) + " days"),
                SessionSummary.line("To be booked", bookings.missing(agreementId)));
        return FormView.of(new Values(suggested), Map.of("summary", summary, "booked", booked));
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        long agreementId = Agreement.idOf(task.businessKey());
        int missing = bookings.missing(agreementId);
        if (values.sessions().size() < missing) {
            errors.add(
                    "sessions",
                    missing == 1
                            ? "Book one more session, so that enough lie ahead."
                            : "Book " + missing + " sessions, so that enough lie ahead.",
                    "B3");
        }
        if (values.sessions().size() > MAX_ROWS) {
            errors.add("sessions", "Book at most " + MAX_ROWS + " sessions at a time.");
            return;
        }
        List<Placed> placed = new ArrayList<>();
        for (int i = 0; i < values.sessions().size(); i++) {
            String path = "sessions[" + i + "].";
            Row row = values.sessions().get(i);
            if (errors.require(path + "start", row.start(), "Enter when the session starts.", "B3")) {
                placed.add(new Placed(path, row, toBook(agreementId, row)));
            }
        }
        placed.sort(Comparator.comparing(row -> row.wanted().start()));
        if (!placed.isEmpty()) {
            firstBack.by(agreementId).ifPresent(by -> checkFirstBack(placed.get(0), by, errors));
        }
        for (int i = 0; i < placed.size(); i++) {
            check(agreementId, placed.get(i), placed.subList(0, i), errors);
        }
    }

    /** A row with where it stands on the form and the session it would make. */
    private record Placed(String path, Row row, NewSession wanted) {

        Instant end() {
            return wanted.start().plus(wanted.duration());
        }
    }

    private void checkFirstBack(Placed first, LocalDate by, FormErrors errors) {
        if (!calendar.dateOf(first.wanted().start()).isAfter(by)) {
            return;
        }
        String message = "Supervision was suspended: meet again by " + SessionSummary.inWords(by) + ".";
        if (first.row().reason() == null || first.row().reason().isBlank()) {
            errors.add(first.path() + "start", message + " Choose an earlier day, or give a reason.", "A-br");
        } else {
            errors.warn(first.path() + "start", message, "A-br");
        }
    }

    private void check(long agreementId, Placed row, List<Placed> earlier, FormErrors errors) {
        NewSession wanted = row.wanted();
        LocalDate day = calendar.dateOf(wanted.start());
        LocalDate previous = sessions.previousDate(agreementId, wanted.start(), null);
        for (Placed before : earlier) {
            LocalDate on = calendar.dateOf(before.wanted().start());
            previous = on.isAfter(previous) ? on : previous;
            if (wanted.start().isBefore(before.end())) {
                errors.add(row.path() + "start", "Two of these sessions overlap.", "A2.4");
            }
        }
        rules.checkTime(
                errors,
                row.path() + "start",
                new SlotRules.Slot(
                        agreementId,
                        acting.parties(agreementId),
                        wanted.start(),
                        wanted.duration(),
                        previous,
                        null,
                        row.row().reason()));
        rules.checkMinutes(
                errors,
                row.path() + "durationMinutes",
                (int) wanted.duration().toMinutes(),
                agreements.parties(agreementId).supervisee(),
                day);
        if (wanted.location().length() > MAX_LOCATION) {
            errors.add(row.path() + "location", "Name the place in at most " + MAX_LOCATION + " characters.");
        }
        String agreedReason = bookings.usual(agreementId).modeReason();
        String reason = row.row().reason() == null ? agreedReason : row.row().reason();
        rules.checkMode(errors, row.path() + "mode", row.path() + "reason", wanted.mode(), reason, day);
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        long agreementId = Agreement.idOf(task.businessKey());
        bookings.propose(
                agreementId,
                values.sessions().stream().map(row -> toBook(agreementId, row)).toList());
        return Map.of();
    }

    private NewSession toBook(long agreementId, Row row) {
        Bookings.Usual usual = bookings.usual(agreementId);
        return new NewSession(
                agreementId,
                calendar.at(Objects.requireNonNull(row.start())),
                Duration.ofMinutes(Objects.requireNonNullElse(row.durationMinutes(), usual.minutes())),
                row.location() == null ? usual.location() : row.location().strip(),
                Objects.requireNonNullElse(row.mode(), usual.mode()),
                row.reason(),
                null,
                null);
    }
}
