package org.supervision.missedsession;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementStatus;
import org.supervision.agreement.EndReason;
import org.supervision.agreement.Parties;
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
        cases.findByOpenMarker(agreementId)
                .ifPresent(missed -> giveTo(missed, agreementId, agreements.parties(agreementId)));
    }

    /**
     * Somebody else acts as the supervisor of an agreement, or nobody does: its open case goes on without the one who did,
     * and a session with whoever follows closes it (E16).
     *
     * @param from user id of who acted
     * @param to user id of who acts now; null while nobody does
     */
    public void actingSupervisorChanged(long agreementId, String from, @Nullable String to) {
        cases.findByOpenMarker(agreementId).ifPresent(missed -> {
            if (to != null) {
                giveTo(missed, agreementId, new Parties(to, missed.parties().supervisee()));
            } else {
                missed.transfer(agreementId, agreements.parties(agreementId));
                MissedCase saved = cases.save(missed);
                release(saved);
                timeline.save(event(saved).by(from));
                notices.transferred(saved, agreements.lineManager(agreementId), "nobody");
                signals.publishEvent(new CaseSignal.Transferred(saved.key(), from, null));
            }
        });
    }

    private void transfer(MissedCase missed, Agreement successor) {
        if (cases.findByOpenMarker(successor.requireId()).isPresent()) {
            return;
        }
        giveTo(missed, successor.requireId(), successor.parties());
    }

    private void giveTo(MissedCase missed, long agreementId, Parties parties) {
        String from = missed.parties().supervisor();
        missed.transfer(agreementId, parties);
        MissedCase saved = cases.save(missed);
        String to = saved.parties().supervisor();
        timeline.save(event(saved).by(to));
        if (!from.equals(to)) {
            release(saved);
            line.lineManagerOf(from).ifPresent(manager -> notices.transferred(saved, manager, to));
            signals.publishEvent(new CaseSignal.Transferred(saved.key(), from, to));
        }
    }

    /** Whoever was the supervisor has nothing to report any more. */
    private void release(MissedCase missed) {
        reports.findByCaseIdAndParty(missed.id(), Party.SUPERVISOR)
                .filter(report -> report.state() == PartyReport.State.OWED)
                .ifPresent(report -> reports.save(report.released()));
    }

    private CaseEvent event(MissedCase missed) {
        return CaseEvent.of(missed.id(), CaseEvent.Kind.TRANSFERRED, calendar.now());
    }
}
