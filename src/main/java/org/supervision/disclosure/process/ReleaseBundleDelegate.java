package org.supervision.disclosure.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.disclosure.DisclosureService;

/** Opens the bundle to its reader, and tells both parties unless they are told later (A6.3, B6). */
@Component("releaseBundle")
class ReleaseBundleDelegate implements JavaDelegate {

    private final DisclosureService disclosures;

    ReleaseBundleDelegate(DisclosureService disclosures) {
        this.disclosures = disclosures;
    }

    @Override
    public void execute(DelegateExecution execution) {
        disclosures.release(execution.getProcessBusinessKey());
    }
}
