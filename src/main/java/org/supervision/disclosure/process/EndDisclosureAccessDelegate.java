package org.supervision.disclosure.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.disclosure.DisclosureService;

/** The reader's access is over (B6). */
@Component("endDisclosureAccess")
class EndDisclosureAccessDelegate implements JavaDelegate {

    private final DisclosureService disclosures;

    EndDisclosureAccessDelegate(DisclosureService disclosures) {
        this.disclosures = disclosures;
    }

    @Override
    public void execute(DelegateExecution execution) {
        disclosures.endAccess(execution.getProcessBusinessKey());
    }
}
