package org.supervision.session.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.session.SessionService;

/** Invites both to a session that was just booked (B3). */
@Component("sendInvitations")
class SendInvitationsDelegate implements JavaDelegate {

    private final SessionService sessions;

    SendInvitationsDelegate(SessionService sessions) {
        this.sessions = sessions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        sessions.invite(SupervisionSessionProcess.sessionId(execution));
    }
}
