package org.supervision.engine;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.variable.VariableMap;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Asks the deployed decision tables. They are the council's rules and no secret, whoever asks. */
@Component
public class DecisionTables {

    private final ProcessEngineConfigurationImpl engine;
    private final DecisionService decisions;
    private final Map<String, DmnDecision> withoutHistory = new ConcurrentHashMap<>();
    private final Map<Question, DmnDecisionRuleResult> answers = Collections.synchronizedMap(new Answers());

    /** What a table was asked; the same question has the same answer. */
    private record Question(String tableId, Map<String, Object> inputs) {}

    /** The answers to what was asked last. */
    private static final class Answers extends LinkedHashMap<Question, DmnDecisionRuleResult> {

        private static final long serialVersionUID = 1L;
        private static final int KEPT = 500;

        Answers() {
            super(KEPT, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, DmnDecisionRuleResult> eldest) {
            return size() > KEPT;
        }
    }

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
     * What the table would decide. Nothing is written: forms ask while they are filled in, and sweeps ask of everybody, so
     * that most questions were asked before. A transaction that only reads asks once which version of a table is the latest.
     *
     * @param table key of the table
     */
    public DmnDecisionRuleResult lookUp(String table, VariableMap inputs) {
        return run(() -> {
            Question question = new Question(latestId(table), new HashMap<>(inputs));
            DmnDecisionRuleResult known = answers.get(question);
            if (known == null) {
                known = engine.getDmnEngine()
                        .evaluateDecisionTable(read(table, question.tableId()), inputs)
                        .getSingleResult();
                answers.put(question, known);
            }
            return known;
        });
    }

    /** The latest versions, as whoever only reads has found them; they go with the transaction. */
    private static final class Latest implements TransactionSynchronization {

        private final Map<String, String> ids = new HashMap<>();
    }

    private String latestId(String table) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()
                || !TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            return askForLatestId(table);
        }
        return latest().ids.computeIfAbsent(table, this::askForLatestId);
    }

    private static Latest latest() {
        Optional<Latest> known = TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Latest.class::isInstance)
                .map(Latest.class::cast)
                .findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        Latest latest = new Latest();
        TransactionSynchronizationManager.registerSynchronization(latest);
        return latest;
    }

    private String askForLatestId(String table) {
        return engine.getDeploymentCache()
                .findDeployedLatestDecisionDefinitionByKey(table)
                .getId();
    }

    /** A deployed table, read anew: the engine keeps a history of its own deployed ones only. */
    private DmnDecision read(String table, String id) {
        return withoutHistory.computeIfAbsent(
                id,
                unread -> engine.getDmnEngine()
                        .parseDecision(
                                table, engine.getDeploymentCache().findDmnModelInstanceForDecisionDefinition(id)));
    }

    private <T> T run(Callable<T> question) {
        return engine.getCommandExecutorTxRequired().execute(context -> context.runWithoutAuthorization(question));
    }
}
