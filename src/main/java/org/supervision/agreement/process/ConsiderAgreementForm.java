package org.supervision.agreement.process;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.access.Content;
import org.supervision.agreement.AgreementFacts;
import org.supervision.agreement.AgreementTermService;
import org.supervision.agreement.Answer;
import org.supervision.agreement.TermsDrafting;
import org.supervision.engine.ProcessVariables;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** The supervisee considers the terms, sees what changed, and adds what he expects (A1.1, F04). */
@Component
class ConsiderAgreementForm implements TaskForm<ConsiderAgreementForm.Values> {

    record Values(
            @Nullable Answer decision,
            @Nullable String comment,
            @Nullable String expectations) {}

    private final AgreementTermService terms;
    private final TermsDrafting drafting;
    private final AgreementFacts facts;

    ConsiderAgreementForm(AgreementTermService terms, TermsDrafting drafting, AgreementFacts facts) {
        this.terms = terms;
        this.drafting = drafting;
        this.facts = facts;
    }

    @Override
    public Set<String> tasks() {
        return Set.of(SupervisionAgreementProcess.TASK_CONSIDER_AGREEMENT);
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
        String theirs = terms.require(task.businessKey()).terms().superviseeExpectations();
        return FormView.of(new Values(null, null, theirs), facts.withTerms(task.businessKey()));
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        errors.require("decision", values.decision(), "Say what you think of these terms.", "A1.1");
        if (values.decision() == Answer.PROPOSE_CHANGE) {
            errors.require("comment", values.comment(), "Say what should change.", "A1.1");
        } else if (values.decision() == Answer.CANNOT_AGREE) {
            errors.require("comment", values.comment(), "Say why you cannot agree.", "A7.2");
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        Answer answer = Objects.requireNonNull(values.decision());
        String comment = answer == Answer.AGREE ? null : values.comment();
        drafting.answer(task.businessKey(), answer, comment, values.expectations(), task.userId());
        return ProcessVariables.DECISION.with(answer.name());
    }
}
