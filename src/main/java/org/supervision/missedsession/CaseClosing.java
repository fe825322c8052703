package org.supervision.missedsession;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.EndReason;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.session.SessionService;
import org.supervision.session.SupervisionSession;

/** Closes cases: on a held session, on both parties' word that it was held, or with the agreement. */
@Service
@Transactional
public class CaseClosing {

    private final MissedCaseRepository cases;
    private final CaseEventRepository timeline;
    private final HeldClaims claims;
    private final SessionService sessions;
    private final AgreementService agreements;
    private final WorkingCalendar calendar;
    private final ApplicationEventPublisher signals;

    CaseClosing(
            MissedCaseRepository cases,
            CaseEventRepository timeline,
            HeldClaims claims,
            SessionService sessions,
            AgreementService agreements,
            WorkingCalendar calendar,
            ApplicationEventPublisher signals) {
        this.cases = cases;
        this.timeline = timeline;
        this.claims = claims;
        this.sessions = sessions;
        this.agreements = agreements;
        this.calendar = calendar;
        this.signals = signals;
    }

    /**
     * A session was held. It closes the open case of its agreement if it took place since the case's anchor, whoever
     * held it (E3, E27). When it took place in time but was recorded only after the deadline, the other party confirms
     * it first (E5).
     *
     * @param heldAt when it really began
     * @param recordedAt when that was said
     */
    public void sessionHeld(long sessionId, long agreementId, Instant heldAt, Instant recordedAt) {
        cases.findByOpenMarker(agreementId)
                .filter(missed -> missed.isRecoveredBy(sessionId, heldAt))
                .ifPresent(missed -> {
                    boolean recordedLate = missed.reportDeadline()
                            .filter(deadline -> heldAt.isBefore(deadline) && !recordedAt.isBefore(deadline))
                            .isPresent();
                    if (recordedLate) {
                        SupervisionSession session = sessions.require(sessionId);
                        claims.recordedLate(missed, session);
                    } else {
                        signals.publishEvent(new CaseSignal.SessionHeld(missed.key()));
                    }
                });
    }

    /** The agreement ended; one that gives way to another leaves its case open (E17). */
    public void agreementEnded(long agreementId, EndReason reason) {
        if (reason != EndReason.SUPERSEDED) {
            cases.findByOpenMarker(agreementId)
                    .ifPresent(missed -> signals.publishEvent(new CaseSignal.AgreementEnded(missed.key())));
        }
    }

    /** The agreement was suspended: no session is owed, so the case closes, and not as a miss of anybody's (E18). */
    public void agreementSuspended(long agreementId) {
        cases.findByOpenMarker(agreementId).ifPresent(missed -> {
            close(missed, CaseState.SUSPENDED, null);
            signals.publishEvent(new CaseSignal.AgreementEnded(missed.key()));
        });
    }

    /** A manager suspends the supervision: that closes the case first, and ends its own resolution with it. */
    void suspended(String key) {
        close(require(key), CaseState.SUSPENDED, null);
        signals.publishEvent(new CaseSignal.ResolutionEnded(key));
    }

    /** Closes the case on a held session: recovered by the two, or resolved when a manager had it. */
    public void recovered(String key) {
        MissedCase missed = require(key);
        if (missed.open()) {
            boolean managed = missed.resolver().isPresent();
            close(missed, managed ? CaseState.CLOSED_RESOLVED : CaseState.CLOSED_RECOVERED, null);
        }
    }

    /** Closes the case with its agreement, for the reason that the agreement ended for. Nothing if it is closed. */
    public void ended(String key) {
        MissedCase missed = require(key);
        if (missed.open()) {
            Agreement agreement = agreements.require(missed.agreementId());
            EndReason reason = agreement.endReason();
            CaseState end = reason == EndReason.ERROR ? CaseState.CLOSED_VOID : CaseState.CLOSED_ENDED;
            close(missed, end, reason == null ? null : reason.name());
        }
    }

    /** Both say that the session was held: the case closes, and the session goes on at its record (E5, E11). */
    public void heldLate(String key) {
        MissedCase missed = require(key);
        if (missed.open()) {
            HeldClaim claim = claims.latest(key);
            close(missed, CaseState.HELD_LATE_RECORDED, null);
            if (!claim.recordedLate()) {
                sessions.recordHeldLate(claim.sessionId(), claim.actualStartAt(), claim.actualEndAt());
            }
        }
    }

    private void close(MissedCase missed, CaseState end, @Nullable String reason) {
        missed.close(end, calendar.now(), reason);
        MissedCase saved = cases.save(missed);
        timeline.save(
                CaseEvent.of(saved.id(), CaseEvent.Kind.CLOSED, calendar.now()).detail(end));
    }

    private MissedCase require(String key) {
        return cases.findById(MissedCase.idOf(key)).orElseThrow();
    }
}
