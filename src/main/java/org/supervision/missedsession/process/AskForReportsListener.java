package org.supervision.missedsession.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;
import org.supervision.missedsession.CaseReports;

/** No new date is in sight: both owe the line manager a report from now on (B8). */
@Component("askForReports")
class AskForReportsListener implements ExecutionListener {

    private final CaseReports reports;

    AskForReportsListener(CaseReports reports) {
        this.reports = reports;
    }

    @Override
    public void notify(DelegateExecution execution) {
        reports.ask(execution.getProcessBusinessKey());
    }
}
