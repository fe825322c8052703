package org.supervision.missedsession;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.agreement.ActingSupervisors;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementStatus;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy;
import org.supervision.session.SessionService;
import org.supervision.session.SlotRules;
import org.supervision.session.SupervisionSession;

/** Opens a case when supervision fails, or joins the one that is open: one for an agreement at a time (B8, C30). */
@Service
@Transactional
public class CaseOpening {

    private final MissedCaseRepository cases;
    private final CaseEventRepository timeline;
    private final CaseDeadlines deadlines;
    private final CaseNotices notices;
    private final IntervalClock intervals;
    private final SlotRules slots;
    private final SessionService sessions;
    private final AgreementService agreements;
    private final ActingSupervisors acting;
    private final Policies policies;
    private final WorkingCalendar calendar;
    private final ApplicationEventPublisher signals;

    CaseOpening(
            MissedCaseRepository cases,
            CaseEventRepository timeline,
            CaseDeadlines deadlines,
            CaseNotices notices,
            IntervalClock intervals,
            SlotRules slots,
            SessionService sessions,
            AgreementService agreements,
            ActingSupervisors acting,
            Policies policies,
            WorkingCalendar calendar,
            ApplicationEventPublisher signals) {
        this.cases = cases;
        this.timeline = timeline;
        this.deadlines = deadlines;
        this.notices = notices;
        this.intervals = intervals;
        this.slots = slots;
        this.sessions = sessions;
        this.agreements = agreements;
        this.acting = acting;
        this.policies = policies;
        this.calendar = calendar;
        this.signals = signals;
    }

    /**
     * A session was missed: opens a case, or joins the open one. While the two still seek or await a new date, both
     * reports fall due at once (E1); later the miss is only noted (E31). Told twice, it counts once (E21). No case is
     * opened where no sessions are owed any more: the agreement has ended or is suspended.
     *
     * @throws MissRefusedException if the session lies in the future or too long ago (E20)
     */
    public void sessionMissed(long sessionId) {
        if (isKnown(CaseEvent.Kind.MISSED, sessionId)) {
            return;
        }
        SupervisionSession session = sessions.require(sessionId);
        requireEnterable(session);
        Optional<MissedCase> open = cases.findByOpenMarker(session.agreementId());
        if (open.isEmpty() && !owesSessions(session)) {
            return;
        }
        MissedCase missed = open.orElseGet(() -> open(session, CaseMode.MISSED));
        timeline.save(event(missed, CaseEvent.Kind.MISSED).onceFor(sessionId));
        if (open.isPresent() && missed.state().isRecovering()) {
            missed.reportsFallDueBy(deadlines.endOfDay(calendar.now()));
            recoveryFailed(missed, sessionId);
        }
    }

    /**
     * A session was cancelled for an exceptional reason: a new date is sought, counted from the cancelled slot (E10).
     * When it was to recover an open case, that attempt has failed.
     */
    public void sessionCancelled(long sessionId) {
        if (isKnown(CaseEvent.Kind.CANCELLED, sessionId)) {
            return;
        }
        SupervisionSession session = sessions.require(sessionId);
        Optional<MissedCase> open = cases.findByOpenMarker(session.agreementId());
        if (open.isEmpty() && !owesSessions(session)) {
            return;
        }
        MissedCase missed = open.orElseGet(() -> open(session, CaseMode.CANCELLED));
        timeline.save(event(missed, CaseEvent.Kind.CANCELLED).onceFor(sessionId));
        if (open.isPresent() && recovers(missed, sessionId)) {
            recoveryFailed(missed, sessionId);
        } else if (open.isPresent() && resolves(missed, sessionId)) {
            resolutionWithdrawn(missed, sessionId);
        }
    }

    /**
     * A session was rearranged before its start: no miss, unless it is the move too many or leaves too long a gap (E9),
     * before it or before any other that is booked. A new session that moves past the deadline of its case no longer
     * recovers it in time (E6).
     *
     * @param moves how often this session has been rearranged by now
     */
    public void sessionMoved(long sessionId, int moves) {
        SupervisionSession session = sessions.require(sessionId);
        if (isMovedTooFar(session, moves)) {
            intervalBreached(intervals.owed(session.agreementId()));
        }
        cases.findByOpenMarker(session.agreementId()).ifPresent(missed -> failWhenMovedPast(missed, session));
    }

    private void failWhenMovedPast(MissedCase missed, SupervisionSession session) {
        long sessionId = session.requireId();
        if (recovers(missed, sessionId) && isAfter(session.startAt(), missed.reportDeadline())) {
            recoveryFailed(missed, sessionId);
        } else if (resolves(missed, sessionId) && isAfter(session.startAt(), missed.heldBy())) {
            resolutionWithdrawn(missed, sessionId);
        }
    }

    /**
     * The prescribed interval was not kept: opens a case that starts with the line manager. While a case is open, the
     * breach belongs to it: that is noted once and changes nothing (E30).
     *
     * @param owed the session that was not held in time
     */
    void intervalBreached(IntervalClock.Owed owed) {
        long agreementId = owed.agreementId();
        Optional<MissedCase> open = cases.findByOpenMarker(agreementId);
        if (open.isPresent()) {
            noteBreach(open.get());
            return;
        }
        MissedCase missed = cases.save(MissedCase.ofInterval(
                agreementId,
                acting.parties(agreementId),
                owed.by(),
                owed.since(),
                policies.current().version(),
                calendar.now()));
        timeline.save(event(missed, CaseEvent.Kind.OPENED).detail(missed.mode()));
        noteBreach(missed);
        signals.publishEvent(new CaseSignal.Opened(missed.key(), missed.mode()));
    }

    private void noteBreach(MissedCase missed) {
        if (!timeline.existsByCaseIdAndKind(missed.id(), CaseEvent.Kind.INTERVAL_BREACHED)) {
            timeline.save(event(missed, CaseEvent.Kind.INTERVAL_BREACHED));
        }
    }

    /** Opens a case for every agreement in force whose interval was not kept, tolerance and all. */
    public void findIntervalBreaches() {
        intervals.overdue().forEach(this::intervalBreached);
    }

    private MissedCase open(SupervisionSession session, CaseMode mode) {
        Policy policy = policies.current();
        LocalDate slotOn = calendar.dateOf(session.startAt());
        MissedCase missed = cases.save(MissedCase.ofSession(
                session.agreementId(),
                acting.parties(session.agreementId()),
                mode,
                session.requireId(),
                slotOn,
                session.startAt(),
                deadlines.from(slotOn, policy),
                policy.version(),
                calendar.now()));
        timeline.save(event(missed, CaseEvent.Kind.OPENED)
                .session(session.requireId())
                .detail(mode));
        notices.opened(missed);
        signals.publishEvent(new CaseSignal.Opened(missed.key(), mode));
        return missed;
    }

    private void recoveryFailed(MissedCase missed, long sessionId) {
        timeline.save(event(missed, CaseEvent.Kind.RECOVERY_FAILED).session(sessionId));
        MissedCase saved = cases.save(missed);
        signals.publishEvent(new CaseSignal.RecoveryFailed(saved.key()));
    }

    private void resolutionWithdrawn(MissedCase missed, long sessionId) {
        timeline.save(event(missed, CaseEvent.Kind.DECISION_WITHDRAWN).session(sessionId));
        signals.publishEvent(new CaseSignal.ResolutionWithdrawn(missed.key()));
    }

    private boolean isMovedTooFar(SupervisionSession session, int moves) {
        if (moves > policies.current().rearrange().maxPerSession()) {
            return true;
        }
        LocalDate owedFrom = intervals.owed(session.agreementId()).countsFrom();
        return sessions.futureBooked(session.agreementId()).stream().anyMatch(booked -> comesTooLate(booked, owedFrom));
    }

    /**
     * Counted from the meeting before it, held or agreed, and from no day before supervision was taken up, or up again. The
     * next one ahead thereby counts from what was held, however often either was moved.
     */
    private boolean comesTooLate(SupervisionSession booked, LocalDate owedFrom) {
        LocalDate previous = sessions.previousDate(booked.agreementId(), booked.startAt(), booked.requireId());
        return slots.isBreach(previous.isBefore(owedFrom) ? owedFrom : previous, calendar.dateOf(booked.startAt()));
    }

    private void requireEnterable(SupervisionSession session) {
        Instant now = calendar.now();
        if (!session.hasStarted(now)) {
            throw new MissRefusedException(session.key() + " lies in the future: it cannot be missed yet");
        }
        LocalDate oldest = calendar.addMonthsClamped(
                calendar.today(), -policies.current().missed().enterWithinMonths());
        if (calendar.dateOf(session.startAt()).isBefore(oldest)) {
            throw new MissRefusedException(session.key() + " lies too long ago for its miss to be entered");
        }
    }

    /** Of one who ends the agreement at the same moment, either this hears of it, or that finds the case that is opened. */
    private boolean owesSessions(SupervisionSession session) {
        return agreements.heldStatus(session.agreementId()) == AgreementStatus.IN_FORCE;
    }

    private boolean isKnown(CaseEvent.Kind kind, long sessionId) {
        return timeline.existsByOnceKey(CaseEvent.onceKey(kind, sessionId));
    }

    private static boolean recovers(MissedCase missed, long sessionId) {
        return missed.state() == CaseState.REBOOKED
                && missed.recoverySessionId().filter(id -> id == sessionId).isPresent();
    }

    private static boolean resolves(MissedCase missed, long sessionId) {
        return missed.resolutionSessionId().filter(id -> id == sessionId).isPresent();
    }

    private static boolean isAfter(Instant start, Optional<Instant> deadline) {
        return deadline.filter(by -> !start.isBefore(by)).isPresent();
    }

    private CaseEvent event(MissedCase missed, CaseEvent.Kind kind) {
        return CaseEvent.of(missed.id(), kind, calendar.now());
    }
}
