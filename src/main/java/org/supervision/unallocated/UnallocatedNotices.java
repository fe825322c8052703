package org.supervision.unallocated;

import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;

/** The mails about a supervisee without a supervisor: who is told what, with a date and never a name or a reason. */
@Component
class UnallocatedNotices {

    private final Notifier notifier;

    UnallocatedNotices(Notifier notifier) {
        this.notifier = notifier;
    }

    /** Tells somebody, once, that something is to be done by the end of this London date. */
    void ask(UnallocatedSupervisee unallocated, String what, String userId, MailKind kind, LocalDate due) {
        notifier.send(notice(unallocated, what, userId, kind).due(due));
    }

    /** Tells somebody, once, what has become of it. */
    void tell(UnallocatedSupervisee unallocated, String what, String userId, MailKind kind) {
        notifier.send(notice(unallocated, what, userId, kind));
    }

    private static Notice notice(UnallocatedSupervisee unallocated, String what, String userId, MailKind kind) {
        return Notice.of(unallocated.key() + "/" + what, userId, kind, unallocated.key());
    }
}
