package org.supervision.review.process;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.access.Content;
import org.supervision.agreement.Party;
import org.supervision.review.AgreementReviewService;
import org.supervision.review.Preparation;
import org.supervision.review.ReviewFacts;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** A party prepares the review: what works, and what should change (B9). */
@Component
class PrepareReviewForm implements TaskForm<PrepareReviewForm.Values> {

    record Values(@Nullable String worksWell, @Nullable String toChange) {}

    private final AgreementReviewService reviews;
    private final ReviewFacts facts;

    PrepareReviewForm(AgreementReviewService reviews, ReviewFacts facts) {
        this.reviews = reviews;
        this.facts = facts;
    }

    @Override
    public Set<String> tasks() {
        return Set.of(
                AgreementReviewProcess.TASK_PREPARE_AS_SUPERVISOR, AgreementReviewProcess.TASK_PREPARE_AS_SUPERVISEE);
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
        return FormView.of(new Values(null, null), facts.withPack(task.businessKey()));
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        if (values.toChange() == null) {
            errors.require("worksWell", values.worksWell(), "Say what works well, or what should change.", "B9");
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        Party party = task.taskKey().equals(AgreementReviewProcess.TASK_PREPARE_AS_SUPERVISOR)
                ? Party.SUPERVISOR
                : Party.SUPERVISEE;
        reviews.prepare(task.businessKey(), party, new Preparation(values.worksWell(), values.toChange()));
        return Map.of();
    }
}
