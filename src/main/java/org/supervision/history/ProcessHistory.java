package org.supervision.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;

/**
 * The finished instances of every process, a month at a time: their number, the way that they took, how long each step
 * lasted and whether it met its deadline. Read from the engine's history in statements that the month bounds; what is
 * worked out of steps is worked out of the latest {@value #MOST} instances. Ids, keys, dates and counts: no variable, and
 * nobody's name.
 */
@Component
public class ProcessHistory {

    /** Of so many instances, the latest of the month, steps are looked at. */
    public static final int MOST = 1000;

    /** So many instances are listed at a time. */
    public static final int PAGE = 25;

    /** A key that names an agreement, a session, a case or the like, at the head of a business key. */
    private static final Pattern KEY = Pattern.compile("[A-Z]{2}-[0-9-]+(/T[0-9]+)?");

    private static final String FINISHED = """
            select d.KEY_, d.NAME_, coalesce(h.FINISHED_, 0) as FINISHED_
            from ACT_RE_PROCDEF d
            left join (select PROC_DEF_KEY_, count(*) as FINISHED_ from ACT_HI_PROCINST
                where END_TIME_ >= :from and END_TIME_ < :until group by PROC_DEF_KEY_) h on h.PROC_DEF_KEY_ = d.KEY_
            where d.VERSION_ = (select max(l.VERSION_) from ACT_RE_PROCDEF l where l.KEY_ = d.KEY_)
            order by d.NAME_, d.KEY_""";

    private static final String OF_MONTH =
            " from ACT_HI_PROCINST where PROC_DEF_KEY_ = :process and END_TIME_ >= :from and END_TIME_ < :until";

    private static final String LATEST = "with ENDED_ as (select ID_, DURATION_" + OF_MONTH
            + " order by END_TIME_ desc, ID_ fetch first :most rows only) ";

    private static final String TIMES = "count(*) as TIMES_,"
            + " percentile_cont(0.5) within group (order by DURATION_) as MEDIAN_, max(DURATION_) as LONGEST_";

    private static final String STEPS = LATEST + """
            select A_.ACT_ID_, max(A_.ACT_NAME_) as NAME_, max(A_.ACT_TYPE_) as TYPE_, min(A_.START_TIME_) as FIRST_,
                sum(case when A_.ACT_INST_STATE_ = 2 then 1 else 0 end) as CANCELLED_, count(*) as TIMES_,
                percentile_cont(0.5) within group (order by A_.DURATION_) as MEDIAN_, max(A_.DURATION_) as LONGEST_
            from ENDED_ join ACT_HI_ACTINST A_ on A_.PROC_INST_ID_ = ENDED_.ID_
            group by A_.ACT_ID_ order by TIMES_ desc, FIRST_""";

    /** A task that fell away when its deadline was over was late; one that fell away before was not wanted any more. */
    private static final String DEADLINES = LATEST + """
            select T_.TASK_DEF_KEY_,
                sum(case when T_.DELETE_REASON_ = 'completed' and T_.END_TIME_ <= T_.DUE_DATE_ then 1 else 0 end) as MET_,
                sum(case when T_.END_TIME_ > T_.DUE_DATE_
                    or (T_.DELETE_REASON_ <> 'completed' and T_.END_TIME_ = T_.DUE_DATE_) then 1 else 0 end) as LATE_
            from ENDED_ join ACT_HI_TASKINST T_ on T_.PROC_INST_ID_ = ENDED_.ID_
            where T_.DUE_DATE_ is not null and T_.END_TIME_ is not null
            group by T_.TASK_DEF_KEY_""";

    private static final String INSTANCES =
            "select ID_, BUSINESS_KEY_, PROC_DEF_KEY_, START_TIME_, END_TIME_, DURATION_," + " STATE_" + OF_MONTH
                    + " order by END_TIME_ desc, ID_ offset :skipped rows fetch first :most rows only";

    private static final String INSTANCE =
            "select ID_, BUSINESS_KEY_, PROC_DEF_KEY_, START_TIME_, END_TIME_, DURATION_,"
                    + " STATE_ from ACT_HI_PROCINST where ID_ = :instance and END_TIME_ is not null";

    private static final String PATH = """
            select A_.ACT_ID_, A_.ACT_NAME_, A_.ACT_TYPE_, A_.START_TIME_, A_.END_TIME_, A_.DURATION_, A_.ACT_INST_STATE_,
                T_.DUE_DATE_
            from ACT_HI_ACTINST A_ left join ACT_HI_TASKINST T_ on T_.ID_ = A_.TASK_ID_
            where A_.PROC_INST_ID_ = :instance
            order by A_.START_TIME_, A_.SEQUENCE_COUNTER_, A_.ID_
            fetch first :most rows only""";

    private final JdbcClient jdbc;
    private final WorkingCalendar calendar;

    ProcessHistory(JdbcClient jdbc, WorkingCalendar calendar) {
        this.jdbc = jdbc;
        this.calendar = calendar;
    }

    /** How many instances of a process ended. */
    public record Finished(String process, String name, long finished) {}

    /**
     * What the instances of a process did that ended in a month.
     *
     * @param finished how many ended
     * @param counted of how many of them, the latest, the rest tells
     * @param median how long half of them took at most; null where none ended
     * @param longest how long the longest took
     */
    public record Month(
            String process,
            long finished,
            long counted,
            @Nullable Duration median,
            @Nullable Duration longest,
            List<Step> steps) {}

    /**
     * An element of the model.
     *
     * @param id its id in the model
     * @param name its label in the model; empty for those without
     * @param type such as {@code userTask}
     * @param times how often it was entered
     * @param cancelled how often it was left without being completed
     * @param median how long it took half of the times at most
     * @param longest how long it took at most
     * @param met how often a task was completed within its deadline
     * @param late how often it was not
     */
    public record Step(
            String id,
            String name,
            String type,
            long times,
            long cancelled,
            @Nullable Duration median,
            @Nullable Duration longest,
            long met,
            long late) {}

    /**
     * A finished instance.
     *
     * @param key of the agreement, session or the like that it is about; empty where the engine's key tells anything else
     * @param state such as {@code COMPLETED}
     */
    public record Ended(
            String id, String process, String key, Instant start, Instant end, Duration duration, String state) {}

    /** The way that a finished instance took, in its order. */
    public record Path(Ended instance, List<Visit> visits) {}

    /**
     * One passage through an element of the model.
     *
     * @param cancelled whether it was left without being completed
     * @param due by when a task was to be done; null for anything else
     */
    public record Visit(
            String id,
            String name,
            String type,
            Instant start,
            @Nullable Instant end,
            @Nullable Duration duration,
            boolean cancelled,
            @Nullable Instant due) {}

    /** Every process, by name, and how many of its instances ended in a month. */
    @Transactional(readOnly = true)
    public List<Finished> finished(YearMonth month) {
        return in(month, jdbc.sql(FINISHED))
                .query((row, n) ->
                        new Finished(row.getString("KEY_"), words(row.getString("NAME_")), row.getLong("FINISHED_")))
                .list();
    }

    /** What the instances of a process did that ended in a month; of one that there isn't, none did. */
    @Transactional(readOnly = true)
    public Month month(String process, YearMonth month) {
        long finished = in(month, jdbc.sql("select count(*)" + OF_MONTH))
                .param("process", process)
                .query(Long.class)
                .single();
        Map<String, long[]> deadlines = new HashMap<>();
        latest(DEADLINES, process, month).query(row -> {
            deadlines.put(row.getString("TASK_DEF_KEY_"), new long[] {row.getLong("MET_"), row.getLong("LATE_")});
        });
        List<Step> steps = latest(STEPS, process, month)
                .query((row, n) -> step(row, deadlines))
                .list();
        return latest(LATEST + "select " + TIMES + " from ENDED_", process, month)
                .query((row, n) -> new Month(
                        process,
                        finished,
                        row.getLong("TIMES_"),
                        duration(row, "MEDIAN_"),
                        duration(row, "LONGEST_"),
                        steps))
                .single();
    }

    /**
     * The instances of a process that ended in a month, the latest first.
     *
     * @param page how many pages of {@value #PAGE} come before
     */
    @Transactional(readOnly = true)
    public List<Ended> instances(String process, YearMonth month, int page) {
        return in(month, jdbc.sql(INSTANCES))
                .param("process", process)
                .param("skipped", (long) page * PAGE)
                .param("most", PAGE)
                .query((row, n) -> ended(row))
                .list();
    }

    /** The way that an instance took; empty where there is none of this id, or it has not ended. */
    @Transactional(readOnly = true)
    public Optional<Path> path(String instance) {
        return jdbc.sql(INSTANCE)
                .param("instance", instance)
                .query((row, n) -> ended(row))
                .optional()
                .map(ended -> new Path(
                        ended,
                        jdbc.sql(PATH)
                                .param("instance", instance)
                                .param("most", MOST)
                                .query((row, n) -> visit(row))
                                .list()));
    }

    private StatementSpec latest(String sql, String process, YearMonth month) {
        return in(month, jdbc.sql(sql)).param("process", process).param("most", MOST);
    }

    /** The engine keeps its times in the zone of the machine, which is UTC. */
    private StatementSpec in(YearMonth month, StatementSpec sql) {
        LocalDate first = month.atDay(1);
        return sql.param("from", Timestamp.from(calendar.startOf(first)))
                .param("until", Timestamp.from(calendar.startOf(first.plusMonths(1))));
    }

    private static Step step(ResultSet row, Map<String, long[]> deadlines) throws SQLException {
        String id = row.getString("ACT_ID_");
        long[] metAndLate = deadlines.getOrDefault(id, new long[] {0, 0});
        return new Step(
                id,
                words(row.getString("NAME_")),
                row.getString("TYPE_"),
                row.getLong("TIMES_"),
                row.getLong("CANCELLED_"),
                duration(row, "MEDIAN_"),
                duration(row, "LONGEST_"),
                metAndLate[0],
                metAndLate[1]);
    }

    private static Ended ended(ResultSet row) throws SQLException {
        Matcher key = KEY.matcher(words(row.getString("BUSINESS_KEY_")));
        return new Ended(
                row.getString("ID_"),
                row.getString("PROC_DEF_KEY_"),
                key.lookingAt() ? key.group() : "",
                row.getTimestamp("START_TIME_").toInstant(),
                row.getTimestamp("END_TIME_").toInstant(),
                Duration.ofMillis(row.getLong("DURATION_")),
                row.getString("STATE_"));
    }

    private static Visit visit(ResultSet row) throws SQLException {
        return new Visit(
                row.getString("ACT_ID_"),
                words(row.getString("ACT_NAME_")),
                row.getString("ACT_TYPE_"),
                row.getTimestamp("START_TIME_").toInstant(),
                instant(row.getTimestamp("END_TIME_")),
                duration(row, "DURATION_"),
                row.getInt("ACT_INST_STATE_") == 2,
                instant(row.getTimestamp("DUE_DATE_")));
    }

    private static String words(@Nullable String label) {
        return label == null ? "" : label.replaceAll("\\s+", " ");
    }

    private static @Nullable Duration duration(ResultSet row, String column) throws SQLException {
        double millis = row.getDouble(column);
        return row.wasNull() ? null : Duration.ofMillis(Math.round(millis));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
