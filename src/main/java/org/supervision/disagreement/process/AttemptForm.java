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

/** One of the two tries to resolve a disagreement: what they hold, what they propose, and whether it is resolved (A7.2). */
@Component
class AttemptForm implements TaskForm<AttemptForm.Values> {

    private final DisagreementService disagreements;
    private final DisagreementFacts facts;

    AttemptForm(DisagreementService disagreements, DisagreementFacts facts) {
        this.disagreements = disagreements;
        this.facts = facts;
    }

    /** The form's fields. */
    record Values(
            @Nullable String position,
            @Nullable String proposal,
            @Nullable Boolean resolved) {}

    @Override
    public Set<String> tasks() {
        return Set.of(
                DisagreementReferralProcess.TASK_ATTEMPT_AS_SUPERVISOR,
                DisagreementReferralProcess.TASK_ATTEMPT_AS_SUPERVISEE);
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
        String key = task.businessKey();
        return FormView.of(new Values(facts.positionOf(key, task.userId()), null, null), facts.of(key));
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        errors.require("position", values.position(), "Say what you think now.", "A7.1");
        if (errors.require("resolved", values.resolved(), "Say whether it is resolved.", "A7.2")
                && Boolean.FALSE.equals(values.resolved())) {
            errors.require("proposal", values.proposal(), "Say what you propose.", "A7.2");
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        disagreements.attempt(
                task.businessKey(),
                task.userId(),
                Objects.requireNonNull(values.position()),
                values.proposal(),
                Boolean.TRUE.equals(values.resolved()));
        return Map.of();
    }
}
