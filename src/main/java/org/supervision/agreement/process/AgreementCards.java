package org.supervision.agreement.process;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.supervision.agreement.PartiesInWords;
import org.supervision.taskform.CardDetails;

/** Says on a card whom an agreement is about. */
@Component
class AgreementCards implements CardDetails {

    private final PartiesInWords parties;

    AgreementCards(PartiesInWords parties) {
        this.parties = parties;
    }

    @Override
    public Collection<String> processes() {
        return List.of(SupervisionAgreementProcess.ID, AgreementChangeProcess.ID);
    }

    @Override
    public Map<String, String> who(Collection<String> businessKeys, String reader) {
        return parties.who(businessKeys, reader);
    }
}
