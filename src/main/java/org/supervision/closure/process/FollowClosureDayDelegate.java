package org.supervision.closure.process;

import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.supervision.engine.ProcessVariables;
import org.supervision.policy.ClosureRuns;

/**
 * Does the parts of a lane of what follows from a closure day, each in a transaction of its own: nobody who completes a task
 * waits for longer than one takes. Those that are done stay done when another fails.
 */
@Component("followClosureDay")
class FollowClosureDayDelegate implements JavaDelegate {

    private final ClosureRuns runs;
    private final ProcessEngineConfigurationImpl engine;

    FollowClosureDayDelegate(ClosureRuns runs, @Lazy ProcessEngineConfigurationImpl engine) {
        this.runs = runs;
        this.engine = engine;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String key = execution.getProcessBusinessKey();
        int lane = Objects.requireNonNull(ProcessVariables.CLOSURE_LANE.get(execution));
        CommandExecutor alone = engine.getCommandExecutorTxRequiresNew();
        RuntimeException failed = null;
        for (int part : runs.partsLeft(key, lane)) {
            try {
                alone.execute(context -> {
                    runs.follow(key, part);
                    return null;
                });
            } catch (RuntimeException e) {
                failed = first(failed, e);
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    private static RuntimeException first(@Nullable RuntimeException before, RuntimeException now) {
        if (before == null) {
            return now;
        }
        before.addSuppressed(now);
        return before;
    }
}
