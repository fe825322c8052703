package org.supervision.agreement;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;

/** Tells people what has become of a term, once for each round of its terms. */
@Component
class TermNotices {

    private final Notifier notifier;

    TermNotices(Notifier notifier) {
        this.notifier = notifier;
    }

    /** Tells somebody about the step in hand, due when that is. */
    void tell(AgreementTerm term, String what, String userId, MailKind kind) {
        tell(term, what, userId, kind, term.stepDueOn());
    }

    /** @param dueOn London date; null where nothing is due */
    void tell(AgreementTerm term, String what, String userId, MailKind kind, @Nullable LocalDate dueOn) {
        Notice notice = notice(term, what, userId, kind);
        notifier.send(dueOn == null ? notice : notice.due(dueOn));
    }

    /** @param path of the party's copy of the signed term (A6.1) */
    void tellOfCopy(AgreementTerm term, String party, MailKind kind, String path) {
        notifier.send(notice(term, "in-force", party, kind).path(path));
    }

    private static Notice notice(AgreementTerm term, String what, String userId, MailKind kind) {
        return Notice.of(term.key() + "/" + what + "/" + term.termsVersion(), userId, kind, term.key());
    }
}
