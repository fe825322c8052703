package org.supervision.session.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.session.SessionService;

/** Tells both of a session's new time and moves what they still have to prepare (A2.4). */
@Component("rearrangeSession")
class RearrangeSessionDelegate implements JavaDelegate {

    private final SessionService sessions;
    private final SupervisionSessionProcess process;

    RearrangeSessionDelegate(SessionService sessions, SupervisionSessionProcess process) {
        this.sessions = sessions;
        this.process = process;
    }

    @Override
    public void execute(DelegateExecution execution) {
        long sessionId = SupervisionSessionProcess.sessionId(execution);
        sessions.announceMoved(sessionId);
        process.moveDueDates(sessions.require(sessionId));
    }
}
