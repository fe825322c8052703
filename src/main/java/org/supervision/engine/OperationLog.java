package org.supervision.engine;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.springframework.stereotype.Component;

/**
 * What people did in the engine apart from any process, such as an administrator who made a user. The engine's own clean-up
 * removes only what belongs to instances that have ended.
 */
@Component
public class OperationLog {

    private final HistoryService history;
    private final EngineAccess engine;

    OperationLog(HistoryService history, EngineAccess engine) {
        this.history = history;
        this.engine = engine;
    }

    /**
     * Removes the entries that belong to no instance and are older than this.
     *
     * @return how many
     */
    public int deleteOlderThan(Instant moment) {
        int[] count = {0};
        engine.asTheProduct(() -> {
            List<UserOperationLogEntry> old = history.createUserOperationLogQuery()
                    .beforeTimestamp(Date.from(moment))
                    .list();
            for (UserOperationLogEntry entry : old) {
                if (entry.getRootProcessInstanceId() == null && entry.getProcessInstanceId() == null) {
                    history.deleteUserOperationLogEntry(entry.getId());
                    count[0]++;
                }
            }
        });
        return count[0];
    }
}
