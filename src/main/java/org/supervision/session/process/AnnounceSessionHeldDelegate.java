package org.supervision.session.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.session.SessionService;

/** Tells the other processes that a session was held. */
@Component("announceSessionHeld")
class AnnounceSessionHeldDelegate implements JavaDelegate {

    private final SessionService sessions;

    AnnounceSessionHeldDelegate(SessionService sessions) {
        this.sessions = sessions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        sessions.announceHeld(SupervisionSessionProcess.sessionId(execution));
    }
}
