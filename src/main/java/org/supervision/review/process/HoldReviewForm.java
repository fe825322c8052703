package org.supervision.review.process;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.access.Content;
import org.supervision.agreement.EndReason;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.ProcessVariables;
import org.supervision.review.AgreementReview;
import org.supervision.review.AgreementReviewService;
import org.supervision.review.Appraisals;
import org.supervision.review.ReviewFacts;
import org.supervision.review.ReviewOutcome;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** The supervisor records what the two decided in the review (B9). */
@Component
class HoldReviewForm implements TaskForm<HoldReviewForm.Values> {

    record Values(
            @Nullable ReviewOutcome outcome,
            @Nullable LocalDate heldOn,
            @Nullable String notes,
            @Nullable EndReason endReason,
            @Nullable LocalDate appraisalDueOn) {}

    private final AgreementReviewService reviews;
    private final ReviewFacts facts;
    private final Appraisals appraisals;
    private final WorkingCalendar calendar;

    HoldReviewForm(AgreementReviewService reviews, ReviewFacts facts, Appraisals appraisals, WorkingCalendar calendar) {
        this.reviews = reviews;
        this.facts = facts;
        this.appraisals = appraisals;
        this.calendar = calendar;
    }

    @Override
    public Set<String> tasks() {
        return Set.of(AgreementReviewProcess.TASK_HOLD_REVIEW);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public List<Content> contents(TaskContext task) {
        return List.of(Content.review(task.businessKey()));
    }

    @Override
    public FormView show(TaskContext task) {
        AgreementReview review = reviews.require(task.businessKey());
        Values proposal = new Values(
                review.outcome(),
                review.heldOn(),
                review.notes(),
                review.endReason(),
                appraisals.dueOn(review.agreementId()).orElse(null));
        return FormView.of(proposal, facts.withPreparations(task.businessKey()));
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        AgreementReview review = reviews.require(task.businessKey());
        checkDay(task, values, errors);
        if (values.appraisalDueOn() != null && values.appraisalDueOn().isBefore(calendar.today())) {
            errors.add("appraisalDueOn", "Enter the day of the next appraisal, or leave it empty.", "B0");
        }
        if (errors.require("outcome", values.outcome(), "Say what the two of you decided.", "B9")) {
            if (values.outcome() == ReviewOutcome.END) {
                errors.require("endReason", values.endReason(), "Say why the agreement ends.", "B9");
            } else if (values.outcome() == ReviewOutcome.REAFFIRM && reviews.newTermsUnderWay(review.agreementId())) {
                errors.add("outcome", "New terms are being drafted already, so the agreement changes.", "B9");
            }
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        ReviewOutcome outcome = Objects.requireNonNull(values.outcome());
        appraisals.note(reviews.require(task.businessKey()).agreementId(), values.appraisalDueOn());
        reviews.hold(
                task.businessKey(),
                Objects.requireNonNull(values.heldOn()),
                outcome,
                values.endReason(),
                values.notes());
        return ProcessVariables.OUTCOME.with(outcome.name());
    }

    private void checkDay(TaskContext task, Values values, FormErrors errors) {
        if (!errors.require("heldOn", values.heldOn(), "Say on which day you held the review.", "B9")) {
            return;
        }
        LocalDate effectiveOn =
                Objects.requireNonNull(reviews.termOf(task.businessKey()).effectiveOn());
        if (values.heldOn().isAfter(calendar.today())) {
            errors.add("heldOn", "A review is recorded once it was held: choose today or an earlier day.", "B9");
        } else if (values.heldOn().isBefore(effectiveOn)) {
            errors.add("heldOn", "Choose a day on which these terms were in force.", "B9");
        }
    }
}
