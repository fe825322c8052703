package org.supervision.session.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.engine.ProcessVariables;
import org.supervision.session.SessionOutcome;
import org.supervision.session.SessionService;

/** Presumes a session missed of which nobody has said by the deadline what became of it (B8, E11). */
@Component("presumeMissed")
class PresumeMissedDelegate implements JavaDelegate {

    private final SessionService sessions;

    PresumeMissedDelegate(SessionService sessions) {
        this.sessions = sessions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        sessions.presumeMissed(SupervisionSessionProcess.sessionId(execution));
        ProcessVariables.OUTCOME.set(execution, SessionOutcome.MISSED.name());
    }
}
