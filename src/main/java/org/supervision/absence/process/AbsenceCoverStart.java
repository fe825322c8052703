package org.supervision.absence.process;

import org.camunda.bpm.engine.AuthorizationException;
import org.springframework.stereotype.Component;
import org.supervision.absence.AbsenceService;
import org.supervision.absence.AbsentPeople;
import org.supervision.engine.ProcessStart;

/** Somebody enters that they, or somebody in their line, are away (A-br, ruling 10). */
@Component
class AbsenceCoverStart implements ProcessStart {

    private final AbsenceService absences;
    private final AbsentPeople absentPeople;

    AbsenceCoverStart(AbsenceService absences, AbsentPeople absentPeople) {
        this.absences = absences;
        this.absentPeople = absentPeople;
    }

    @Override
    public String processId() {
        return AbsenceCoverProcess.ID;
    }

    @Override
    public String begin(String initiator) {
        if (absentPeople.search(initiator, "", 1).isEmpty()) {
            throw new AuthorizationException("There is nobody for whom you may enter an absence.");
        }
        return absences.begin(initiator);
    }
}
