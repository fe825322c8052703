package org.supervision.disclosure.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.disclosure.DisclosureService;
import org.supervision.engine.ProcessVariables;

/** Decides on which basis records may be shown, and asks whoever must agree (D5). */
@Component("decideDisclosureBasis")
class DecideDisclosureBasisDelegate implements JavaDelegate {

    private final DisclosureService disclosures;

    DecideDisclosureBasisDelegate(DisclosureService disclosures) {
        this.disclosures = disclosures;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ProcessVariables.BASIS.set(
                execution,
                disclosures.decideBasis(execution.getProcessBusinessKey()).name());
    }
}
