package org.supervision.review.process;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.access.Content;
import org.supervision.engine.ProcessVariables;
import org.supervision.review.AgreementReviewService;
import org.supervision.review.ReviewFacts;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.SignedForm;
import org.supervision.taskform.TaskContext;

/** The supervisee confirms the outcome of the review with the password, or sends it back (B9, ruling 12). */
@Component
class ConfirmReviewForm implements SignedForm<ConfirmReviewForm.Values> {

    /** What the supervisee says. */
    enum Decision {
        CONFIRM,
        DISAGREE
    }

    record Values(
            @Nullable Decision decision,
            @Nullable String comment,
            @Nullable String password) {}

    private final AgreementReviewService reviews;
    private final ReviewFacts facts;

    ConfirmReviewForm(AgreementReviewService reviews, ReviewFacts facts) {
        this.reviews = reviews;
        this.facts = facts;
    }

    @Override
    public Set<String> tasks() {
        return Set.of(AgreementReviewProcess.TASK_CONFIRM_REVIEW);
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
        return FormView.of(new Values(null, null, null), facts.withOutcome(task.businessKey()));
    }

    @Override
    public String textToSign(TaskContext task) {
        return reviews.textToConfirm(task.businessKey());
    }

    @Override
    public boolean needsSignature(TaskContext task, Values values) {
        return values.decision() == Decision.CONFIRM;
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        errors.require("decision", values.decision(), "Say whether this is what you agreed.", "B9");
        if (values.decision() == Decision.DISAGREE) {
            errors.require("comment", values.comment(), "Say what is not right.", "B9");
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        Decision decision = Objects.requireNonNull(values.decision());
        switch (decision) {
            case CONFIRM -> reviews.confirm(task.businessKey(), values.comment(), task.userId());
            case DISAGREE ->
                reviews.disagree(task.businessKey(), Objects.requireNonNull(values.comment()), task.userId());
        }
        return ProcessVariables.DECISION.with(decision.name());
    }
}
