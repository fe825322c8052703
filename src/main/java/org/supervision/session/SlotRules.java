package org.supervision.session;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.MeetingMode;
import org.supervision.agreement.Parties;
import org.supervision.agreement.SessionLength;
import org.supervision.calendar.LondonWords;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.Absences;
import org.supervision.people.People;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy;
import org.supervision.taskform.FormErrors;

/** When, how long and how a session can be agreed: the same rules on every form on which one is (A2.4, B1 to B4). */
@Component
public class SlotRules {

    private final SessionRepository sessions;
    private final AgreementService agreements;
    private final SessionLength lengths;
    private final People people;
    private final Absences absences;
    private final Policies policies;
    private final WorkingCalendar calendar;

    SlotRules(
            SessionRepository sessions,
            AgreementService agreements,
            SessionLength lengths,
            People people,
            Absences absences,
            Policies policies,
            WorkingCalendar calendar) {
        this.sessions = sessions;
        this.agreements = agreements;
        this.lengths = lengths;
        this.people = people;
        this.absences = absences;
        this.policies = policies;
        this.calendar = calendar;
    }

    /**
     * A time for a session.
     *
     * @param agreementId under which agreement; 0 where there is none yet
     * @param parties who meets
     * @param start when
     * @param duration how long
     * @param previousOn the London date from which the interval counts
     * @param movedSessionId the session that is moved there; null for a new one
     * @param reason why it breaks a rule; null or blank where none is given
     */
    public record Slot(
            long agreementId,
            Parties parties,
            Instant start,
            Duration duration,
            LocalDate previousOn,
            @Nullable Long movedSessionId,
            @Nullable String reason) {

        boolean hasReason() {
            return reason != null && !reason.isBlank();
        }

        Instant end() {
            return start.plus(duration);
        }
    }

    /**
     * Adds what is wrong with a time to the errors: in the past, past the known calendar, no working day, too long after
     * the session before, or taken. A reason allows a day off and a longer gap.
     *
     * @param field the field of the start
     */
    public void checkTime(FormErrors errors, String field, Slot slot) {
        if (checkFree(errors, field, slot)) {
            checkInterval(errors, field, slot, calendar.dateOf(slot.start()));
        }
    }

    /**
     * The same but for the time since the session before: for a session that the two have agreed on already.
     *
     * @return whether it is still to come, within the known calendar
     */
    public boolean checkFree(FormErrors errors, String field, Slot slot) {
        LocalDate day = calendar.dateOf(slot.start());
        if (!slot.start().isAfter(calendar.now())) {
            errors.add(field, "Choose a time that is still to come.", "B3");
            return false;
        }
        if (!calendar.isKnown(day)) {
            errors.add(field, "Working days are known only until " + LondonWords.of(calendar.knownUntil()) + ".");
            return false;
        }
        checkDay(errors, field, slot, day);
        keepFree(errors, slot.parties().both());
        for (SupervisionSession taken : clashes(slot.parties(), slot.start(), slot.end(), slot.movedSessionId())) {
            errors.add(
                    field,
                    "One of you already has a session at that time: " + LondonWords.of(taken.startAt()) + ".",
                    "A2.4");
        }
        return true;
    }

    /** Where what is checked is booked at once, nobody else books for the same people until that is done (A2.4). */
    public void keepFree(FormErrors errors, Collection<String> booked) {
        if (errors.areDecisive()) {
            people.await(booked);
        }
    }

    private void checkDay(FormErrors errors, String field, Slot slot, LocalDate day) {
        if (!calendar.isWorkingDay(day)) {
            String message = LondonWords.of(day) + " is no working day.";
            if (slot.hasReason()) {
                errors.warn(field, message, null);
            } else {
                errors.add(field, message + " Choose another, or give a reason.");
            }
            return;
        }
        for (String person : slot.parties().both()) {
            if (absences.isAway(person, day)) {
                checkAbsence(errors, field, slot, people.nameOf(person) + " is away on " + LondonWords.of(day) + ".");
            }
            people.find(person, day)
                    .filter(found -> !found.workingPattern().worksOn(day))
                    .ifPresent(found -> errors.warn(
                            field, found.name() + " does not usually work on " + LondonWords.of(day) + ".", "A-br"));
        }
    }

    private static void checkAbsence(FormErrors errors, String field, Slot slot, String message) {
        if (slot.hasReason()) {
            errors.warn(field, message, "A-br");
        } else {
            errors.add(field, message + " Choose another day, or give a reason.", "A-br");
        }
    }

    private void checkInterval(FormErrors errors, String field, Slot slot, LocalDate day) {
        long gap = ChronoUnit.DAYS.between(slot.previousOn(), day);
        int interval = agreements.effectiveIntervalDays(slot.agreementId(), slot.previousOn());
        if (gap <= interval) {
            return;
        }
        String message = "That is %d days after %s; the longest time between your sessions is %d days."
                .formatted(gap, LondonWords.of(slot.previousOn()), interval);
        if (!slot.hasReason()) {
            boolean over = slot.previousOn().plusDays(interval).isBefore(calendar.today());
            String wanted = over ? " They have passed: give a reason." : " Choose an earlier day, or give a reason.";
            errors.add(field, message + wanted, "B1");
        } else if (isBreach(slot.previousOn(), day)) {
            errors.warn(field, message + " Your line manager will be asked to see to it.", "B1");
        } else {
            errors.warn(field, message, "B1");
        }
    }

    /**
     * Adds a warning where a session that is moved would lie too long before the one after it (B1).
     *
     * @param day the London date to which it is moved
     * @param nextOn the London date of the session after it
     */
    public void warnOfNext(FormErrors errors, String field, long agreementId, LocalDate day, LocalDate nextOn) {
        long gap = ChronoUnit.DAYS.between(day, nextOn);
        int interval = agreements.effectiveIntervalDays(agreementId, day);
        if (gap > interval) {
            errors.warn(
                    field,
                    "Your next session, on %s, would be %d days later; the longest time between your sessions is %d days."
                            .formatted(LondonWords.of(nextOn), gap, interval),
                    "B1");
        }
    }

    /** Whether so long a time between two sessions is more than the policy's ceiling and its tolerance (B1, C3). */
    public boolean isBreach(LocalDate previousOn, LocalDate day) {
        Policy.Frequency frequency = policies.on(day).frequency();
        LocalDate last = calendar.addWorkingDays(previousOn.plusDays(frequency.ceilingDays()), frequency.toleranceWd());
        return day.isAfter(last);
    }

    /** The booked sessions of either person that overlap a time, except the one that is moved there. */
    public List<SupervisionSession> clashes(
            Parties parties, Instant start, Instant end, @Nullable Long movedSessionId) {
        return sessions.findOverlapping(parties.both(), start, end).stream()
                .filter(other -> movedSessionId == null || other.requireId() != movedSessionId)
                .toList();
    }

    /** Those of these people who have another session booked at the time of this one, in whichever part. */
    public Set<String> engaged(List<String> people, SupervisionSession session) {
        return people.isEmpty()
                ? Set.of()
                : sessions.findOverlapping(people, session.startAt(), session.endAt()).stream()
                        .filter(other -> other.requireId() != session.requireId())
                        .flatMap(other -> other.both().stream())
                        .filter(people::contains)
                        .collect(Collectors.toSet());
    }

    /** Adds an error where a planned length is not between the bounds for this supervisee (B2). */
    public void checkMinutes(FormErrors errors, String field, int minutes, String supervisee, LocalDate day) {
        SessionLength.Bounds bounds = lengthOn(day, supervisee);
        if (!bounds.allow(minutes)) {
            errors.add(field, "A session lasts from %d to %d minutes.".formatted(bounds.min(), bounds.max()), "B2");
        }
    }

    /** How long a session with this supervisee is to last on this London date (B2). */
    public SessionLength.Bounds lengthOn(LocalDate day, String supervisee) {
        return lengths.of(supervisee, day);
    }

    /**
     * Adds an error where the two are to meet remotely and the policy forbids that, or wants a reason and has none (B4).
     *
     * @param reasonField where the reason belongs
     */
    public void checkMode(
            FormErrors errors,
            String modeField,
            String reasonField,
            MeetingMode mode,
            @Nullable String reason,
            LocalDate day) {
        if (mode != MeetingMode.REMOTE) {
            return;
        }
        switch (policies.on(day).session().remote()) {
            case NO -> errors.add(modeField, "Sessions are held face to face.", "B4");
            case ALLOWED_WITH_REASON ->
                errors.require(reasonField, reason, "Say why the session is not face to face.", "B4");
            case ALLOWED -> {
                // no reason wanted
            }
        }
    }
}
