package org.supervision.demo;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Moves the demo's clock, running every job that falls due on the way in due order, each at its own due time. */
@Component
@Profile("demo")
class TimeTravel {

    private static final Logger LOG = LoggerFactory.getLogger(TimeTravel.class);

    private final DemoClock clock;
    private final ManagementService management;
    private final ProcessEngineConfigurationImpl engine;
    private final JdbcClient jdbc;
    private final IdentityService identity;

    TimeTravel(
            DemoClock clock,
            ManagementService management,
            IdentityService identity,
            ProcessEngineConfigurationImpl engine,
            JdbcClient jdbc) {
        this.identity = identity;
        this.clock = clock;
        this.management = management;
        this.engine = engine;
        this.jdbc = jdbc;
    }

    /**
     * Moves the clock forward. The jobs run as the engine's own work, not as the administrator's.
     *
     * @param target where it stops; it ticks on from there
     * @return how many jobs ran
     */
    synchronized int moveTo(Instant target) {
        JobExecutor executor = engine.getJobExecutor();
        boolean wasActive = executor.isActive();
        if (wasActive) {
            executor.shutdown();
        }
        Authentication administrator = identity.getCurrentAuthentication();
        identity.clearAuthentication();
        try {
            return runDueJobs(target);
        } finally {
            identity.setAuthentication(administrator);
            if (wasActive) {
                executor.start();
            }
            clock.tickFrom(target);
        }
    }

    private int runDueJobs(Instant target) {
        int ran = 0;
        Set<String> failed = new HashSet<>();
        Optional<DueJob> next = nextDue(target, failed);
        while (next.isPresent()) {
            DueJob job = next.get();
            if (job.due().isAfter(clock.now())) {
                clock.standAt(job.due());
            }
            if (run(job)) {
                ran++;
            } else {
                failed.add(job.id());
            }
            next = nextDue(target, failed);
        }
        return ran;
    }

    /** A failed job is left to the job executor's retries. */
    private boolean run(DueJob job) {
        try {
            management.executeJob(job.id());
            return true;
        } catch (OptimisticLockingException e) {
            LOG.info("Job {} was run by someone else meanwhile", job.id());
        } catch (RuntimeException e) {
            LOG.warn(
                    "Job {} failed and will be tried again: {}",
                    job.id(),
                    e.getClass().getName());
        }
        return false;
    }

    private record DueJob(String id, Instant due) {}

    /** History clean-up is the machine's housekeeping and runs on its own. */
    private Optional<DueJob> nextDue(Instant target, Set<String> except) {
        String others = except.isEmpty() ? "" : " and ID_ not in (:except)";
        JdbcClient.StatementSpec query = jdbc.sql("select ID_, DUEDATE_ from ACT_RU_JOB where RETRIES_ > 0"
                        + " and SUSPENSION_STATE_ = 1 and HANDLER_TYPE_ <> 'history-cleanup'"
                        + " and DUEDATE_ <= :target" + others
                        + " order by DUEDATE_, CREATE_TIME_, ID_ fetch first 1 rows only")
                .param("target", Timestamp.from(target));
        if (!except.isEmpty()) {
            query = query.param("except", except);
        }
        return query.query((row, n) -> new DueJob(
                        row.getString("ID_"), row.getTimestamp("DUEDATE_").toInstant()))
                .optional();
    }
}
