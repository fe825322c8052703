package org.supervision.handover.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.access.Content;
import org.supervision.handover.ChangesOfSupervisor;
import org.supervision.handover.HandoverFacts;
import org.supervision.session.OpenWork;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** The outgoing supervisor sums up what is open, for the new one to read from the day on (B6). */
@Component
class SummariseHandoverForm implements TaskForm<SummariseHandoverForm.Values> {

    /** The form's fields. */
    record Values(
            @Nullable String openActions,
            @Nullable String priorities,
            @Nullable String overdueCases) {}

    private final ChangesOfSupervisor changes;
    private final HandoverFacts facts;
    private final OpenWork open;

    SummariseHandoverForm(ChangesOfSupervisor changes, HandoverFacts facts, OpenWork open) {
        this.changes = changes;
        this.facts = facts;
        this.open = open;
    }

    @Override
    public Set<String> tasks() {
        return Set.of(ChangeOfSupervisorProcess.TASK_SUMMARISE);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public List<Content> contents(TaskContext task) {
        return List.of(Content.handover(task.businessKey()));
    }

    @Override
    public FormView show(TaskContext task) {
        Map<String, Object> shown = new LinkedHashMap<>(facts.about(task.businessKey()));
        shown.putAll(open.of(changes.agreementOf(changes.require(task.businessKey()))));
        return FormView.of(new Values(null, null, null), shown);
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        errors.require("priorities", values.priorities(), "Say what matters most now.", "B6");
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        changes.summarise(
                task.businessKey(),
                task.userId(),
                values.openActions(),
                Objects.requireNonNull(values.priorities()),
                values.overdueCases());
        return Map.of();
    }
}
