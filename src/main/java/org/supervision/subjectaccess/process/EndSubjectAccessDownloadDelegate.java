package org.supervision.subjectaccess.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.subjectaccess.SubjectAccessService;

/** The download is over; the answer goes (C32). */
@Component("endSubjectAccessDownload")
class EndSubjectAccessDownloadDelegate implements JavaDelegate {

    private final SubjectAccessService requests;

    EndSubjectAccessDownloadDelegate(SubjectAccessService requests) {
        this.requests = requests;
    }

    @Override
    public void execute(DelegateExecution execution) {
        requests.endDownload(execution.getProcessBusinessKey());
    }
}
