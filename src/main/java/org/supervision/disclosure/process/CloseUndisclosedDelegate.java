package org.supervision.disclosure.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.disclosure.DisclosureService;

/** Nobody gets to see anything; the requester is told (A6.2). */
@Component("closeUndisclosed")
class CloseUndisclosedDelegate implements JavaDelegate {

    private final DisclosureService disclosures;

    CloseUndisclosedDelegate(DisclosureService disclosures) {
        this.disclosures = disclosures;
    }

    @Override
    public void execute(DelegateExecution execution) {
        disclosures.closeUndisclosed(execution.getProcessBusinessKey());
    }
}
