package org.supervision.unallocated.process;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.supervision.people.People;
import org.supervision.taskform.CardDetails;
import org.supervision.unallocated.UnallocatedSupervisees;

/** Says on a card who has no supervisor. */
@Component
class UnallocatedCards implements CardDetails {

    private final UnallocatedSupervisees supervisees;
    private final People people;

    UnallocatedCards(UnallocatedSupervisees supervisees, People people) {
        this.supervisees = supervisees;
        this.people = people;
    }

    @Override
    public Collection<String> processes() {
        return List.of(UnallocatedSuperviseeProcess.ID);
    }

    @Override
    public Map<String, String> who(Collection<String> businessKeys, String reader) {
        Map<String, String> who = new HashMap<>();
        businessKeys.forEach(key ->
                supervisees.find(key).ifPresent(one -> who.put(key, people.nameOf(one.supervisee()))));
        return who;
    }
}
