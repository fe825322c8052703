package org.supervision.retention.process;

import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.engine.ProcessVariables;
import org.supervision.retention.Disposals;

/** Disposes of one file, in the transaction of its job. */
@Component("disposeOfFile")
class DisposeOfFileDelegate implements JavaDelegate {

    private final Disposals disposals;

    DisposeOfFileDelegate(Disposals disposals) {
        this.disposals = disposals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        disposals.dispose(Objects.requireNonNull(ProcessVariables.DISPOSAL_ITEM_ID.get(execution)));
    }
}
