package org.supervision.missedsession.process;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.runtime.MessageCorrelationResult;
import org.camunda.bpm.engine.task.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
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

    private static final Logger LOG = LoggerFactory.getLogger(MissedSessionProcess.class);

    private final MissedCases cases;
    private final HeldClaims claims;
    private final RuntimeService runtime;
    private final ManagementService management;
    private final TaskService tasks;

    MissedSessionProcess(
            MissedCases cases,
            HeldClaims claims,
            @Lazy RuntimeService runtime,
            @Lazy ManagementService management,
            @Lazy TaskService tasks) {
        this.cases = cases;
        this.claims = claims;
        this.runtime = runtime;
        this.management = management;
        this.tasks = tasks;
    }

    /** Who was to hold the session. */
    public String supervisor(DelegateExecution execution) {
        return missed(execution).parties().supervisor();
    }

    /** Whose session it was. */
    public String supervisee(DelegateExecution execution) {
        return missed(execution).parties().supervisee();
    }

    /** Both, either of whom can enter a new date. */
    public List<String> bothParties(DelegateExecution execution) {
        return List.of(supervisor(execution), supervisee(execution));
    }

    /** Who is asked to confirm that the session was held. */
    public String otherParty(DelegateExecution execution) {
        return claims.latest(execution.getProcessBusinessKey()).asked();
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

    /** What the former supervisor still had to do is the new one's. */
    @EventListener
    void on(CaseSignal.Transferred signal) {
        for (Task task : tasks.createTaskQuery()
                .processInstanceBusinessKey(signal.caseKey())
                .list()) {
            if (signal.from().equals(task.getAssignee())) {
                tasks.setAssignee(task.getId(), signal.to());
            } else if (task.getTaskDefinitionKey().equals(TASK_AGREE_NEW_DATE)) {
                tasks.deleteCandidateUser(task.getId(), signal.from());
                tasks.addCandidateUser(task.getId(), signal.to());
            }
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
