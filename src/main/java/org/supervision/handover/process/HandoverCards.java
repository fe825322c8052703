package org.supervision.handover.process;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import org.supervision.handover.ChangesOfSupervisor;
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
        Map<String, String> supervisees = changes.supervisees(businessKeys);
        UnaryOperator<String> names = people.names(supervisees.values());
        Map<String, String> who = new HashMap<>();
        supervisees.forEach((key, supervisee) ->
                who.put(key, reader.equals(supervisee) ? "your supervision" : names.apply(supervisee)));
        return who;
    }
}
