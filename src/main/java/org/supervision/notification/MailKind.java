package org.supervision.notification;

import java.util.Locale;

/** What a mail tells its reader. The texts stand in {@code mail-texts.properties}, under {@link #textKey()}. */
public enum MailKind {
    /** A task that has no kind of its own waits for the reader. */
    TASK_WAITING,
    AGREEMENT_TO_DRAFT,
    AGREEMENT_EXCEPTION_TO_APPROVE,
    AGREEMENT_TO_CONSIDER,
    AGREEMENT_TO_DECIDE,
    AGREEMENT_TO_SIGN,
    /** Both have signed; the link opens the reader's copy (A6.1, B5). */
    AGREEMENT_IN_FORCE,
    AGREEMENT_NOT_AGREED,
    /** To whoever counts on the draft: the supervisor discarded it. */
    AGREEMENT_DRAFT_DISCARDED,
    /** To the supervisor's line manager: an agreement is still unsigned. */
    AGREEMENT_UNSIGNED,
    AGREEMENT_SUSPENDED,
    AGREEMENT_RESUMED,
    AGREEMENT_ENDED,
    SESSIONS_TO_BOOK,
    /** A new session; carries an invitation. */
    SESSION_INVITATION,
    /** A session was rearranged; carries an update of its invitation. */
    SESSION_UPDATE,
    /** A session was cancelled or is void; carries the cancellation of its invitation. */
    SESSION_CANCELLATION,
    RECORD_TO_WRITE,
    /** The record is there for both to read, keep and sign (A6.1d). */
    RECORD_DISTRIBUTED,
    RECORD_RETURNED,
    /** To the supervisor's line manager: a record is overdue by more than the policy allows. */
    RECORD_TO_CHASE,
    DISAGREEMENT_TO_DECIDE,
    MISSED_SESSION_OPENED,
    HELD_TO_CONFIRM,
    /** Both must report to the supervisor's line manager (B8). */
    REPORT_OWED,
    ESCALATION_RAISED,
    /** For information: a case went to another manager than the reader. */
    ESCALATION_NOTED,
    ESCALATION_RESOLVED,
    REVIEW_DUE,
    REVIEW_TO_CONFIRM,
    REVIEW_OVERDUE,
    /** A digest of reminders; written by the daily sweep only. */
    DIGEST;

    /** The kind's name in the text bundle, as in {@code record-overdue}. */
    public String textKey() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
