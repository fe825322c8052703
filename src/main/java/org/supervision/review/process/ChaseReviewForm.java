package org.supervision.review.process;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.review.AgreementReviewService;
import org.supervision.review.ReviewFacts;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** The line manager chases a review that is overdue (B9). */
@Component
class ChaseReviewForm implements TaskForm<ChaseReviewForm.Values> {

    record Values(@Nullable Boolean done, @Nullable String note) {}

    private final AgreementReviewService reviews;
    private final ReviewFacts facts;

    ChaseReviewForm(AgreementReviewService reviews, ReviewFacts facts) {
        this.reviews = reviews;
        this.facts = facts;
    }

    @Override
    public Set<String> tasks() {
        return Set.of(AgreementReviewProcess.TASK_CHASE_REVIEW);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public FormView show(TaskContext task) {
        return FormView.of(new Values(null, null), facts.about(task.businessKey()));
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        if (!Boolean.TRUE.equals(values.done())) {
            errors.add("done", "Speak to both of them, then tick this.", "B9");
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        reviews.chased(task.businessKey(), task.userId(), values.note());
        return Map.of();
    }
}
