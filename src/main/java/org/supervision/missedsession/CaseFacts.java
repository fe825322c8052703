package org.supervision.missedsession;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.agreement.ActingSupervisors;
import org.supervision.agreement.AgreementService;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.People;
import org.supervision.taskform.FormErrors;

/** The read-only part that the forms of a case share. Managers see when and whether, and what was written to them. */
@Component
public class CaseFacts {

    private final MissedCases cases;
    private final CaseHistory history;
    private final CaseTimeline timeline;
    private final People people;
    private final AgreementService agreements;
    private final ActingSupervisors acting;
    private final WorkingCalendar calendar;

    CaseFacts(
            MissedCases cases,
            CaseHistory history,
            CaseTimeline timeline,
            People people,
            AgreementService agreements,
            ActingSupervisors acting,
            WorkingCalendar calendar) {
        this.cases = cases;
        this.agreements = agreements;
        this.acting = acting;
        this.history = history;
        this.timeline = timeline;
        this.people = people;
        this.calendar = calendar;
    }

    /** A line of the table on top: a text, a date or a local date-time. */
    private record Line(String label, Object value) {}

    private record Remark(String who, String text) {}

    private record Report(
            String who,
            @Nullable String whatHappened,
            @Nullable String attempts,
            @Nullable String wouldHelp) {}

    private record Booked(LocalDateTime when, String where) {}

    /** {@code summary}: whom the case is about and its dates; {@code timeline}: what has happened so far (F70). */
    public Map<String, Object> datesOnly(MissedCase missed) {
        List<Line> summary = new ArrayList<>(about(missed));
        missed.rebookBy().ifPresent(by -> summary.add(new Line("Agree a new date by the end of", dayOf(by))));
        missed.reportDeadline().ifPresent(by -> summary.add(new Line("Report to the line manager by", dayOf(by))));
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("summary", summary);
        facts.put("timeline", timeline.of(missed));
        return facts;
    }

    /** The same with {@code comments}: why there was no new date. */
    public Map<String, Object> forParties(MissedCase missed) {
        Map<String, Object> facts = datesOnly(missed);
        facts.put("comments", remarks(history.reasonsOfParties(missed)));
        return facts;
    }

    /** The same with the sessions that are {@code booked} already. */
    public Map<String, Object> withBooked(MissedCase missed, List<? extends Map.Entry<Instant, String>> sessions) {
        Map<String, Object> facts = forParties(missed);
        facts.put(
                "booked",
                sessions.stream()
                        .map(session -> new Booked(calendar.localOf(session.getKey()), session.getValue()))
                        .toList());
        return facts;
    }

    /** The same with the claim that is to be confirmed. */
    public Map<String, Object> withClaim(MissedCase missed, HeldClaim claim) {
        Map<String, Object> facts = forParties(missed);
        facts.put("statement", people.nameOf(claim.claimedBy()) + " says that the session was held.");
        Optional.ofNullable(claim.claimStatement()).ifPresent(text -> facts.put("statement", text));
        facts.put("actualStart", calendar.localOf(claim.actualStartAt()));
        facts.put("actualEnd", calendar.localOf(claim.actualEndAt()));
        return facts;
    }

    /** For a manager: {@code timeline}, {@code reports} of both, whether they agree, and what was decided below. */
    public Map<String, Object> forManagers(MissedCase missed) {
        List<Line> summary = new ArrayList<>(about(missed));
        missed.reportDeadline().ifPresent(by -> summary.add(new Line("Both were to report by", dayOf(by))));
        for (PartyReport report : cases.reports(missed)) {
            summary.add(new Line("Report of " + people.nameOf(report.reporter()), inWords(report)));
        }
        if (missed.isDisputed()) {
            summary.add(new Line("Was it held?", "The two do not agree"));
        }
        missed.firedAt().ifPresent(at -> summary.add(new Line("Came to the managers on", calendar.localOf(at))));
        missed.actBy().ifPresent(by -> summary.add(new Line("Decide by the end of", dayOf(by))));
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("summary", summary);
        facts.put("timeline", timeline.of(missed));
        facts.put(
                "reports",
                cases.reports(missed).stream()
                        .filter(report -> report.passedOnAt() != null)
                        .map(report -> new Report(
                                people.nameOf(report.reporter()),
                                report.whatHappened(),
                                report.attempts(),
                                report.wouldHelp()))
                        .toList());
        facts.put("comments", remarks(history.statements(missed)));
        return facts;
    }

    /** Adds an error where the case was closed while the form stood open. */
    public boolean requireOpen(MissedCase missed, FormErrors errors) {
        if (!missed.open()) {
            errors.add("", "This case has been closed meanwhile. There is nothing left to do here.");
        }
        return missed.open();
    }

    /**
     * Adds an error where no session can be booked: the agreement has given way to another that is not in force yet, or nobody
     * acts as its supervisor.
     */
    public boolean requireAgreement(MissedCase missed, String field, FormErrors errors) {
        boolean inForce = agreements.termInForce(missed.agreementId()).isPresent();
        if (!inForce) {
            errors.add(
                    field,
                    "There is no agreement in force now. A session can be booked once both have signed.",
                    "A1.2");
        }
        if (inForce && acting.of(missed.agreementId()).isEmpty()) {
            errors.add(
                    field,
                    "There is no supervisor now. A session can be booked once somebody has accepted to supervise.",
                    "B8");
            return false;
        }
        return inForce;
    }

    /** The London day whose end a deadline is. */
    public LocalDate dayOf(Instant deadline) {
        return calendar.dateOf(deadline.minusNanos(1));
    }

    private List<Line> about(MissedCase missed) {
        String day = switch (missed.mode()) {
            case MISSED -> "Missed on";
            case CANCELLED -> "Cancelled for";
            case INTERVAL -> "A session was owed by the end of";
        };
        return List.of(
                new Line("Case", missed.key()),
                new Line("Supervisor", people.nameOf(missed.parties().supervisor())),
                new Line("Supervisee", people.nameOf(missed.parties().supervisee())),
                new Line(day, missed.initialMissedOn()));
    }

    private Object inWords(PartyReport report) {
        return switch (report.state()) {
            case REPORTED -> report.claimsHeld() ? "Says that it was held" : "Reported";
            case OWED -> "Still to come";
            case NOT_REPORTED -> "Not reported";
            case RELEASED -> "No longer the supervisor";
        };
    }

    private List<Remark> remarks(List<CaseHistory.Statement> statements) {
        return statements.stream()
                .map(statement ->
                        new Remark(people.nameOf(statement.by()) + " (" + statement.about() + ")", statement.text()))
                .toList();
    }
}
