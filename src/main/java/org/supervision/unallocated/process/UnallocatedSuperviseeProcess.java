package org.supervision.unallocated.process;

import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.runtime.MessageCorrelationResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.EngineAccess;
import org.supervision.engine.ModelBean;
import org.supervision.unallocated.AllocationFailed;
import org.supervision.unallocated.AllocationOver;
import org.supervision.unallocated.InterimLost;
import org.supervision.unallocated.SuperviseeUnallocated;
import org.supervision.unallocated.UnallocatedSupervisee;
import org.supervision.unallocated.UnallocatedSupervisees;

/**
 * What {@code unallocated-supervisee.bpmn} asks, by the key of the supervisee without a supervisor, and what it is told;
 * deadlines are the ends of London dates.
 */
@ModelBean(UnallocatedSuperviseeProcess.ID)
class UnallocatedSuperviseeProcess {

    static final String ID = "unallocatedSupervisee";
    static final String TASK_ARRANGE_INTERIM = "Task_ArrangeInterim";
    static final String TASK_ACCEPT_SUPERVISEE = "Task_AcceptSupervisee";
    static final String TASK_ALLOCATE_SUPERVISOR = "Task_AllocateSupervisor";
    static final String MESSAGE_SUPERVISEE_UNALLOCATED = "SuperviseeUnallocated";
    static final String MESSAGE_SUPERVISOR_ALLOCATED = "SupervisorAllocated";
    static final String MESSAGE_ALLOCATION_NOT_NEEDED = "AllocationNotNeeded";
    static final String MESSAGE_INTERIM_LOST = "InterimLost";
    static final String MESSAGE_ALLOCATION_FAILED = "AllocationFailed";

    private static final Logger LOG = LoggerFactory.getLogger(UnallocatedSuperviseeProcess.class);

    private final UnallocatedSupervisees supervisees;
    private final WorkingCalendar calendar;
    private final RuntimeService runtime;
    private final EngineAccess access;

    UnallocatedSuperviseeProcess(
            UnallocatedSupervisees supervisees,
            WorkingCalendar calendar,
            @Lazy RuntimeService runtime,
            @Lazy EngineAccess access) {
        this.supervisees = supervisees;
        this.calendar = calendar;
        this.runtime = runtime;
        this.access = access;
    }

    /** The line manager who ensures supervision meanwhile (B8). */
    public String lineManager(DelegateExecution execution) {
        return supervisees.lineManager(one(execution));
    }

    /** When there is an interim supervisor. */
    public Date interimDueAt(DelegateExecution execution) {
        LocalDate due = one(execution).interimDueOn();
        LocalDate today = calendar.today();
        return endOf(due.isBefore(today) ? today : due);
    }

    /** Who is asked to supervise for the time being. */
    public String interim(DelegateExecution execution) {
        return one(execution).interim().orElseThrow();
    }

    /** When that one has answered; then somebody else is looked for. */
    public Date acceptDueAt(DelegateExecution execution) {
        return endOf(one(execution).requireAcceptBy());
    }

    /** Whether that one has accepted. */
    public boolean interimAccepted(DelegateExecution execution) {
        return one(execution).acceptedInterim().isPresent();
    }

    /** When there is a permanent supervisor. */
    public Date permanentDueAt(DelegateExecution execution) {
        return endOf(one(execution).permanentDueOn());
    }

    /** The manager who is to allocate one. */
    public String decider(DelegateExecution execution) {
        return one(execution).decider().orElseThrow();
    }

    /** When that manager has. */
    public Date allocateDueAt(DelegateExecution execution) {
        return endOf(one(execution).requireDecideBy());
    }

    @EventListener
    void on(SuperviseeUnallocated opened) {
        access.asTheProduct(() -> runtime.createMessageCorrelation(MESSAGE_SUPERVISEE_UNALLOCATED)
                .processInstanceBusinessKey(opened.key())
                .correlateStartMessage());
    }

    /** Whoever waits for a supervisor after an interim one goes on; everything else is taken away. */
    @EventListener
    void on(AllocationOver over) {
        if (!over.done() || !tell(MESSAGE_SUPERVISOR_ALLOCATED, over.key())) {
            tell(MESSAGE_ALLOCATION_NOT_NEEDED, over.key());
        }
    }

    @EventListener
    void on(InterimLost lost) {
        tell(MESSAGE_INTERIM_LOST, lost.key());
    }

    @EventListener
    void on(AllocationFailed failed) {
        tell(MESSAGE_ALLOCATION_FAILED, failed.key());
    }

    private boolean tell(String message, String key) {
        boolean[] heard = {false};
        access.asTheProduct(() -> {
            List<MessageCorrelationResult> told = runtime.createMessageCorrelation(message)
                    .processInstanceBusinessKey(key)
                    .correlateAllWithResult();
            heard[0] = !told.isEmpty();
        });
        if (!heard[0]) {
            LOG.info("Nothing waits for {} in {}", message, key);
        }
        return heard[0];
    }

    private UnallocatedSupervisee one(DelegateExecution execution) {
        return supervisees.require(execution.getProcessBusinessKey());
    }

    private Date endOf(LocalDate day) {
        return Date.from(calendar.endOf(day));
    }
}
