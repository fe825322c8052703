package org.supervision.audit.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.audit.Audits;

/** Closes the audit, whether or not all its files were audited. */
@Component("closeAudit")
class CloseAuditDelegate implements JavaDelegate {

    private final Audits audits;

    CloseAuditDelegate(Audits audits) {
        this.audits = audits;
    }

    @Override
    public void execute(DelegateExecution execution) {
        audits.close(execution.getProcessBusinessKey());
    }
}
