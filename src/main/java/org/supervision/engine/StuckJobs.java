package org.supervision.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Jobs of the engine that have failed so often that it tries them no more: ids and moments, no message (F118). */
@Component
public class StuckJobs {

    private final ManagementService management;
    private final RuntimeService runtime;
    private final EngineAccess access;

    StuckJobs(ManagementService management, RuntimeService runtime, EngineAccess access) {
        this.management = management;
        this.runtime = runtime;
        this.access = access;
    }

    /**
     * A job that failed.
     *
     * @param processKey the model it belongs to
     * @param activity its step there; null where the engine does not say
     * @param businessKey what it is about; null where it is about nothing
     * @param since when the engine gave it up
     */
    public record StuckJob(
            String id,
            String processKey,
            @Nullable String activity,
            @Nullable String businessKey,
            @Nullable Instant since) {}

    /** Them all, the oldest first. */
    public List<StuckJob> all() {
        List<StuckJob> stuck = new ArrayList<>();
        access.asTheProduct(() -> {
            Map<String, Incident> incidents = new HashMap<>();
            runtime.createIncidentQuery()
                    .incidentType(Incident.FAILED_JOB_HANDLER_TYPE)
                    .list()
                    .forEach(incident -> incidents.put(incident.getConfiguration(), incident));
            if (!incidents.isEmpty()) { // the engine gives up none without one; of all jobs it would have to read each
                management
                        .createJobQuery()
                        .jobIds(incidents.keySet())
                        .noRetriesLeft()
                        .orderByJobDuedate()
                        .asc()
                        .list()
                        .stream()
                        .map(job -> stuck(job, incidents.get(job.getId())))
                        .forEach(stuck::add);
            }
        });
        return stuck;
    }

    /**
     * The jobs of an instance that have failed.
     *
     * @param again how many are tried again by themselves
     * @param givenUp how many are not
     */
    public record Failing(int again, int givenUp) {}

    /** How many jobs of the instance of this model with this business key have failed and are not through yet. */
    public Failing failing(String processKey, String businessKey) {
        List<Job> failed = new ArrayList<>();
        access.asTheProduct(() -> runtime.createProcessInstanceQuery()
                .processDefinitionKey(processKey)
                .processInstanceBusinessKey(businessKey)
                .list()
                .forEach(instance -> failed.addAll(management
                        .createJobQuery()
                        .processInstanceId(instance.getId())
                        .withException()
                        .list())));
        int givenUp = (int) failed.stream().filter(job -> job.getRetries() == 0).count();
        return new Failing(failed.size() - givenUp, givenUp);
    }

    /**
     * Lets a job be tried once more, as whoever is signed in: the engine's operation log keeps who it was.
     *
     * @return whether it had failed
     */
    public boolean retry(String jobId) {
        if (all().stream().noneMatch(job -> job.id().equals(jobId))) {
            return false;
        }
        management.setJobRetries(jobId, 1);
        return true;
    }

    private StuckJob stuck(Job job, @Nullable Incident incident) {
        ProcessInstance instance = job.getProcessInstanceId() == null
                ? null
                : runtime.createProcessInstanceQuery()
                        .processInstanceId(job.getProcessInstanceId())
                        .singleResult();
        return new StuckJob(
                job.getId(),
                job.getProcessDefinitionKey() == null ? "" : job.getProcessDefinitionKey(),
                incident == null ? null : incident.getActivityId(),
                instance == null ? null : instance.getBusinessKey(),
                incident == null ? null : incident.getIncidentTimestamp().toInstant());
    }
}
