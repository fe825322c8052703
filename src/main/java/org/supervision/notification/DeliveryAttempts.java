package org.supervision.notification;

import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Counts attempts apart from the delivery's transaction, so that one that fails or is killed is counted, too. */
@Component
class DeliveryAttempts {

    private final MailRepository mails;

    DeliveryAttempts(MailRepository mails) {
        this.mails = mails;
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void count(String mailKey, Instant at) {
        mails.countAttempt(mailKey, at);
    }
}
