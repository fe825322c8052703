package org.supervision.compliance.process;

import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.supervision.compliance.ComplianceReports;
import org.supervision.compliance.MonthOver;
import org.supervision.engine.EngineAccess;

/** Starts {@code compliance-report.bpmn} for each month that is over, under the key of its report. */
@Component
class ComplianceReportProcess {

    static final String MESSAGE_MONTH_OVER = "MonthOver";

    private final EngineAccess access;
    private final RuntimeService runtime;

    ComplianceReportProcess(EngineAccess access, @Lazy RuntimeService runtime) {
        this.access = access;
        this.runtime = runtime;
    }

    @EventListener
    void on(MonthOver over) {
        access.asTheProduct(() -> runtime.createMessageCorrelation(MESSAGE_MONTH_OVER)
                .processInstanceBusinessKey(ComplianceReports.keyOf(over.month()))
                .correlateStartMessage());
    }
}
