package org.supervision.retention.process;

import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.EngineAccess;
import org.supervision.engine.ModelBean;
import org.supervision.retention.DisposalList;
import org.supervision.retention.Disposals;
import org.supervision.retention.FilesListed;

/** What {@code record-retention.bpmn} asks, by the key of the list; deadlines are ends of London dates. */
@ModelBean(RecordRetentionProcess.ID)
class RecordRetentionProcess {

    static final String ID = "recordRetention";
    static final String TASK_REVIEW_DISPOSAL = "Task_ReviewDisposal";
    static final String TASK_APPROVE_DISPOSAL = "Task_ApproveDisposal";
    static final String MESSAGE_FILES_DUE = "FilesDue";

    private final Disposals disposals;
    private final WorkingCalendar calendar;
    private final EngineAccess access;
    private final RuntimeService runtime;

    RecordRetentionProcess(
            Disposals disposals, WorkingCalendar calendar, EngineAccess access, @Lazy RuntimeService runtime) {
        this.disposals = disposals;
        this.calendar = calendar;
        this.access = access;
        this.runtime = runtime;
    }

    /** Who may review the list. */
    public List<String> recordsOfficers(DelegateExecution execution) {
        return disposals.recordsOfficers();
    }

    /** Who may approve what is to go: never the reviewer. */
    public List<String> approvers(DelegateExecution execution) {
        return disposals.approvers(execution.getProcessBusinessKey());
    }

    /** When the list is reviewed. */
    public Date reviewDueAt(DelegateExecution execution) {
        return Date.from(calendar.endOf(list(execution).reviewDueOn()));
    }

    /** When what is to go is approved. */
    public Date approveDueAt(DelegateExecution execution) {
        return Date.from(calendar.endOf(Objects.requireNonNull(list(execution).approveDueOn())));
    }

    /** The row ids of the files that were approved to go. */
    public List<Long> filesToDispose(DelegateExecution execution) {
        return disposals.approvedOf(execution.getProcessBusinessKey());
    }

    @EventListener
    void on(FilesListed listed) {
        access.asTheProduct(() -> runtime.createMessageCorrelation(MESSAGE_FILES_DUE)
                .processInstanceBusinessKey(listed.listKey())
                .correlateStartMessage());
    }

    private DisposalList list(DelegateExecution execution) {
        return disposals.require(execution.getProcessBusinessKey());
    }
}
