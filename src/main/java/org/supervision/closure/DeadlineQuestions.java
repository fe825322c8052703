package org.supervision.closure;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The questions by which the models set deadlines, such as {@code missedSession.rebookByAt}, and whether a closure day moves them. */
public final class DeadlineQuestions {

    /** What the models count from kept dates, or from a session's or a change's day. */
    public static final Set<String> ASKED_AGAIN = Set.of(
            "agreementReview.chaseDueAt",
            "agreementReview.confirmDueAt",
            "agreementReview.overdueAt",
            "changeOfSupervisor.acceptDueAt",
            "changeOfSupervisor.answerDueAt",
            "changeOfSupervisor.matterDueAt",
            "changeOfSupervisor.summaryDueAt",
            "disagreementReferral.attemptDueAt",
            "disagreementReferral.decideDueAt",
            "disagreementReferral.raiseDueAt",
            "escalationResolution.actByAt",
            "escalationResolution.decideDueAt",
            "missedSession.confirmDueAt",
            "missedSession.rebookByAt",
            "personalMatter.decideDueAt",
            "personalMatter.discussDueAt",
            "personalMatter.replyDueAt",
            "personalMatter.speakDueAt",
            "recordAudit.auditDueAt",
            "recordAudit.considerDueAt",
            "recordDisclosure.authoriseDueAt",
            "recordDisclosure.consentDueAt",
            "recordDisclosure.prepareDueAt",
            "recordDisclosure.requestDueAt",
            "recordRetention.approveDueAt",
            "recordRetention.reviewDueAt",
            "subjectAccess.requestDueAt",
            "supervisionAgreement.chaseDueAt",
            "supervisionAgreement.considerDueAt",
            "supervisionAgreement.draftDueAt",
            "supervisionAgreement.exceptionDueAt",
            "supervisionAgreement.signDueAt",
            "supervisionAgreement.termsDecisionDueAt",
            "supervisionAgreement.unsignedChaseAt",
            "supervisionSession.caseFileDueAt",
            "supervisionSession.chaseRecordAt",
            "supervisionSession.outcomeDueAt",
            "supervisionSession.prepareDueAt",
            "supervisionSession.presumedMissedAt",
            "supervisionSession.recordDueAt",
            "supervisionSession.signDueAt",
            "unallocatedSupervisee.acceptDueAt",
            "unallocatedSupervisee.allocateDueAt",
            "unallocatedSupervisee.interimDueAt");

    /** What the models count in working days from the moment at which the task begins. */
    public static final Set<String> MOVED = Set.of(
            "absenceCover.recordDueAt",
            "agreementChange.changeDueAt",
            "changeOfSupervisor.nameDueAt",
            "changeOfSupervisor.planDueAt",
            "changeOfSupervisor.readDueAt",
            "consultation.logDueAt",
            "disagreementReferral.appointDueAt",
            "escalationResolution.appointDueAt",
            "mailDelivery.correctDueAt",
            "sessionBooking.bookDueAt",
            "supervisionSession.chaseDueAt",
            "supervisionSession.explainDueAt");

    /**
     * What stays: weeks and months, above all the two weeks of a missed session (E24), days and times that people have fixed,
     * days that access rights end on, and when the product itself looks again.
     */
    public static final Set<String> STAYS = Set.of(
            "absenceCover.arrangeDueAt",
            "absenceCover.checkAgainAt",
            "agreementChange.effectiveAt",
            "agreementReview.prepareDueAt",
            "agreementReview.reviewDueAt",
            "changeOfSupervisor.effectiveAt",
            "dailySweep.dueAt",
            "escalationResolution.heldByAt",
            "mailDelivery.windowOpensAt",
            "missedSession.reportDeadlineAt",
            "missedSession.reportDueAt",
            "recordAudit.termEndsAt",
            "recordDisclosure.accessEndsAt",
            "subjectAccess.downloadEndsAt",
            "subjectAccess.dueAt",
            "supervisionAgreement.reviewStartsAt",
            "supervisionSession.startsAt",
            "unallocatedSupervisee.permanentDueAt");

    private static final Pattern QUESTION = Pattern.compile("\\$\\{(\\w+\\.\\w+)\\(execution\\)}");

    private DeadlineQuestions() {}

    /** The question that an expression asks of a process's bean; empty where it asks none. */
    public static String of(@Nullable String expression) {
        Matcher asked = QUESTION.matcher(expression == null ? "" : expression.strip());
        return asked.matches() ? asked.group(1) : "";
    }

    /** Whether a closure day may move a deadline that is set by this question. */
    public static boolean mayMove(String question) {
        return ASKED_AGAIN.contains(question) || MOVED.contains(question);
    }
}
