package org.supervision.session.process;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.supervision.agreement.ActingSupervisorChanged;
import org.supervision.agreement.ActingSupervisors;
import org.supervision.agreement.Agreement;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.ModelBean;
import org.supervision.engine.RunningProcesses;
import org.supervision.policy.Policies;
import org.supervision.session.BookingRounds;
import org.supervision.session.FirstSessionBack;

/** The process {@code sessionBooking}: one instance for each round of booking, with the agreement's key (B3). */
@ModelBean("sessionBooking")
public class SessionBookingProcess implements BookingRounds {

    static final String KEY = "sessionBooking";
    static final String MESSAGE_HORIZON_CHECK = "HorizonCheck";
    static final String MESSAGE_BOOKING_NOT_NEEDED = "BookingNotNeeded";
    static final String TASK_BOOK_SESSIONS = "Task_BookSessions";

    private final ProcessEngineConfigurationImpl engine;
    private final RuntimeService runtime;
    private final RunningProcesses processes;
    private final TaskService tasks;
    private final ActingSupervisors acting;
    private final FirstSessionBack firstBack;
    private final Policies policies;
    private final WorkingCalendar calendar;

    SessionBookingProcess(
            @Lazy ProcessEngineConfigurationImpl engine,
            @Lazy RuntimeService runtime,
            RunningProcesses processes,
            @Lazy TaskService tasks,
            ActingSupervisors acting,
            FirstSessionBack firstBack,
            Policies policies,
            WorkingCalendar calendar) {
        this.engine = engine;
        this.runtime = runtime;
        this.processes = processes;
        this.tasks = tasks;
        this.acting = acting;
        this.firstBack = firstBack;
        this.policies = policies;
        this.calendar = calendar;
    }

    @Override
    public Set<String> open() {
        return processes.keys(KEY);
    }

    @Override
    public boolean isOpen(String agreementKey) {
        return processes.isRunning(KEY, agreementKey);
    }

    @Override
    public void open(String agreementKey) {
        asTheProduct(() -> runtime.createMessageCorrelation(MESSAGE_HORIZON_CHECK)
                .processInstanceBusinessKey(agreementKey)
                .correlateStartMessage());
    }

    @Override
    public void withdraw(String agreementKey) {
        asTheProduct(() -> {
            runtime.createMessageCorrelation(MESSAGE_BOOKING_NOT_NEEDED)
                    .processInstanceBusinessKey(agreementKey)
                    .correlateAllWithResult();
            return null;
        });
    }

    /** A round that is open goes on with whoever acts as the supervisor now. */
    @EventListener
    void on(ActingSupervisorChanged changed) {
        String to = changed.to();
        if (to == null) {
            return;
        }
        asTheProduct(() -> {
            tasks.createTaskQuery()
                    .taskDefinitionKey(TASK_BOOK_SESSIONS)
                    .processInstanceBusinessKey(Agreement.keyOf(changed.agreementId()))
                    .taskCandidateUser(changed.from())
                    .list()
                    .forEach(task -> {
                        tasks.deleteCandidateUser(task.getId(), changed.from());
                        tasks.addCandidateUser(task.getId(), to);
                    });
            return null;
        });
    }

    /** Both, so that either can book; while the supervisor has gone or is away for long, whoever acts as such (B8). */
    public List<String> bothParties(DelegateExecution execution) {
        return acting.parties(agreementId(execution)).both();
    }

    /**
     * By when enough sessions are booked again: the end of so many working days from today (B3), or of those within which
     * the two meet after a suspension (E18).
     */
    public Date bookDueAt(DelegateExecution execution) {
        LocalDate dueOn = firstBack
                .by(agreementId(execution))
                .orElseGet(() -> calendar.addWorkingDays(
                        calendar.today(), policies.current().booking().restoreWd()));
        Instant dueAt = calendar.endOf(dueOn);
        return Date.from(dueAt);
    }

    static long agreementId(DelegateExecution execution) {
        return Agreement.idOf(execution.getProcessBusinessKey());
    }

    /** Nobody is granted to start or to end a round of booking: the product does, whoever is signed in. */
    private <T> T asTheProduct(Callable<T> action) {
        return engine.getCommandExecutorTxRequired().execute(context -> context.runWithoutAuthorization(action));
    }
}
