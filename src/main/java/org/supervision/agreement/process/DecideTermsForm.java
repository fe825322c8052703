package org.supervision.agreement.process;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.access.Content;
import org.supervision.agreement.AgreementFacts;
import org.supervision.agreement.Ruling;
import org.supervision.agreement.TermsDrafting;
import org.supervision.engine.ProcessVariables;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** A manager decides how it goes on when the two cannot agree on the terms (A7.2). */
@Component
class DecideTermsForm implements TaskForm<DecideTermsForm.Values> {

    record Values(@Nullable Ruling decision, @Nullable String reason) {}

    private final TermsDrafting drafting;
    private final AgreementFacts facts;

    DecideTermsForm(TermsDrafting drafting, AgreementFacts facts) {
        this.drafting = drafting;
        this.facts = facts;
    }

    @Override
    public Set<String> tasks() {
        return Set.of(SupervisionAgreementProcess.TASK_DECIDE_TERMS);
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
        return FormView.of(new Values(null, null), facts.withTerms(task.businessKey()));
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        errors.require("decision", values.decision(), "Decide how it goes on.", "A7.2");
        errors.require("reason", values.reason(), "Give your reasons; both of them read them.", "A7.2");
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        Ruling ruling = Objects.requireNonNull(values.decision());
        drafting.rule(task.businessKey(), ruling, Objects.requireNonNull(values.reason()), task.userId());
        return ProcessVariables.DECISION.with(ruling.name());
    }
}
