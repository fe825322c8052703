package org.supervision.personalmatter.process;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.supervision.people.People;
import org.supervision.personalmatter.PersonalMatterService;
import org.supervision.session.SupervisionSession;
import org.supervision.taskform.CardDetails;

/** Says on a card whom a personal matter is between, and nothing of what it is. */
@Component
class PersonalMatterCards implements CardDetails {

    private final PersonalMatterService matters;
    private final People people;

    PersonalMatterCards(PersonalMatterService matters, People people) {
        this.matters = matters;
        this.people = people;
    }

    @Override
    public Collection<String> processes() {
        return List.of(PersonalMatterProcess.ID);
    }

    @Override
    public Map<String, String> who(Collection<String> businessKeys, String reader) {
        Map<String, String> who = new HashMap<>();
        businessKeys.forEach(key -> who.put(key, seenBy(matters.session(key), reader)));
        return who;
    }

    private String seenBy(SupervisionSession session, String reader) {
        if (reader.equals(session.supervisor())) {
            return people.nameOf(session.supervisee()) + " (you supervise)";
        }
        String supervisor = people.nameOf(session.supervisor());
        return reader.equals(session.supervisee()) ? supervisor + " (supervises you)" : supervisor;
    }
}
