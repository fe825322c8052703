package org.supervision.subjectaccess.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.subjectaccess.SubjectAccessService;

/** Lets the answer be downloaded for a while, and tells the person (C32). */
@Component("releaseSubjectAccess")
class ReleaseSubjectAccessDelegate implements JavaDelegate {

    private final SubjectAccessService requests;

    ReleaseSubjectAccessDelegate(SubjectAccessService requests) {
        this.requests = requests;
    }

    @Override
    public void execute(DelegateExecution execution) {
        requests.release(execution.getProcessBusinessKey());
    }
}
