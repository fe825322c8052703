package org.supervision.disagreement.process;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.disagreement.DisagreementFacts;
import org.supervision.disagreement.DisagreementService;
import org.supervision.taskform.Choices;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.PeopleChoices;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/**
 * Nobody in the reporting line or beside it may decide a disagreement: an administrator or Strategic Manager names somebody,
 * and reads who disagrees and since when, but not what on (D2, E14).
 */
@Component
class AppointDeciderForm implements TaskForm<AppointDeciderForm.Values> {

    private final DisagreementService disagreements;
    private final DisagreementFacts facts;

    AppointDeciderForm(DisagreementService disagreements, DisagreementFacts facts) {
        this.disagreements = disagreements;
        this.facts = facts;
    }

    /** The form's fields. */
    record Values(@Nullable String manager, @Nullable String reason) {}

    @Override
    public Set<String> tasks() {
        return Set.of(DisagreementReferralProcess.TASK_APPOINT);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public FormView show(TaskContext task) {
        return FormView.of(new Values(null, null), facts.datesOnly(task.businessKey()));
    }

    @Override
    public Map<String, Choices> choices(TaskContext task) {
        String key = task.businessKey();
        return Map.of(
                "manager",
                new PeopleChoices(
                        (typed, most) -> disagreements.eligibleDeciders(key, task.userId(), typed, most),
                        userId -> disagreements.eligibleDecider(key, task.userId(), userId)));
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        if (errors.require("manager", values.manager(), "Choose who decides it.", "A7.2")
                && disagreements
                        .eligibleDecider(task.businessKey(), task.userId(), Objects.requireNonNull(values.manager()))
                        .isEmpty()) {
            errors.add("manager", "Choose a manager from the list: neither of the two, nor yourself.", "A7.2");
        }
        errors.require("reason", values.reason(), "Say why this person.", null);
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        disagreements.appoint(
                task.businessKey(),
                Objects.requireNonNull(values.manager()),
                task.userId(),
                Objects.requireNonNull(values.reason()));
        return Map.of();
    }
}
