package org.supervision.audit.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.audit.Audits;

/** Draws the sample and lets the auditors look at its files. */
@Component("drawSample")
class DrawSampleDelegate implements JavaDelegate {

    private final Audits audits;

    DrawSampleDelegate(Audits audits) {
        this.audits = audits;
    }

    @Override
    public void execute(DelegateExecution execution) {
        audits.draw(execution.getProcessBusinessKey());
    }
}
