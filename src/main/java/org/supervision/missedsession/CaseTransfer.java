package org.supervision.missedsession;

import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementStatus;
import org.supervision.agreement.EndReason;
import org.supervision.calendar.WorkingCalendar;

/**
 * An agreement that gives way to another leaves its case open: the case goes on under the other one, with the same anchor
 * and deadlines, and closes when the new supervisor holds a session (E16, E17).
 */
@Service
@Transactional
public class CaseTransfer {

    private final MissedCaseRepository cases;
    private final CaseEventRepository timeline;
    private final AgreementService agreements;
    private final WorkingCalendar calendar;
    private final ApplicationEventPublisher signals;

    CaseTransfer(
            MissedCaseRepository cases,
            CaseEventRepository timeline,
            AgreementService agreements,
            WorkingCalendar calendar,
            ApplicationEventPublisher signals) {
        this.cases = cases;
        this.timeline = timeline;
        this.agreements = agreements;
        this.calendar = calendar;
        this.signals = signals;
    }

    /** An agreement has given way: its open case goes to the one that is in force for the same person already. */
    public void handOver(long agreementId) {
        Optional<MissedCase> open = cases.findByOpenMarker(agreementId);
        open.flatMap(missed -> agreements.of(missed.parties().supervisee()).stream()
                        .filter(other -> other.status() == AgreementStatus.IN_FORCE)
                        .filter(other -> other.parties()
                                .supervisee()
                                .equals(missed.parties().supervisee()))
                        .findFirst())
                .ifPresent(successor -> transfer(open.get(), successor));
    }

    /** An agreement has come into force: it takes over the open case of one that gave way to it before. */
    public void takeOver(long agreementId) {
        Agreement successor = agreements.require(agreementId);
        agreements.of(successor.parties().supervisee()).stream()
                .filter(former -> former.endReason() == EndReason.SUPERSEDED)
                .flatMap(former -> cases.findByOpenMarker(former.requireId()).stream())
                .filter(missed ->
                        missed.parties().supervisee().equals(successor.parties().supervisee()))
                .findFirst()
                .ifPresent(missed -> transfer(missed, successor));
    }

    private void transfer(MissedCase missed, Agreement successor) {
        if (cases.findByOpenMarker(successor.requireId()).isPresent()) {
            return;
        }
        String from = missed.parties().supervisor();
        missed.transfer(successor.requireId(), successor.parties());
        MissedCase saved = cases.save(missed);
        String to = saved.parties().supervisor();
        timeline.save(CaseEvent.of(saved.id(), CaseEvent.Kind.TRANSFERRED, calendar.now())
                .by(to));
        if (!from.equals(to)) {
            signals.publishEvent(new CaseSignal.Transferred(saved.key(), from, to));
        }
    }
}
