package org.supervision.missedsession;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.Parties;
import org.supervision.calendar.LondonWords;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.session.SlotRules;
import org.supervision.taskform.Choices;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.PeopleChoices;

/** What a manager can decide on a case, and what he must enter for it (A7.2, B8). */
@Component
public class ResolutionRules {

    private final CaseEscalation escalation;
    private final CaseFacts facts;
    private final CaseDeadlines deadlines;
    private final SlotRules slots;
    private final AgreementService agreements;
    private final WorkingCalendar calendar;

    ResolutionRules(
            CaseEscalation escalation,
            CaseFacts facts,
            CaseDeadlines deadlines,
            SlotRules slots,
            AgreementService agreements,
            WorkingCalendar calendar) {
        this.escalation = escalation;
        this.facts = facts;
        this.deadlines = deadlines;
        this.slots = slots;
        this.agreements = agreements;
        this.calendar = calendar;
    }

    /**
     * What a manager typed.
     *
     * @param start London time
     * @param textField the field in which he explains himself
     * @param text what stands in it
     */
    public record Typed(
            Resolution.@Nullable Kind resolution,
            @Nullable LocalDateTime start,
            @Nullable String supervisor,
            @Nullable LocalDate absentFrom,
            @Nullable LocalDate absentUntil,
            String textField,
            @Nullable String text) {}

    /** Those who may hold the session in the supervisor's place, by their names. */
    public Choices supervisors(MissedCase missed) {
        return new PeopleChoices(
                (typed, most) -> escalation.eligibleManagers(missed, typed, most),
                userId -> escalation.eligibleManager(missed, userId));
    }

    /** The last London date for which a session may be fixed now. */
    public LocalDate latestSessionDay(MissedCase missed) {
        return deadlines.dayOf(escalation.latestSession(missed));
    }

    /** Adds what is wrong with what was typed; what the decision does not ask for is left alone. */
    public void check(MissedCase missed, Typed typed, FormErrors errors) {
        if (!errors.require("resolution", typed.resolution(), "Say what is to happen.", "B8")) {
            return;
        }
        switch (Objects.requireNonNull(typed.resolution())) {
            case NEW_DATE -> checkSession(missed, typed, missed.parties(), errors);
            case COVER, INTERIM -> checkCover(missed, typed, errors);
            case ABSENCE -> checkAbsence(missed, typed, errors);
            case REFER -> errors.require(typed.textField(), typed.text(), "Say why you refer it.", "A7.2");
        }
    }

    /** What was typed, as a decision. */
    public Resolution.Decision decision(Typed typed) {
        Resolution.Kind kind = Objects.requireNonNull(typed.resolution());
        boolean session = kind.fixesSession();
        boolean absence = kind == Resolution.Kind.ABSENCE;
        return new Resolution.Decision(
                kind,
                session ? calendar.at(Objects.requireNonNull(typed.start())) : null,
                session && kind != Resolution.Kind.NEW_DATE ? typed.supervisor() : null,
                absence ? typed.absentFrom() : null,
                absence ? typed.absentUntil() : null,
                typed.text());
    }

    private void checkCover(MissedCase missed, Typed typed, FormErrors errors) {
        Parties parties = missed.parties();
        if (errors.require("supervisor", typed.supervisor(), "Choose who holds the session.", "B8")) {
            String supervisor = Objects.requireNonNull(typed.supervisor());
            if (escalation.eligibleManager(missed, supervisor).isEmpty()) {
                errors.add("supervisor", "Choose a supervisor from the list: neither of the two.", "B8");
            } else {
                parties = new Parties(supervisor, parties.supervisee());
            }
        }
        checkSession(missed, typed, parties, errors);
    }

    private void checkSession(MissedCase missed, Typed typed, Parties holders, FormErrors errors) {
        if (!errors.require("start", typed.start(), "Enter when the session starts.", "B8")
                || !facts.requireAgreement(missed, "resolution", errors)) {
            return;
        }
        Instant start = calendar.at(Objects.requireNonNull(typed.start()));
        slots.checkTime(
                errors,
                "start",
                new SlotRules.Slot(
                        missed.agreementId(),
                        holders,
                        start,
                        agreements.requireTermsInForce(missed.agreementId()).duration(),
                        calendar.dateOf(start),
                        null,
                        typed.text()));
        if (!start.isBefore(escalation.latestSession(missed))) {
            errors.add(
                    "start",
                    "The session is held by " + LondonWords.of(latestSessionDay(missed)) + " at the latest.",
                    "B8");
        }
    }

    private void checkAbsence(MissedCase missed, Typed typed, FormErrors errors) {
        facts.requireAgreement(missed, "resolution", errors);
        LocalDate from = typed.absentFrom();
        if (from != null && from.isAfter(calendar.today())) {
            errors.add("absentFrom", "Supervision is suspended from today at the latest.", "A-br");
        }
        LocalDate until = typed.absentUntil();
        if (until != null && until.isBefore(calendar.today())) {
            errors.add("absentUntil", "That is past. Leave it empty if the end is not known.", "A-br");
        }
        errors.require(typed.textField(), typed.text(), "Say what is known of the absence.", "A-br");
    }
}
