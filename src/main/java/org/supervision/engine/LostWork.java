package org.supervision.engine;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricJobLog;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.history.HistoricVariableInstance;
import org.camunda.bpm.engine.impl.ProcessInstantiationBuilderImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.AtomicOperationInvocation;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.TimerDeclarationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.PvmActivity;
import org.camunda.bpm.engine.impl.pvm.PvmScope;
import org.camunda.bpm.engine.impl.pvm.PvmTransition;
import org.camunda.bpm.engine.impl.pvm.runtime.AtomicOperation;
import org.camunda.bpm.engine.impl.pvm.runtime.operation.PvmAtomicOperation;
import org.camunda.bpm.engine.runtime.ProcessInstantiationBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds in the engine's history what somebody took out of running processes behind the product's back (an instance that was
 * deleted in Cockpit, a timer that was deleted, a task that was cancelled by a modification) and puts it back where it
 * was: the same version of the model, the same tasks and timers, with the dates that they had. The product itself ends its processes by messages, and deletes none but sweeps.
 */
@Component
public class LostWork {

    private static final Logger LOG = LoggerFactory.getLogger(LostWork.class);

    /** Plans itself, and is planned at each start. */
    private static final String SWEEP = "dailySweep";

    /** Cancels its own task when a mail is sent again. */
    private static final String MAIL = "mailDelivery";

    private static final Set<String> SCOPES = Set.of("subProcess", "multiInstanceBody", "transaction", "callActivity");
    private static final Set<String> COUNTERS =
            Set.of("nrOfInstances", "nrOfActiveInstances", "nrOfCompletedInstances", "loopCounter");

    /** What ends with an instance ends at nearly the same moment. */
    private static final Duration SAME_MOMENT = Duration.ofSeconds(1);

    private static final String LOST_JOBS = """
            select distinct l.JOB_DEF_TYPE_, l.JOB_DEF_CONFIGURATION_, l.ACT_ID_, l.EXECUTION_ID_, l.PROCESS_DEF_KEY_,
                            i.BUSINESS_KEY_
              from ACT_HI_JOB_LOG l
              join ACT_RU_EXECUTION e on e.ID_ = l.EXECUTION_ID_
              join ACT_RU_EXECUTION i on i.ID_ = e.PROC_INST_ID_
             where l.JOB_STATE_ = 3 and l.TIMESTAMP_ >= :since and l.PROCESS_DEF_KEY_ <> :sweep
               and not exists (select 1 from ACT_RU_JOB j
                                where j.EXECUTION_ID_ = l.EXECUTION_ID_ and j.JOB_DEF_ID_ = l.JOB_DEF_ID_)
               and (l.JOB_DEF_TYPE_ <> 'async-continuation'
                    or not exists (select 1 from ACT_HI_JOB_LOG later
                                    where later.EXECUTION_ID_ = l.EXECUTION_ID_ and later.TIMESTAMP_ > l.TIMESTAMP_))""";

    private static final String LOST_TASKS = """
            select h.ID_, h.PROC_INST_ID_, h.TASK_DEF_KEY_, h.PROC_DEF_KEY_, h.END_TIME_, o.TIMESTAMP_, i.BUSINESS_KEY_
              from ACT_HI_TASKINST h
              join ACT_RU_EXECUTION i on i.ID_ = h.PROC_INST_ID_
              join ACT_HI_OP_LOG o on o.PROC_INST_ID_ = h.PROC_INST_ID_ and o.OPERATION_TYPE_ = 'ModifyProcessInstance'
             where h.DELETE_REASON_ = 'deleted' and h.END_TIME_ >= :since and h.PROC_DEF_KEY_ <> :mail
               and not exists (select 1 from ACT_RU_TASK t
                                where t.PROC_INST_ID_ = h.PROC_INST_ID_ and t.TASK_DEF_KEY_ = h.TASK_DEF_KEY_)""";

    private final JdbcClient jdbc;
    private final HistoryService history;
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final ProcessEngineConfigurationImpl engine;
    private final EngineAccess access;

    LostWork(
            JdbcClient jdbc,
            HistoryService history,
            RuntimeService runtime,
            TaskService tasks,
            ProcessEngineConfigurationImpl engine,
            EngineAccess access) {
        this.jdbc = jdbc;
        this.history = history;
        this.runtime = runtime;
        this.tasks = tasks;
        this.engine = engine;
        this.access = access;
    }

    /**
     * Something that was missing.
     *
     * @param id of what was lost, which no other has
     * @param process the model it belongs to
     * @param what the steps that it waited at, or the timer
     * @param businessKey what it is about; null where that is nothing
     * @param restored whether it is there again
     */
    public record Lost(
            String id,
            String process,
            String what,
            @Nullable String businessKey,
            boolean restored) {}

    /** Puts back what was lost since then. What cannot be put back is told, too, and changes nothing. */
    public List<Lost> restore(Instant since) {
        List<Lost> lost = new ArrayList<>();
        access.asTheProduct(() -> {
            lost.addAll(instances(since));
            lost.addAll(tasks(since));
            lost.addAll(jobs(since));
        });
        lost.forEach(one -> LOG.warn(
                "{} of {} {} was lost and is {}",
                one.what(),
                one.process(),
                one.businessKey(),
                one.restored() ? "there again" : "not to be put back by itself"));
        return lost;
    }

    private List<Lost> instances(Instant since) {
        List<Lost> lost = new ArrayList<>();
        Timestamp from = Timestamp.from(since);
        List<String> ids = jdbc.sql("""
                        select p.ID_ from ACT_HI_PROCINST p
                         where p.END_TIME_ >= :since and p.PROC_DEF_KEY_ <> :sweep
                           and p.STATE_ in ('EXTERNALLY_TERMINATED', 'INTERNALLY_TERMINATED')
                           and not exists (select 1 from ACT_HI_PROCINST again where again.RESTARTED_PROC_INST_ID_ = p.ID_)
                           and not exists (select 1 from ACT_HI_PROCINST other
                                            where other.PROC_DEF_KEY_ = p.PROC_DEF_KEY_
                                              and other.BUSINESS_KEY_ = p.BUSINESS_KEY_
                                              and (other.END_TIME_ is null or other.START_TIME_ >= p.END_TIME_))
                         order by p.END_TIME_, p.ID_""")
                .param("since", from)
                .param("sweep", SWEEP)
                .query(String.class)
                .list();
        for (String id : ids) {
            lost.add(instance(history.createHistoricProcessInstanceQuery()
                    .processInstanceId(id)
                    .singleResult()));
        }
        return lost;
    }

    private Lost instance(HistoricProcessInstance ended) {
        Instant end = ended.getEndTime().toInstant().minus(SAME_MOMENT);
        ProcessInstantiationBuilder again = runtime.createProcessInstanceById(ended.getProcessDefinitionId())
                .businessKey(ended.getBusinessKey())
                .setVariables(variablesOf(ended.getId()));
        ((ProcessInstantiationBuilderImpl) again).setRestartedProcessInstanceId(ended.getId());
        Set<String> steps = new LinkedHashSet<>();
        for (HistoricActivityInstance step : history.createHistoricActivityInstanceQuery()
                .processInstanceId(ended.getId())
                .canceled()
                .list()) {
            if (!SCOPES.contains(step.getActivityType())
                    && !step.getEndTime().toInstant().isBefore(end)) {
                again.startBeforeActivity(step.getActivityId());
                if (!step.getExecutionId().equals(ended.getId())) {
                    again.setVariablesLocal(variablesOf(step.getExecutionId()));
                }
                steps.add(step.getActivityId());
            }
        }
        for (HistoricJobLog job : history.createHistoricJobLogQuery()
                .processInstanceId(ended.getId())
                .deletionLog()
                .list()) {
            if ("async-continuation".equals(job.getJobDefinitionType())
                    && !job.getTimestamp().toInstant().isBefore(end)) {
                if ("async-after".equals(job.getJobDefinitionConfiguration())) {
                    again.startAfterActivity(job.getActivityId());
                } else {
                    again.startBeforeActivity(job.getActivityId());
                }
                steps.add(job.getActivityId());
            }
        }
        boolean restored = !steps.isEmpty()
                && done(again::execute)
                && done(() -> steps.forEach(step -> keepDates(ended.getId(), restartOf(ended.getId()), step)));
        return new Lost(
                ended.getId(),
                ended.getProcessDefinitionKey(),
                String.join(" ", steps),
                ended.getBusinessKey(),
                restored);
    }

    private String restartOf(String id) {
        return jdbc.sql("select ID_ from ACT_HI_PROCINST where RESTARTED_PROC_INST_ID_ = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    /** A date that a model counts from the day on which the task comes up stays what it was. */
    private void keepDates(String before, String now, String key) {
        history.createHistoricTaskInstanceQuery()
                .processInstanceId(before)
                .taskDefinitionKey(key)
                .finished()
                .orderByHistoricTaskInstanceEndTime()
                .desc()
                .listPage(0, 1)
                .forEach(old -> tasks.createTaskQuery()
                        .processInstanceId(now)
                        .taskDefinitionKey(key)
                        .list()
                        .forEach(task -> {
                            task.setDueDate(old.getDueDate());
                            task.setFollowUpDate(old.getFollowUpDate());
                            tasks.saveTask(task);
                        }));
    }

    private Map<String, Object> variablesOf(String execution) {
        Map<String, Object> variables = new HashMap<>();
        for (HistoricVariableInstance variable : history.createHistoricVariableInstanceQuery()
                .executionIdIn(execution)
                .list()) {
            if (!COUNTERS.contains(variable.getName())) {
                variables.put(variable.getName(), variable.getValue());
            }
        }
        return variables;
    }

    private record LostTask(
            String id,
            String instance,
            String key,
            String process,
            Timestamp end,
            Timestamp modified,
            @Nullable String businessKey) {

        boolean wasModified() {
            return Duration.between(end.toInstant(), modified.toInstant()).abs().compareTo(SAME_MOMENT) < 0;
        }
    }

    private List<Lost> tasks(Instant since) {
        return jdbc
                .sql(LOST_TASKS)
                .param("since", Timestamp.from(since))
                .param("mail", MAIL)
                .query((row, number) -> new LostTask(
                        row.getString("ID_"),
                        row.getString("PROC_INST_ID_"),
                        row.getString("TASK_DEF_KEY_"),
                        row.getString("PROC_DEF_KEY_"),
                        row.getTimestamp("END_TIME_"),
                        row.getTimestamp("TIMESTAMP_"),
                        row.getString("BUSINESS_KEY_")))
                .list()
                .stream()
                .filter(LostTask::wasModified)
                .map(this::task)
                .toList();
    }

    /** Where the instance has gone on somewhere else since, a token was moved rather than lost. */
    private Lost task(LostTask task) {
        boolean wentOn = history.createHistoricActivityInstanceQuery()
                        .processInstanceId(task.instance())
                        .startedAfter(task.end())
                        .count()
                > 0;
        boolean restored = !wentOn
                && done(() -> runtime.createProcessInstanceModification(task.instance())
                        .startBeforeActivity(task.key())
                        .execute())
                && done(() -> keepDates(task.instance(), task.instance(), task.key()));
        return new Lost(task.id(), task.process(), task.key(), task.businessKey(), restored);
    }

    private record LostJob(
            String type,
            @Nullable String configuration,
            String activity,
            String execution,
            String process,
            @Nullable String businessKey) {}

    private List<Lost> jobs(Instant since) {
        List<Lost> lost = new ArrayList<>();
        for (LostJob job : jdbc.sql(LOST_JOBS)
                .param("since", Timestamp.from(since))
                .param("sweep", SWEEP)
                .query((row, number) -> new LostJob(
                        row.getString("JOB_DEF_TYPE_"),
                        row.getString("JOB_DEF_CONFIGURATION_"),
                        row.getString("ACT_ID_"),
                        row.getString("EXECUTION_ID_"),
                        row.getString("PROCESS_DEF_KEY_"),
                        row.getString("BUSINESS_KEY_")))
                .list()) {
            if (isMissing(job)) {
                lost.add(new Lost(
                        job.execution() + job.activity(),
                        job.process(),
                        job.activity(),
                        job.businessKey(),
                        done(() -> bringBack(job))));
            }
        }
        return lost;
    }

    /** Whether the execution still waits where the job belonged: most jobs are deleted because it has gone on. */
    private boolean isMissing(LostJob job) {
        return inEngine(context -> {
            ExecutionEntity execution = context.getExecutionManager().findExecutionById(job.execution());
            return isAsync(job)
                    ? job.activity().equals(execution.getActivityId()) && execution.getActivityInstanceId() == null
                    : declared(execution, job.activity()) != null;
        });
    }

    private static boolean isAsync(LostJob job) {
        return "async-continuation".equals(job.type());
    }

    private void bringBack(LostJob job) {
        inEngine(context -> {
            ExecutionEntity execution = context.getExecutionManager().findExecutionById(job.execution());
            if (isAsync(job)) {
                execution.scheduleAtomicOperationAsync(
                        new AtomicOperationInvocation(waitingFor(job, execution), execution, true));
                return null;
            }
            TimerDeclarationImpl timer = declared(execution, job.activity());
            return timer == null ? null : timer.createTimer(execution);
        });
    }

    /**
     * What the execution does once its job runs: begins the step, or leaves it.
     *
     * @throws ProcessEngineException if it could leave it by several ways; the history does not say by which
     */
    private static AtomicOperation waitingFor(LostJob job, ExecutionEntity execution) {
        if (!"async-after".equals(job.configuration())) {
            return PvmAtomicOperation.ACTIVITY_START_CREATE_SCOPE;
        }
        List<PvmTransition> ways = execution.getActivity().getOutgoingTransitions();
        if (ways.size() > 1) {
            throw new ProcessEngineException("More than one way out of " + job.activity());
        }
        ways.forEach(execution::setTransition);
        return ways.isEmpty() ? PvmAtomicOperation.ACTIVITY_END : PvmAtomicOperation.TRANSITION_NOTIFY_LISTENER_TAKE;
    }

    /** The timer of this event, where the execution is in the scope that it belongs to. */
    private static @Nullable TimerDeclarationImpl declared(ExecutionEntity execution, String event) {
        PvmActivity activity = execution.getProcessDefinition().findActivity(event);
        if (activity == null || activity.getEventScope() == null) {
            return null;
        }
        PvmScope scope = activity.getEventScope();
        PvmActivity now = execution.getActivity();
        boolean isThere = now == null || now.getId().equals(scope.getId()) || execution.isScope() && !now.isScope();
        return isThere ? TimerDeclarationImpl.getDeclarationsForScope(scope).get(event) : null;
    }

    private <T> T inEngine(org.camunda.bpm.engine.impl.interceptor.Command<T> command) {
        return engine.getCommandExecutorTxRequired().execute(command);
    }

    /** One that fails is told, and holds up no other. */
    private boolean done(Runnable repair) {
        try {
            engine.getCommandExecutorTxRequiresNew().execute((CommandContext context) -> {
                repair.run();
                return null;
            });
            return true;
        } catch (ProcessEngineException e) {
            LOG.warn("What was lost cannot be put back: {}", e.getClass().getName());
            return false;
        }
    }
}
