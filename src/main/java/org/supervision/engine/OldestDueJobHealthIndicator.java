package org.supervision.engine;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/**
 * Says down when a job has been due for long and none has run it: the engine's own indicators stay up while nothing runs
 * at all.
 */
@Component("oldestDueJob")
class OldestDueJobHealthIndicator extends AbstractHealthIndicator {

    private final DueJobs jobs;
    private final Duration tolerance;

    OldestDueJobHealthIndicator(DueJobs jobs, @Value("${supervision.health.oldest-due-job:PT5M}") Duration tolerance) {
        super("The jobs cannot be looked at");
        this.jobs = jobs;
        this.tolerance = tolerance;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        Duration age = jobs.oldest();
        health.status(age.compareTo(tolerance) > 0 ? Status.DOWN : Status.UP)
                .withDetail("oldestDueJobSeconds", age.toSeconds());
    }
}
