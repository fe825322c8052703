package org.supervision.agreement.process;

import org.camunda.bpm.engine.AuthorizationException;
import org.springframework.stereotype.Component;
import org.supervision.agreement.AgreementTermService;
import org.supervision.agreement.ReportingLine;
import org.supervision.engine.ProcessStart;
import org.supervision.people.People;

/** A supervisor or a manager starts an agreement with somebody. */
@Component
class AgreementStart implements ProcessStart {

    private final AgreementTermService terms;
    private final ReportingLine reportingLine;
    private final People people;

    AgreementStart(AgreementTermService terms, ReportingLine reportingLine, People people) {
        this.terms = terms;
        this.reportingLine = reportingLine;
        this.people = people;
    }

    @Override
    public String processId() {
        return SupervisionAgreementProcess.ID;
    }

    @Override
    public String begin(String initiator) {
        if (people.find(initiator).filter(reportingLine::supervises).isEmpty()) {
            throw new AuthorizationException("Only supervisors and managers start an agreement.");
        }
        return terms.open(initiator);
    }
}
