package org.supervision.agreement.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;
import org.supervision.engine.ProcessVariables;

/** A new agreement has no earlier terms to carry over. */
@Component("openAgreement")
class OpenAgreementListener implements ExecutionListener {

    @Override
    public void notify(DelegateExecution execution) {
        ProcessVariables.TERMS_CARRIED_OVER.set(execution, false);
    }
}
