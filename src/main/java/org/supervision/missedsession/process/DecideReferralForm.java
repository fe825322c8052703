package org.supervision.missedsession.process;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.access.Content;
import org.supervision.engine.ProcessVariables;
import org.supervision.missedsession.CaseEscalation;
import org.supervision.missedsession.CaseFacts;
import org.supervision.missedsession.MissedCase;
import org.supervision.missedsession.MissedCases;
import org.supervision.missedsession.Resolution;
import org.supervision.missedsession.ResolutionRules;
import org.supervision.taskform.Choices;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** The Service or Strategic Manager decides what was not resolved below, and gives reasons (A7.2). */
@Component
class DecideReferralForm implements TaskForm<DecideReferralForm.Values> {

    private final MissedCases cases;
    private final CaseEscalation escalation;
    private final ResolutionRules rules;
    private final CaseFacts facts;

    DecideReferralForm(MissedCases cases, CaseEscalation escalation, ResolutionRules rules, CaseFacts facts) {
        this.cases = cases;
        this.escalation = escalation;
        this.rules = rules;
        this.facts = facts;
    }

    /** The form's fields; those that the decision does not ask for are left alone. */
    record Values(
            Resolution.@Nullable Kind resolution,
            @Nullable LocalDateTime start,
            @Nullable String supervisor,
            @Nullable LocalDate absentFrom,
            @Nullable LocalDate absentUntil,
            @Nullable String reasons) {

        ResolutionRules.Typed typed() {
            return new ResolutionRules.Typed(
                    resolution, start, supervisor, absentFrom, absentUntil, "reasons", reasons);
        }
    }

    @Override
    public Set<String> tasks() {
        return Set.of(EscalationResolutionProcess.TASK_DECIDE_REFERRAL);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public List<Content> contents(TaskContext task) {
        return List.of(Content.missedCase(task.businessKey()));
    }

    @Override
    public FormView show(TaskContext task) {
        MissedCase missed = cases.require(task.businessKey());
        return FormView.of(new Values(null, null, null, null, null, null), facts.forManagers(missed));
    }

    @Override
    public Map<String, Choices> choices(TaskContext task) {
        return Map.of("supervisor", rules.supervisors(cases.require(task.businessKey())));
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        MissedCase missed = cases.require(task.businessKey());
        if (facts.requireOpen(missed, errors)) {
            rules.check(missed, values.typed(), errors);
        }
        if (values.resolution() == Resolution.Kind.REFER) {
            errors.add("resolution", "Decide it here: it goes up by itself when it is not decided in time.", "A7.2");
        }
        errors.require("reasons", values.reasons(), "Give your reasons.", "A7.2");
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        escalation.decide(task.businessKey(), task.userId(), rules.decision(values.typed()));
        return ProcessVariables.RESOLUTION.with(
                Objects.requireNonNull(values.resolution()).name());
    }
}
