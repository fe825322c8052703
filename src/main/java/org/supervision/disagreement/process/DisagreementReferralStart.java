package org.supervision.disagreement.process;

import org.camunda.bpm.engine.AuthorizationException;
import org.springframework.stereotype.Component;
import org.supervision.disagreement.DisagreementService;
import org.supervision.engine.ProcessStart;

/** A party raises a disagreement about the agreement or a record (A7.1). */
@Component
class DisagreementReferralStart implements ProcessStart {

    private final DisagreementService disagreements;

    DisagreementReferralStart(DisagreementService disagreements) {
        this.disagreements = disagreements;
    }

    @Override
    public String processId() {
        return DisagreementReferralProcess.ID;
    }

    @Override
    public String begin(String initiator) {
        if (disagreements.subjectsOf(initiator).isEmpty()) {
            throw new AuthorizationException("There is no agreement of yours to disagree about.");
        }
        return disagreements.begin(initiator);
    }
}
