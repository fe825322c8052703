package org.supervision.session.process;

import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.engine.DecisionTables;
import org.supervision.policy.Policy;
import org.supervision.session.OutcomeRules;
import org.supervision.session.ReasonClass;
import org.supervision.session.SessionKind;
import org.supervision.session.SessionOutcome;

/** Asks the decision tables {@code session-outcome.dmn} (D4) and {@code record-deadline.dmn} (D3). */
@Component
class SessionDecisionTable implements OutcomeRules {

    private static final String SESSION_OUTCOME = "session-outcome";
    private static final String RECORD_DEADLINE = "record-deadline";

    private final DecisionTables tables;

    SessionDecisionTable(DecisionTables tables) {
        this.tables = tables;
    }

    @Override
    public Ruling rule(Question question) {
        return rulingOf(tables.decide(SESSION_OUTCOME, inputs(question)));
    }

    @Override
    public Ruling foresee(Question question) {
        return rulingOf(tables.lookUp(SESSION_OUTCOME, inputs(question)));
    }

    private static VariableMap inputs(Question question) {
        Policy.Session policy = question.policy().session();
        ReasonClass reasonClass = question.reasonClass();
        return Variables.createVariables()
                .putValue("declared", question.declared().name())
                .putValue("changedBeforeStart", question.beforeStart())
                .putValue("newDateGiven", question.newDateGiven())
                .putValue("reasonClass", reasonClass == null ? null : reasonClass.name())
                .putValue("minutes", question.minutes())
                .putValue("longAbsence", false)
                .putValue("minMinutes", question.minMinutes())
                .putValue("partHeldMinutes", policy.partHeldMinutes())
                .putValue("partHeldCounts", policy.partHeldCounts());
    }

    private static Ruling rulingOf(DmnDecisionRuleResult answer) {
        return new Ruling(SessionOutcome.valueOf(answer.getEntry("outcome")), answer.<Boolean>getEntry("countsAsHeld"));
    }

    @Override
    public Deadlines deadlines(Policy policy, SessionKind kind, @Nullable Integer agreedWorkingDays) {
        return deadlinesOf(tables.decide(RECORD_DEADLINE, inputs(policy, kind, agreedWorkingDays)));
    }

    @Override
    public Deadlines foreseeDeadlines(Policy policy, SessionKind kind, @Nullable Integer agreedWorkingDays) {
        return deadlinesOf(tables.lookUp(RECORD_DEADLINE, inputs(policy, kind, agreedWorkingDays)));
    }

    private static VariableMap inputs(Policy policy, SessionKind kind, @Nullable Integer agreedWorkingDays) {
        return Variables.createVariables()
                .putValue("kind", kind.name())
                .putValue("agreedWd", agreedWorkingDays)
                .putValue("dueWd", policy.record().dueWd())
                .putValue("dueWdMin", policy.record().dueWdMin())
                .putValue("dueWdMax", policy.record().dueWdMax())
                .putValue("fileUpdateWd", policy.casework().fileUpdateWd());
    }

    private static Deadlines deadlinesOf(DmnDecisionRuleResult answer) {
        return new Deadlines(
                answer.<Number>getEntry("recordDueWd").intValue(),
                answer.<Number>getEntry("caseUpdateWd").intValue());
    }
}
