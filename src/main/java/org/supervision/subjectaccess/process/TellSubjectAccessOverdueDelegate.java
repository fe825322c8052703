package org.supervision.subjectaccess.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.subjectaccess.SubjectAccessService;

/** The request is late; whoever the policy names is told (C32). */
@Component("tellSubjectAccessOverdue")
class TellSubjectAccessOverdueDelegate implements JavaDelegate {

    private final SubjectAccessService requests;

    TellSubjectAccessOverdueDelegate(SubjectAccessService requests) {
        this.requests = requests;
    }

    @Override
    public void execute(DelegateExecution execution) {
        requests.overdue(execution.getProcessBusinessKey());
    }
}
