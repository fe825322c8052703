package org.supervision.caseexport.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.caseexport.CaseExports;

/** Puts the extract into the case system's folder; where that fails, a later attempt does (B5, F59). */
@Component("handOverExtract")
class HandOverExtractDelegate implements JavaDelegate {

    private final CaseExports exports;

    HandOverExtractDelegate(CaseExports exports) {
        this.exports = exports;
    }

    @Override
    public void execute(DelegateExecution execution) {
        exports.putIntoFolder(execution.getProcessBusinessKey());
    }
}
