package org.supervision.missedsession.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.missedsession.CaseReports;

/** Passes a party's report on to the supervisor's line manager (B8); the first one brings him in. */
@Component("reportToLineManager")
class ReportToLineManagerDelegate implements JavaDelegate {

    private final CaseReports reports;

    ReportToLineManagerDelegate(CaseReports reports) {
        this.reports = reports;
    }

    @Override
    public void execute(DelegateExecution execution) {
        reports.passOn(execution.getProcessBusinessKey());
    }
}
