package org.supervision.agreement.process;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.access.Content;
import org.supervision.agreement.AgreementFacts;
import org.supervision.agreement.AgreementTermService;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** The line manager chases an agreement that nobody has signed in time (A1.2). */
@Component
class ChaseUnsignedAgreementForm implements TaskForm<ChaseUnsignedAgreementForm.Values> {

    record Values(@Nullable Boolean done, @Nullable String note) {}

    private final AgreementTermService terms;
    private final AgreementFacts facts;

    ChaseUnsignedAgreementForm(AgreementTermService terms, AgreementFacts facts) {
        this.terms = terms;
        this.facts = facts;
    }

    @Override
    public Set<String> tasks() {
        return Set.of(SupervisionAgreementProcess.TASK_CHASE_UNSIGNED_AGREEMENT);
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
        return FormView.of(new Values(null, null), facts.about(task.businessKey()));
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        if (!Boolean.TRUE.equals(values.done())) {
            errors.add("done", "Speak to both of them, then tick this.", "A1.2");
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        terms.chased(task.businessKey(), task.userId(), values.note());
        return Map.of();
    }
}
