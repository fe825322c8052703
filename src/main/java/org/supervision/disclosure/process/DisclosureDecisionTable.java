package org.supervision.disclosure.process;

import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.supervision.disclosure.Basis;
import org.supervision.disclosure.DisclosureTable;
import org.supervision.disclosure.Purpose;

/** Asks the decision table {@code disclosure-basis.dmn} (D5). */
@Component
class DisclosureDecisionTable implements DisclosureTable {

    private static final String DISCLOSURE_BASIS = "disclosure-basis";

    private final ProcessEngineConfigurationImpl engine;
    private final DecisionService decisions;

    DisclosureDecisionTable(@Lazy ProcessEngineConfigurationImpl engine, @Lazy DecisionService decisions) {
        this.engine = engine;
        this.decisions = decisions;
    }

    /** The table is the council's rule and no secret, whoever asks. */
    @Override
    public Basis basisOf(Purpose purpose) {
        return engine.getCommandExecutorTxRequired()
                .execute(context -> context.runWithoutAuthorization(() -> Basis.valueOf(decisions
                        .evaluateDecisionTableByKey(DISCLOSURE_BASIS, Variables.putValue("purpose", purpose.name()))
                        .getSingleResult()
                        .getEntry("basis"))));
    }
}
