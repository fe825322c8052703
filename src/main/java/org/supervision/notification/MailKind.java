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
    /** What both have signed on paper was entered; the link opens the reader's copy (F11). */
    AGREEMENT_ON_PAPER_IN_FORCE,
    AGREEMENT_NOT_AGREED,
    /** To whoever counts on the draft: the supervisor discarded it. */
    AGREEMENT_DRAFT_DISCARDED,
    /** To whoever has seen the draft: the agreement ended before both had signed. */
    AGREEMENT_DRAFT_NOT_NEEDED,
    /** To the supervisor's line manager: an agreement is still unsigned. */
    AGREEMENT_UNSIGNED,
    AGREEMENT_SUSPENDED,
    AGREEMENT_RESUMED,
    AGREEMENT_ENDED,
    /** To both: the policy allows another longest interval than before (B1); the link opens the log of dates. */
    FREQUENCY_CHANGED,
    /** The same where sessions that are booked lie further apart than that. */
    FREQUENCY_CHANGED_SESSIONS_APART,
    SESSIONS_TO_BOOK,
    /** A new session; carries an invitation. */
    SESSION_INVITATION,
    /** A session was rearranged; carries an update of its invitation. */
    SESSION_UPDATE,
    /** A session was cancelled or is void; carries the cancellation of its invitation. */
    SESSION_CANCELLATION,
    /** To whoever holds a session in the supervisor's place; carries an invitation (A-br). */
    SESSION_TO_COVER,
    /** To the supervisee of such a session; carries an update of its invitation. */
    SESSION_COVERED,
    /** To whoever was to hold it; carries the cancellation of the invitation. */
    SESSION_GIVEN_TO_COVER,
    /** To whoever entered an absence: the sessions in it are seen to without a manager (A-br). */
    ABSENCE_CHECKED,
    /** To both: their session falls into an absence, and can still be moved in time. */
    SESSION_IN_ABSENCE,
    /** To both: their session falls into an absence, and the manager has left it so. */
    SESSION_NOT_COVERED,
    /** To both: the day of their session has become a closure day (F117). */
    SESSION_ON_CLOSURE_DAY,
    /** To the supervisor's line manager. */
    COVER_TO_ARRANGE,
    /** To whoever acts for a manager who is away. */
    DEPUTY_NAMED,
    /** To the same: it is over before the absence is. */
    DEPUTY_RELEASED,
    /** To whoever gets an open task of somebody who has left or is represented, or gets it back. */
    TASK_TAKEN_OVER,
    /** To administrators: tasks of somebody who has left, whom no rule follows; the link opens the list. */
    TASKS_STUCK,
    /** To process owners: steps of processes were missing and are there again; the link opens Cockpit. */
    WORK_RESTORED,
    /** To process owners: steps of processes are missing and cannot be put back by themselves. */
    WORK_LOST,
    RECORD_TO_WRITE,
    /** The record is there for both to read, keep and sign (A6.1d). */
    RECORD_DISTRIBUTED,
    RECORD_RETURNED,
    /** To the other party: something was added to a record; the link opens it (F41). */
    RECORD_ADDENDUM,
    /** To the supervisor's line manager: a record is overdue by more than the policy allows. */
    RECORD_TO_CHASE,
    /** To the other party: a consultation was logged; the copy is there (A6.1d). */
    CONSULTATION_LOGGED,
    /** To both: try once more to resolve a disagreement (A7.2). */
    DISAGREEMENT_TO_ATTEMPT,
    DISAGREEMENT_TO_DECIDE,
    /** To both; the link opens the decision. */
    DISAGREEMENT_DECIDED,
    MISSED_SESSION_OPENED,
    HELD_TO_CONFIRM,
    /** Both must report to the supervisor's line manager (B8). */
    REPORT_OWED,
    ESCALATION_RAISED,
    /** For information: a case went to another manager than the reader. */
    ESCALATION_NOTED,
    ESCALATION_RESOLVED,
    /** To the line manager: a case of missed supervision goes on with another supervisor (E16). */
    CASE_TRANSFERRED,
    REVIEW_DUE,
    REVIEW_TO_CONFIRM,
    REVIEW_OVERDUE,
    /** To the supervisee: may the line manager know of a personal matter (A5.1)? */
    PERSONAL_MATTER_ASKED,
    /** To the supervisor: the supervisee agrees, so speak to the line manager. */
    PERSONAL_MATTER_AGREED,
    /** To the supervisor: the supervisee wants to talk it over before answering. */
    PERSONAL_MATTER_TO_TALK,
    /** To the supervisor: the supervisee does not agree, or did not answer. */
    PERSONAL_MATTER_TO_DECIDE,
    /** To the supervisee: it was disclosed all the same; the link opens the reason. */
    PERSONAL_MATTER_DISCLOSED,
    /** To the line manager. */
    PERSONAL_MATTER_TO_DISCUSS,
    /** To each party: may records be shown to somebody (A6.2)? */
    DISCLOSURE_CONSENT_ASKED,
    DISCLOSURE_TO_AUTHORISE,
    DISCLOSURE_TO_PREPARE,
    /** To the requester: refused, not agreed in time, or a consent was withdrawn. */
    DISCLOSURE_NOT_AGREED,
    /** To the reader: the bundle is there; the link opens it. */
    DISCLOSURE_RELEASED,
    /** To each party: records were disclosed; the link opens what, to whom and why (A6.3, B6). */
    DISCLOSURE_NOTICE,
    /** To the records officers: somebody asked for their own data, which are to be looked through. */
    SUBJECT_ACCESS_TO_REDACT,
    /** To the person who asked for their own data: the answer is there. */
    SUBJECT_ACCESS_READY,
    /** Somebody's request for their own data was not answered in time. */
    SUBJECT_ACCESS_OVERDUE,
    /** To the supervisee: another supervisor follows on a day (B6). */
    SUPERVISOR_CHANGE_PLANNED,
    /** To the outgoing supervisor. */
    HANDOVER_TO_SUMMARISE,
    /** To whoever is named as the new supervisor. */
    HANDOVER_TO_ACCEPT,
    /** To the line manager: somebody is to be named. */
    SUPERVISOR_TO_NAME,
    /** To all three: it does not happen after all. */
    SUPERVISOR_CHANGE_WITHDRAWN,
    /** To all three: it has happened. */
    SUPERVISOR_CHANGED,
    /** To the line manager: somebody has no supervisor; one is to be found for the time being (B8). */
    SUPERVISOR_MISSING,
    /** To whoever is asked to supervise for the time being. */
    INTERIM_TO_ACCEPT,
    /** To the line manager: that one cannot, or did not answer. */
    INTERIM_NOT_FOUND,
    /** To the supervisee: somebody supervises for the time being. */
    INTERIM_SUPERVISOR,
    /** To the manager whose turn it is: nobody was found in time. */
    SUPERVISOR_TO_ALLOCATE,
    /** Supervision files are due for disposal: to the records officers (A6.3). */
    DISPOSAL_TO_REVIEW,
    /** To whoever approves what is to go. */
    DISPOSAL_TO_APPROVE,
    /** To Service and Strategic Managers: a month was counted; the link opens the numbers. */
    COMPLIANCE_REPORT,
    /** To an auditor: files of a sample are to be audited (C24). */
    FILES_TO_AUDIT,
    /** To both: their file was in an audit's sample; the link opens what came of it, and who has read what. */
    FILE_WAS_AUDITED,
    /** To the line manager: an auditor wants something considered. */
    AUDIT_FINDINGS,
    /** To Service and Strategic Managers: an audit is closed; the link opens the numbers. */
    AUDIT_REPORT,
    /** A digest of reminders; written by the daily sweep only. */
    DIGEST;

    /** The kind's name in the text bundle, as in {@code record-overdue}. */
    public String textKey() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
