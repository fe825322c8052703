package org.supervision.agreement.process;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.access.Content;
import org.supervision.agreement.AgreementFacts;
import org.supervision.agreement.TermsDrafting;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.ProcessVariables;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** The Service Manager answers an interval beyond the ceiling, with an end date (B1). */
@Component
class ApproveExceptionForm implements TaskForm<ApproveExceptionForm.Values> {

    /** What the Service Manager says. */
    enum Decision {
        APPROVE,
        REFUSE
    }

    record Values(
            @Nullable Decision decision,
            @Nullable LocalDate until,
            @Nullable String reason) {}

    private final TermsDrafting drafting;
    private final AgreementFacts facts;
    private final WorkingCalendar calendar;

    ApproveExceptionForm(TermsDrafting drafting, AgreementFacts facts, WorkingCalendar calendar) {
        this.drafting = drafting;
        this.facts = facts;
        this.calendar = calendar;
    }

    @Override
    public Set<String> tasks() {
        return Set.of(SupervisionAgreementProcess.TASK_APPROVE_EXCEPTION);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public List<Content> contents(TaskContext task) {
        return List.of(Content.terms(task.businessKey()));
    }

    @Override
    public FormView show(TaskContext task) {
        return FormView.of(new Values(null, null, null), facts.withCeiling(task.businessKey()));
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        errors.require("decision", values.decision(), "Approve or refuse the exception.", "B1");
        if (values.decision() == Decision.APPROVE
                && errors.require("until", values.until(), "Say until when the exception holds.", "B1")
                && !values.until().isAfter(calendar.today())) {
            errors.add("until", "Choose a day in the future.", "B1");
        }
        errors.require("reason", values.reason(), "Give your reasons; both of them read them.", "B1");
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        Decision decision = Objects.requireNonNull(values.decision());
        drafting.decideException(
                task.businessKey(),
                decision == Decision.APPROVE,
                values.until(),
                Objects.requireNonNull(values.reason()),
                task.userId());
        return ProcessVariables.DECISION.with(decision.name());
    }
}
