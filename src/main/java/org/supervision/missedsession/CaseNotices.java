package org.supervision.missedsession;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Party;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;

/** The mails of a case: who is told what, with a date and never any content. */
@Component
class CaseNotices {

    private final Notifier notifier;
    private final CaseDeadlines deadlines;

    CaseNotices(Notifier notifier, CaseDeadlines deadlines) {
        this.notifier = notifier;
        this.deadlines = deadlines;
    }

    void opened(MissedCase missed) {
        missed.rebookBy()
                .ifPresent(by -> both(missed)
                        .forEach(user -> notifier.send(notice(missed, "opened", user, MailKind.MISSED_SESSION_OPENED)
                                .due(deadlines.dayOf(by)))));
    }

    void reportsOwed(MissedCase missed, Stream<String> reporters) {
        missed.reportsDueAt()
                .ifPresent(due -> reporters.forEach(user -> notifier.send(
                        notice(missed, "report", user, MailKind.REPORT_OWED).due(deadlines.dayOf(due)))));
    }

    void heldToConfirm(MissedCase missed, HeldClaim claim) {
        notifier.send(notice(missed, "held/" + claim.id(), claim.asked(), MailKind.HELD_TO_CONFIRM)
                .due(deadlines.dayOf(claim.answerBy())));
    }

    /** The manager gets the case; whoever had it before, or is passed over by the repeat rule, hears where it went. */
    void routed(MissedCase missed, Stream<String> alsoTold) {
        String manager = missed.resolver().orElseThrow();
        String step = "manager/" + missed.routedAt().orElseThrow().getEpochSecond();
        Notice raised = notice(missed, step, manager, MailKind.ESCALATION_RAISED);
        notifier.send(missed.actBy().map(by -> raised.due(deadlines.dayOf(by))).orElse(raised));
        alsoTold.filter(user -> !user.equals(manager) && !missed.parties().include(user))
                .distinct()
                .forEach(user -> notifier.send(notice(missed, step, user, MailKind.ESCALATION_NOTED)));
    }

    void managerWanted(MissedCase missed, List<String> appointers) {
        appointers.forEach(user -> notifier.send(
                notice(missed, "appoint/" + missed.escalationLevel().orElse(0), user, MailKind.TASK_WAITING)));
    }

    /** The supervisor has changed and the case goes on with the new one: the former one's line manager is told (E16). */
    void transferred(MissedCase missed, String manager, String to) {
        notifier.send(notice(missed, "transferred/" + to, manager, MailKind.CASE_TRANSFERRED));
    }

    /** A manager has decided how supervision goes on: both are told. */
    void decided(MissedCase missed, Resolution resolution) {
        both(missed)
                .forEach(user -> notifier.send(
                        notice(missed, "decided/" + resolution.id(), user, MailKind.ESCALATION_RESOLVED)));
    }

    private static List<String> both(MissedCase missed) {
        return Stream.of(Party.values()).map(missed.parties()::of).toList();
    }

    private static Notice notice(MissedCase missed, String what, String user, MailKind kind) {
        return Notice.of(missed.key() + "/" + what, user, kind, missed.key());
    }
}
