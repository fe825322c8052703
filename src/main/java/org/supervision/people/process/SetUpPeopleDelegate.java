package org.supervision.people.process;

import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.engine.ProcessVariables;
import org.supervision.people.ImportRuns;

/** Sets up what follows for the people of one part, in the transaction of its job. */
@Component("setUpPeople")
class SetUpPeopleDelegate implements JavaDelegate {

    private final ImportRuns runs;

    SetUpPeopleDelegate(ImportRuns runs) {
        this.runs = runs;
    }

    @Override
    public void execute(DelegateExecution execution) {
        runs.setUp(
                execution.getProcessBusinessKey(), Objects.requireNonNull(ProcessVariables.IMPORT_PART.get(execution)));
    }
}
