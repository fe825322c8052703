package org.supervision.people.process;

import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.supervision.engine.EngineAccess;
import org.supervision.engine.GivenUp;
import org.supervision.engine.ModelBean;
import org.supervision.people.ImportAttempts;
import org.supervision.people.ImportBegun;
import org.supervision.people.ImportRuns;

/** What {@code directory-import.bpmn} asks, by the key of the import. */
@ModelBean(DirectoryImportProcess.ID)
class DirectoryImportProcess implements ImportAttempts {

    static final String ID = "directoryImport";
    static final String MESSAGE_PEOPLE_IMPORTED = "PeopleImported";

    private final ImportRuns runs;
    private final EngineAccess access;
    private final RuntimeService runtime;
    private final GivenUp givenUp;

    DirectoryImportProcess(ImportRuns runs, EngineAccess access, @Lazy RuntimeService runtime, GivenUp givenUp) {
        this.runs = runs;
        this.access = access;
        this.runtime = runtime;
        this.givenUp = givenUp;
    }

    /** The numbers of the parts that are set up one by one. */
    public List<Integer> parts(DelegateExecution execution) {
        return runs.partsLeft(execution.getProcessBusinessKey());
    }

    @Override
    public boolean areGivenUp(String key) {
        return givenUp.anyOf(ID, key);
    }

    @EventListener
    void on(ImportBegun begun) {
        access.asTheProduct(() -> runtime.createMessageCorrelation(MESSAGE_PEOPLE_IMPORTED)
                .processInstanceBusinessKey(begun.key())
                .correlateStartMessage());
    }
}
