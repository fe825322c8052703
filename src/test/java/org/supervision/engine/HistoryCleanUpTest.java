package org.supervision.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** What the engine remembers goes when its time is over, and not before. */
class HistoryCleanUpTest {

    private static final Instant ENDED = Instant.parse("2027-01-04T09:00:00Z");
    private static final Duration KEPT = Duration.ofDays(1);

    private final String url = HardenedEngine.url();
    private ProcessEngine engine;

    @BeforeEach
    void start() {
        ClockUtil.setCurrentTime(Date.from(ENDED));
        ProcessEngineConfigurationImpl configuration =
                HardenedEngine.configuration(new StaticListableBeanFactory(), false, url);
        configuration.setHistoryCleanupBatchWindowStartTime("22:00");
        configuration.setHistoryCleanupBatchWindowEndTime("05:00");
        configuration.setRestrictUserOperationLogToAuthenticatedUsers(false);
        engine = configuration.buildProcessEngine();
    }

    @AfterEach
    void stop() {
        ClockUtil.reset();
        engine.close();
    }

    @Test
    @DisplayName("case 50: a model that does not say how long its instances are kept is refused")
    void refusesModelsWithoutTimeToLive() {
        String model = Bpmn.convertToString(Bpmn.createExecutableProcess("keptForEver")
                        .startEvent()
                        .endEvent()
                        .done())
                .replaceAll(" camunda:historyTimeToLive=\"[^\"]*\"", "");

        assertThatThrownBy(() -> engine.getRepositoryService()
                        .createDeployment()
                        .addString("kept-for-ever.bpmn", model)
                        .deploy())
                .isInstanceOf(ProcessEngineException.class)
                .hasMessageContaining("ENGINE-12018");
        assertThat(engine.getRepositoryService().createProcessDefinitionQuery().count())
                .isZero();
    }

    @Test
    @DisplayName("case 51: all that is known of an ended instance goes at its time, and a running one stays")
    void removesWhatHasEnded() throws SQLException {
        deploy(Bpmn.createExecutableProcess("probe")
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .userTask("Task_Probe")
                .endEvent()
                .done());
        String running = start("probe");
        String ended = start("probe");
        engine.getTaskService()
                .complete(engine.getTaskService()
                        .createTaskQuery()
                        .processInstanceId(ended)
                        .singleResult()
                        .getId());
        Map<String, Integer> before = rowsOf(ended);
        Map<String, Integer> ofRunning = rowsOf(running);
        assertThat(before).containsKeys("ACT_HI_PROCINST", "ACT_HI_ACTINST", "ACT_HI_TASKINST", "ACT_HI_VARINST");

        cleanUpAt(ENDED.plus(KEPT).minusSeconds(1));
        assertThat(rowsOf(ended)).isEqualTo(before);

        cleanUpAt(ENDED.plus(KEPT).plusSeconds(1));
        assertThat(rowsOf(ended)).isEmpty();
        assertThat(rowsOf(running)).isEqualTo(ofRunning).isNotEmpty();
    }

    @Test
    @DisplayName("what administrators did apart from any process goes by the policy's days, what belongs to one stays")
    void removesOldOperations() {
        deploy(Bpmn.createExecutableProcess("probe")
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .userTask("Task_Probe")
                .endEvent()
                .done());
        start("probe");
        OperationLog log = new OperationLog(engine.getHistoryService(), new EngineAccess(engine.getIdentityService()));
        long operations = operations(false);
        long ofInstance = operations(true);
        assertThat(operations).isPositive();
        assertThat(ofInstance).isPositive();

        assertThat(log.deleteOlderThan(ENDED)).isZero();
        assertThat(log.deleteOlderThan(ENDED.plusSeconds(1))).isEqualTo((int) operations);
        assertThat(operations(false)).isZero();
        assertThat(operations(true)).isEqualTo(ofInstance);
    }

    private long operations(boolean ofInstances) {
        return engine.getHistoryService().createUserOperationLogQuery().list().stream()
                .filter(entry -> (entry.getProcessInstanceId() != null) == ofInstances)
                .count();
    }

    private void deploy(BpmnModelInstance model) {
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance("probe.bpmn", model)
                .deploy();
    }

    private String start(String processId) {
        return engine.getRuntimeService()
                .startProcessInstanceByKey(processId, Map.of("decision", "AGREE"))
                .getId();
    }

    private void cleanUpAt(Instant moment) {
        ClockUtil.setCurrentTime(Date.from(moment));
        engine.getHistoryService().cleanUpHistoryAsync(true);
        for (Job job : engine.getHistoryService().findHistoryCleanupJobs()) {
            engine.getManagementService().executeJob(job.getId());
        }
    }

    /** How many rows of the history know this instance, by table; tables without any are left out. */
    private Map<String, Integer> rowsOf(String instance) throws SQLException {
        Map<String, Integer> rows = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            List<String> columns = new ArrayList<>();
            try (ResultSet found = statement.executeQuery(
                    "select table_name from information_schema.columns where table_name like 'ACT\\_HI\\_%'"
                            + " and column_name = 'PROC_INST_ID_'")) {
                while (found.next()) {
                    columns.add(found.getString(1));
                }
            }
            for (String table : columns) {
                try (ResultSet counted = statement.executeQuery(
                        "select count(*) from " + table + " where PROC_INST_ID_ = '" + instance + "'")) {
                    counted.next();
                    if (counted.getInt(1) > 0) {
                        rows.put(table, counted.getInt(1));
                    }
                }
            }
        }
        return rows;
    }
}
