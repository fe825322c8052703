package org.supervision.disagreement.process;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.access.Content;
import org.supervision.disagreement.DisagreementFacts;
import org.supervision.disagreement.DisagreementService;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** The Service or Strategic Manager decides what the two could not resolve, and reads that and nothing else (A7.2). */
@Component
class DecideReferredDisagreementForm implements TaskForm<DecideReferredDisagreementForm.Values> {

    private final DisagreementService disagreements;
    private final DisagreementFacts facts;

    DecideReferredDisagreementForm(DisagreementService disagreements, DisagreementFacts facts) {
        this.disagreements = disagreements;
        this.facts = facts;
    }

    /** The form's fields. */
    record Values(
            @Nullable String decision,
            @Nullable String reasons,
            @Nullable String followUp) {}

    @Override
    public Set<String> tasks() {
        return Set.of(DisagreementReferralProcess.TASK_DECIDE);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public List<Content> contents(TaskContext task) {
        return List.of(Content.disagreement(task.businessKey()));
    }

    @Override
    public FormView show(TaskContext task) {
        return FormView.of(new Values(null, null, null), facts.of(task.businessKey()));
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        errors.require("decision", values.decision(), "Write your decision.", "A7.2");
        errors.require("reasons", values.reasons(), "Give your reasons.", "A7.2");
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        disagreements.decide(
                task.businessKey(),
                Objects.requireNonNull(values.decision()),
                Objects.requireNonNull(values.reasons()),
                values.followUp(),
                task.userId());
        return Map.of();
    }
}
