package org.supervision.agreement.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.agreement.AgreementTermService;
import org.supervision.engine.ProcessVariables;

/** Checks the drafted interval against the decision table (D1, B1). */
@Component("checkFrequency")
class CheckFrequencyDelegate implements JavaDelegate {

    private final AgreementTermService terms;

    CheckFrequencyDelegate(AgreementTermService terms) {
        this.terms = terms;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ProcessVariables.WITHIN_CEILING.set(execution, terms.checkFrequency(execution.getProcessBusinessKey()));
    }
}
