package org.supervision.notification.process;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.annotation.Order;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.EngineAccess;
import org.supervision.engine.ModelBean;
import org.supervision.engine.ProcessVariables;
import org.supervision.engine.RunningProcesses;
import org.supervision.notification.SweepTask;
import org.supervision.policy.Policies;

/**
 * The process {@code dailySweep}: one instance for each sweep, with the planned moment in its business key. Each plans
 * the next before it works, so that a sweep that fails doesn't end the chain; at start-up the product makes sure that
 * one is planned.
 */
@ModelBean("dailySweep")
public class DailySweepProcess {

    static final String KEY = "dailySweep";
    static final String MESSAGE_SWEEP_PLANNED = "SweepPlanned";
    static final String TASK_AWAIT_SWEEP = "Task_AwaitSweep";
    private static final String KEY_PREFIX = "SW-";

    private static final Logger LOG = LoggerFactory.getLogger(DailySweepProcess.class);

    private final ProcessEngineConfigurationImpl configuration;
    private final RuntimeService runtime;
    private final RunningProcesses processes;
    private final EngineAccess engine;
    private final ListableBeanFactory beans;
    private final Policies policies;
    private final WorkingCalendar calendar;
    private final Clock clock;

    DailySweepProcess(
            ProcessEngineConfigurationImpl configuration,
            RuntimeService runtime,
            RunningProcesses processes,
            EngineAccess engine,
            ListableBeanFactory beans,
            Policies policies,
            WorkingCalendar calendar,
            Clock clock) {
        this.configuration = configuration;
        this.runtime = runtime;
        this.processes = processes;
        this.engine = engine;
        this.beans = beans;
        this.policies = policies;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** When this sweep is to run. */
    public Date dueAt(DelegateExecution execution) {
        return Date.from(momentOf(execution.getProcessBusinessKey()));
    }

    /** The names of the parts that did not run with the others. */
    public List<String> left(DelegateExecution execution) {
        return List.of(Objects.requireNonNull(ProcessVariables.SWEEP_LEFT.get(execution), "sweepLeft")
                .split(","));
    }

    /**
     * The names of a sweep's parts, for the model of earlier releases, which makes each a job of its own: a sweep that one of
     * them planned is waiting whenever the product is upgraded.
     */
    public List<String> parts(DelegateExecution execution) {
        return parts(momentOf(execution.getProcessBusinessKey()));
    }

    /** The names of a sweep's parts, in their order: all of them once a day, at other times those that need it. */
    private List<String> parts(Instant planned) {
        boolean whole = isWhole(planned);
        return Stream.of(beans.getBeanNamesForType(SweepTask.class))
                .filter(name -> whole || beans.getBean(name, SweepTask.class).runsAtEachTime())
                .sorted(Comparator.comparing((String name) -> orderOf(name)).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /**
     * Whether this sweep does everything: the day's first does, and so does one that was called for early or that stands in
     * for the one that a stopped engine missed.
     */
    private boolean isWhole(Instant planned) {
        Instant now = clock.instant();
        LocalDate day = calendar.dateOf(planned);
        LocalTime first = policies.current().reminders().times().get(0);
        return planned.isAfter(now) || day.isBefore(calendar.dateOf(now)) || !planned.isAfter(calendar.at(day, first));
    }

    /**
     * Runs the parts of this sweep one after the other, each in transactions of its own, while half of the time that a job
     * has before another node takes it has not passed.
     *
     * @param businessKey of the sweep
     * @return the parts that failed and those that were not begun, or not ended
     */
    List<String> run(String businessKey) {
        long start = System.nanoTime();
        long most = TimeUnit.MILLISECONDS.toNanos(configuration.getJobExecutor().getLockTimeInMillis() / 2);
        BooleanSupplier inTime = () -> System.nanoTime() - start <= most;
        return parts(momentOf(businessKey)).stream()
                .filter(part -> !inTime.getAsBoolean() || !runByItself(part, inTime))
                .toList();
    }

    private boolean runByItself(String part, BooleanSupplier inTime) {
        try {
            return runWhile(part, inTime);
        } catch (RuntimeException e) {
            LOG.warn(
                    "{} failed and becomes a job of its own: {}",
                    part,
                    e.getClass().getName());
            return false;
        }
    }

    /** Runs one part to its end. */
    void runPart(String part) {
        runWhile(part, () -> true);
    }

    /** Whether the part is done; one that this version of the product no longer has is. */
    private boolean runWhile(String part, BooleanSupplier inTime) {
        if (!beans.containsBean(part)) {
            return true;
        }
        SweepTask task = beans.getBean(part, SweepTask.class);
        Instant now = clock.instant();
        do {
            configuration.getCommandExecutorTxRequiresNew().execute(context -> {
                task.sweep(now);
                return null;
            });
        } while (task.goesOn(now) && inTime.getAsBoolean());
        return !task.goesOn(now);
    }

    /** Plans the sweep after the present moment, unless that was done. */
    void planNext() {
        String businessKey = KEY_PREFIX + nextAfter(clock.instant());
        if (!processes.isRunning(KEY, businessKey)) {
            runtime.createMessageCorrelation(MESSAGE_SWEEP_PLANNED)
                    .processInstanceBusinessKey(businessKey)
                    .correlateStartMessage();
        }
    }

    /** Makes sure that exactly one sweep is planned, not later than the policy's next moment. */
    @Transactional
    public void ensurePlanned() {
        engine.asTheProduct(() -> {
            Instant next = nextAfter(clock.instant());
            List<ProcessInstance> waiting = runtime.createProcessInstanceQuery()
                    .processDefinitionKey(KEY)
                    .activityIdIn(TASK_AWAIT_SWEEP)
                    .list();
            Optional<ProcessInstance> kept = waiting.stream()
                    .filter(sweep -> !momentOf(sweep.getBusinessKey()).isAfter(next))
                    .min(Comparator.comparing(ProcessInstance::getBusinessKey));
            waiting.stream()
                    .filter(sweep -> kept.filter(sweep::equals).isEmpty())
                    .forEach(sweep -> runtime.deleteProcessInstance(sweep.getId(), "another sweep is planned"));
            if (kept.isEmpty()) {
                planNext();
            }
        });
    }

    /**
     * The first of the policy's times of day, in London, after this moment: computed there each time, so that the change
     * of the clocks moves no sweep.
     */
    Instant nextAfter(Instant moment) {
        LocalDate today = calendar.dateOf(moment);
        List<LocalTime> times = policies.current().reminders().times();
        return Stream.of(today, today.plusDays(1))
                .flatMap(day -> times.stream().map(time -> calendar.at(day, time)))
                .filter(candidate -> candidate.isAfter(moment))
                .min(Comparator.naturalOrder())
                .orElseThrow(() -> new IllegalStateException("The policy names no time for the sweep"));
    }

    private static Instant momentOf(String businessKey) {
        return Instant.parse(businessKey.substring(KEY_PREFIX.length()));
    }

    private int orderOf(String beanName) {
        Order order = beans.findAnnotationOnBean(beanName, Order.class);
        return order == null ? 0 : order.value();
    }
}
