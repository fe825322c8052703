package org.supervision.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Runs at the start event that a person uses: makes the rows, and sets the business key and the initiator itself,
 * whatever the client sent.
 */
@Component
public class PersonStart implements ExecutionListener {

    private final Map<String, ProcessStart> starts = new HashMap<>();
    private final JdbcClient jdbc;

    PersonStart(List<ProcessStart> starts, JdbcClient jdbc) {
        starts.forEach(start -> this.starts.put(start.processId(), start));
        this.jdbc = jdbc;
    }

    /** Whether people start this process. */
    public boolean canStart(String processId) {
        return starts.containsKey(processId);
    }

    /** The business key that a running instance got. */
    public String businessKeyOf(String processInstanceId) {
        return jdbc.sql("select BUSINESS_KEY_ from ACT_RU_EXECUTION where ID_ = :id")
                .param("id", processInstanceId)
                .query(String.class)
                .single();
    }

    @Override
    public void notify(DelegateExecution execution) {
        String definition = execution.getProcessDefinitionId();
        ProcessStart start = starts.get(definition.substring(0, definition.indexOf(':')));
        Authentication authentication = Context.getCommandContext().getAuthentication();
        if (authentication == null || authentication.getUserId() == null) {
            throw new IllegalStateException("A person starts this process");
        }
        String initiator = authentication.getUserId();
        execution.setProcessBusinessKey(start.begin(initiator));
        ProcessVariables.INITIATOR.set(execution, initiator);
    }
}
