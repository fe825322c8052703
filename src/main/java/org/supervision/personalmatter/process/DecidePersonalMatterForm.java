package org.supervision.personalmatter.process;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.access.Content;
import org.supervision.engine.ProcessVariables;
import org.supervision.personalmatter.Ground;
import org.supervision.personalmatter.MatterFacts;
import org.supervision.personalmatter.PersonalMatterService;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** The supervisor decides on a personal matter where the supervisee does not agree: keep it, or disclose it and say why (A5.1). */
@Component
class DecidePersonalMatterForm implements TaskForm<DecidePersonalMatterForm.Values> {

    private final PersonalMatterService matters;
    private final MatterFacts facts;

    DecidePersonalMatterForm(PersonalMatterService matters, MatterFacts facts) {
        this.matters = matters;
        this.facts = facts;
    }

    /** What the supervisor decides. */
    enum Decision {
        KEEP,
        DISCLOSE
    }

    /** The form's fields; those that the decision does not ask for are left alone. */
    record Values(
            @Nullable Decision decision,
            @Nullable Ground ground,
            @Nullable String reason,
            @Nullable Boolean tellSupervisee,
            @Nullable String untoldReason) {}

    @Override
    public Set<String> tasks() {
        return Set.of(PersonalMatterProcess.TASK_DECIDE);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public List<Content> contents(TaskContext task) {
        return List.of(Content.personalMatter(task.businessKey()));
    }

    @Override
    public FormView show(TaskContext task) {
        return FormView.of(
                new Values(null, null, null, true, null),
                facts.of(task.businessKey(), matters.matter(task.businessKey()).wording()));
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        errors.require("decision", values.decision(), "Say whether the line manager is told.", "A5.1");
        if (values.decision() != Decision.DISCLOSE) {
            return;
        }
        errors.require("ground", values.ground(), "Say why it must be disclosed.", "A5.1");
        errors.require("reason", values.reason(), "Give your reason in your own words.", "A5.1");
        if (errors.require("tellSupervisee", values.tellSupervisee(), "Say whether the supervisee is told.", "A5.1")
                && Boolean.FALSE.equals(values.tellSupervisee())) {
            errors.require("untoldReason", values.untoldReason(), "Say why the supervisee is not told.", "A5.1");
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        Decision decision = Objects.requireNonNull(values.decision());
        switch (decision) {
            case KEEP -> matters.keep(task.businessKey(), task.userId());
            case DISCLOSE ->
                matters.disclose(
                        task.businessKey(),
                        Objects.requireNonNull(values.ground()),
                        Objects.requireNonNull(values.reason()),
                        Boolean.TRUE.equals(values.tellSupervisee()) ? null : values.untoldReason(),
                        task.userId());
        }
        return ProcessVariables.DECISION.with(decision.name());
    }
}
