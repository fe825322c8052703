package org.supervision.compliance.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.compliance.ComplianceReports;

/** Tells the managers that the numbers are there. */
@Component("tellManagers")
class TellManagersDelegate implements JavaDelegate {

    private final ComplianceReports reports;

    TellManagersDelegate(ComplianceReports reports) {
        this.reports = reports;
    }

    @Override
    public void execute(DelegateExecution execution) {
        reports.tell(ComplianceReports.monthOf(execution.getProcessBusinessKey()));
    }
}
