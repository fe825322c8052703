package org.supervision.absence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementStatus;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.Absences;
import org.supervision.people.People;
import org.supervision.session.SessionService;
import org.supervision.session.SlotRules;
import org.supervision.session.SupervisionSession;

/** Which booked sessions fall into an absence, and which of them no other day can take without breaking the interval (A-br). */
@Component
class SessionsAtRisk {

    private final SessionService sessions;
    private final SlotRules slots;
    private final AgreementService agreements;
    private final People people;
    private final Absences absences;
    private final WorkingCalendar calendar;

    SessionsAtRisk(
            SessionService sessions,
            SlotRules slots,
            AgreementService agreements,
            People people,
            Absences absences,
            WorkingCalendar calendar) {
        this.sessions = sessions;
        this.slots = slots;
        this.agreements = agreements;
        this.people = people;
        this.absences = absences;
        this.calendar = calendar;
    }

    /** The sessions that are booked with this person while they are away and have not started, the earliest first. */
    List<SupervisionSession> in(Absence absence) {
        return sessions.futureBookedWith(absence.requirePerson()).stream()
                .filter(session -> absence.includes(calendar.dateOf(session.startAt())))
                .filter(session -> agreements.status(session.agreementId()) == AgreementStatus.IN_FORCE)
                .toList();
    }

    /**
     * Whether a session can be moved, at its time of day, to a day on which both work and neither is away, without more
     * than the interval before it or after it.
     */
    boolean canBeMoved(SupervisionSession session) {
        long agreementId = session.agreementId();
        LocalDate previous = sessions.previousDate(agreementId, session.startAt(), session.requireId());
        Optional<LocalDate> next = sessions.nextDate(agreementId, session.startAt(), session.requireId())
                .filter(day -> session.both().stream().noneMatch(person -> absences.isAway(person, day)));
        LocalDate today = calendar.today();
        LocalDate earliest = previous.isAfter(today) ? previous : today;
        LocalTime time = calendar.localOf(session.startAt()).toLocalTime();
        LocalDate latest = previous.plusDays(agreements.effectiveIntervalDays(agreementId, previous));
        for (LocalDate day = latest; day.isAfter(earliest); day = day.minusDays(1)) {
            LocalDate candidate = day;
            boolean keepsNext = next.filter(later -> ChronoUnit.DAYS.between(candidate, later)
                            > agreements.effectiveIntervalDays(agreementId, candidate))
                    .isEmpty();
            if (keepsNext && isFree(session, day, time)) {
                return true;
            }
        }
        return false;
    }

    private boolean isFree(SupervisionSession session, LocalDate day, LocalTime time) {
        if (!calendar.isKnown(day) || !calendar.isWorkingDay(day)) {
            return false;
        }
        Instant start = calendar.at(day, time);
        return session.both().stream().allMatch(person -> worksOn(person, day))
                && slots.clashes(session.parties(), start, start.plus(session.duration()), session.requireId())
                        .isEmpty();
    }

    private boolean worksOn(String userId, LocalDate day) {
        return !absences.isAway(userId, day)
                && people.find(userId, day)
                        .filter(person -> !person.workingPattern().worksOn(day))
                        .isEmpty();
    }
}
