package org.supervision.handover.process;

import java.time.LocalDate;
import java.util.Date;
import java.util.Objects;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.EngineAccess;
import org.supervision.engine.ModelBean;
import org.supervision.engine.ProcessVariables;
import org.supervision.handover.ChangesOfSupervisor;
import org.supervision.handover.SupervisorChange;
import org.supervision.handover.SupervisorChangePlanned;
import org.supervision.handover.SupervisorChangeWithdrawn;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy;
import org.supervision.session.PersonalMatters;

/**
 * What {@code change-of-supervisor.bpmn} asks. Everything is looked up by the change's business key; deadlines are the
 * ends of London dates, the change itself takes effect at the start of one.
 */
@ModelBean(ChangeOfSupervisorProcess.ID)
class ChangeOfSupervisorProcess {

    static final String ID = "changeOfSupervisor";
    static final String TASK_PLAN = "Task_PlanChange";
    static final String TASK_SUMMARISE = "Task_SummariseHandover";
    static final String TASK_CHOOSE_MATTERS = "Task_ChoosePersonalMatters";
    static final String TASK_ACCEPT = "Task_AcceptHandover";
    static final String TASK_NAME = "Task_NameSupervisor";
    static final String TASK_READ = "Task_ReadHandover";
    static final String MESSAGE_PLANNED = "SupervisorChangePlanned";
    static final String MESSAGE_WITHDRAWN = "SupervisorChangeWithdrawn";

    private final ChangesOfSupervisor changes;
    private final PersonalMatters matters;
    private final Policies policies;
    private final WorkingCalendar calendar;
    private final RuntimeService runtime;
    private final EngineAccess access;

    ChangeOfSupervisorProcess(
            ChangesOfSupervisor changes,
            PersonalMatters matters,
            Policies policies,
            WorkingCalendar calendar,
            @Lazy RuntimeService runtime,
            EngineAccess access) {
        this.changes = changes;
        this.matters = matters;
        this.policies = policies;
        this.calendar = calendar;
        this.runtime = runtime;
        this.access = access;
    }

    /** Who asks for the change. */
    public String initiator(DelegateExecution execution) {
        return Objects.requireNonNull(ProcessVariables.INITIATOR.get(execution));
    }

    /** Who supervises until the day, and sums up; nobody where the former supervisor has gone already. */
    public @Nullable String outgoing(DelegateExecution execution) {
        SupervisorChange change = change(execution);
        return changes.isVacant(change) ? null : change.requireOutgoing();
    }

    /** Whom it is about. */
    public String supervisee(DelegateExecution execution) {
        return changes.agreementOf(change(execution)).parties().supervisee();
    }

    /** Who is named as the new supervisor. */
    public @Nullable String newSupervisor(DelegateExecution execution) {
        return change(execution).newSupervisor();
    }

    /** Who names a new supervisor where there is none (B8). */
    public String lineManager(DelegateExecution execution) {
        return changes.lineManager(execution.getProcessBusinessKey());
    }

    /** Whether somebody is named. */
    public boolean supervisorNamed(DelegateExecution execution) {
        return change(execution).newSupervisor() != null;
    }

    /** Whether whoever is named has accepted and can take over. */
    public boolean accepted(DelegateExecution execution) {
        return changes.canBeCarriedOut(execution.getProcessBusinessKey());
    }

    /** Whether the change was taken back. */
    public boolean withdrawn(DelegateExecution execution) {
        return change(execution).status() == SupervisorChange.Status.WITHDRAWN;
    }

    /** Whether the day of the change has begun. */
    public boolean dayPassed(DelegateExecution execution) {
        return !calendar.today().isBefore(change(execution).requireEffectiveOn());
    }

    /** Whether somebody is named who has not accepted and still has time to. */
    public boolean answerOpen(DelegateExecution execution) {
        SupervisorChange change = change(execution);
        LocalDate by = change.acceptBy();
        return change.newSupervisor() != null
                && !change.isAccepted()
                && by != null
                && calendar.now().isBefore(calendar.endOf(by));
    }

    /** Whether there are personal matters of which the supervisee chooses what passes on (A5.1). */
    public boolean personalMatters(DelegateExecution execution) {
        return !matters.underAgreement(change(execution).requireAgreementId()).isEmpty();
    }

    /** Whether the outgoing supervisor has left a summary. */
    public boolean summarised(DelegateExecution execution) {
        return changes.summary(change(execution)).isPresent();
    }

    /** When the plan is due. */
    public Date planDueAt(DelegateExecution execution) {
        return in(policy().planWd());
    }

    /** When the outgoing supervisor has summed up what is open (B6). */
    public Date summaryDueAt(DelegateExecution execution) {
        return endOf(changes.summaryBy(execution.getProcessBusinessKey()));
    }

    /** When the supervisee has chosen; silence lets nothing pass. */
    public Date matterDueAt(DelegateExecution execution) {
        return summaryDueAt(execution);
    }

    /** When the new supervisor has answered. */
    public Date acceptDueAt(DelegateExecution execution) {
        return endOf(Objects.requireNonNull(change(execution).acceptBy()));
    }

    /** When the line manager has named somebody. */
    public Date nameDueAt(DelegateExecution execution) {
        return in(policy().nameWd());
    }

    /** When the new supervisor has read the summary. */
    public Date readDueAt(DelegateExecution execution) {
        return in(policy().readWd());
    }

    /** When it takes effect: the start of its day in London. */
    public Date effectiveAt(DelegateExecution execution) {
        return Date.from(calendar.startOf(change(execution).requireEffectiveOn()));
    }

    /** Until when an answer is waited for once the day has come. */
    public Date answerDueAt(DelegateExecution execution) {
        return acceptDueAt(execution);
    }

    @EventListener
    void on(SupervisorChangePlanned planned) {
        access.asTheProduct(() -> runtime.createMessageCorrelation(MESSAGE_PLANNED)
                .processInstanceBusinessKey(planned.key())
                .correlateStartMessage());
    }

    @EventListener
    void on(SupervisorChangeWithdrawn withdrawn) {
        access.asTheProduct(() -> runtime.createMessageCorrelation(MESSAGE_WITHDRAWN)
                .processInstanceBusinessKey(withdrawn.key())
                .correlateAllWithResult());
    }

    private Policy.Allocation policy() {
        return policies.current().allocation();
    }

    private Date in(int workingDays) {
        return endOf(calendar.addWorkingDays(calendar.today(), workingDays));
    }

    private Date endOf(LocalDate day) {
        return Date.from(calendar.endOf(day));
    }

    private SupervisorChange change(DelegateExecution execution) {
        return changes.require(execution.getProcessBusinessKey());
    }
}
