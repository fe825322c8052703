package org.supervision.missedsession;

import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementStatus;
import org.supervision.agreement.EndReason;
import org.supervision.agreement.Party;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.LineManagement;

/**
 * An agreement that gives way to another leaves its case open: the case goes on under the other one, with the same anchor
 * and deadlines, and closes when the new supervisor holds a session (E16, E17).
 */
@Service
@Transactional
public class CaseTransfer {

    private final MissedCaseRepository cases;
    private final CaseEventRepository timeline;
    private final PartyReportRepository reports;
    private final CaseNotices notices;
    private final LineManagement line;
    private final AgreementService agreements;
    private final WorkingCalendar calendar;
    private final ApplicationEventPublisher signals;

    CaseTransfer(
            MissedCaseRepository cases,
            CaseEventRepository timeline,
            PartyReportRepository reports,
            CaseNotices notices,
            LineManagement line,
            AgreementService agreements,
            WorkingCalendar calendar,
            ApplicationEventPublisher signals) {
        this.cases = cases;
        this.timeline = timeline;
        this.reports = reports;
        this.notices = notices;
        this.line = line;
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

    /** An agreement has another supervisor: its open case goes on with the new one, whose line hears of it (E16). */
    public void supervisorChanged(long agreementId) {
        cases.findByOpenMarker(agreementId).ifPresent(missed -> giveTo(missed, agreements.require(agreementId)));
    }

    private void transfer(MissedCase missed, Agreement successor) {
        if (cases.findByOpenMarker(successor.requireId()).isPresent()) {
            return;
        }
        giveTo(missed, successor);
    }

    private void giveTo(MissedCase missed, Agreement successor) {
        String from = missed.parties().supervisor();
        missed.transfer(successor.requireId(), successor.parties());
        MissedCase saved = cases.save(missed);
        String to = saved.parties().supervisor();
        timeline.save(CaseEvent.of(saved.id(), CaseEvent.Kind.TRANSFERRED, calendar.now())
                .by(to));
        if (!from.equals(to)) {
            reports.findByCaseIdAndParty(saved.id(), Party.SUPERVISOR)
                    .filter(report -> report.state() == PartyReport.State.OWED)
                    .ifPresent(report -> reports.save(report.owedBy(to)));
            line.lineManagerOf(from).ifPresent(manager -> notices.transferred(saved, manager, to));
            signals.publishEvent(new CaseSignal.Transferred(saved.key(), from, to));
        }
    }
}
