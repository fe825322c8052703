package org.supervision.notification;

import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.stereotype.Component;

/** Without a mail server every mail stays here, to be read on the outbox page. */
@Component
@ConditionalOnExpression("'${spring.mail.host:}'.isBlank()")
class DemoOutboxMailSender implements MailTransport {

    @Override
    public MailStatus send(OutgoingMail mail) {
        return MailStatus.CAUGHT;
    }
}
