package org.supervision.people.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.people.ImportRuns;

/** Looks at the whole directory once everybody in an import is set up. */
@Component("lookAtDirectory")
class LookAtDirectoryDelegate implements JavaDelegate {

    private final ImportRuns runs;

    LookAtDirectoryDelegate(ImportRuns runs) {
        this.runs = runs;
    }

    @Override
    public void execute(DelegateExecution execution) {
        runs.finish(execution.getProcessBusinessKey());
    }
}
