package org.supervision.handover.process;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.supervision.handover.ChangesOfSupervisor;
import org.supervision.handover.SupervisorChange;
import org.supervision.people.People;
import org.supervision.taskform.CardDetails;

/** Says on a card whose supervisor changes. */
@Component
class HandoverCards implements CardDetails {

    private final ChangesOfSupervisor changes;
    private final People people;

    HandoverCards(ChangesOfSupervisor changes, People people) {
        this.changes = changes;
        this.people = people;
    }

    @Override
    public Collection<String> processes() {
        return List.of(ChangeOfSupervisorProcess.ID);
    }

    @Override
    public Map<String, String> who(Collection<String> businessKeys, String reader) {
        Map<String, String> who = new HashMap<>();
        businessKeys.forEach(key -> changes.find(key)
                .filter(change -> change.agreementId() != null)
                .ifPresent(change -> who.put(key, inWords(change, reader))));
        return who;
    }

    private String inWords(SupervisorChange change, String reader) {
        String supervisee = changes.agreementOf(change).parties().supervisee();
        return reader.equals(supervisee) ? "your supervision" : people.nameOf(supervisee);
    }
}
