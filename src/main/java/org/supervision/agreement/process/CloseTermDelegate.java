package org.supervision.agreement.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.agreement.AgreementTermService;

/** Closes a term whose agreement has ended. */
@Component("closeTerm")
class CloseTermDelegate implements JavaDelegate {

    private final AgreementTermService terms;

    CloseTermDelegate(AgreementTermService terms) {
        this.terms = terms;
    }

    @Override
    public void execute(DelegateExecution execution) {
        terms.close(execution.getProcessBusinessKey());
    }
}
