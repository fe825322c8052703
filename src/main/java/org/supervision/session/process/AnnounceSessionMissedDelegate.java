package org.supervision.session.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.session.SessionService;

/** Tells the other processes that a session was missed (B8). */
@Component("announceSessionMissed")
class AnnounceSessionMissedDelegate implements JavaDelegate {

    private final SessionService sessions;

    AnnounceSessionMissedDelegate(SessionService sessions) {
        this.sessions = sessions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        sessions.announceMissed(SupervisionSessionProcess.sessionId(execution));
    }
}
