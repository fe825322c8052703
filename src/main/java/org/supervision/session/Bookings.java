package org.supervision.session;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.agreement.ActingSupervisors;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementTerms;
import org.supervision.agreement.MeetingMode;
import org.supervision.agreement.Parties;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.Absences;
import org.supervision.people.People;
import org.supervision.policy.Policies;

/** Suggests dates for the next sessions and books what the two have chosen (B3). */
@Service
@Transactional
public class Bookings {

    private static final LocalTime USUAL_START = LocalTime.of(10, 0);

    private final SessionProposalRepository proposals;
    private final SessionService sessions;
    private final BookingHorizon horizon;
    private final FirstSessionBack firstBack;
    private final SlotRules slots;
    private final AgreementService agreements;
    private final ActingSupervisors acting;
    private final People people;
    private final Absences absences;
    private final Policies policies;
    private final WorkingCalendar calendar;

    Bookings(
            SessionProposalRepository proposals,
            SessionService sessions,
            BookingHorizon horizon,
            FirstSessionBack firstBack,
            SlotRules slots,
            AgreementService agreements,
            ActingSupervisors acting,
            People people,
            Absences absences,
            Policies policies,
            WorkingCalendar calendar) {
        this.proposals = proposals;
        this.sessions = sessions;
        this.horizon = horizon;
        this.firstBack = firstBack;
        this.slots = slots;
        this.agreements = agreements;
        this.acting = acting;
        this.people = people;
        this.absences = absences;
        this.policies = policies;
        this.calendar = calendar;
    }

    /** How many more sessions are to be booked so that enough lie ahead. */
    public int missing(long agreementId) {
        return Math.max(0, policies.current().booking().horizon() - horizon.bookedAhead(agreementId));
    }

    /**
     * Starts for the sessions that are missing: the agreed interval after the one before, or earlier where that is no
     * working day, a day off of either, or taken; at the time of the last session. Fewer, where the calendar ends.
     */
    public List<Instant> suggest(long agreementId) {
        Parties parties = acting.parties(agreementId);
        AgreementTerms terms = agreements.requireTermsInForce(agreementId);
        List<SupervisionSession> booked = sessions.futureBooked(agreementId);
        LocalDate previous = booked.isEmpty()
                ? sessions.previousDate(agreementId, calendar.now(), null)
                : calendar.dateOf(booked.get(booked.size() - 1).startAt());
        LocalTime time = usualStart(agreementId);
        Optional<LocalDate> back = firstBack.by(agreementId);
        List<Instant> starts = new ArrayList<>();
        for (int i = missing(agreementId); i > 0; i--) {
            LocalDate latest = previous.plusDays(agreements.effectiveIntervalDays(agreementId, previous));
            if (starts.isEmpty() && back.filter(latest::isAfter).isPresent()) {
                latest = back.get();
            }
            Optional<Instant> start = latestFree(parties, previous, latest, time, terms.duration());
            if (start.isEmpty()) {
                break;
            }
            starts.add(start.get());
            previous = calendar.dateOf(start.get());
        }
        return List.copyOf(starts);
    }

    /** The time of day at which the two last agreed to meet; in the morning at first. */
    private LocalTime usualStart(long agreementId) {
        return sessions.of(agreementId).stream()
                .filter(SupervisionSession::isFormal)
                .reduce((earlier, later) -> later)
                .map(last -> calendar.localOf(last.startAt()).toLocalTime())
                .orElse(USUAL_START);
    }

    /** The last free day after {@code previous} up to {@code latest}, else the first one after that. */
    private Optional<Instant> latestFree(
            Parties parties, LocalDate previous, LocalDate latest, LocalTime time, Duration duration) {
        LocalDate today = calendar.today();
        LocalDate after = previous.isAfter(today) ? previous : today;
        for (LocalDate day = latest; day.isAfter(after); day = day.minusDays(1)) {
            if (isFree(parties, day, time, duration)) {
                return Optional.of(calendar.at(day, time));
            }
        }
        LocalDate from = latest.isAfter(after) ? latest.plusDays(1) : after.plusDays(1);
        for (LocalDate day = from; calendar.isKnown(day); day = day.plusDays(1)) {
            if (isFree(parties, day, time, duration)) {
                return Optional.of(calendar.at(day, time));
            }
        }
        return Optional.empty();
    }

    private boolean isFree(Parties parties, LocalDate day, LocalTime time, Duration duration) {
        Instant start = calendar.at(day, time);
        return calendar.isKnown(day)
                && calendar.isWorkingDay(day)
                && parties.both().stream().allMatch(person -> worksOn(person, day))
                && slots.clashes(parties, start, start.plus(duration), null).isEmpty();
    }

    private boolean worksOn(String userId, LocalDate day) {
        return !absences.isAway(userId, day)
                && people.find(userId, day)
                        .map(person -> person.workingPattern().worksOn(day))
                        .orElse(true);
    }

    /** Puts dates down to be booked in the next step, in place of any put down before. */
    public void propose(long agreementId, List<NewSession> wanted) {
        proposals.deleteAll(proposals.findByAgreementIdOrderByStartAt(agreementId));
        proposals.saveAll(wanted.stream().map(SessionProposal::of).toList());
    }

    /** Books what was put down. Where nothing is left of it, nothing happens. */
    public void bookProposed(long agreementId) {
        for (SessionProposal proposal : proposals.findByAgreementIdOrderByStartAt(agreementId)) {
            proposals.delete(proposal);
            sessions.book(proposal.toBook());
        }
    }

    /** How sessions of an agreement are held unless something else is said: place, length and way. */
    public Usual usual(long agreementId) {
        AgreementTerms terms = agreements.requireTermsInForce(agreementId);
        return new Usual(
                terms.usualLocation(),
                terms.durationMinutes(),
                terms.mode(),
                terms.modeReason() == null ? "" : terms.modeReason());
    }

    /** The agreement's place, length in minutes, way of meeting and the reason for it, empty where it needs none. */
    public record Usual(String location, int minutes, MeetingMode mode, String modeReason) {}
}
