package org.supervision.audit.process;

import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.supervision.audit.AuditDue;
import org.supervision.audit.AuditFile;
import org.supervision.audit.Audits;
import org.supervision.audit.FindingsRaised;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.EngineAccess;
import org.supervision.engine.ModelBean;
import org.supervision.engine.ProcessVariables;

/**
 * What {@code record-audit.bpmn} asks: by the key of the audit or, where findings are considered, of the file. Deadlines are
 * ends of London dates.
 */
@ModelBean(RecordAuditProcess.ID)
class RecordAuditProcess {

    static final String ID = "recordAudit";
    static final String TASK_AUDIT_RECORD = "Task_AuditRecord";
    static final String TASK_CONSIDER_FINDINGS = "Task_ConsiderFindings";
    static final String MESSAGE_AUDIT_DUE = "AuditDue";
    static final String MESSAGE_FINDINGS_RAISED = "FindingsRaised";

    private final Audits audits;
    private final WorkingCalendar calendar;
    private final EngineAccess access;
    private final RuntimeService runtime;

    RecordAuditProcess(Audits audits, WorkingCalendar calendar, EngineAccess access, @Lazy RuntimeService runtime) {
        this.audits = audits;
        this.calendar = calendar;
        this.access = access;
        this.runtime = runtime;
    }

    /** The row ids of the files to audit. */
    public List<Long> files(DelegateExecution execution) {
        return audits.open(execution.getProcessBusinessKey());
    }

    /** The one auditor of a file. */
    public String auditor(DelegateExecution execution) {
        long file = Objects.requireNonNull(ProcessVariables.AUDIT_FILE_ID.get(execution));
        return Objects.requireNonNull(audits.requireFile(file).auditor());
    }

    /** When the files are to be audited. */
    public Date auditDueAt(DelegateExecution execution) {
        return Date.from(
                calendar.endOf(audits.require(execution.getProcessBusinessKey()).dueOn()));
    }

    /** When the auditors' access ends. */
    public Date termEndsAt(DelegateExecution execution) {
        return Date.from(
                calendar.endOf(audits.require(execution.getProcessBusinessKey()).termEndsOn()));
    }

    /** Who considers what was found in a file. */
    public String lineManager(DelegateExecution execution) {
        return audits.lineManagerOf(file(execution));
    }

    /** When what was found in a file is considered. */
    public Date considerDueAt(DelegateExecution execution) {
        return Date.from(calendar.endOf(Objects.requireNonNull(file(execution).considerDueOn())));
    }

    @EventListener
    void on(AuditDue due) {
        start(MESSAGE_AUDIT_DUE, due.auditKey());
    }

    @EventListener
    void on(FindingsRaised raised) {
        start(MESSAGE_FINDINGS_RAISED, raised.fileKey());
    }

    private void start(String message, String key) {
        access.asTheProduct(() -> runtime.createMessageCorrelation(message)
                .processInstanceBusinessKey(key)
                .correlateStartMessage());
    }

    private AuditFile file(DelegateExecution execution) {
        return audits.requireFile(execution.getProcessBusinessKey());
    }
}
