package org.supervision.missedsession.process;

import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.supervision.missedsession.EscalationTable;
import org.supervision.policy.Policy;

/** The deployed decision table {@code escalation-routing.dmn} (D2). */
@Component
class EscalationDecisionTable implements EscalationTable {

    static final String DECISION = "escalation-routing";

    private final DecisionService decisions;

    EscalationDecisionTable(@Lazy DecisionService decisions) {
        this.decisions = decisions;
    }

    @Override
    public Answer decide(Question question) {
        DmnDecisionRuleResult rule = decisions
                .evaluateDecisionTableByKey(DECISION)
                .variables(inputs(question))
                .evaluate()
                .getSingleResult();
        return new Answer(
                Target.valueOf(rule.getEntry("target")),
                rule.<Number>getEntry("dueWd").intValue(),
                Priority.valueOf(rule.getEntry("priority")));
    }

    private static VariableMap inputs(Question question) {
        Policy policy = question.policy();
        return Variables.createVariables()
                .putValue("trigger", question.trigger().name())
                .putValue("level", question.level())
                .putValue("repeatMisses", question.misses())
                .putValue("repeatCount", policy.missed().repeatCount())
                .putValue("unreported", question.unreported())
                .putValue("autoTarget", policy.escalation().autoTarget().name())
                .putValue("lmIsServiceManager", question.lineManagerIsServiceManager())
                .putValue("recentReferrals", question.referrals())
                .putValue("lmResolveWd", policy.escalation().lmResolveWd())
                .putValue("smDecideWd", policy.escalation().smDecideWd())
                .putValue("disagreementDecideWd", policy.disagreement().decideWd())
                .putValue("allocateWd", policy.allocation().allocateWd());
    }
}
