package org.supervision.session.process;

import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.supervision.policy.Policy;
import org.supervision.session.DeclaredOutcome;
import org.supervision.session.OutcomeRules;
import org.supervision.session.ReasonClass;
import org.supervision.session.SessionOutcome;

/** Asks the decision tables {@code session-outcome.dmn} (D4) and {@code record-deadline.dmn} (D3). */
@Component
class SessionDecisionTable implements OutcomeRules {

    private static final String SESSION_OUTCOME = "session-outcome";
    private static final String RECORD_DEADLINE = "record-deadline";
    private static final String FORMAL = "FORMAL";

    private final ProcessEngineConfigurationImpl engine;
    private final DecisionService decisions;

    SessionDecisionTable(@Lazy ProcessEngineConfigurationImpl engine, @Lazy DecisionService decisions) {
        this.engine = engine;
        this.decisions = decisions;
    }

    @Override
    public Ruling rule(
            Policy policy,
            DeclaredOutcome declared,
            boolean beforeStart,
            boolean newDateGiven,
            @Nullable ReasonClass reasonClass,
            @Nullable Integer minutes) {
        DmnDecisionRuleResult answer = evaluate(
                SESSION_OUTCOME,
                Variables.createVariables()
                        .putValue("declared", declared.name())
                        .putValue("changedBeforeStart", beforeStart)
                        .putValue("newDateGiven", newDateGiven)
                        .putValue("reasonClass", reasonClass == null ? null : reasonClass.name())
                        .putValue("minutes", minutes)
                        .putValue("longAbsence", false)
                        .putValue("minMinutes", policy.session().minMinutes())
                        .putValue("partHeldMinutes", policy.session().partHeldMinutes())
                        .putValue("partHeldCounts", policy.session().partHeldCounts()));
        return new Ruling(SessionOutcome.valueOf(answer.getEntry("outcome")), answer.<Boolean>getEntry("countsAsHeld"));
    }

    @Override
    public Deadlines deadlines(Policy policy, @Nullable Integer agreedWorkingDays) {
        DmnDecisionRuleResult answer = evaluate(
                RECORD_DEADLINE,
                Variables.createVariables()
                        .putValue("kind", FORMAL)
                        .putValue("agreedWd", agreedWorkingDays)
                        .putValue("dueWd", policy.record().dueWd())
                        .putValue("dueWdMin", policy.record().dueWdMin())
                        .putValue("dueWdMax", policy.record().dueWdMax())
                        .putValue("fileUpdateWd", policy.casework().fileUpdateWd()));
        return new Deadlines(
                answer.<Number>getEntry("recordDueWd").intValue(),
                answer.<Number>getEntry("caseUpdateWd").intValue());
    }

    /** The tables are the council's rules and no secret, whoever asks. */
    private DmnDecisionRuleResult evaluate(String decision, VariableMap inputs) {
        return engine.getCommandExecutorTxRequired()
                .execute(context -> context.runWithoutAuthorization(() ->
                        decisions.evaluateDecisionTableByKey(decision, inputs).getSingleResult()));
    }
}
