package org.supervision.engine;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.deploy.cache.DeploymentCache;
import org.camunda.bpm.engine.variable.VariableMap;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Asks the deployed decision tables. They are the council's rules and no secret, whoever asks. */
@Component
public class DecisionTables {

    private final ProcessEngineConfigurationImpl engine;
    private final DecisionService decisions;
    private final Map<String, DmnDecision> withoutHistory = new ConcurrentHashMap<>();

    DecisionTables(@Lazy ProcessEngineConfigurationImpl engine, @Lazy DecisionService decisions) {
        this.engine = engine;
        this.decisions = decisions;
    }

    /**
     * Decides; what was asked and answered stays in the engine's history.
     *
     * @param table key of the table
     */
    public DmnDecisionRuleResult decide(String table, VariableMap inputs) {
        return run(() -> decisions.evaluateDecisionTableByKey(table, inputs).getSingleResult());
    }

    /**
     * What the table would decide. Nothing is written: forms ask while they are filled in, and sweeps ask of everybody.
     *
     * @param table key of the table
     */
    public DmnDecisionRuleResult lookUp(String table, VariableMap inputs) {
        return run(() -> engine.getDmnEngine()
                .evaluateDecisionTable(latest(table), inputs)
                .getSingleResult());
    }

    /** The table as it was deployed last, read anew: the engine keeps a history of its own deployed ones only. */
    private DmnDecision latest(String table) {
        DeploymentCache deployed = engine.getDeploymentCache();
        String id = deployed.findDeployedLatestDecisionDefinitionByKey(table).getId();
        return withoutHistory.computeIfAbsent(
                id,
                unread -> engine.getDmnEngine()
                        .parseDecision(table, deployed.findDmnModelInstanceForDecisionDefinition(id)));
    }

    private <T> T run(Callable<T> question) {
        return engine.getCommandExecutorTxRequired().execute(context -> context.runWithoutAuthorization(question));
    }
}
