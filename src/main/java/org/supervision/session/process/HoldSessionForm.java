package org.supervision.session.process;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.access.Content;
import org.supervision.agreement.MeetingMode;
import org.supervision.agreement.SessionLength;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.ProcessVariables;
import org.supervision.session.DeclaredOutcome;
import org.supervision.session.HeldSession;
import org.supervision.session.OutcomeRules;
import org.supervision.session.ReasonClass;
import org.supervision.session.SessionDeadlines;
import org.supervision.session.SessionOutcome;
import org.supervision.session.SessionService;
import org.supervision.session.SessionSummary;
import org.supervision.session.SlotRules;
import org.supervision.session.SupervisionSession;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.FormView.Option;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/**
 * Either party says what became of a session (A2.4, A2.5, B2, B4, B8). Before its start it can only be rearranged or, in
 * exceptional circumstances, cancelled; from then on it was held or it was not (E20).
 */
@Component
class HoldSessionForm implements TaskForm<HoldSessionForm.Values> {

    private final SessionService sessions;
    private final SlotRules slots;
    private final OutcomeRules outcomes;
    private final SessionSummary summary;
    private final SessionDeadlines deadlines;
    private final WorkingCalendar calendar;

    HoldSessionForm(
            SessionService sessions,
            SlotRules slots,
            OutcomeRules outcomes,
            SessionSummary summary,
            SessionDeadlines deadlines,
            WorkingCalendar calendar) {
        this.sessions = sessions;
        this.slots = slots;
        this.outcomes = outcomes;
        this.summary = summary;
        this.deadlines = deadlines;
        this.calendar = calendar;
    }

    /** The form's fields; only those count that the outcome asks for. */
    record Values(
            @Nullable DeclaredOutcome outcome,
            @Nullable LocalDateTime actualStart,
            @Nullable LocalDateTime actualEnd,
            @Nullable LocalDateTime newStart,
            @Nullable ReasonClass reasonClass,
            @Nullable String reason,
            @Nullable MeetingMode mode,
            @Nullable Boolean privateSpace,
            List<Row> interruptions) {

        boolean hasReason() {
            return reason != null && !reason.isBlank();
        }
    }

    /** One interruption. */
    record Row(
            @Nullable String what,
            @Nullable Integer minutes,
            @Nullable Boolean goodCause) {}

    @Override
    public Set<String> tasks() {
        return Set.of(SupervisionSessionProcess.TASK_HOLD_SESSION);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public List<Content> contents(TaskContext task) {
        return List.of(Content.agenda(task.businessKey()));
    }

    @Override
    public FormView show(TaskContext task) {
        SupervisionSession session = sessions.require(task.businessKey());
        boolean started = session.hasStarted(calendar.now());
        Values proposal = new Values(
                null,
                started ? calendar.localOf(session.startAt()) : null,
                started ? calendar.localOf(session.endAt()) : null,
                null,
                null,
                null,
                session.meetingMode(),
                null,
                List.of());
        List<Option> offered = Stream.of(DeclaredOutcome.values())
                .filter(outcome -> isOffered(outcome, started))
                .map(outcome -> new Option(outcome.name(), inWords(outcome)))
                .toList();
        Map<String, Object> facts = Map.of(
                "summary", summary.of(session),
                "started", started,
                "start", calendar.localOf(session.startAt()),
                "location", session.location(),
                "casesDue", summary.casesDue(session),
                "moves", session.moves());
        return new FormView(proposal, Map.of("outcome", offered), facts);
    }

    private static String inWords(DeclaredOutcome outcome) {
        return switch (outcome) {
            case HELD -> "It was held";
            case REARRANGED -> "Move it to another time";
            case CANCELLED -> "Cancel it, for an exceptional reason";
            case NOT_HELD -> "It did not take place";
        };
    }

    private static boolean isOffered(DeclaredOutcome outcome, boolean started) {
        return switch (outcome) {
            case HELD, NOT_HELD -> started;
            case REARRANGED, CANCELLED -> !started;
        };
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        if (!errors.require("outcome", values.outcome(), "Say what became of the session.", "B8")) {
            return;
        }
        SupervisionSession session = sessions.require(task.businessKey());
        DeclaredOutcome outcome = Objects.requireNonNull(values.outcome());
        if (!isOffered(outcome, session.hasStarted(calendar.now()))) {
            errors.add(
                    "outcome",
                    session.hasStarted(calendar.now())
                            ? "The session's time has come: say whether it was held."
                            : "The session has not begun: it can only be moved or, exceptionally, cancelled.",
                    "A2.4");
            return;
        }
        switch (outcome) {
            case HELD -> checkHeld(session, values, errors);
            case REARRANGED -> checkRearranged(session, values, errors);
            case CANCELLED -> checkCancelled(session, values, errors);
            case NOT_HELD -> checkReasons(values, errors, "B8");
        }
    }

    private void checkHeld(SupervisionSession session, Values values, FormErrors errors) {
        boolean hasStart = errors.require("actualStart", values.actualStart(), "Enter when it began.", "B2");
        boolean hasEnd = errors.require("actualEnd", values.actualEnd(), "Enter when it ended.", "B2");
        if (hasStart && hasEnd) {
            checkTimes(session, values, errors);
        }
        checkHeldMode(session, values, errors);
        for (int i = 0; i < values.interruptions().size(); i++) {
            check("interruptions[" + i + "].", values.interruptions().get(i), errors);
        }
        if (Boolean.FALSE.equals(values.privateSpace())) {
            errors.warn("privateSpace", "A session is held in a quiet place.", "B4");
        }
    }

    private void checkTimes(SupervisionSession session, Values values, FormErrors errors) {
        Instant start = calendar.at(Objects.requireNonNull(values.actualStart()));
        Instant end = calendar.at(Objects.requireNonNull(values.actualEnd()));
        if (start.isAfter(calendar.now())) {
            errors.add("actualStart", "This is still to come.", "B2");
        } else if (end.isAfter(calendar.now())) {
            errors.add("actualEnd", "This is still to come.", "B2");
        }
        if (!start.isBefore(end)) {
            errors.add("actualEnd", "It cannot have ended before it began.", "B2");
            return;
        }
        LocalDate agreedOn = calendar.dateOf(session.startAt());
        if (!calendar.dateOf(start).equals(agreedOn)) {
            errors.add(
                    "actualStart",
                    "The session was agreed for another day: " + SessionSummary.inWords(agreedOn) + ".",
                    "A2.4");
        }
        if (!calendar.dateOf(end).equals(calendar.dateOf(start))) {
            errors.add("actualEnd", "It ended on the day on which it began.", "B2");
        }
        SessionLength.Bounds bounds = slots.lengthOn(agreedOn, session.supervisee());
        if (!bounds.allow(Duration.between(start, end).toMinutes())) {
            errors.require(
                    "reason",
                    values.reason(),
                    "Say why it lasted less than %d or more than %d minutes.".formatted(bounds.min(), bounds.max()),
                    "B2");
        }
    }

    private void checkHeldMode(SupervisionSession session, Values values, FormErrors errors) {
        MeetingMode mode = values.mode() == null ? session.meetingMode() : values.mode();
        String reason = values.hasReason() || session.meetingMode() != MeetingMode.REMOTE
                ? values.reason()
                : session.bookingReason();
        slots.checkMode(errors, "mode", "reason", mode, reason, calendar.dateOf(session.startAt()));
    }

    private static void check(String path, Row row, FormErrors errors) {
        errors.require(path + "what", row.what(), "Say what interrupted you, or remove this.", "A2.5");
        if (errors.require(path + "minutes", row.minutes(), "Enter for how many minutes.", "A2.5")
                && Objects.requireNonNull(row.minutes()) < 0) {
            errors.add(path + "minutes", "Enter for how many minutes.", "A2.5");
        }
        errors.require(path + "goodCause", row.goodCause(), "Say whether there was good cause.", "A2.5");
    }

    private void checkRearranged(SupervisionSession session, Values values, FormErrors errors) {
        errors.require("reason", values.reason(), "Say why it is moved.", "A2.4");
        if (!errors.require("newStart", values.newStart(), "Enter the new time: it is agreed at once.", "A2.4")) {
            return;
        }
        Instant newStart = calendar.at(Objects.requireNonNull(values.newStart()));
        if (newStart.equals(session.startAt())) {
            errors.add("newStart", "This is when it is already.", "A2.4");
            return;
        }
        slots.checkTime(
                errors,
                "newStart",
                new SlotRules.Slot(
                        session.agreementId(),
                        session.parties(),
                        newStart,
                        session.duration(),
                        sessions.previousDate(session.agreementId(), newStart, session.id()),
                        session.id(),
                        values.reason()));
        LocalDate day = calendar.dateOf(newStart);
        sessions.nextDate(session.agreementId(), newStart, session.requireId())
                .ifPresent(nextOn -> slots.warnOfNext(errors, "newStart", session.agreementId(), day, nextOn));
        int allowed = deadlines.policyFor(session).rearrange().maxPerSession();
        if (session.moves() >= allowed) {
            errors.warn(
                    "newStart",
                    "It has been moved %d times already; one more is put to the line manager."
                            .formatted(session.moves()),
                    "A2.4");
        }
    }

    private void checkCancelled(SupervisionSession session, Values values, FormErrors errors) {
        checkReasons(values, errors, "A2.4");
        if (values.reasonClass() != null
                && outcomes.foresee(question(session, values)).outcome() != SessionOutcome.CANCELLED_EXCEPTIONAL) {
            errors.add(
                    "reasonClass",
                    "A session is cancelled in exceptional circumstances only; this one can be moved.",
                    "A2.4");
        }
    }

    private static void checkReasons(Values values, FormErrors errors, String clause) {
        errors.require("reasonClass", values.reasonClass(), "Choose what kind of reason it was.", clause);
        errors.require("reason", values.reason(), "Give the reason.", clause);
    }

    private OutcomeRules.Question question(SupervisionSession session, Values values) {
        return new OutcomeRules.Question(
                deadlines.policyFor(session),
                Objects.requireNonNull(values.outcome()),
                !session.hasStarted(calendar.now()),
                values.newStart() != null && values.outcome() == DeclaredOutcome.REARRANGED,
                values.reasonClass(),
                null,
                slots.lengthOn(calendar.dateOf(session.startAt()), session.supervisee())
                        .min());
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        SupervisionSession session = sessions.require(task.businessKey());
        return Map.copyOf(ProcessVariables.OUTCOME.with(
                declare(session, values, task.userId()).name()));
    }

    private SessionOutcome declare(SupervisionSession session, Values values, String by) {
        long id = session.requireId();
        if (values.outcome() == DeclaredOutcome.HELD) {
            return sessions.hold(id, held(session, values), by);
        }
        SessionOutcome outcome = outcomes.rule(question(session, values)).outcome();
        switch (outcome) {
            case REARRANGED ->
                sessions.rearrange(
                        id,
                        calendar.at(Objects.requireNonNull(values.newStart())),
                        by,
                        values.reasonClass(),
                        values.reason());
            case CANCELLED_EXCEPTIONAL ->
                sessions.cancel(
                        id, by, Objects.requireNonNull(values.reasonClass()), Objects.requireNonNull(values.reason()));
            case MISSED ->
                sessions.miss(
                        id, by, Objects.requireNonNull(values.reasonClass()), Objects.requireNonNull(values.reason()));
            default -> throw new IllegalStateException(session.key() + " cannot become " + outcome);
        }
        return outcome;
    }

    private HeldSession held(SupervisionSession session, Values values) {
        return new HeldSession(
                calendar.at(Objects.requireNonNull(values.actualStart())),
                calendar.at(Objects.requireNonNull(values.actualEnd())),
                values.mode() == null ? session.meetingMode() : values.mode(),
                values.privateSpace(),
                values.reasonClass(),
                values.reason(),
                values.interruptions().stream()
                        .map(row -> new HeldSession.Interrupted(
                                Objects.requireNonNull(row.what()),
                                Objects.requireNonNull(row.minutes()),
                                Objects.requireNonNull(row.goodCause())))
                        .toList());
    }
}
