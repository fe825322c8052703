package org.supervision.missedsession.process;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.access.Content;
import org.supervision.engine.ProcessVariables;
import org.supervision.missedsession.CaseFacts;
import org.supervision.missedsession.HeldClaims;
import org.supervision.missedsession.MissedCase;
import org.supervision.missedsession.MissedCases;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** The other party says whether the session was held (E5, E8). */
@Component
class ConfirmHeldForm implements TaskForm<ConfirmHeldForm.Values> {

    private final MissedCases cases;
    private final HeldClaims claims;
    private final CaseFacts facts;

    ConfirmHeldForm(MissedCases cases, HeldClaims claims, CaseFacts facts) {
        this.cases = cases;
        this.claims = claims;
        this.facts = facts;
    }

    /** The form's fields. */
    record Values(@Nullable Decision decision, @Nullable String statement) {}

    /** Whether it was held. */
    enum Decision {
        CONFIRM,
        DISPUTE
    }

    @Override
    public Set<String> tasks() {
        return Set.of(MissedSessionProcess.TASK_CONFIRM_HELD);
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
        return FormView.of(new Values(null, null), facts.withClaim(missed, claims.latest(task.businessKey())));
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        facts.requireOpen(cases.require(task.businessKey()), errors);
        errors.require("decision", values.decision(), "Say whether the session was held.", "B8");
        if (values.decision() == Decision.DISPUTE) {
            errors.require("statement", values.statement(), "Say in your words what happened.", "B8");
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        boolean confirmed = values.decision() == Decision.CONFIRM;
        claims.answer(task.businessKey(), confirmed, confirmed ? null : values.statement());
        return ProcessVariables.HELD_CONFIRMED.with(confirmed);
    }
}
