package org.supervision.agreement.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;
import org.supervision.engine.ProcessVariables;

/** Once the form has named the agreement, the instance goes by the agreement's business key. */
@Component("keyAgreementChange")
class KeyAgreementChangeListener implements ExecutionListener {

    @Override
    public void notify(DelegateExecution execution) {
        execution.setProcessBusinessKey(ProcessVariables.AGREEMENT.get(execution));
    }
}
