package org.supervision.session.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.session.RecordService;

/** Closes the record: both have signed it, or said why not (A6.2). */
@Component("closeRecord")
class CloseRecordDelegate implements JavaDelegate {

    private final RecordService records;

    CloseRecordDelegate(RecordService records) {
        this.records = records;
    }

    @Override
    public void execute(DelegateExecution execution) {
        records.close(SupervisionSessionProcess.sessionId(execution));
    }
}
