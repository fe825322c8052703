package org.supervision.handover.process;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.handover.ChangesOfSupervisor;
import org.supervision.handover.HandoverFacts;
import org.supervision.handover.SupervisorChange;
import org.supervision.handover.SupervisorRules;
import org.supervision.taskform.Choices;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.PeopleChoices;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** The line manager names who follows, or says that nobody is found (B8). */
@Component
class NameSupervisorForm implements TaskForm<NameSupervisorForm.Values> {

    /** What the line manager can say. */
    enum Choice {
        NAME,
        NOBODY
    }

    /**
     * The form's fields.
     *
     * @param newSupervisor user id
     */
    record Values(@Nullable Choice decision, @Nullable String newSupervisor) {}

    private final ChangesOfSupervisor changes;
    private final HandoverFacts facts;
    private final SupervisorRules rules;

    NameSupervisorForm(ChangesOfSupervisor changes, HandoverFacts facts, SupervisorRules rules) {
        this.changes = changes;
        this.facts = facts;
        this.rules = rules;
    }

    @Override
    public Set<String> tasks() {
        return Set.of(ChangeOfSupervisorProcess.TASK_NAME);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public FormView show(TaskContext task) {
        return FormView.of(new Values(null, null), facts.withRefusals(task.businessKey()));
    }

    @Override
    public Map<String, Choices> choices(TaskContext task) {
        SupervisorChange change = changes.require(task.businessKey());
        String supervisee = superviseeOf(change);
        LocalDate from = change.requireEffectiveOn();
        return Map.of(
                "newSupervisor",
                new PeopleChoices(
                        (typed, most) -> rules.candidates(supervisee, from, change.outgoing(), typed, most),
                        userId -> rules.candidate(supervisee, from, change.outgoing(), userId)));
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        errors.require("decision", values.decision(), "Say whether somebody is found.", "B8");
        if (values.decision() == Choice.NAME
                && errors.require("newSupervisor", values.newSupervisor(), "Choose the new supervisor.", "B8")) {
            SupervisorChange change = changes.require(task.businessKey());
            String next = Objects.requireNonNull(values.newSupervisor());
            if (next.equals(change.outgoing())) {
                errors.add("newSupervisor", "They are the supervisor who goes.", "B6");
            } else {
                rules.obstacle(next, superviseeOf(change), change.requireEffectiveOn())
                        .ifPresent(obstacle -> errors.add("newSupervisor", obstacle.message(), obstacle.clause()));
            }
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        if (values.decision() == Choice.NAME) {
            changes.name(task.businessKey(), Objects.requireNonNull(values.newSupervisor()));
        }
        return Map.of();
    }

    private String superviseeOf(SupervisorChange change) {
        return changes.agreementOf(change).parties().supervisee();
    }
}
