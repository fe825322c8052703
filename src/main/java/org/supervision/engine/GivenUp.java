package org.supervision.engine;

import java.util.concurrent.atomic.AtomicBoolean;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Knows of jobs that have failed so often that they are not tried again by themselves. */
@Component
public class GivenUp {

    private final EngineAccess access;
    private final RuntimeService runtime;
    private final ManagementService management;

    GivenUp(EngineAccess access, @Lazy RuntimeService runtime, @Lazy ManagementService management) {
        this.access = access;
        this.runtime = runtime;
        this.management = management;
    }

    /**
     * Whether there is one in an instance.
     *
     * @param process id of the model
     * @param businessKey of the instance
     */
    public boolean anyOf(String process, String businessKey) {
        AtomicBoolean found = new AtomicBoolean();
        access.asTheProduct(() -> found.set(runtime
                .createProcessInstanceQuery()
                .processDefinitionKey(process)
                .processInstanceBusinessKey(businessKey)
                .list()
                .stream()
                .anyMatch(instance -> management
                                .createJobQuery()
                                .processInstanceId(instance.getId())
                                .noRetriesLeft()
                                .count()
                        > 0)));
        return found.get();
    }
}
