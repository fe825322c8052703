package org.supervision.agreement.process;

import org.camunda.bpm.engine.AuthorizationException;
import org.springframework.stereotype.Component;
import org.supervision.agreement.AgreementChangeService;
import org.supervision.engine.ProcessStart;

/** A party or a line manager asks for a change of an agreement in mid-term (ruling 10). */
@Component
class AgreementChangeStart implements ProcessStart {

    private final AgreementChangeService changes;

    AgreementChangeStart(AgreementChangeService changes) {
        this.changes = changes;
    }

    @Override
    public String processId() {
        return AgreementChangeProcess.ID;
    }

    @Override
    public String begin(String initiator) {
        if (changes.changeableBy(initiator).isEmpty()) {
            throw new AuthorizationException("There is no agreement that you may change.");
        }
        return changes.begin(initiator);
    }
}
