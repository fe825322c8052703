package org.supervision.session;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.data.util.Streamable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.agreement.ActingSupervisorChanged;
import org.supervision.agreement.ActingSupervisors;
import org.supervision.agreement.AgreementEnded;
import org.supervision.agreement.AgreementInForce;
import org.supervision.agreement.AgreementResumed;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementSuspended;
import org.supervision.agreement.Parties;
import org.supervision.agreement.SessionLength;
import org.supervision.agreement.SupervisorChanged;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.Invitation;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;

/** Books sessions and writes down what becomes of them. Every change that takes one off the horizon has it checked. */
@Service
@Transactional
public class SessionService {

    private final SessionRepository sessions;
    private final SessionMoveRepository moves;
    private final InterruptionRepository interruptions;
    private final RecordService records;
    private final AgreementService agreements;
    private final ActingSupervisors acting;
    private final InCharge inCharge;
    private final SessionInstances instances;
    private final BookingHorizon horizon;
    private final OutcomeRules rules;
    private final SessionDeadlines deadlines;
    private final SessionLength lengths;
    private final Notifier notifier;
    private final WorkingCalendar calendar;
    private final ApplicationEventPublisher events;

    SessionService(
            SessionRepository sessions,
            SessionMoveRepository moves,
            InterruptionRepository interruptions,
            RecordService records,
            AgreementService agreements,
            ActingSupervisors acting,
            InCharge inCharge,
            SessionInstances instances,
            BookingHorizon horizon,
            OutcomeRules rules,
            SessionDeadlines deadlines,
            SessionLength lengths,
            Notifier notifier,
            WorkingCalendar calendar,
            ApplicationEventPublisher events) {
        this.sessions = sessions;
        this.moves = moves;
        this.interruptions = interruptions;
        this.records = records;
        this.agreements = agreements;
        this.acting = acting;
        this.inCharge = inCharge;
        this.instances = instances;
        this.horizon = horizon;
        this.rules = rules;
        this.deadlines = deadlines;
        this.lengths = lengths;
        this.notifier = notifier;
        this.calendar = calendar;
        this.events = events;
    }

    /** The session with this row id, if there is one. */
    public Optional<SupervisionSession> find(long sessionId) {
        return sessions.findById(sessionId);
    }

    /**
     * The session with this row id.
     *
     * @throws NoSuchElementException if there is none
     */
    public SupervisionSession require(long sessionId) {
        return find(sessionId)
                .orElseThrow(() -> new NoSuchElementException("No session " + SupervisionSession.keyOf(sessionId)));
    }

    /** The session with this business key, such as {@code SE-000456}. */
    public SupervisionSession require(String key) {
        return require(SupervisionSession.idOf(key));
    }

    /** Those of these row ids, by row id. */
    public Map<Long, SupervisionSession> all(Collection<Long> sessionIds) {
        return sessionIds.isEmpty()
                ? Map.of()
                : Streamable.of(sessions.findAllById(sessionIds)).stream()
                        .collect(Collectors.toMap(SupervisionSession::requireId, session -> session));
    }

    /** Every session under an agreement, the earliest first. */
    public List<SupervisionSession> of(long agreementId) {
        return sessions.findByAgreementIdOrderByStartAt(agreementId);
    }

    /** The sessions that this person holds or is supervised in, booked and not started, the earliest first. */
    public List<SupervisionSession> futureBookedWith(String userId) {
        return sessions.findFutureWith(userId, calendar.now());
    }

    /**
     * The sessions that this person holds or is supervised in, whatever became of them, but for what was logged afterwards;
     * the earliest first.
     *
     * @param since the first moment at which one may start
     */
    public List<SupervisionSession> withSince(String userId, Instant since) {
        return sessions.findWithSince(userId, since);
    }

    /** The sessions that are booked and have not started, the earliest first. */
    public List<SupervisionSession> futureBooked(long agreementId) {
        return sessions.findByAgreementIdAndStateAndStartAtAfterOrderByStartAt(
                agreementId, SessionState.BOOKED, calendar.now());
    }

    /** The first session of each of several agreements that is booked and has not started, by the agreement's row id. */
    public Map<Long, SupervisionSession> nextBooked(Collection<Long> agreementIds) {
        return agreementIds.isEmpty()
                ? Map.of()
                : sessions
                        .findByAgreementIdInAndStateAndStartAtAfterOrderByStartAt(
                                agreementIds, SessionState.BOOKED, calendar.now())
                        .stream()
                        .collect(Collectors.toMap(
                                SupervisionSession::agreementId, session -> session, (first, later) -> first));
    }

    /** The London dates of the last sessions of several agreements that were held and count, by the agreement's row id. */
    public Map<Long, LocalDate> lastHeldOn(Collection<Long> agreementIds) {
        return agreementIds.isEmpty()
                ? Map.of()
                : sessions.findLastHeld(agreementIds).stream()
                        .collect(Collectors.toMap(
                                SessionRepository.LastHeld::agreementId, last -> calendar.dateOf(last.heldAt())));
    }

    /** The London date of the last session that was held and counts; empty before the first. */
    public Optional<LocalDate> lastHeldOn(long agreementId) {
        return sessions.lastHeldAt(agreementId).map(calendar::dateOf);
    }

    /**
     * The London date from which the interval to a session at this moment counts: the last session before it that was
     * held or is booked, else the last one before the agreement was entered here, else the day it came into force; the day
     * on which it was resumed, where that is later.
     *
     * @param exceptSessionId a session that is about to be moved and so doesn't count; null for none
     */
    public LocalDate previousDate(long agreementId, Instant before, @Nullable Long exceptSessionId) {
        return of(agreementId).stream()
                .filter(session -> exceptSessionId == null || session.requireId() != exceptSessionId)
                .flatMap(SessionService::meeting)
                .filter(meeting -> meeting.isBefore(before))
                .max(Comparator.naturalOrder())
                .map(calendar::dateOf)
                .or(() -> agreements.lastHeldOnPaper(agreementId))
                .or(() -> Optional.ofNullable(agreements.require(agreementId).inForceOn()))
                .map(day -> notBeforeResumed(agreementId, day))
                .orElseGet(calendar::today);
    }

    /** While an agreement is suspended no session is owed, so that no interval runs (E18). */
    private LocalDate notBeforeResumed(long agreementId, LocalDate day) {
        LocalDate resumedOn = agreements.require(agreementId).resumedOn();
        return resumedOn == null || resumedOn.isBefore(day) ? day : resumedOn;
    }

    private static Stream<Instant> meeting(SupervisionSession session) {
        if (session.state() == SessionState.BOOKED) {
            return Stream.of(session.startAt());
        }
        boolean counts = session.outcome() != null && session.outcome().countsAsHeld();
        return counts ? Stream.of(session.heldOrAgreedStart()) : Stream.empty();
    }

    /**
     * The London date of the first session that is booked after this moment.
     *
     * @param exceptSessionId a session that is about to be moved and so doesn't count
     */
    public Optional<LocalDate> nextDate(long agreementId, Instant after, long exceptSessionId) {
        return of(agreementId).stream()
                .filter(session -> session.state() == SessionState.BOOKED && session.requireId() != exceptSessionId)
                .map(SupervisionSession::startAt)
                .filter(start -> start.isAfter(after))
                .map(calendar::dateOf)
                .findFirst();
    }

    /** The last session of an agreement that was held before this one. */
    public Optional<SupervisionSession> previousHeld(SupervisionSession session) {
        return of(session.agreementId()).stream()
                .filter(other -> other.isFormal()
                        && other.state().isHeld()
                        && other.startAt().isBefore(session.startAt()))
                .reduce((earlier, later) -> later);
    }

    /** What interrupted a session. */
    public List<HeldSession.Interrupted> interruptions(long sessionId) {
        return interruptions.findBySessionIdOrderById(sessionId).stream()
                .map(row -> new HeldSession.Interrupted(row.what(), row.minutes(), row.goodCause()))
                .toList();
    }

    /**
     * Books a session and starts its life: both are invited, prepare and meet. Unless somebody else is named, whoever acts as
     * the supervisor holds it. Publishes {@link SessionBooked}.
     */
    public SupervisionSession book(NewSession wanted) {
        Parties parties = acting.parties(wanted.agreementId());
        Parties holders =
                wanted.supervisor() == null ? parties : new Parties(wanted.supervisor(), parties.supervisee());
        SupervisionSession session = sessions.save(SupervisionSession.booked(wanted, holders, calendar.now()));
        instances.start(session.key());
        horizon.check(session.agreementId());
        events.publishEvent(new SessionBooked(session.requireId(), session.agreementId()));
        return session;
    }

    /** Invites both: a calendar entry each (B3). */
    public void invite(long sessionId) {
        SupervisionSession session = require(sessionId);
        Invitation invitation = Invitation.request(
                session.key(), session.icsSequence(), session.startAt(), session.endAt(), session.location());
        tellBoth(session, "invited", MailKind.SESSION_INVITATION, invitation);
    }

    /** Makes this session the one that is to recover a case of missed supervision (B8). */
    public void markRecovery(long sessionId, long caseId) {
        sessions.save(require(sessionId).recovering(caseId));
    }

    /**
     * Rearranges a session before its start: the same session at another time (A2.4).
     *
     * @param by user id of who rearranges it
     */
    public void rearrange(
            long sessionId, Instant newStart, String by, @Nullable ReasonClass reasonClass, @Nullable String reason) {
        SupervisionSession session = require(sessionId);
        moves.save(
                new SessionMove(null, sessionId, session.startAt(), newStart, by, calendar.now(), reasonClass, reason));
        sessions.save(session.movedTo(newStart));
    }

    /**
     * Moves a session before its start for a manager, who has no task in it; both are told as ever (A2.4, A-br).
     *
     * @param by user id of the manager
     */
    public void moveFor(long sessionId, Instant newStart, String by) {
        rearrange(sessionId, newStart, by, null, null);
        instances.moved(require(sessionId).key());
    }

    /**
     * Gives a session that has not started to another supervisor, with its tasks and in the calendars of all three (A-br,
     * E27). Does nothing when it is his already. Publishes {@link CoverAssigned}.
     *
     * @param supervisor user id of who holds it from now on
     */
    public void handTo(long sessionId, String supervisor) {
        SupervisionSession session = require(sessionId);
        String before = session.supervisor();
        if (before.equals(supervisor)) {
            return;
        }
        SupervisionSession handed = sessions.save(session.heldBy(supervisor, calendar.now()));
        instances.handOver(handed.key(), before, supervisor);
        String what = "held-by/" + handed.icsSequence();
        Invitation entry = Invitation.request(
                handed.key(), handed.icsSequence(), handed.startAt(), handed.endAt(), handed.location());
        tell(handed, what, supervisor, MailKind.SESSION_TO_COVER, entry);
        tell(handed, what, handed.supervisee(), MailKind.SESSION_COVERED, entry);
        tell(
                handed,
                what,
                before,
                MailKind.SESSION_GIVEN_TO_COVER,
                Invitation.cancel(handed.key(), handed.icsSequence(), handed.startAt(), handed.endAt()));
        events.publishEvent(new CoverAssigned(sessionId, handed.agreementId(), before, supervisor));
    }

    /** Tells both, and whoever else needs to know, that a session was rearranged. */
    public void announceMoved(long sessionId) {
        SupervisionSession session = require(sessionId);
        Invitation update = Invitation.request(
                session.key(), session.icsSequence(), session.startAt(), session.endAt(), session.location());
        tellBoth(session, "moved/" + session.moves(), MailKind.SESSION_UPDATE, update);
        events.publishEvent(new SessionMoved(sessionId, session.agreementId(), session.moves()));
        horizon.check(session.agreementId());
    }

    /**
     * Writes down that a session was held, as the rules see it, and opens its record.
     *
     * @param by user id of who says so
     * @return {@link SessionOutcome#HELD} or {@link SessionOutcome#PART_HELD}
     */
    public SessionOutcome hold(long sessionId, HeldSession held, String by) {
        SupervisionSession session = require(sessionId);
        OutcomeRules.Ruling ruling = rule(session, held);
        sessions.save(session.became(stateOf(ruling.outcome()), outcomeOf(held, by, ruling)));
        held.interruptions()
                .forEach(row -> interruptions.save(
                        new Interruption(null, sessionId, row.what(), row.minutes(), row.goodCause())));
        records.open(sessionId);
        return ruling.outcome();
    }

    /**
     * Writes down that a session which passed for missed or cancelled was held after all, as both have confirmed (E5,
     * E11), and goes on at its record. Does nothing when it is held already.
     */
    public void recordHeldLate(long sessionId, Instant actualStart, Instant actualEnd) {
        SupervisionSession session = require(sessionId);
        if (session.state().isHeld()) {
            return;
        }
        HeldSession held = new HeldSession(actualStart, actualEnd, session.meetingMode(), null, null, null, List.of());
        OutcomeRules.Ruling ruling = rule(session, held);
        SupervisionSession saved =
                sessions.save(session.heldAfterAll(stateOf(ruling.outcome()), outcomeOf(held, null, ruling)));
        records.open(sessionId);
        instances.startHeldLate(saved.key());
        horizon.check(saved.agreementId());
    }

    /**
     * Cancels a session in exceptional circumstances, before its start (A2.4).
     *
     * @param by user id of who cancels it
     */
    public void cancel(long sessionId, String by, ReasonClass reasonClass, String reason) {
        Outcome outcome = Outcome.notHeld(by, calendar.now(), reasonClass, reason);
        sessions.save(require(sessionId).calledOff(SessionState.CANCELLED, outcome));
    }

    /**
     * Writes down that a session did not take place (B8).
     *
     * @param by user id of who says so
     */
    public void miss(long sessionId, String by, ReasonClass reasonClass, String reason) {
        Outcome outcome = Outcome.notHeld(by, calendar.now(), reasonClass, reason);
        sessions.save(require(sessionId).became(SessionState.MISSED, outcome));
    }

    /** Nobody has said what became of a session by the deadline: it is presumed missed (E11). */
    public void presumeMissed(long sessionId) {
        sessions.save(require(sessionId).became(SessionState.MISSED, Outcome.presumedMissed(calendar.now())));
    }

    /** A session has started: from now on it is not one of those ahead (C5). */
    public void started(long sessionId) {
        horizon.check(require(sessionId).agreementId());
    }

    /** Tells whoever needs to know that a session was held. One that was too short to count tells nobody (B2). */
    public void announceHeld(long sessionId) {
        SupervisionSession session = require(sessionId);
        Outcome outcome = session.requireOutcome();
        if (outcome.countsAsHeld()) {
            events.publishEvent(new SessionHeld(
                    sessionId, session.agreementId(), session.heldOrAgreedStart(), outcome.declaredAt()));
        }
        horizon.check(session.agreementId());
    }

    /** Tells whoever needs to know that a session was missed. */
    public void announceMissed(long sessionId) {
        SupervisionSession session = require(sessionId);
        events.publishEvent(new SessionMissed(sessionId, session.agreementId()));
        horizon.check(session.agreementId());
    }

    /** Takes a cancelled session out of both calendars and tells whoever needs to know. */
    public void announceCancelled(long sessionId) {
        SupervisionSession session = require(sessionId);
        takeOutOfCalendars(session);
        events.publishEvent(new SessionCancelled(sessionId, session.agreementId()));
        horizon.check(session.agreementId());
    }

    /** Voids every session that is booked and has not started: none is owed any more. */
    public void voidFuture(long agreementId) {
        for (SupervisionSession session : futureBooked(agreementId)) {
            SupervisionSession voided = sessions.save(session.calledOff(SessionState.VOID, null));
            takeOutOfCalendars(voided);
            instances.end(voided.key());
        }
        horizon.check(agreementId);
    }

    /**
     * Who does the supervisor's part of what is still to do about a session: whoever covers or, once the agreement has
     * changed hands, its supervisor now (B6).
     */
    public String inCharge(SupervisionSession session) {
        return inCharge.of(session);
    }

    /** The sessions that are booked stay booked, now with the new supervisor, who also has the records to be finished. */
    @EventListener
    void on(SupervisorChanged changed) {
        List<SupervisionSession> given = of(changed.agreementId()).stream()
                .filter(session -> session.state() == SessionState.BOOKED)
                .filter(session -> session.supervisor().equals(changed.from()))
                .toList();
        sessions.giveBookedTo(changed.agreementId(), changed.from(), changed.to(), calendar.now());
        sessions.giveOpenRecordsTo(changed.agreementId(), changed.from(), changed.to());
        given.stream()
                .filter(session -> !session.hasStarted(calendar.now()))
                .forEach(session -> moveCalendarEntry(session, changed));
        horizon.check(changed.agreementId());
    }

    /** The sessions that are booked with whoever acted until now are held by whoever does from now on (B8). */
    @EventListener
    void on(ActingSupervisorChanged changed) {
        String to = changed.to();
        if (to != null) {
            futureBooked(changed.agreementId()).stream()
                    .filter(session -> session.supervisor().equals(changed.from()))
                    .forEach(session -> handTo(session.requireId(), to));
        }
        horizon.check(changed.agreementId());
    }

    /** @param session as it was; its calendar entry has changed with the supervisor since */
    private void moveCalendarEntry(SupervisionSession session, SupervisorChanged changed) {
        int sequence = session.icsSequence() + 1;
        tell(
                session,
                "handed-over/" + sequence,
                changed.from(),
                MailKind.SESSION_CANCELLATION,
                Invitation.cancel(session.key(), sequence, session.startAt(), session.endAt()));
        tell(
                session,
                "taken-over/" + sequence,
                changed.to(),
                MailKind.SESSION_INVITATION,
                Invitation.request(session.key(), sequence, session.startAt(), session.endAt(), session.location()));
    }

    @EventListener
    void on(AgreementInForce event) {
        horizon.check(event.agreementId());
    }

    @EventListener
    void on(AgreementResumed event) {
        horizon.check(event.agreementId());
    }

    @EventListener
    void on(AgreementSuspended event) {
        voidFuture(event.agreementId());
    }

    @EventListener
    void on(AgreementEnded event) {
        voidFuture(event.agreementId());
    }

    private OutcomeRules.Ruling rule(SupervisionSession session, HeldSession held) {
        int minutes = Math.toIntExact(Duration.between(held.start(), held.end()).toMinutes());
        return rules.rule(new OutcomeRules.Question(
                deadlines.policyFor(session),
                DeclaredOutcome.HELD,
                false,
                false,
                held.reasonClass(),
                minutes,
                lengths.of(session.supervisee(), calendar.dateOf(session.startAt()))
                        .min()));
    }

    private static SessionState stateOf(SessionOutcome outcome) {
        return switch (outcome) {
            case HELD -> SessionState.HELD;
            case PART_HELD -> SessionState.PART_HELD;
            default -> throw new IllegalStateException("A session that was held cannot be " + outcome);
        };
    }

    private Outcome outcomeOf(HeldSession held, @Nullable String by, OutcomeRules.Ruling ruling) {
        return new Outcome(
                by,
                calendar.now(),
                false,
                ruling.countsAsHeld(),
                held.start(),
                held.end(),
                held.mode(),
                held.privateSpace(),
                held.reasonClass(),
                held.reason());
    }

    private void takeOutOfCalendars(SupervisionSession session) {
        Invitation cancellation =
                Invitation.cancel(session.key(), session.icsSequence(), session.startAt(), session.endAt());
        tellBoth(session, "off", MailKind.SESSION_CANCELLATION, cancellation);
    }

    private void tellBoth(SupervisionSession session, String what, MailKind kind, Invitation invitation) {
        session.both().forEach(person -> tell(session, what, person, kind, invitation));
    }

    private void tell(SupervisionSession session, String what, String person, MailKind kind, Invitation invitation) {
        notifier.send(Notice.of(session.key() + "/" + what, person, kind, session.key())
                .start(session.startAt())
                .with(invitation));
    }
}
