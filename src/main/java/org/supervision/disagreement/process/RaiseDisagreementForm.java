package org.supervision.disagreement.process;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.disagreement.DisagreementService;
import org.supervision.engine.ProcessVariables;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.FormView.Option;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** A party says what it disagrees on, or withdraws it (A7.1). */
@Component
class RaiseDisagreementForm implements TaskForm<RaiseDisagreementForm.Values> {

    /**
     * The form's fields.
     *
     * @param about business key of the agreement, or of the session of a record
     * @param withdraw whether it is not raised after all, whatever else stands in the form
     */
    record Values(
            @Nullable String about,
            @Nullable String position,
            @Nullable Boolean withdraw) {

        boolean isWithdrawn() {
            return Boolean.TRUE.equals(withdraw);
        }
    }

    private final DisagreementService disagreements;

    RaiseDisagreementForm(DisagreementService disagreements) {
        this.disagreements = disagreements;
    }

    @Override
    public Set<String> tasks() {
        return Set.of(DisagreementReferralProcess.TASK_RAISE);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public FormView show(TaskContext task) {
        List<Option> subjects = options(task);
        String only = subjects.size() == 1 ? subjects.get(0).value() : null;
        return new FormView(new Values(only, null, null), Map.of("about", subjects), Map.of());
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        if (values.isWithdrawn()) {
            errors.warnOfLoss("position", values.position(), "This is not kept when you withdraw.");
            return;
        }
        if (errors.require("about", values.about(), "Choose what it is about.", "A7.1")
                && options(task).stream().noneMatch(subject -> subject.value().equals(values.about()))) {
            errors.add("about", "Choose from the list.");
        }
        errors.require("position", values.position(), "Say what you think.", "A7.1");
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        if (values.isWithdrawn()) {
            disagreements.withdraw(task.businessKey());
        } else {
            disagreements.raise(
                    task.businessKey(),
                    Objects.requireNonNull(values.about()),
                    Objects.requireNonNull(values.position()));
        }
        return ProcessVariables.WITHDRAWN.with(values.isWithdrawn());
    }

    private List<Option> options(TaskContext task) {
        return disagreements.subjectsOf(task.userId()).stream()
                .map(subject -> new Option(subject.key(), subject.words()))
                .toList();
    }
}
