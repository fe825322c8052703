package org.supervision.absence.process;

import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.supervision.absence.AbsenceChanged;
import org.supervision.absence.CoverService;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.EngineAccess;
import org.supervision.engine.ModelBean;
import org.supervision.engine.ProcessVariables;
import org.supervision.policy.Policies;

/**
 * What {@code absence-cover.bpmn} asks, by the absence's key; deadlines are the ends of London dates. The engine knows
 * that somebody is away, not why.
 */
@ModelBean(AbsenceCoverProcess.ID)
class AbsenceCoverProcess {

    static final String ID = "absenceCover";
    static final String TASK_RECORD_ABSENCE = "Task_RecordAbsence";
    static final String TASK_ARRANGE_COVER = "Task_ArrangeCover";
    static final String MESSAGE_ABSENCE_RECORDED = "AbsenceRecorded";
    static final String MESSAGE_ABSENCE_CHANGED = "AbsenceChanged";

    private final CoverService covers;
    private final Policies policies;
    private final WorkingCalendar calendar;
    private final RuntimeService engine;
    private final EngineAccess access;

    AbsenceCoverProcess(
            CoverService covers,
            Policies policies,
            WorkingCalendar calendar,
            @Lazy RuntimeService engine,
            @Lazy EngineAccess access) {
        this.covers = covers;
        this.policies = policies;
        this.calendar = calendar;
        this.engine = engine;
        this.access = access;
    }

    /** Who enters the absence. */
    public String initiator(DelegateExecution execution) {
        return Objects.requireNonNull(ProcessVariables.INITIATOR.get(execution));
    }

    /** When its form is due. */
    public Date recordDueAt(DelegateExecution execution) {
        int days = policies.current().agreement().stepWd();
        return Date.from(calendar.endOf(calendar.addWorkingDays(calendar.today(), days)));
    }

    /** The managers who are to arrange cover, each once. */
    public List<String> managers(DelegateExecution execution) {
        return covers.managers(execution.getProcessBusinessKey());
    }

    /** The one of them whom a task is for. */
    public String manager(DelegateExecution execution) {
        return Objects.requireNonNull(ProcessVariables.MANAGER.get(execution));
    }

    /** When they have: before the absence begins, or soon where it has. */
    public Date arrangeDueAt(DelegateExecution execution) {
        return Date.from(calendar.endOf(covers.arrangeBy(execution.getProcessBusinessKey())));
    }

    /** When an absence without a last day is looked at again. */
    public Date checkAgainAt(DelegateExecution execution) {
        return Date.from(covers.checkAgainAt());
    }

    /** The look that is under way or waits begins anew; where there is none, and the absence counts, one begins. */
    @EventListener
    void on(AbsenceChanged changed) {
        access.asTheProduct(() -> {
            boolean heard = !engine.createMessageCorrelation(MESSAGE_ABSENCE_CHANGED)
                    .processInstanceBusinessKey(changed.key())
                    .correlateAllWithResult()
                    .isEmpty();
            if (!heard && changed.counts()) {
                engine.createMessageCorrelation(MESSAGE_ABSENCE_RECORDED)
                        .processInstanceBusinessKey(changed.key())
                        .correlateStartMessage();
            }
        });
    }
}
