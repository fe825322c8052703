package org.supervision.engine;

import java.util.Set;
import org.camunda.bpm.engine.impl.history.HistoryLevelFull;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.runtime.VariableInstance;

/**
 * History level full, but for what a person typed: no form fields, and no variable that isn't declared in
 * {@link ProcessVariables}; and but for {@linkplain #TOLD_ELSEWHERE what other rows tell}. The level is stored in the database
 * at the first start and can't be changed later; the engine refuses to start on a database with another one.
 */
class GuardedHistoryLevel extends HistoryLevelFull {

    /** The name for {@code camunda.bpm.history-level}. */
    static final String NAME = "guarded";

    private static final int ID = 900;

    /**
     * What would be a fifth of all rows and nobody looks at: that a job was created, where it runs, fails or is deleted later;
     * and each value of a variable by itself, where the history has the last one.
     */
    private static final Set<HistoryEventType> TOLD_ELSEWHERE =
            Set.of(HistoryEventTypes.JOB_CREATE, HistoryEventTypes.VARIABLE_INSTANCE_UPDATE_DETAIL);

    @Override
    public int getId() {
        return ID;
    }

    @Override
    public String getName() {
        return NAME;
    }

    /**
     * Whether this event is written to the history.
     *
     * @param entity what it is about; null when the engine asks, while it parses a model, about events of this type in
     *     general
     */
    @Override
    public boolean isHistoryEventProduced(HistoryEventType eventType, Object entity) {
        if (eventType == HistoryEventTypes.FORM_PROPERTY_UPDATE || TOLD_ELSEWHERE.contains(eventType)) {
            return false;
        }
        if (entity instanceof VariableInstance variable && !ProcessVariables.isDeclared(variable.getName())) {
            return false;
        }
        return super.isHistoryEventProduced(eventType, entity);
    }
}
