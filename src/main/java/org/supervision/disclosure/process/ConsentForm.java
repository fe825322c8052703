package org.supervision.disclosure.process;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.disclosure.DisclosureFacts;
import org.supervision.disclosure.DisclosureService;
import org.supervision.engine.ProcessVariables;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** A party agrees or refuses to have records shown to somebody (A6.2). */
@Component
class ConsentForm implements TaskForm<ConsentForm.Values> {

    private final DisclosureService disclosures;
    private final DisclosureFacts facts;

    ConsentForm(DisclosureService disclosures, DisclosureFacts facts) {
        this.disclosures = disclosures;
        this.facts = facts;
    }

    /** What a party says. */
    enum Decision {
        AGREE,
        REFUSE
    }

    /** The form's fields. */
    record Values(@Nullable Decision decision, @Nullable String comment) {}

    @Override
    public Set<String> tasks() {
        return Set.of(
                RecordDisclosureProcess.TASK_CONSENT_AS_SUPERVISOR, RecordDisclosureProcess.TASK_CONSENT_AS_SUPERVISEE);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public FormView show(TaskContext task) {
        return FormView.of(
                new Values(null, null), Map.of("summary", facts.of(disclosures.require(task.businessKey()))));
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        errors.require("decision", values.decision(), "Say whether you agree.", "A6.2");
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        Decision decision = Objects.requireNonNull(values.decision());
        disclosures.answer(task.businessKey(), task.userId(), decision == Decision.AGREE, values.comment());
        return ProcessVariables.DECISION.with(decision.name());
    }
}
