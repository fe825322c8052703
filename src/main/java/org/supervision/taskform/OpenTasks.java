package org.supervision.taskform;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.supervision.engine.ProcessVariables;

/**
 * Who has which tasks open, read from the engine's tables in one statement: its task query would need a second one for
 * the business keys, which staff may not ask for.
 */
@Component
class OpenTasks {

    private static final String SELECT = """
            select t.ID_, t.TASK_DEF_KEY_, d.KEY_ as PROCESS_KEY_, e.BUSINESS_KEY_, t.NAME_, t.DUE_DATE_, t.FOLLOW_UP_DATE_,
                   t.ASSIGNEE_, t.PRIORITY_, v.LONG_ as ELEMENT_
              from (select ID_ from ACT_RU_TASK where ASSIGNEE_ = :user
                    union
                    select TASK_ID_ from ACT_RU_IDENTITYLINK where USER_ID_ = :user and TYPE_ = 'candidate') mine
              join ACT_RU_TASK t on t.ID_ = mine.ID_
              join ACT_RU_EXECUTION e on e.ID_ = t.PROC_INST_ID_
              join ACT_RE_PROCDEF d on d.ID_ = t.PROC_DEF_ID_
              left join ACT_RU_VARIABLE v on v.EXECUTION_ID_ = t.EXECUTION_ID_ and v.NAME_ in (:elements)
             where t.SUSPENSION_STATE_ = 1
            """;

    private final JdbcClient jdbc;

    OpenTasks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All open tasks of a person, as assignee or candidate, the most urgent first. */
    List<OpenTask> of(String userId) {
        return jdbc.sql(SELECT + " order by t.DUE_DATE_, t.CREATE_TIME_, t.ID_")
                .param("user", userId)
                .param("elements", ProcessVariables.elements())
                .query(OpenTasks::map)
                .list();
    }

    /** One open task of a person; empty when there is none of this id or it is somebody else's. */
    Optional<OpenTask> find(String taskId, String userId) {
        return jdbc.sql(SELECT + " and t.ID_ = :task")
                .param("user", userId)
                .param("elements", ProcessVariables.elements())
                .param("task", taskId)
                .query(OpenTasks::map)
                .optional();
    }

    /** The open tasks of a person in one process instance, the oldest first. */
    List<OpenTask> of(String userId, String processInstanceId) {
        return jdbc.sql(SELECT + " and t.PROC_INST_ID_ = :instance order by t.CREATE_TIME_")
                .param("user", userId)
                .param("elements", ProcessVariables.elements())
                .param("instance", processInstanceId)
                .query(OpenTasks::map)
                .list();
    }

    /** Whether this was a task of the person's that has ended since. */
    boolean hasEnded(String taskId, String userId) {
        return jdbc.sql("""
                        select count(*) from ACT_HI_TASKINST h
                         where h.ID_ = :task and h.END_TIME_ is not null
                           and (h.ASSIGNEE_ = :user
                                or exists (select 1 from ACT_HI_IDENTITYLINK l
                                            where l.TASK_ID_ = h.ID_ and l.USER_ID_ = :user))
                        """)
                        .param("task", taskId)
                        .param("user", userId)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private static OpenTask map(ResultSet row, int number) throws SQLException {
        long element = row.getLong("ELEMENT_");
        return new OpenTask(
                row.getString("ID_"),
                row.getString("TASK_DEF_KEY_"),
                row.getString("PROCESS_KEY_"),
                row.getString("BUSINESS_KEY_"),
                row.getString("NAME_"),
                instant(row.getTimestamp("DUE_DATE_")),
                instant(row.getTimestamp("FOLLOW_UP_DATE_")),
                row.getString("ASSIGNEE_"),
                row.getInt("PRIORITY_") > Task.PRIORITY_NORMAL,
                element == 0 ? null : element);
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
