package org.supervision.missedsession.process;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.access.Content;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementTerms;
import org.supervision.calendar.LondonWords;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.ProcessVariables;
import org.supervision.missedsession.CaseFacts;
import org.supervision.missedsession.CaseRecovery;
import org.supervision.missedsession.CaseRecovery.Decision;
import org.supervision.missedsession.CaseRecovery.Rebooking;
import org.supervision.missedsession.HeldClaims;
import org.supervision.missedsession.HeldTimeRules;
import org.supervision.missedsession.MissedCase;
import org.supervision.missedsession.MissedCases;
import org.supervision.session.SessionService;
import org.supervision.session.SlotRules;
import org.supervision.session.SupervisionSession;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.FormView.Option;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** First attempt to schedule the next meeting; either party can enter it (B8). */
@Component
class AgreeNewDateForm implements TaskForm<AgreeNewDateForm.Values> {

    private static final int MAX_LOCATION = 200;

    private final MissedCases cases;
    private final CaseRecovery recovery;
    private final HeldClaims claims;
    private final HeldTimeRules heldTimes;
    private final SlotRules slots;
    private final SessionService sessions;
    private final AgreementService agreements;
    private final WorkingCalendar calendar;
    private final CaseFacts facts;

    AgreeNewDateForm(
            MissedCases cases,
            CaseRecovery recovery,
            HeldClaims claims,
            HeldTimeRules heldTimes,
            SlotRules slots,
            SessionService sessions,
            AgreementService agreements,
            WorkingCalendar calendar,
            CaseFacts facts) {
        this.cases = cases;
        this.recovery = recovery;
        this.claims = claims;
        this.heldTimes = heldTimes;
        this.slots = slots;
        this.sessions = sessions;
        this.agreements = agreements;
        this.calendar = calendar;
        this.facts = facts;
    }

    /** The form's fields; those that the decision does not ask for are left alone. */
    record Values(
            @Nullable Decision decision,
            @Nullable LocalDateTime start,
            @Nullable String location,
            @Nullable String reason,
            @Nullable LocalDateTime actualStart,
            @Nullable LocalDateTime actualEnd) {}

    @Override
    public Set<String> tasks() {
        return Set.of(MissedSessionProcess.TASK_AGREE_NEW_DATE);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public List<Content> contents(TaskContext task) {
        return List.of(Content.missedCase(task.businessKey()));
    }

    @Override
    public FormView show(TaskContext task) {
        MissedCase missed = cases.require(task.businessKey());
        List<SupervisionSession> booked = recovery.booked(missed);
        List<Option> starts = booked.stream()
                .map(session -> calendar.localOf(session.startAt()))
                .map(start -> new Option(start.toString(), LondonWords.of(start)))
                .toList();
        List<Map.Entry<Instant, String>> ahead = booked.stream()
                .map(session -> Map.entry(session.startAt(), session.location()))
                .toList();
        return new FormView(
                new Values(null, null, usualLocation(missed), null, null, null),
                Map.of("start", starts),
                facts.withBooked(missed, ahead));
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        MissedCase missed = cases.require(task.businessKey());
        if (!facts.requireOpen(missed, errors)
                || !errors.require("decision", values.decision(), "Say what you have agreed.", "B8")) {
            return;
        }
        if (values.decision() != Decision.NEW_DATE
                && !locationOf(missed, values).equals(usualLocation(missed))) {
            errors.warn("decision", "The place that you typed is for a new date only, and is not kept.", null);
        }
        switch (Objects.requireNonNull(values.decision())) {
            case NEW_DATE -> checkNewDate(missed, values, errors);
            case USE_BOOKED -> checkBooked(missed, values, errors);
            case NO_DATE -> errors.require("reason", values.reason(), "Say why no date can be agreed.", "B8");
            case WAS_HELD ->
                heldTimes.check(missed, task.userId(), "decision", values.actualStart(), values.actualEnd(), errors);
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        return ProcessVariables.REBOOKING.with(carryOut(task, values).name());
    }

    private Rebooking carryOut(TaskContext task, Values values) {
        String key = task.businessKey();
        String user = task.userId();
        MissedCase missed = cases.require(key);
        return switch (Objects.requireNonNull(values.decision())) {
            case NEW_DATE -> {
                Instant start = calendar.at(Objects.requireNonNull(values.start()));
                yield recovery.newDate(key, user, start, locationOf(missed, values), values.reason());
            }
            case USE_BOOKED -> {
                long session = chosen(missed, values).orElseThrow().requireId();
                yield recovery.useBooked(key, user, session, values.reason());
            }
            case NO_DATE -> recovery.noDate(key, user, Objects.requireNonNull(values.reason()));
            case WAS_HELD -> {
                claims.claim(
                        key,
                        user,
                        calendar.at(Objects.requireNonNull(values.actualStart())),
                        calendar.at(Objects.requireNonNull(values.actualEnd())),
                        values.reason());
                yield Rebooking.CLAIMED_HELD;
            }
        };
    }

    private void checkNewDate(MissedCase missed, Values values, FormErrors errors) {
        if (locationOf(missed, values).length() > MAX_LOCATION) {
            errors.add("location", "Name the place in at most " + MAX_LOCATION + " characters.");
        }
        if (!errors.require("start", values.start(), "Enter when the new session starts.", "B8")
                || !facts.requireAgreement(missed, "decision", errors)) {
            return;
        }
        Instant start = calendar.at(Objects.requireNonNull(values.start()));
        LocalDate day = calendar.dateOf(start);
        AgreementTerms terms = agreements.requireTermsInForce(missed.agreementId());
        // the interval has suffered already: a recovery is never refused for it
        slots.checkTime(
                errors,
                "start",
                new SlotRules.Slot(
                        missed.agreementId(), missed.parties(), start, terms.duration(), day, null, values.reason()));
        checkLate(missed, start, values, errors);
    }

    private void checkBooked(MissedCase missed, Values values, FormErrors errors) {
        Optional<SupervisionSession> session = chosen(missed, values);
        if (session.isEmpty()) {
            errors.add(
                    recovery.booked(missed).isEmpty() ? "decision" : "start",
                    "No session is booked then. Choose one of those shown, or enter a new date.",
                    "B8");
        } else {
            checkLate(missed, session.get().startAt(), values, errors);
        }
    }

    /** A date after the two weeks is kept, but both report all the same, or give a reason if that is enough (C18). */
    private void checkLate(MissedCase missed, Instant start, Values values, FormErrors errors) {
        if (!recovery.isTooLate(missed, start)) {
            return;
        }
        if (recovery.allowsLateWithReason(missed)) {
            errors.require("reason", values.reason(), "Say why the new date is so late.", "B8");
        } else {
            String last = LondonWords.of(facts.dayOf(missed.reportDeadline().orElseThrow()));
            errors.warn(
                    "start",
                    "That is later than " + last + ". The date is kept, but both of you report to the line manager.",
                    "B8");
        }
    }

    /** The booked session that was chosen: the next one if none was. */
    private Optional<SupervisionSession> chosen(MissedCase missed, Values values) {
        Instant start = values.start() == null ? null : calendar.at(values.start());
        return recovery.booked(missed).stream()
                .filter(session -> start == null || session.startAt().equals(start))
                .findFirst();
    }

    private String locationOf(MissedCase missed, Values values) {
        return values.location() == null || values.location().isBlank()
                ? usualLocation(missed)
                : values.location().strip();
    }

    /** Where the session that failed was to be, or where the two usually meet. */
    private String usualLocation(MissedCase missed) {
        return agreements
                .termInForce(missed.agreementId())
                .map(term -> term.terms().usualLocation())
                .or(() -> missed.firstSessionId().map(sessions::require).map(SupervisionSession::location))
                .orElse("");
    }
}
