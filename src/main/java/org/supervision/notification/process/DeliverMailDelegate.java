package org.supervision.notification.process;

import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.notification.MailDispatch;

/** Delivers the mail; a mail that can never arrive becomes a task, a server that is down a later attempt. */
@Component("deliverMail")
class DeliverMailDelegate implements JavaDelegate {

    private final MailDispatch dispatch;

    DeliverMailDelegate(MailDispatch dispatch) {
        this.dispatch = dispatch;
    }

    @Override
    public void execute(DelegateExecution execution) {
        if (!dispatch.deliver(execution.getProcessBusinessKey())) {
            throw new BpmnError(MailDeliveryProcess.ERROR_MAIL_REJECTED);
        }
    }
}
