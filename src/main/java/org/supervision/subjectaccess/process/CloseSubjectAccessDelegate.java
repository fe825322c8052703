package org.supervision.subjectaccess.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.subjectaccess.SubjectAccessService;

/** The person wants it no more; nothing is released. */
@Component("closeSubjectAccess")
class CloseSubjectAccessDelegate implements JavaDelegate {

    private final SubjectAccessService requests;

    CloseSubjectAccessDelegate(SubjectAccessService requests) {
        this.requests = requests;
    }

    @Override
    public void execute(DelegateExecution execution) {
        requests.withdraw(execution.getProcessBusinessKey());
    }
}
