package org.supervision.notification.process;

import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.community.process_test_coverage.engine.platform7.ProcessCoverageInMemProcessEngineConfiguration;

/** An engine in memory that counts which paths of a model were walked. */
final class BareEngine {

    private BareEngine() {}

    /**
     * A configuration of its own database.
     *
     * @param beans what the model may call
     */
    static ProcessEngineConfiguration with(String name, Map<Object, Object> beans) {
        ProcessCoverageInMemProcessEngineConfiguration engine = new ProcessCoverageInMemProcessEngineConfiguration();
        engine.setProcessEngineName(name);
        engine.setJdbcUrl("jdbc:h2:mem:" + name);
        engine.setHistory("full");
        engine.setEnforceHistoryTimeToLive(true);
        engine.setJobExecutorActivate(false);
        engine.setBeans(beans);
        return engine;
    }

    /** Runs every job that is due at this moment, and what becomes due by it. */
    static void runDueJobs(ManagementService management, Date moment) {
        ClockUtil.setCurrentTime(moment);
        List<Job> due = management.createJobQuery().executable().list();
        while (!due.isEmpty()) {
            due.forEach(job -> management.executeJob(job.getId()));
            due = management.createJobQuery().executable().list();
        }
    }
}
