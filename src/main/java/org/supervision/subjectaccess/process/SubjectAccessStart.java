package org.supervision.subjectaccess.process;

import org.camunda.bpm.engine.AuthorizationException;
import org.springframework.stereotype.Component;
import org.supervision.engine.ProcessStart;
import org.supervision.subjectaccess.SubjectAccessPeople;
import org.supervision.subjectaccess.SubjectAccessService;

/** A records officer takes in somebody's request for their own data (C32, D5). */
@Component
class SubjectAccessStart implements ProcessStart {

    private final SubjectAccessService requests;
    private final SubjectAccessPeople people;

    SubjectAccessStart(SubjectAccessService requests, SubjectAccessPeople people) {
        this.requests = requests;
        this.people = people;
    }

    @Override
    public String processId() {
        return SubjectAccessProcess.ID;
    }

    @Override
    public String begin(String initiator) {
        if (!people.mayBegin(initiator)) {
            throw new AuthorizationException("Only records officers take in a subject access request.");
        }
        return requests.begin(initiator);
    }
}
