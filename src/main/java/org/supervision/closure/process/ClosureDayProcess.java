package org.supervision.closure.process;

import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.supervision.engine.EngineAccess;
import org.supervision.engine.GivenUp;
import org.supervision.engine.ModelBean;
import org.supervision.policy.ClosureAttempts;
import org.supervision.policy.ClosureDayBegun;
import org.supervision.policy.ClosureRuns;

/** What {@code closure-day.bpmn} asks, by the key of the closure day. */
@ModelBean(ClosureDayProcess.ID)
class ClosureDayProcess implements ClosureAttempts {

    static final String ID = "closureDay";
    static final String MESSAGE_CLOSURE_DAY_ADDED = "ClosureDayAdded";

    private final ClosureRuns runs;
    private final GivenUp givenUp;
    private final EngineAccess access;
    private final RuntimeService runtime;

    ClosureDayProcess(ClosureRuns runs, GivenUp givenUp, EngineAccess access, @Lazy RuntimeService runtime) {
        this.runs = runs;
        this.givenUp = givenUp;
        this.access = access;
        this.runtime = runtime;
    }

    /** The numbers of the lanes in which parts are to be done. */
    public List<Integer> lanes(DelegateExecution execution) {
        return runs.lanesLeft(execution.getProcessBusinessKey());
    }

    @Override
    public boolean areGivenUp(String key) {
        return givenUp.anyOf(ID, key);
    }

    @EventListener
    void on(ClosureDayBegun begun) {
        access.asTheProduct(() -> runtime.createMessageCorrelation(MESSAGE_CLOSURE_DAY_ADDED)
                .processInstanceBusinessKey(begun.key())
                .correlateStartMessage());
    }
}
