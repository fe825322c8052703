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
import org.supervision.handover.HandoverSummary;
import org.supervision.handover.SupervisorChange;
import org.supervision.session.OpenWork;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** The new supervisor reads what the former one has left, once the file is theirs (B6). */
@Component
class ReadHandoverForm implements TaskForm<ReadHandoverForm.Values> {

    /** The form's field. */
    record Values(@Nullable Boolean read) {}

    private final ChangesOfSupervisor changes;
    private final HandoverFacts facts;
    private final OpenWork open;

    ReadHandoverForm(ChangesOfSupervisor changes, HandoverFacts facts, OpenWork open) {
        this.changes = changes;
        this.facts = facts;
        this.open = open;
    }

    @Override
    public Set<String> tasks() {
        return Set.of(ChangeOfSupervisorProcess.TASK_READ);
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
        SupervisorChange change = changes.require(task.businessKey());
        HandoverSummary summary = changes.summary(change).orElseThrow();
        Map<String, Object> shown = new LinkedHashMap<>(facts.about(task.businessKey()));
        shown.putAll(open.of(changes.agreementOf(change)));
        shown.put("priorities", summary.priorities());
        shown.put("openActions", Objects.requireNonNullElse(summary.openActions(), "Nothing to add."));
        shown.put("overdueCases", Objects.requireNonNullElse(summary.overdueCases(), "Nothing to add."));
        return FormView.of(new Values(null), shown);
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        if (!Boolean.TRUE.equals(values.read())) {
            errors.add("read", "Tick this once you have read it.", "B6");
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        return Map.of();
    }
}
