package org.supervision.caseexport.process;

import org.camunda.bpm.engine.RuntimeService;
import org.supervision.caseexport.ExportProcess;
import org.supervision.engine.EngineAccess;
import org.supervision.engine.ModelBean;

/** The process {@code caseExport}: one instance for each extract, with the extract's id as business key. */
@ModelBean(CaseExportProcess.ID)
class CaseExportProcess implements ExportProcess {

    static final String ID = "caseExport";
    static final String MESSAGE_EXTRACT_MADE = "CaseExtractMade";

    private final RuntimeService runtime;
    private final EngineAccess engine;

    CaseExportProcess(RuntimeService runtime, EngineAccess engine) {
        this.runtime = runtime;
        this.engine = engine;
    }

    @Override
    public void start(String extractId) {
        engine.asTheProduct(() -> runtime.createMessageCorrelation(MESSAGE_EXTRACT_MADE)
                .processInstanceBusinessKey(extractId)
                .correlateStartMessage());
    }
}
