package org.supervision.agreement.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.agreement.TermsDrafting;
import org.supervision.engine.ProcessVariables;

/** Checks the drafted interval against the decision table (D1, B1). */
@Component("checkFrequency")
class CheckFrequencyDelegate implements JavaDelegate {

    private final TermsDrafting drafting;

    CheckFrequencyDelegate(TermsDrafting drafting) {
        this.drafting = drafting;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ProcessVariables.WITHIN_CEILING.set(execution, drafting.checkFrequency(execution.getProcessBusinessKey()));
    }
}
