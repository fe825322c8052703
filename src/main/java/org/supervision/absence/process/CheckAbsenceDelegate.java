package org.supervision.absence.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.absence.AbsenceService;
import org.supervision.absence.CoverService;
import org.supervision.engine.ProcessVariables;

/** Finds the booked sessions that an absence puts at risk (A-br). */
@Component("checkAbsence")
class CheckAbsenceDelegate implements JavaDelegate {

    private final CoverService covers;
    private final AbsenceService absences;

    CheckAbsenceDelegate(CoverService covers, AbsenceService absences) {
        this.covers = covers;
        this.absences = absences;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String key = execution.getProcessBusinessKey();
        ProcessVariables.COVER_NEEDED.set(execution, covers.check(key));
        ProcessVariables.OPEN_ENDED.set(execution, absences.require(key).isOpenEnded());
    }
}
