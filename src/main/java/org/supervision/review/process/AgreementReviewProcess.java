package org.supervision.review.process;

import java.time.LocalDate;
import java.util.Date;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.supervision.agreement.ActingSupervisors;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.ModelBean;
import org.supervision.review.AgreementReview;
import org.supervision.review.AgreementReviewService;

/**
 * What {@code agreement-review.bpmn} asks. Everything is looked up by the business key of the term under review;
 * deadlines are the ends of London dates.
 */
@ModelBean(AgreementReviewProcess.ID)
class AgreementReviewProcess {

    static final String ID = "agreementReview";
    static final String TASK_PREPARE_AS_SUPERVISOR = "Task_PrepareReviewAsSupervisor";
    static final String TASK_PREPARE_AS_SUPERVISEE = "Task_PrepareReviewAsSupervisee";
    static final String TASK_HOLD_REVIEW = "Task_HoldReview";
    static final String TASK_CONFIRM_REVIEW = "Task_ConfirmReview";
    static final String TASK_CHASE_REVIEW = "Task_ChaseReview";
    static final String MESSAGE_REVIEW_DUE = "ReviewDue";
    static final String MESSAGE_REVIEW_NOT_NEEDED = "ReviewNotNeeded";

    private final AgreementReviewService reviews;
    private final AgreementService agreements;
    private final ActingSupervisors acting;
    private final WorkingCalendar calendar;

    AgreementReviewProcess(
            AgreementReviewService reviews,
            AgreementService agreements,
            ActingSupervisors acting,
            WorkingCalendar calendar) {
        this.reviews = reviews;
        this.agreements = agreements;
        this.acting = acting;
        this.calendar = calendar;
    }

    /** Who holds the review; nobody while there is no supervisor (B8). */
    public @Nullable String supervisor(DelegateExecution execution) {
        Agreement agreement = reviews.agreementOf(execution.getProcessBusinessKey());
        return acting.present(agreement.requireId(), agreement.supervisor());
    }

    /** Who confirms its outcome. */
    public String supervisee(DelegateExecution execution) {
        return reviews.agreementOf(execution.getProcessBusinessKey()).parties().supervisee();
    }

    /** The supervisor's line manager, or the next above who is no party (E13). */
    public String lineManager(DelegateExecution execution) {
        return agreements.lineManager(review(execution).agreementId());
    }

    /** When both have prepared. */
    public Date prepareDueAt(DelegateExecution execution) {
        return endOf(review(execution).prepareDueOn());
    }

    /** When the review is to be held (B9). */
    public Date reviewDueAt(DelegateExecution execution) {
        return endOf(review(execution).dueOn());
    }

    /** When the supervisee has confirmed its outcome. */
    public Date confirmDueAt(DelegateExecution execution) {
        return endOf(Objects.requireNonNull(review(execution).confirmDueOn()));
    }

    /** When the line manager is asked to chase it. */
    public Date overdueAt(DelegateExecution execution) {
        return Date.from(review(execution).overdueAt());
    }

    /** When that chase is due. */
    public Date chaseDueAt(DelegateExecution execution) {
        return endOf(review(execution).chaseDueOn());
    }

    private AgreementReview review(DelegateExecution execution) {
        return reviews.require(execution.getProcessBusinessKey());
    }

    private Date endOf(LocalDate day) {
        return Date.from(calendar.endOf(day));
    }
}
