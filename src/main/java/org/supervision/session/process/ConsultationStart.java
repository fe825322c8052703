package org.supervision.session.process;

import org.camunda.bpm.engine.AuthorizationException;
import org.springframework.stereotype.Component;
import org.supervision.engine.ProcessStart;
import org.supervision.session.Consultations;

/** A party to an agreement logs a consultation that took place without a booking. */
@Component
class ConsultationStart implements ProcessStart {

    private final Consultations consultations;

    ConsultationStart(Consultations consultations) {
        this.consultations = consultations;
    }

    @Override
    public String processId() {
        return ConsultationProcess.ID;
    }

    @Override
    public String begin(String initiator) {
        if (consultations.of(initiator).isEmpty()) {
            throw new AuthorizationException("You have no agreement under which to log a consultation.");
        }
        return consultations.begin(initiator);
    }
}
