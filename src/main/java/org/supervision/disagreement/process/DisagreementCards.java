package org.supervision.disagreement.process;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.PartiesInWords;
import org.supervision.disagreement.DisagreementService;
import org.supervision.taskform.CardDetails;

/** Says on a card who disagrees, and nothing of what on. */
@Component
class DisagreementCards implements CardDetails {

    private final DisagreementService disagreements;
    private final PartiesInWords parties;

    DisagreementCards(DisagreementService disagreements, PartiesInWords parties) {
        this.disagreements = disagreements;
        this.parties = parties;
    }

    @Override
    public Collection<String> processes() {
        return List.of(DisagreementReferralProcess.ID);
    }

    @Override
    public Map<String, String> who(Collection<String> businessKeys, String reader) {
        Map<String, String> who = new HashMap<>();
        for (String key : businessKeys) {
            Long agreementId = disagreements.require(key).agreementId();
            if (agreementId != null) {
                parties.who(List.of(Agreement.keyOf(agreementId)), reader)
                        .values()
                        .forEach(words -> who.put(key, words));
            }
        }
        return who;
    }
}
