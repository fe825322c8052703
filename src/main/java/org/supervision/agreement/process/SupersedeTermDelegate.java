package org.supervision.agreement.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.agreement.AgreementTermService;

/** Ends what is open of a term whose supervisor has changed (B6). */
@Component("supersedeTerm")
class SupersedeTermDelegate implements JavaDelegate {

    private final AgreementTermService terms;

    SupersedeTermDelegate(AgreementTermService terms) {
        this.terms = terms;
    }

    @Override
    public void execute(DelegateExecution execution) {
        terms.supersede(execution.getProcessBusinessKey());
    }
}
