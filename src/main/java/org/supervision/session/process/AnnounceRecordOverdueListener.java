package org.supervision.session.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;
import org.supervision.session.RecordService;

/** Tells the line manager that a record is long overdue (A6.1). */
@Component("announceRecordOverdue")
class AnnounceRecordOverdueListener implements ExecutionListener {

    private final RecordService records;

    AnnounceRecordOverdueListener(RecordService records) {
        this.records = records;
    }

    @Override
    public void notify(DelegateExecution execution) {
        records.announceOverdue(SupervisionSessionProcess.sessionId(execution));
    }
}
