package org.supervision.bench;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a year of an agreement takes on disk, and how fast what is old goes: row 8 of the targets. */
final class DiskUse {

    private final Figures figures;
    private final JdbcClient jdbc;
    private final HistoryService history;
    private final ManagementService management;

    DiskUse(Figures figures, ApplicationContext application) {
        this.figures = figures;
        jdbc = JdbcClient.create(application.getBean(DataSource.class));
        history = application.getBean(HistoryService.class);
        management = application.getBean(ManagementService.class);
    }

    void measure() {
        String session = "select coalesce(sum(pg_column_size(t.*)), 0) from %s t where t.ROOT_PROC_INST_ID_ in"
                + " (select PROC_INST_ID_ from ACT_HI_PROCINST where PROC_DEF_KEY_ = 'supervisionSession'"
                + " and BUSINESS_KEY_ in (select 'SE-' || lpad(session_id::text, 6, '0') from record_version where session_id < 1000000))";
        double perSession = 0;
        double rows = 0;
        for (String table : List.of(
                "ACT_HI_ACTINST",
                "ACT_HI_DETAIL",
                "ACT_HI_VARINST",
                "ACT_HI_JOB_LOG",
                "ACT_HI_IDENTITYLINK",
                "ACT_HI_TASKINST",
                "ACT_HI_PROCINST",
                "ACT_HI_OP_LOG",
                "ACT_HI_DECINST",
                "ACT_HI_DEC_IN",
                "ACT_HI_DEC_OUT")) {
            perSession += jdbc.sql(session.formatted(table)).query(Double.class).single() * overhead(table);
            rows += jdbc.sql(session.replace("coalesce(sum(pg_column_size(t.*)), 0)", "count(*)")
                            .formatted(table))
                    .query(Double.class)
                    .single();
        }
        for (String table : List.of(
                "supervision_session",
                "supervision_record",
                "record_version",
                "record_distribution",
                "record_signature",
                "session_case",
                "agenda_item",
                "session_preparation",
                "action_item")) {
            String id = table.equals("supervision_session") ? "id" : "session_id";
            perSession += jdbc.sql("select coalesce(sum(pg_column_size(t.*)), 0) from " + table + " t where t." + id
                                    + " in (select session_id from record_version where session_id < 1000000)")
                            .query(Double.class)
                            .single()
                    * overhead(table);
        }
        double held = jdbc.sql("select count(distinct session_id) from record_version where session_id < 1000000")
                .query(Double.class)
                .single();
        double kilobytes = perSession / held / 1024;
        figures.note(0, "KB on disk of a held session with its record, engine's history and our tables", kilobytes);
        figures.note(0, "rows of a held session in the engine's history", rows / held);
        figures.note(0, "rows of the running engine for each agreement", runtimeRows() / agreementRows());
        figures.note(
                0,
                "jobs that wait for each agreement",
                jdbc.sql("select count(*) from ACT_RU_JOB").query(Double.class).single() / agreementRows());
        double agreement = growthOf("database, KB");
        figures.atMost(
                8,
                "KB for each agreement-year: an agreement with two sessions booked, and twelve held ones",
                new double[] {agreement + 12 * kilobytes},
                300);
        cleanUp();
    }

    /** Lets the engine's own clean-up take away deliveries of mails whose time is over. */
    private void cleanUp() {
        jdbc.sql("create table bench_old as select PROC_INST_ID_ as id from ACT_HI_PROCINST"
                        + " where PROC_DEF_KEY_ = 'mailDelivery' and END_TIME_ is not null limit 3000")
                .update();
        for (String table : List.of(
                "PROCINST",
                "ACTINST",
                "TASKINST",
                "VARINST",
                "DETAIL",
                "JOB_LOG",
                "IDENTITYLINK",
                "OP_LOG",
                "DECINST")) {
            jdbc.sql("update ACT_HI_" + table
                            + " set REMOVAL_TIME_ = :past where ROOT_PROC_INST_ID_ in (select id from bench_old)")
                    .param(
                            "past",
                            Timestamp.from(
                                    ClockUtil.getCurrentTime().toInstant().minus(Duration.ofDays(1))))
                    .update();
        }
        int old =
                jdbc.sql("select count(*) from bench_old").query(Integer.class).single();
        history.cleanUpHistoryAsync(true);
        long from = System.nanoTime();
        int left = old;
        while (left > 0 && Machine.seconds(from) < 90) {
            history.findHistoryCleanupJobs().forEach(job -> management.executeJob(job.getId()));
            left = Stream.of("PROCINST", "ACTINST", "TASKINST", "VARINST", "DETAIL", "JOB_LOG", "IDENTITYLINK")
                    .mapToInt(table -> jdbc.sql("select count(distinct ROOT_PROC_INST_ID_) from ACT_HI_" + table
                                    + " where ROOT_PROC_INST_ID_ in (select id from bench_old)")
                            .query(Integer.class)
                            .single())
                    .max()
                    .orElse(0);
        }
        figures.atLeast(
                8,
                "finished instances that the clean-up takes away in a second, of %,d".formatted(old),
                new double[] {(old - left) / Machine.seconds(from)},
                500);
        jdbc.sql("drop table bench_old").update();
    }

    private double agreementRows() {
        return jdbc.sql("select count(*) from agreement").query(Double.class).single();
    }

    private double runtimeRows() {
        return Stream.of("EXECUTION", "TASK", "VARIABLE", "IDENTITYLINK", "JOB", "EVENT_SUBSCR", "AUTHORIZATION")
                .mapToDouble(table -> jdbc.sql("select count(*) from ACT_RU_" + table)
                        .query(Double.class)
                        .single())
                .sum();
    }

    private double growthOf(String name) {
        return figures.lines().stream()
                .filter(line -> line.name().startsWith(name))
                .reduce((first, second) -> second)
                .map(Figures.Line::value)
                .orElse(Double.NaN);
    }

    /** How much more a table takes than its rows, indexes included. */
    private double overhead(String table) {
        return jdbc.sql(
                        "select pg_total_relation_size('%s') / greatest(1.0, (select sum(pg_column_size(t.*)) from %s t))"
                                .formatted(table.toLowerCase(Locale.ROOT), table))
                .query(Double.class)
                .single();
    }

    double megabytes() {
        return jdbc.sql("select pg_database_size(current_database()) / 1048576.0")
                .query(Double.class)
                .single();
    }
}
