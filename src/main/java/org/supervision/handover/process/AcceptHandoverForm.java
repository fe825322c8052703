package org.supervision.handover.process;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.handover.ChangesOfSupervisor;
import org.supervision.handover.HandoverFacts;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** Whoever is named as the new supervisor accepts, or says why not (B6). Nothing of the file is shown before the day. */
@Component
class AcceptHandoverForm implements TaskForm<AcceptHandoverForm.Values> {

    /** What can be answered. */
    enum Choice {
        ACCEPT,
        CANNOT
    }

    /** The form's fields. */
    record Values(@Nullable Choice decision, @Nullable String reason) {}

    private final ChangesOfSupervisor changes;
    private final HandoverFacts facts;

    AcceptHandoverForm(ChangesOfSupervisor changes, HandoverFacts facts) {
        this.changes = changes;
        this.facts = facts;
    }

    @Override
    public Set<String> tasks() {
        return Set.of(ChangeOfSupervisorProcess.TASK_ACCEPT);
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
        errors.require("decision", values.decision(), "Say whether you take it over.", "B6");
        if (values.decision() == Choice.CANNOT) {
            errors.require("reason", values.reason(), "Say why not, for the line manager.", "B6");
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        if (values.decision() == Choice.ACCEPT) {
            changes.accept(task.businessKey());
        } else {
            changes.refuse(task.businessKey(), task.userId(), Objects.requireNonNull(values.reason()));
        }
        return Map.of();
    }
}
