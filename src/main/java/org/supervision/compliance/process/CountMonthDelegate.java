package org.supervision.compliance.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.compliance.ComplianceReports;

/** Counts the month. */
@Component("countMonth")
class CountMonthDelegate implements JavaDelegate {

    private final ComplianceReports reports;

    CountMonthDelegate(ComplianceReports reports) {
        this.reports = reports;
    }

    @Override
    public void execute(DelegateExecution execution) {
        reports.count(ComplianceReports.monthOf(execution.getProcessBusinessKey()));
    }
}
