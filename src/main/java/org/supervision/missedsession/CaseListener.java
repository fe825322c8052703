package org.supervision.missedsession;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.supervision.agreement.ActingSupervisorChanged;
import org.supervision.agreement.AgreementEnded;
import org.supervision.agreement.AgreementInForce;
import org.supervision.agreement.AgreementResumed;
import org.supervision.agreement.AgreementSuspended;
import org.supervision.agreement.EndReason;
import org.supervision.agreement.SignedOnPaper;
import org.supervision.agreement.SupervisorChanged;
import org.supervision.session.SessionCancelled;
import org.supervision.session.SessionHeld;
import org.supervision.session.SessionMissed;
import org.supervision.session.SessionMoved;

/** Hears what happens to sessions and agreements, in the transaction in which it happens. */
@Component
class CaseListener {

    private final CaseOpening opening;
    private final CaseClosing closing;
    private final CaseTransfer transfer;
    private final IntervalClock intervals;

    CaseListener(CaseOpening opening, CaseClosing closing, CaseTransfer transfer, IntervalClock intervals) {
        this.opening = opening;
        this.closing = closing;
        this.transfer = transfer;
        this.intervals = intervals;
    }

    @EventListener
    void on(SessionMissed event) {
        opening.sessionMissed(event.sessionId());
    }

    @EventListener
    void on(SessionCancelled event) {
        opening.sessionCancelled(event.sessionId());
    }

    @EventListener
    void on(SessionMoved event) {
        opening.sessionMoved(event.sessionId(), event.moves());
    }

    @EventListener
    void on(SessionHeld event) {
        closing.sessionHeld(event.sessionId(), event.agreementId(), event.heldAt(), event.recordedAt());
    }

    @EventListener
    void on(AgreementEnded event) {
        closing.agreementEnded(event.agreementId(), event.reason());
        if (event.reason() == EndReason.SUPERSEDED) {
            transfer.handOver(event.agreementId());
        }
    }

    @EventListener
    void on(SupervisorChanged event) {
        transfer.supervisorChanged(event.agreementId());
    }

    @EventListener
    void on(ActingSupervisorChanged event) {
        transfer.actingSupervisorChanged(event.agreementId(), event.from(), event.to());
    }

    @EventListener
    void on(AgreementInForce event) {
        transfer.takeOver(event.agreementId());
    }

    /** Sessions that were held before the agreement was entered here count, too. */
    @EventListener
    void on(SignedOnPaper event) {
        if (event.lastHeldOn() != null) {
            intervals.countFrom(event.agreementId(), event.lastHeldOn());
        }
    }

    @EventListener
    void on(AgreementSuspended event) {
        closing.agreementSuspended(event.agreementId());
    }

    @EventListener
    void on(AgreementResumed event) {
        intervals.restart(event.agreementId());
    }
}
