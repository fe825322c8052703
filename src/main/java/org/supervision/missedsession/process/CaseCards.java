package org.supervision.missedsession.process;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Parties;
import org.supervision.missedsession.MissedCases;
import org.supervision.people.People;
import org.supervision.taskform.CardDetails;

/** Says on a card whom a case is about. */
@Component
class CaseCards implements CardDetails {

    private final MissedCases cases;
    private final People people;

    CaseCards(MissedCases cases, People people) {
        this.cases = cases;
        this.people = people;
    }

    @Override
    public Collection<String> processes() {
        return List.of(MissedSessionProcess.ID, EscalationResolutionProcess.ID);
    }

    @Override
    public Map<String, String> who(Collection<String> businessKeys, String reader) {
        Map<String, String> who = new HashMap<>();
        cases.all(businessKeys).forEach(missed -> who.put(missed.key(), seenBy(missed.parties(), reader)));
        return who;
    }

    private String seenBy(Parties parties, String reader) {
        String supervisor = people.nameOf(parties.supervisor());
        String supervisee = people.nameOf(parties.supervisee());
        if (reader.equals(parties.supervisor())) {
            return supervisee + " (you supervise)";
        }
        if (reader.equals(parties.supervisee())) {
            return supervisor + " (supervises you)";
        }
        return supervisor + " and " + supervisee;
    }
}
