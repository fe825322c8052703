package org.supervision.disclosure.process;

import org.camunda.bpm.engine.AuthorizationException;
import org.springframework.stereotype.Component;
import org.supervision.disclosure.DisclosurePeople;
import org.supervision.disclosure.DisclosureService;
import org.supervision.engine.ProcessStart;

/** A records officer or a Service Manager asks for records to be shown to somebody (A6.2, A6.3, B6). */
@Component
class RecordDisclosureStart implements ProcessStart {

    private final DisclosureService disclosures;
    private final DisclosurePeople people;

    RecordDisclosureStart(DisclosureService disclosures, DisclosurePeople people) {
        this.disclosures = disclosures;
        this.people = people;
    }

    @Override
    public String processId() {
        return RecordDisclosureProcess.ID;
    }

    @Override
    public String begin(String initiator) {
        if (!people.mayRequest(initiator)) {
            throw new AuthorizationException("Only records officers and Service Managers ask for a disclosure.");
        }
        return disclosures.begin(initiator);
    }
}
