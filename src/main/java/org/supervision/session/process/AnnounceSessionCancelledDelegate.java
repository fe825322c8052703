package org.supervision.session.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.session.SessionService;

/** Tells both and the other processes that a session was cancelled (A2.4). */
@Component("announceSessionCancelled")
class AnnounceSessionCancelledDelegate implements JavaDelegate {

    private final SessionService sessions;

    AnnounceSessionCancelledDelegate(SessionService sessions) {
        this.sessions = sessions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        sessions.announceCancelled(SupervisionSessionProcess.sessionId(execution));
    }
}
