package org.supervision.disclosure.process;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Parties;
import org.supervision.disclosure.DisclosureService;
import org.supervision.people.People;
import org.supervision.taskform.CardDetails;

/** Says on a card whose records a disclosure is about. */
@Component
class DisclosureCards implements CardDetails {

    private final DisclosureService disclosures;
    private final People people;

    DisclosureCards(DisclosureService disclosures, People people) {
        this.disclosures = disclosures;
        this.people = people;
    }

    @Override
    public Collection<String> processes() {
        return List.of(RecordDisclosureProcess.ID);
    }

    @Override
    public Map<String, String> who(Collection<String> businessKeys, String reader) {
        Map<String, String> who = new HashMap<>();
        businessKeys.forEach(key -> disclosures
                .find(key)
                .filter(disclosure -> disclosure.agreementId() != null)
                .ifPresent(disclosure -> who.put(key, inWords(disclosures.parties(disclosure)))));
        return who;
    }

    private String inWords(Parties parties) {
        return people.nameOf(parties.supervisor()) + " and " + people.nameOf(parties.supervisee());
    }
}
