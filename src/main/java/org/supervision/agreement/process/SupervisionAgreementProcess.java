package org.supervision.agreement.process;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.supervision.agreement.ActingSupervisors;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementTerm;
import org.supervision.agreement.AgreementTermService;
import org.supervision.agreement.ReportingLine;
import org.supervision.agreement.TermInstances;
import org.supervision.agreement.TermsDrafting;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.EngineAccess;
import org.supervision.engine.ModelBean;
import org.supervision.engine.RunningProcesses;

/**
 * What {@code supervision-agreement.bpmn} asks. Everything is looked up by the term's business key; deadlines are the
 * ends of London dates.
 */
@ModelBean(SupervisionAgreementProcess.ID)
class SupervisionAgreementProcess implements TermInstances {

    static final String ID = "supervisionAgreement";
    static final String TASK_DRAFT_AGREEMENT = "Task_DraftAgreement";
    static final String TASK_APPROVE_EXCEPTION = "Task_ApproveException";
    static final String TASK_CONSIDER_AGREEMENT = "Task_ConsiderAgreement";
    static final String TASK_DECIDE_TERMS = "Task_DecideTerms";
    static final String TASK_SIGN_AS_SUPERVISOR = "Task_SignAgreementAsSupervisor";
    static final String TASK_SIGN_AS_SUPERVISEE = "Task_SignAgreementAsSupervisee";
    static final String TASK_CHASE_UNSIGNED_AGREEMENT = "Task_ChaseUnsignedAgreement";
    static final String TASK_AGREEMENT_IN_FORCE = "Task_AgreementInForce";
    static final String TASK_AGREEMENT_SUSPENDED = "Task_AgreementSuspended";
    static final String MESSAGE_AGREEMENT_REQUIRED = "AgreementRequired";
    static final String MESSAGE_SIGNED_ON_PAPER = "AgreementSignedOnPaper";
    static final String MESSAGE_TERM_RENEWED = "TermRenewed";
    static final String MESSAGE_AGREEMENT_SUSPENDED = "AgreementSuspended";
    static final String MESSAGE_AGREEMENT_RESUMED = "AgreementResumed";
    static final String MESSAGE_AGREEMENT_REVIEWED = "AgreementReviewed";
    static final String MESSAGE_AGREEMENT_ENDED = "AgreementEnded";
    static final String MESSAGE_SUPERVISOR_CHANGED = "SupervisorChanged";
    static final String MESSAGE_TERMS_SIGNED = "TermsSigned";

    private final AgreementTermService terms;
    private final TermsDrafting drafting;
    private final ReportingLine reportingLine;
    private final ActingSupervisors acting;
    private final WorkingCalendar calendar;
    private final RuntimeService runtime;
    private final RunningProcesses processes;
    private final EngineAccess access;

    SupervisionAgreementProcess(
            AgreementTermService terms,
            TermsDrafting drafting,
            ReportingLine reportingLine,
            ActingSupervisors acting,
            WorkingCalendar calendar,
            @Lazy RuntimeService runtime,
            RunningProcesses processes,
            @Lazy EngineAccess access) {
        this.terms = terms;
        this.drafting = drafting;
        this.reportingLine = reportingLine;
        this.acting = acting;
        this.calendar = calendar;
        this.runtime = runtime;
        this.processes = processes;
        this.access = access;
    }

    @Override
    public Set<String> running() {
        return processes.keys(ID);
    }

    @Override
    public boolean isRunning(String termKey) {
        return processes.isRunning(ID, termKey);
    }

    @Override
    public void takeUp(String termKey, boolean suspended) {
        access.asTheProduct(() -> runtime.createProcessInstanceByKey(ID)
                .businessKey(termKey)
                .startBeforeActivity(suspended ? TASK_AGREEMENT_SUSPENDED : TASK_AGREEMENT_IN_FORCE)
                .execute());
    }

    /** Who supervises, and starts the agreement. */
    public @Nullable String supervisor(DelegateExecution execution) {
        Agreement agreement = terms.agreementOf(execution.getProcessBusinessKey());
        return acting.present(agreement.requireId(), agreement.supervisor());
    }

    /** Who is supervised; known once the first draft is done. */
    public String supervisee(DelegateExecution execution) {
        return terms.agreementOf(execution.getProcessBusinessKey()).parties().supervisee();
    }

    /** Whether the earlier terms stand unchanged, so that only signing is left (B9). */
    public boolean termsCarriedOver(DelegateExecution execution) {
        return term(execution).carriedOver();
    }

    /** The supervisor's line manager, or the next above who is no party (E13). */
    public String lineManager(DelegateExecution execution) {
        return reportingLine.lineManagerOf(terms.agreementOf(execution.getProcessBusinessKey()));
    }

    /** Who decides terms that the two cannot agree on: the line manager, and from the second time a Service Manager (A7.2). */
    public String termsDecider(DelegateExecution execution) {
        return drafting.decider(execution.getProcessBusinessKey());
    }

    /** Who may approve an interval beyond the ceiling (B1). */
    public String serviceManager(DelegateExecution execution) {
        return reportingLine.serviceManagerOf(terms.agreementOf(execution.getProcessBusinessKey()));
    }

    /** When the draft is due. */
    public Date draftDueAt(DelegateExecution execution) {
        return stepDueAt(execution);
    }

    /** When the Service Manager's answer is due. */
    public Date exceptionDueAt(DelegateExecution execution) {
        return stepDueAt(execution);
    }

    /** When the supervisee's answer is due. */
    public Date considerDueAt(DelegateExecution execution) {
        return stepDueAt(execution);
    }

    /** When the decision on the terms is due. */
    public Date termsDecisionDueAt(DelegateExecution execution) {
        return stepDueAt(execution);
    }

    /** When both signatures are due. */
    public Date signDueAt(DelegateExecution execution) {
        return stepDueAt(execution);
    }

    /** When the line manager is asked to chase missing signatures (A1.2). */
    public Date unsignedChaseAt(DelegateExecution execution) {
        return Date.from(term(execution).unsignedChaseAt());
    }

    /** When that chase is due. */
    public Date chaseDueAt(DelegateExecution execution) {
        return endOf(term(execution).chaseDueOn());
    }

    /** When the six-monthly review begins, so that it can be held in time (B9). */
    public Date reviewStartsAt(DelegateExecution execution) {
        Instant start = Objects.requireNonNull(term(execution).reviewStartsAt());
        return Date.from(start);
    }

    private Date stepDueAt(DelegateExecution execution) {
        return endOf(Objects.requireNonNull(term(execution).stepDueOn()));
    }

    private Date endOf(LocalDate day) {
        return Date.from(calendar.endOf(day));
    }

    private AgreementTerm term(DelegateExecution execution) {
        return terms.require(execution.getProcessBusinessKey());
    }
}
