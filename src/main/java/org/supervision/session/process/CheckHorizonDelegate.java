package org.supervision.session.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.session.SessionService;

/** A session starts, so that it no longer counts as one ahead: both book another where too few are left (B3, C5). */
@Component("checkHorizon")
class CheckHorizonDelegate implements JavaDelegate {

    private final SessionService sessions;

    CheckHorizonDelegate(SessionService sessions) {
        this.sessions = sessions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        sessions.started(SupervisionSessionProcess.sessionId(execution));
    }
}
