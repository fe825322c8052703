package org.supervision.unallocated;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Fact;
import org.supervision.calendar.LondonWords;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.People;
import org.supervision.session.SupervisionSession;
import org.supervision.taskform.FormErrors;

/** The read-only part that the forms about a supervisee without a supervisor share. Nothing of what the two have written. */
@Component
public class UnallocatedFacts {

    private final UnallocatedSupervisees supervisees;
    private final InterimSupervision interims;
    private final People people;
    private final WorkingCalendar calendar;

    UnallocatedFacts(
            UnallocatedSupervisees supervisees, InterimSupervision interims, People people, WorkingCalendar calendar) {
        this.supervisees = supervisees;
        this.interims = interims;
        this.people = people;
        this.calendar = calendar;
    }

    /** {@code summary}: whom it is about, since when, and by when what is due; {@code booked}: the sessions ahead. */
    public Map<String, Object> about(String key) {
        UnallocatedSupervisee one = supervisees.require(key);
        List<Fact> summary = new ArrayList<>();
        summary.add(new Fact("Supervisee", people.nameOf(one.supervisee())));
        one.former()
                .ifPresent(former -> summary.add(new Fact(
                        one.reason() == UnallocatedSupervisee.Reason.LONG_ABSENT
                                ? "Supervisor, away for long"
                                : "Supervisor before",
                        people.nameOf(former))));
        summary.add(new Fact("Without a supervisor since", LondonWords.of(one.sinceOn())));
        summary.add(one.acceptedInterim()
                .map(interim -> new Fact("Interim supervisor", people.nameOf(interim)))
                .orElseGet(() -> new Fact("Interim supervisor due by", LondonWords.of(one.interimDueOn()))));
        summary.add(new Fact("Permanent supervisor due by", LondonWords.of(one.permanentDueOn())));
        if (one.agreementId().isEmpty()) {
            summary.add(new Fact("Agreement", "none yet; whoever accepts drafts one"));
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("summary", summary);
        facts.put("booked", interims.booked(one).stream().map(this::inWords).toList());
        return facts;
    }

    /** The same with {@code comments}: the reasons of those who could not do it. */
    public Map<String, Object> withRefusals(String key) {
        Map<String, Object> facts = about(key);
        facts.put(
                "comments",
                interims.refusals(supervisees.require(key)).stream()
                        .map(refusal -> Map.of("who", people.nameOf(refusal.refusedBy()), "text", refusal.reason()))
                        .toList());
        return facts;
    }

    /** Adds an error where a supervisor has accepted meanwhile, and only a session is still to be booked. */
    public void requireWanted(UnallocatedSupervisee one, FormErrors errors) {
        one.allocated()
                .ifPresent(supervisor -> errors.add(
                        "",
                        people.nameOf(supervisor) + " has accepted. This ends by itself once a session is booked.",
                        "B8"));
    }

    private Map<String, Object> inWords(SupervisionSession session) {
        return Map.of("when", calendar.localOf(session.startAt()), "where", session.location());
    }
}
