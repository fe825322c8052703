package org.supervision.absence.process;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.supervision.absence.AbsenceService;
import org.supervision.people.People;
import org.supervision.taskform.CardDetails;

/** Says on a card who is away, and not why. */
@Component
class AbsenceCards implements CardDetails {

    private final AbsenceService absences;
    private final People people;

    AbsenceCards(AbsenceService absences, People people) {
        this.absences = absences;
        this.people = people;
    }

    @Override
    public Collection<String> processes() {
        return List.of(AbsenceCoverProcess.ID);
    }

    @Override
    public Map<String, String> who(Collection<String> businessKeys, String reader) {
        Map<String, String> who = new HashMap<>();
        for (String key : businessKeys) {
            String person = absences.require(key).person();
            if (person != null) {
                who.put(key, people.nameOf(person) + " is away");
            }
        }
        return who;
    }
}
