package org.supervision.handover;

import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;

/** The mails of a change of supervisor: who is told what, with a date and never a name or a reason. */
@Component
class HandoverNotices {

    private final Notifier notifier;

    HandoverNotices(Notifier notifier) {
        this.notifier = notifier;
    }

    /** Tells somebody that something is to be done. */
    void ask(SupervisorChange change, String what, String userId, MailKind kind, LocalDate due) {
        notifier.send(notice(change, what, userId, kind).due(due));
    }

    /** Tells the three, as far as they are known, what has become of the change. */
    void tellAll(SupervisorChange change, String supervisee, String what, MailKind kind) {
        Stream.of(change.outgoing(), supervisee, change.newSupervisor())
                .filter(Objects::nonNull)
                .distinct()
                .forEach(userId ->
                        notifier.send(notice(change, what, userId, kind).due(change.requireEffectiveOn())));
    }

    /** Tells one person what has become of the change. */
    void tell(SupervisorChange change, String what, String userId, MailKind kind) {
        notifier.send(notice(change, what, userId, kind).due(change.requireEffectiveOn()));
    }

    private static Notice notice(SupervisorChange change, String what, String userId, MailKind kind) {
        return Notice.of(change.key() + "/" + what, userId, kind, change.key());
    }
}
