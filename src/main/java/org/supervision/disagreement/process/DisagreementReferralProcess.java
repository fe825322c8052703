package org.supervision.disagreement.process;

import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.supervision.agreement.ActingSupervisors;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.disagreement.DeciderLost;
import org.supervision.disagreement.DisagreementReferral;
import org.supervision.disagreement.DisagreementService;
import org.supervision.disagreement.ReferralOpened;
import org.supervision.disagreement.ReferralOver;
import org.supervision.engine.EngineAccess;
import org.supervision.engine.ModelBean;

/**
 * What {@code disagreement-referral.bpmn} asks, by the disagreement's key; deadlines are the ends of London dates. The
 * engine gets nothing of what is disagreed on.
 */
@ModelBean(DisagreementReferralProcess.ID)
class DisagreementReferralProcess {

    static final String ID = "disagreementReferral";
    static final String TASK_RAISE = "Task_RaiseDisagreement";
    static final String TASK_ATTEMPT_AS_SUPERVISOR = "Task_AttemptAsSupervisor";
    static final String TASK_ATTEMPT_AS_SUPERVISEE = "Task_AttemptAsSupervisee";
    static final String TASK_REFER = "Task_ReferDisagreement";
    static final String TASK_APPOINT = "Task_AppointDecider";
    static final String TASK_DECIDE = "Task_DecideReferredDisagreement";
    static final String ERROR_NO_ELIGIBLE_MANAGER = "NO_ELIGIBLE_MANAGER";
    static final String MESSAGE_DISAGREEMENT_UNRESOLVED = "DisagreementUnresolved";
    static final String MESSAGE_NOBODY_LEFT = "NobodyLeftToDecide";
    static final String MESSAGE_AGREEMENT_ENDED = "AgreementEnded";

    private final DisagreementService disagreements;
    private final ActingSupervisors acting;
    private final WorkingCalendar calendar;
    private final RuntimeService runtime;
    private final EngineAccess access;

    DisagreementReferralProcess(
            DisagreementService disagreements,
            ActingSupervisors acting,
            WorkingCalendar calendar,
            @Lazy RuntimeService runtime,
            @Lazy EngineAccess access) {
        this.disagreements = disagreements;
        this.acting = acting;
        this.calendar = calendar;
        this.runtime = runtime;
        this.access = access;
    }

    /** The party who raises it. */
    public String raisedBy(DelegateExecution execution) {
        return referral(execution).raisedBy();
    }

    /** When that party has said what it is about. */
    public Date raiseDueAt(DelegateExecution execution) {
        return endOf(disagreements.raiseBy(referral(execution)));
    }

    /** Who supervises; nobody while there is no supervisor (B8). */
    public @Nullable String supervisor(DelegateExecution execution) {
        DisagreementReferral referral = referral(execution);
        return acting.present(
                referral.requireAgreementId(), disagreements.parties(referral).supervisor());
    }

    /** Who is supervised. */
    public String supervisee(DelegateExecution execution) {
        return disagreements.parties(referral(execution)).supervisee();
    }

    /** When both have tried to resolve it; then it is referred. */
    public Date attemptDueAt(DelegateExecution execution) {
        return endOf(referral(execution).requireAttemptBy());
    }

    /** Whether both say that it is resolved. */
    public boolean resolved(DelegateExecution execution) {
        return disagreements.isResolved(execution.getProcessBusinessKey());
    }

    /** Those who name a manager where nobody may decide it. */
    public List<String> appointers(DelegateExecution execution) {
        return disagreements.appointers(execution.getProcessBusinessKey());
    }

    /** By when somebody is named. */
    public Date appointDueAt(DelegateExecution execution) {
        return endOf(disagreements.appointBy());
    }

    /** The manager whom it is put before. */
    public String decider(DelegateExecution execution) {
        return referral(execution).requireDecider();
    }

    /** When the manager has decided. */
    public Date decideDueAt(DelegateExecution execution) {
        return endOf(referral(execution).requireDecideBy());
    }

    @EventListener
    void on(ReferralOpened opened) {
        access.asTheProduct(() -> runtime.createMessageCorrelation(MESSAGE_DISAGREEMENT_UNRESOLVED)
                .processInstanceBusinessKey(opened.key())
                .correlateStartMessage());
    }

    @EventListener
    void on(ReferralOver over) {
        access.asTheProduct(() -> runtime.createMessageCorrelation(MESSAGE_AGREEMENT_ENDED)
                .processInstanceBusinessKey(over.key())
                .correlateAll());
    }

    /** What runs under a model of an earlier release cannot hear it, and stays with the tasks of nobody in post (ADR 18). */
    @EventListener
    void on(DeciderLost lost) {
        access.asTheProduct(() -> {
            if (!runtime.createMessageCorrelation(MESSAGE_NOBODY_LEFT)
                    .processInstanceBusinessKey(lost.key())
                    .correlateAllWithResult()
                    .isEmpty()) {
                disagreements.takeBack(lost.key());
            }
        });
    }

    private DisagreementReferral referral(DelegateExecution execution) {
        return disagreements.require(execution.getProcessBusinessKey());
    }

    private Date endOf(LocalDate day) {
        return Date.from(calendar.endOf(day));
    }
}
