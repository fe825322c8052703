package org.supervision.compliance;

import java.time.Instant;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.supervision.notification.SweepTask;

/** Has last month's report made, from the working day of the month that the policy names. */
@Component
@Order(ComplianceSweep.ORDER)
class ComplianceSweep implements SweepTask {

    static final int ORDER = 80;

    private final ComplianceReports reports;

    ComplianceSweep(ComplianceReports reports) {
        this.reports = reports;
    }

    @Override
    public void sweep(Instant now) {
        reports.askForLastMonth();
    }
}
