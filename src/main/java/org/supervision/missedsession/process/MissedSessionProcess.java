package org.supervision.missedsession.process;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.runtime.MessageCorrelationResult;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.supervision.agreement.ActingSupervisors;
import org.supervision.agreement.AgreementService;
import org.supervision.engine.ModelBean;
import org.supervision.engine.ProcessVariables;
import org.supervision.missedsession.CaseSignal;
import org.supervision.missedsession.HeldClaims;
import org.supervision.missedsession.MissedCase;
import org.supervision.missedsession.MissedCases;

/**
 * What {@code missed-session-escalation.bpmn} asks, and what it is told: one instance a case, under the case's key.
 * Every message reaches at most one subscription of it; where none waits, that is logged and no error.
 */
@ModelBean(MissedSessionProcess.BEAN)
class MissedSessionProcess {

    static final String BEAN = "missedSession";
    static final String ID = "missedSessionEscalation";
    static final String TASK_AGREE_NEW_DATE = "Task_AgreeNewDate";
    static final String TASK_REPORT_AS_SUPERVISOR = "Task_ReportAsSupervisor";
    static final String TASK_REPORT_AS_SUPERVISEE = "Task_ReportAsSupervisee";
    static final String TASK_CONFIRM_HELD = "Task_ConfirmHeld";
    static final String REPORT_DEADLINE = "BoundaryEvent_ReportDeadline";
    static final String MESSAGE_SESSION_MISSED = "SessionMissed";
    static final String MESSAGE_FURTHER_MISS = "FurtherMiss";
    static final String MESSAGE_SESSION_HELD = "SessionHeld";
    static final String MESSAGE_HELD_CLAIMED = "HeldClaimed";
    static final String MESSAGE_AGREEMENT_ENDED = "AgreementEnded";
    static final String MESSAGE_RESOLUTION_ENDED = "ResolutionEnded";
    static final String MESSAGE_SUPERVISOR_CHANGED = "SupervisorChanged";

    private static final Logger LOG = LoggerFactory.getLogger(MissedSessionProcess.class);

    private final MissedCases cases;
    private final HeldClaims claims;
    private final AgreementService agreements;
    private final ActingSupervisors acting;
    private final RuntimeService runtime;
    private final ManagementService management;
    private final TaskService tasks;

    MissedSessionProcess(
            MissedCases cases,
            HeldClaims claims,
            AgreementService agreements,
            ActingSupervisors acting,
            @Lazy RuntimeService runtime,
            @Lazy ManagementService management,
            @Lazy TaskService tasks) {
        this.cases = cases;
        this.claims = claims;
        this.agreements = agreements;
        this.acting = acting;
        this.runtime = runtime;
        this.management = management;
        this.tasks = tasks;
    }

    /** Who was to hold the session; nobody once that one has gone and nobody follows (E16). */
    public @Nullable String supervisor(DelegateExecution execution) {
        return supervisor(missed(execution));
    }

    private @Nullable String supervisor(MissedCase missed) {
        return acting.present(missed.agreementId(), missed.parties().supervisor());
    }

    /** Whose session it was. */
    public String supervisee(DelegateExecution execution) {
        return missed(execution).parties().supervisee();
    }

    /** Both, either of whom can enter a new date; the line manager in the place of a supervisor who has gone (B8). */
    public List<String> bothParties(DelegateExecution execution) {
        MissedCase missed = missed(execution);
        return List.of(inPlaceOf(missed, supervisor(missed)), missed.parties().supervisee());
    }

    private String inPlaceOf(MissedCase missed, @Nullable String supervisor) {
        return supervisor == null ? agreements.lineManager(missed.agreementId()) : supervisor;
    }

    /** Who is asked to confirm that the session was held; nobody in the place of a supervisor who has gone. */
    public @Nullable String otherParty(DelegateExecution execution) {
        String asked = claims.latest(execution.getProcessBusinessKey()).asked();
        return acting.present(missed(execution).agreementId(), asked);
    }

    /** By when the two agree a new date. */
    public Date rebookByAt(DelegateExecution execution) {
        return Date.from(missed(execution).rebookBy().orElseThrow());
    }

    /** When both reports fall due: at once after a further miss (E1). */
    public Date reportDueAt(DelegateExecution execution) {
        return Date.from(missed(execution).reportsDueAt().orElseThrow());
    }

    /** The end of the two weeks (B8). */
    public Date reportDeadlineAt(DelegateExecution execution) {
        return Date.from(missed(execution).reportDeadline().orElseThrow());
    }

    /** By when the other party answers. */
    public Date confirmDueAt(DelegateExecution execution) {
        Instant answerBy = claims.latest(execution.getProcessBusinessKey()).answerBy();
        return Date.from(answerBy);
    }

    @EventListener
    void on(CaseSignal.Opened signal) {
        runtime.createMessageCorrelation(MESSAGE_SESSION_MISSED)
                .processInstanceBusinessKey(signal.caseKey())
                .setVariables(ProcessVariables.CASE_MODE.with(signal.mode().name()))
                .correlateStartMessage();
    }

    @EventListener
    void on(CaseSignal.RecoveryFailed signal) {
        tell(MESSAGE_FURTHER_MISS, signal.caseKey());
    }

    @EventListener
    void on(CaseSignal.SessionHeld signal) {
        tell(MESSAGE_SESSION_HELD, signal.caseKey());
    }

    @EventListener
    void on(CaseSignal.HeldClaimed signal) {
        tell(MESSAGE_HELD_CLAIMED, signal.caseKey());
    }

    @EventListener
    void on(CaseSignal.AgreementEnded signal) {
        tell(MESSAGE_AGREEMENT_ENDED, signal.caseKey());
    }

    /** A case that waits for its managers ends as resolved; one that still waits for reports is taken away. */
    @EventListener
    void on(CaseSignal.ResolutionEnded signal) {
        if (!tell(MESSAGE_RESOLUTION_ENDED, signal.caseKey())) {
            tell(MESSAGE_AGREEMENT_ENDED, signal.caseKey());
        }
    }

    @EventListener
    void on(CaseSignal.DeadlineMoved signal) {
        runtime.createProcessInstanceQuery().processInstanceBusinessKey(signal.caseKey(), ID).list().stream()
                .flatMap(
                        instance -> management
                                .createJobQuery()
                                .processInstanceId(instance.getId())
                                .activityId(REPORT_DEADLINE)
                                .list()
                                .stream())
                .forEach(job -> management.recalculateJobDuedate(job.getId(), false));
    }

    /**
     * The former supervisor has nothing to report any more (E16). What else there is to do is the new one's; while there is
     * nobody, the line manager can say that no date can be agreed.
     */
    @EventListener
    void on(CaseSignal.Transferred signal) {
        MissedCase missed = cases.require(signal.caseKey());
        boolean released = tell(MESSAGE_SUPERVISOR_CHANGED, signal.caseKey());
        for (Task task : tasks.createTaskQuery()
                .processInstanceBusinessKey(signal.caseKey())
                .list()) {
            if (task.getTaskDefinitionKey().equals(TASK_AGREE_NEW_DATE)) {
                giveNewDate(task, missed, inPlaceOf(missed, signal.to()));
            } else if (signal.from().equals(task.getAssignee())
                    && !(released && task.getTaskDefinitionKey().equals(TASK_REPORT_AS_SUPERVISOR))) {
                tasks.setAssignee(task.getId(), signal.to());
            }
        }
    }

    private void giveNewDate(Task task, MissedCase missed, String to) {
        String supervisee = missed.parties().supervisee();
        List<String> asked = tasks.getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getUserId)
                .toList();
        asked.stream()
                .filter(user -> !user.equals(supervisee) && !user.equals(to))
                .forEach(user -> tasks.deleteCandidateUser(task.getId(), user));
        if (!asked.contains(to)) {
            tasks.addCandidateUser(task.getId(), to);
        }
    }

    private boolean tell(String message, String caseKey) {
        List<MessageCorrelationResult> heard = runtime.createMessageCorrelation(message)
                .processInstanceBusinessKey(caseKey)
                .correlateAllWithResult();
        if (heard.isEmpty()) {
            LOG.info("Nothing waits for {} in {}", message, caseKey);
        }
        return !heard.isEmpty();
    }

    private MissedCase missed(DelegateExecution execution) {
        return cases.require(execution.getProcessBusinessKey());
    }
}
