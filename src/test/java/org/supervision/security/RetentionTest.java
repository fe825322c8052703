package org.supervision.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.supervision.scenario.Demo.Task;

/** What the engine keeps of its own, and for how long. */
class RetentionTest extends AttackTest {

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    @Autowired
    private HistoryService history;

    @Autowired
    private ManagementService management;

    @Autowired
    private ProcessEngineConfigurationImpl configuration;

    @Test
    @DisplayName("case 51: the clean-up takes every row of an instance that ended long ago, and none of a running one")
    void case51CleanUp() {
        String ended = instanceOf(demo.as("supervisor").start("supervisionAgreement"));
        Task open = demo.as("othersupervisor").start("supervisionAgreement");
        runtime.deleteProcessInstance(ended, "discarded");
        long kept = rows(instanceOf(open));
        assertThat(rows(ended)).isPositive();

        Date now = ClockUtil.getCurrentTime();
        try {
            ClockUtil.setCurrentTime(Date.from(now.toInstant().plus(Duration.ofDays(20 * 365))));
            cleanUp();
        } finally {
            ClockUtil.offset(now.getTime() - System.currentTimeMillis());
        }

        assertThat(rows(ended)).isZero();
        assertThat(rows(instanceOf(open))).isEqualTo(kept);
        runtime.deleteProcessInstance(instanceOf(open), "test over");
    }

    private String instanceOf(Task task) {
        return tasks.createTaskQuery().taskId(task.id()).singleResult().getProcessInstanceId();
    }

    private void cleanUp() {
        history.cleanUpHistoryAsync(true);
        for (int run = 0; run < 10; run++) {
            for (Job job : history.findHistoryCleanupJobs()) {
                management.executeJob(job.getId());
            }
        }
    }

    /** The rows of an instance in all tables of the engine that know of instances. */
    private long rows(String instance) {
        List<String> tables = jdbc.sql("select table_name from information_schema.columns"
                        + " where upper(table_name) like 'ACT\\_HI\\_%' and upper(column_name) = 'PROC_INST_ID_'")
                .query(String.class)
                .list();
        assertThat(tables).hasSizeGreaterThan(8);
        return tables.stream()
                .mapToLong(table -> jdbc.sql("select count(*) from " + table + " where PROC_INST_ID_ = :instance")
                        .param("instance", instance)
                        .query(Long.class)
                        .single())
                .sum();
    }

    @Test
    @DisplayName(
            "case 53: the clean-up has a window at night, a job that comes for it, and goes by the date of removal")
    void case53Window() {
        assertThat(configuration.isHistoryCleanupEnabled()).isTrue();
        assertThat(configuration.getHistoryCleanupBatchWindowStartTime()).isEqualTo("22:00");
        assertThat(configuration.getHistoryCleanupBatchWindowEndTime()).isEqualTo("05:00");
        assertThat(configuration.getHistoryCleanupStrategy())
                .isEqualTo(ProcessEngineConfiguration.HISTORY_CLEANUP_STRATEGY_REMOVAL_TIME_BASED);
        assertThat(history.findHistoryCleanupJobs())
                .isNotEmpty()
                .allSatisfy(job -> assertThat(job.getDuedate()).isNotNull());
    }
}
