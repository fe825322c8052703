package org.supervision.notification.process;

import java.time.Duration;
import java.util.Date;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultFailedJobCommandFactory;
import org.camunda.bpm.engine.impl.jobexecutor.FailedJobCommandFactory;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.stereotype.Component;
import org.supervision.notification.MailServerBusyException;

/** Lets a mail that found the mail server busy with others come back in a moment, without using up one of its attempts. */
@Component
class PatientDeliveryConfiguration extends AbstractProcessEnginePlugin {

    private static final Duration A_MOMENT = Duration.ofSeconds(10);

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        FailedJobCommandFactory others = new DefaultFailedJobCommandFactory();
        configuration.setFailedJobCommandFactory(
                (jobId, failure) -> isBusy(failure) ? comesBack(jobId) : others.getCommand(jobId, failure));
    }

    private static boolean isBusy(Throwable failure) {
        return failure instanceof MailServerBusyException || (failure.getCause() != null && isBusy(failure.getCause()));
    }

    private static Command<Object> comesBack(String jobId) {
        return context -> {
            JobEntity job = context.getJobManager().findJobById(jobId);
            job.unlock();
            job.setDuedate(Date.from(ClockUtil.getCurrentTime().toInstant().plus(A_MOMENT)));
            return null;
        };
    }
}
