package org.supervision.session.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.session.RecordService;

/** Makes the last version of the record available to both and tells them so (A6.1, B5). */
@Component("distributeRecord")
class DistributeRecordDelegate implements JavaDelegate {

    private final RecordService records;

    DistributeRecordDelegate(RecordService records) {
        this.records = records;
    }

    @Override
    public void execute(DelegateExecution execution) {
        records.distribute(SupervisionSessionProcess.sessionId(execution));
    }
}
