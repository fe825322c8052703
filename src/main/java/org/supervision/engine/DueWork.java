package org.supervision.engine;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Open tasks and timers by when they are due: their ids alone, for whoever goes through many of them. */
@Component
public class DueWork {

    private final JdbcClient jdbc;

    public DueWork(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is due. */
    public enum Kind {
        /** Open tasks. */
        TASKS("ACT_RU_TASK", "DUE_DATE_", "PROC_DEF_ID_, TASK_DEF_KEY_, NAME_", ""),
        /** Timers that are set. */
        TIMERS("ACT_RU_JOB", "DUEDATE_", "JOB_DEF_ID_", " and TYPE_ = 'timer'");

        private final String from;
        private final String group;

        Kind(String table, String due, String group, String only) {
            from = " from %s where %s > :after and %s < :before%s".formatted(table, due, due, only);
            this.group = group;
        }
    }

    /**
     * A time.
     *
     * @param after what is due at this moment is not meant
     * @param before nor what is due at this one
     */
    public record Time(Instant after, Instant before) {}

    /** The ids of what is due in a time, one of so many each, in order. */
    public List<String> eachOf(Kind kind, Time time, int size) {
        String numbered = "select ID_, row_number() over (order by ID_) as place" + kind.from;
        return in(time, "select ID_ from (" + numbered + ") numbered where mod(place - 1, :size) = 0 order by ID_")
                .param("size", size)
                .query(String.class)
                .list();
    }

    /** The ids of what is due in a time, from one to before another; to the last where that is null. */
    public List<String> ids(Kind kind, Time time, String first, @Nullable String end) {
        String from = "select ID_" + kind.from + " and ID_ >= :first";
        return end == null
                ? in(time, from).param("first", first).query(String.class).list()
                : in(time, from + " and ID_ < :end")
                        .param("first", first)
                        .param("end", end)
                        .query(String.class)
                        .list();
    }

    /** How much of each sort is due in a time: what tells the sorts apart in the engine's columns, and {@code NUMBER_}. */
    public List<Map<String, Object>> sorts(Kind kind, Time time) {
        return in(time, "select " + kind.group + ", count(*) as NUMBER_" + kind.from + " group by " + kind.group)
                .query()
                .listOfRows();
    }

    private StatementSpec in(Time time, String sql) {
        return jdbc.sql(sql)
                .param("after", Timestamp.from(time.after()))
                .param("before", Timestamp.from(time.before()));
    }
}
