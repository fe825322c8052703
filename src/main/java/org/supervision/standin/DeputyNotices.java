package org.supervision.standin;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;
import org.supervision.people.DeputyNamed;

/** Tells a deputy that their time begins, or is over before it was to be (A-br). */
@Component
class DeputyNotices {

    private final Notifier notifier;

    DeputyNotices(Notifier notifier) {
        this.notifier = notifier;
    }

    @EventListener
    void on(DeputyNamed named) {
        String key = "DEPUTY-" + named.id();
        notifier.send(Notice.of(
                key + (named.released() ? "/released" : "/named"),
                named.deputy(),
                named.released() ? MailKind.DEPUTY_RELEASED : MailKind.DEPUTY_NAMED,
                key));
    }
}
