package org.supervision.missedsession.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.missedsession.CaseReports;

/** The two weeks are over: shows who has not reported, and sends up a case that nobody reported (B8). */
@Component("recordUnreported")
class RecordUnreportedDelegate implements JavaDelegate {

    private final CaseReports reports;

    RecordUnreportedDelegate(CaseReports reports) {
        this.reports = reports;
    }

    @Override
    public void execute(DelegateExecution execution) {
        reports.recordUnreported(execution.getProcessBusinessKey());
    }
}
