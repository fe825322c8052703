package org.supervision.disagreement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.Fact;
import org.supervision.agreement.Parties;
import org.supervision.agreement.Party;
import org.supervision.agreement.Remark;
import org.supervision.calendar.LondonWords;
import org.supervision.people.People;
import org.supervision.session.Disagreement;
import org.supervision.session.DisagreementDecisions;
import org.supervision.session.RecordService;
import org.supervision.session.RecordVersion;
import org.supervision.session.SessionService;
import org.supervision.session.SupervisionSession;

/** A disagreement as its forms and the copies show it: what it is about, what each said, and what came of it (A7). */
@Component
public class DisagreementFacts implements DisagreementDecisions {

    private final DisagreementService disagreements;
    private final SessionService sessions;
    private final RecordService records;
    private final People people;

    DisagreementFacts(
            DisagreementService disagreements, SessionService sessions, RecordService records, People people) {
        this.disagreements = disagreements;
        this.sessions = sessions;
        this.records = records;
        this.people = people;
    }

    /** What it is about, and everything that was said so far; for whoever may read it. */
    public Map<String, Object> of(String key) {
        DisagreementReferral referral = disagreements.require(key);
        List<Fact> summary = new ArrayList<>();
        summary.add(new Fact("About", about(referral)));
        summary.addAll(between(referral));
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("summary", summary);
        facts.put("comments", said(referral));
        return facts;
    }

    /** Between whom it is and since when, and nothing of what it is about; for whoever names who decides it. */
    public Map<String, Object> datesOnly(String key) {
        return Map.of("summary", between(disagreements.require(key)));
    }

    private List<Fact> between(DisagreementReferral referral) {
        Parties parties = disagreements.parties(referral);
        return List.of(
                new Fact("Supervisor", people.nameOf(parties.supervisor())),
                new Fact("Supervisee", people.nameOf(parties.supervisee())),
                new Fact("Raised", LondonWords.of(referral.raisedAt())));
    }

    /** What a party holds so far, to begin with: from the record, or as it was raised; nothing where the other one did. */
    public @Nullable String positionOf(String key, String userId) {
        DisagreementReferral referral = disagreements.require(key);
        Party side = disagreements.parties(referral).sideOf(userId);
        Optional<Disagreement> recorded = disagreements.recorded(referral);
        if (recorded.isPresent()) {
            return recorded.get().positionOf(side);
        }
        return referral.raisedBy().equals(userId) ? referral.raisedPosition() : null;
    }

    /** How it stands, as a dated addition to the copy of the record or the agreement; for whoever may read it. */
    public Fact addition(DisagreementReferral referral) {
        StringBuilder text = new StringBuilder();
        said(referral)
                .forEach(remark -> text.append(remark.who())
                        .append(": ")
                        .append(remark.text())
                        .append('\n'));
        text.append(outcome(referral));
        return new Fact(
                "Disagreement " + referral.key() + ", "
                        + LondonWords.of(Objects.requireNonNullElse(referral.closedAt(), referral.raisedAt())),
                text.toString());
    }

    @Override
    public List<String> on(long sessionId) {
        return disagreements.onRecord(sessionId).stream()
                .filter(referral -> referral.state() == ReferralState.DECIDED)
                .map(referral -> referral.decision() + "\n" + referral.reasons())
                .toList();
    }

    private String outcome(DisagreementReferral referral) {
        return switch (referral.state()) {
            case RAISING, WITHDRAWN -> "Not raised.";
            case ATTEMPT ->
                disagreements.isAttemptOver(referral)
                        ? "It is not resolved, and goes to a manager, who decides."
                        : "Both try to resolve it by " + LondonWords.of(referral.requireAttemptBy()) + ".";
            case REFERRED ->
                people.nameOf(referral.requireDecider()) + " decides by " + LondonWords.of(referral.requireDecideBy())
                        + ".";
            case RESOLVED -> "Both say that it is resolved.";
            case DECIDED ->
                "Decided by " + people.nameOf(referral.requireDecider()) + ": " + referral.decision() + "\nReasons: "
                        + referral.reasons()
                        + (referral.followUp() == null ? "" : "\nWhat follows: " + referral.followUp());
            case ENDED -> "The agreement ended before it was decided.";
        };
    }

    private List<Remark> said(DisagreementReferral referral) {
        Parties parties = disagreements.parties(referral);
        List<Remark> said = new ArrayList<>();
        disagreements.recorded(referral).ifPresent(recorded -> {
            said.add(new Remark(
                    people.nameOf(author(recorded)) + " (in the record)", recorded.positionOf(Party.SUPERVISOR)));
            said.add(new Remark(
                    people.nameOf(parties.supervisee()) + " (in the record)", recorded.positionOf(Party.SUPERVISEE)));
        });
        if (referral.raisedPosition() != null) {
            said.add(new Remark(people.nameOf(referral.raisedBy()) + " (raised it)", referral.raisedPosition()));
        }
        for (DisagreementAttempt attempt : disagreements.attempts(referral)) {
            String who = people.nameOf(attempt.writtenBy());
            said.add(new Remark(
                    who + (attempt.resolved() ? " (it is resolved)" : " (it is not resolved)"), attempt.ownPosition()));
            if (attempt.proposal() != null) {
                said.add(new Remark(who + " (proposes)", attempt.proposal()));
            }
        }
        return said;
    }

    /** Who wrote the version of the record that first had it. */
    private String author(Disagreement recorded) {
        return records.versions(recorded.sessionId()).stream()
                .filter(version -> version.versionNumber() == recorded.firstVersion())
                .map(RecordVersion::author)
                .findFirst()
                .orElseThrow();
    }

    private String about(DisagreementReferral referral) {
        if (referral.sessionId() == null) {
            return "Agreement " + Agreement.keyOf(referral.requireAgreementId());
        }
        SupervisionSession session = sessions.require(referral.sessionId());
        return "Record of session " + session.key() + ", " + LondonWords.of(session.heldOrAgreedStart());
    }
}
