package org.supervision.handover;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.Fact;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.People;
import org.supervision.session.ActionItem;
import org.supervision.session.Actions;
import org.supervision.session.SessionSummary;

/** The read-only part that the forms of a hand-over share. */
@Component
public class HandoverFacts {

    private final ChangesOfSupervisor changes;
    private final Actions actions;
    private final SessionSummary summaries;
    private final People people;
    private final WorkingCalendar calendar;

    HandoverFacts(
            ChangesOfSupervisor changes,
            Actions actions,
            SessionSummary summaries,
            People people,
            WorkingCalendar calendar) {
        this.changes = changes;
        this.actions = actions;
        this.summaries = summaries;
        this.people = people;
        this.calendar = calendar;
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

    /** The same as {@link #about} with {@code actions} and {@code casesDue}: what is open (B5, B7). */
    public Map<String, Object> withWhatIsOpen(String key) {
        Map<String, Object> facts = about(key);
        Agreement agreement = changes.agreementOf(changes.require(key));
        facts.put(
                "actions",
                actions.open(agreement.requireId()).stream().map(this::show).toList());
        facts.put("casesDue", summaries.casesDue(agreement.parties().supervisee(), calendar.today()));
        return facts;
    }

    private Map<String, Object> show(ActionItem action) {
        return Map.of("what", action.what(), "owner", people.nameOf(action.owner()), "due", action.dueOn());
    }
}
