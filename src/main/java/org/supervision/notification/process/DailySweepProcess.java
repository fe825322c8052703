package org.supervision.notification.process;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.annotation.Order;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.EngineAccess;
import org.supervision.engine.ModelBean;
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

    private final RuntimeService runtime;
    private final EngineAccess engine;
    private final ListableBeanFactory beans;
    private final Policies policies;
    private final WorkingCalendar calendar;
    private final Clock clock;

    DailySweepProcess(
            RuntimeService runtime,
            EngineAccess engine,
            ListableBeanFactory beans,
            Policies policies,
            WorkingCalendar calendar,
            Clock clock) {
        this.runtime = runtime;
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

    /** The names of the sweep's parts, in their order: all of them once a day, at other times those that need it. */
    public List<String> parts(DelegateExecution execution) {
        boolean whole = isWhole(momentOf(execution.getProcessBusinessKey()));
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

    /** Runs one part; one that this version of the product no longer has is done. */
    void run(String part) {
        if (beans.containsBean(part)) {
            beans.getBean(part, SweepTask.class).sweep(clock.instant());
        }
    }

    /** Plans the sweep after the present moment, unless that was done. */
    void planNext() {
        String businessKey = KEY_PREFIX + nextAfter(clock.instant());
        if (runtime.createProcessInstanceQuery()
                        .processDefinitionKey(KEY)
                        .processInstanceBusinessKey(businessKey)
                        .count()
                == 0) {
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
