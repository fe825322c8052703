package org.supervision.session.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.session.RecordService;

/** Makes the last version of the record available to both and tells them so (A6.1, B5): nobody chases it any more. */
@Component("distributeRecord")
class DistributeRecordDelegate implements JavaDelegate {

    private final RecordService records;
    private final SupervisionSessionProcess process;

    DistributeRecordDelegate(RecordService records, SupervisionSessionProcess process) {
        this.records = records;
        this.process = process;
    }

    @Override
    public void execute(DelegateExecution execution) {
        records.distribute(SupervisionSessionProcess.sessionId(execution));
        process.recordWritten(execution.getProcessBusinessKey());
    }
}
