package org.supervision.missedsession;

import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.agreement.ActingSupervisors;
import org.supervision.agreement.Party;
import org.supervision.calendar.WorkingCalendar;

/** What both owe the supervisor's line manager when no new date is forthcoming or that meeting fails too (B8). */
@Service
@Transactional
public class CaseReports {

    private final MissedCaseRepository cases;
    private final PartyReportRepository reports;
    private final CaseEventRepository timeline;
    private final CaseEscalation escalation;
    private final HeldClaims claims;
    private final ActingSupervisors acting;
    private final CaseNotices notices;
    private final WorkingCalendar calendar;

    CaseReports(
            MissedCaseRepository cases,
            PartyReportRepository reports,
            CaseEventRepository timeline,
            CaseEscalation escalation,
            HeldClaims claims,
            ActingSupervisors acting,
            CaseNotices notices,
            WorkingCalendar calendar) {
        this.cases = cases;
        this.reports = reports;
        this.timeline = timeline;
        this.escalation = escalation;
        this.claims = claims;
        this.acting = acting;
        this.notices = notices;
        this.calendar = calendar;
    }

    /** Both owe a report from now on; in the place of a supervisor who has gone, nobody does (E16). */
    public void ask(String key) {
        MissedCase missed = require(key);
        missed.reportsAsked();
        MissedCase saved = cases.save(missed);
        owe(saved);
        timeline.save(event(saved, CaseEvent.Kind.REPORTS_ASKED));
        if (saved.reportDeadline().filter(calendar.now()::isBefore).isPresent()) {
            notices.reportsOwed(
                    saved,
                    reports.findByCaseIdOrderById(saved.id()).stream()
                            .filter(report -> report.state() == PartyReport.State.OWED)
                            .map(PartyReport::reporter));
        }
    }

    /** A party reports. {@link #passOn} lets the line manager see it. */
    public void report(String key, Party party, PartyReport.Content content) {
        MissedCase missed = require(key);
        PartyReport report = reports.findByCaseIdAndParty(missed.id(), party).orElseThrow();
        reports.save(report.reported(content, calendar.now()));
        timeline.save(event(missed, CaseEvent.Kind.REPORTED).by(report.reporter()));
    }

    /**
     * Passes new reports on to the line manager: the first one brings him in at once (E7), the second adds to it. A
     * report that claims the session was held has the other party asked; beside one that says it was not, the case is
     * disputed (E8).
     */
    public void passOn(String key) {
        MissedCase missed = require(key);
        boolean claimed = false;
        for (PartyReport report : reports.findByCaseIdOrderById(missed.id())) {
            if (report.state() == PartyReport.State.REPORTED && report.passedOnAt() == null) {
                reports.save(report.passedOn(calendar.now()));
                claimed |= report.claimsHeld();
            }
        }
        if (missed.open() && contradict(reports.findByCaseIdOrderById(missed.id()))) {
            missed.dispute(true);
            cases.save(missed);
        }
        if (missed.open()) {
            escalation.raise(key);
        }
        if (claimed) {
            claims.passOn(key);
        }
    }

    /** The deadline has passed: who has not reported is shown so, and without any report the case goes up by itself. */
    public void recordUnreported(String key) {
        MissedCase missed = require(key);
        missed.reportsAsked();
        MissedCase saved = cases.save(missed);
        owe(saved);
        for (PartyReport report : reports.findByCaseIdOrderById(saved.id())) {
            if (report.state() == PartyReport.State.OWED) {
                reports.save(report.notReported());
                timeline.save(event(saved, CaseEvent.Kind.NOT_REPORTED).by(report.reporter()));
            }
        }
        escalation.raise(key);
    }

    private void owe(MissedCase missed) {
        for (Party party : Party.values()) {
            if (reports.findByCaseIdAndParty(missed.id(), party).isEmpty()) {
                String reporter = missed.parties().of(party);
                PartyReport owed = PartyReport.owed(
                        missed.id(), party, reporter, missed.reportsDueAt().orElseThrow());
                boolean gone = acting.present(missed.agreementId(), reporter) == null;
                reports.save(gone ? owed.released() : owed);
            }
        }
    }

    private static boolean contradict(List<PartyReport> both) {
        List<Boolean> said = both.stream()
                .filter(report -> report.state() == PartyReport.State.REPORTED)
                .map(PartyReport::claimsHeld)
                .distinct()
                .toList();
        return said.size() > 1;
    }

    private CaseEvent event(MissedCase missed, CaseEvent.Kind kind) {
        return CaseEvent.of(missed.id(), kind, calendar.now());
    }

    private MissedCase require(String key) {
        return cases.findById(MissedCase.idOf(key)).orElseThrow();
    }
}
