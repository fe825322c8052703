package org.supervision.missedsession.process;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.missedsession.CaseEscalation;
import org.supervision.missedsession.CaseFacts;
import org.supervision.missedsession.MissedCase;
import org.supervision.missedsession.MissedCases;
import org.supervision.taskform.Choices;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.PeopleChoices;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** The reporting line has nobody left who may see to a case: an administrator or Strategic Manager names somebody. */
@Component
class AppointManagerForm implements TaskForm<AppointManagerForm.Values> {

    private final MissedCases cases;
    private final CaseEscalation escalation;
    private final CaseFacts facts;

    AppointManagerForm(MissedCases cases, CaseEscalation escalation, CaseFacts facts) {
        this.cases = cases;
        this.escalation = escalation;
        this.facts = facts;
    }

    /** The form's fields. */
    record Values(@Nullable String manager, @Nullable String reason) {}

    @Override
    public Set<String> tasks() {
        return Set.of(EscalationResolutionProcess.TASK_APPOINT_MANAGER);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public FormView show(TaskContext task) {
        MissedCase missed = cases.require(task.businessKey());
        return FormView.of(new Values(null, null), facts.datesOnly(missed));
    }

    @Override
    public Map<String, Choices> choices(TaskContext task) {
        MissedCase missed = cases.require(task.businessKey());
        return Map.of(
                "manager",
                new PeopleChoices(
                        (typed, most) -> escalation.eligibleManagers(missed, typed, most),
                        userId -> escalation.eligibleManager(missed, userId)));
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        MissedCase missed = cases.require(task.businessKey());
        facts.requireOpen(missed, errors);
        if (errors.require("manager", values.manager(), "Choose who takes it on.", "A7.2")
                && escalation
                        .eligibleManager(missed, Objects.requireNonNull(values.manager()))
                        .isEmpty()) {
            errors.add("manager", "Choose a manager from the list: nobody whom the case is about.", "A7.2");
        }
        errors.require("reason", values.reason(), "Say why this person.", null);
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        escalation.appoint(
                task.businessKey(),
                Objects.requireNonNull(values.manager()),
                task.userId(),
                Objects.requireNonNull(values.reason()));
        return Map.of();
    }
}
