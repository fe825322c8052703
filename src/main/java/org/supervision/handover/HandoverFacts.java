package org.supervision.handover;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.Fact;
import org.supervision.people.People;
import org.supervision.session.SessionSummary;

/** The read-only part that the forms of a hand-over share. */
@Component
public class HandoverFacts {

    private final ChangesOfSupervisor changes;
    private final People people;

    HandoverFacts(ChangesOfSupervisor changes, People people) {
        this.changes = changes;
        this.people = people;
    }

    /** {@code summary}: who and when; {@code comments}: why it is done. Nothing of what the two have written. */
    public Map<String, Object> about(String key) {
        SupervisorChange change = changes.require(key);
        Agreement agreement = changes.agreementOf(change);
        List<Fact> summary = new ArrayList<>();
        summary.add(new Fact("Supervisee", people.nameOf(agreement.parties().supervisee())));
        summary.add(new Fact("Supervisor until then", people.nameOf(change.requireOutgoing())));
        String next = change.newSupervisor();
        summary.add(new Fact("New supervisor", next == null ? "not known yet" : people.nameOf(next)));
        summary.add(new Fact("From", SessionSummary.inWords(change.requireEffectiveOn())));
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("summary", summary);
        if (change.reason() != null) {
            facts.put(
                    "comments",
                    List.of(Map.of(
                            "who", people.nameOf(change.requestedBy()),
                            "text", change.reason())));
        }
        return facts;
    }

    /** The same with the reasons of those who could not take it over. */
    public Map<String, Object> withRefusals(String key) {
        Map<String, Object> facts = about(key);
        List<Object> comments = new ArrayList<>((List<?>) facts.getOrDefault("comments", List.of()));
        changes.refusals(changes.require(key))
                .forEach(refusal ->
                        comments.add(Map.of("who", people.nameOf(refusal.refusedBy()), "text", refusal.reason())));
        facts.put("comments", comments);
        return facts;
    }
}
