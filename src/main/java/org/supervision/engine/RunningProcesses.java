package org.supervision.engine;

import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which processes run, by their business keys and whatever version of the model they are of. The engine's own query builds
 * an object for each instance, and its statement takes longer to write than to run.
 */
@Component
public class RunningProcesses {

    private static final String OF_A_MODEL = """
            select e.BUSINESS_KEY_ from ACT_RU_EXECUTION e
              join ACT_RE_PROCDEF d on d.ID_ = e.PROC_DEF_ID_
             where d.KEY_ = :process and e.PARENT_ID_ is null and e.BUSINESS_KEY_ is not null""";

    private final JdbcClient jdbc;

    /** Of the engine whose tables these are. */
    public RunningProcesses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The business keys of all that runs of this model. */
    public Set<String> keys(String process) {
        return jdbc.sql(OF_A_MODEL)
                .param("process", process)
                .query(String.class)
                .set();
    }

    /** Whether a process of this model runs under this business key. */
    public boolean isRunning(String process, String businessKey) {
        return !jdbc.sql(OF_A_MODEL + " and e.BUSINESS_KEY_ = :key")
                .param("process", process)
                .param("key", businessKey)
                .query(String.class)
                .list()
                .isEmpty();
    }
}
