package org.supervision.session.process;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.MessageCorrelationResult;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Lazy;
import org.supervision.agreement.ActingSupervisors;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.ModelBean;
import org.supervision.engine.RunningProcesses;
import org.supervision.policy.Policy;
import org.supervision.session.Escalations;
import org.supervision.session.RecordService;
import org.supervision.session.RecordVersion;
import org.supervision.session.SessionDeadlines;
import org.supervision.session.SessionInstances;
import org.supervision.session.SessionService;
import org.supervision.session.SupervisionSession;

/** The process {@code supervisionSession}: one instance for each session, with the session's key (A2 to A7, B2 to B7). */
@ModelBean("supervisionSession")
public class SupervisionSessionProcess implements SessionInstances {

    static final String KEY = "supervisionSession";
    static final String MESSAGE_SESSION_BOOKED = "SessionBooked";
    static final String MESSAGE_SESSION_HELD_LATE = "SessionHeldLate";
    static final String MESSAGE_SESSION_VOIDED = "SessionVoided";
    static final String MESSAGE_SESSION_REARRANGED = "SessionRearranged";
    static final String MESSAGE_RECORD_WRITTEN = "RecordWritten";
    static final String TASK_PREPARE_AS_SUPERVISOR = "Task_PrepareAsSupervisor";
    static final String TASK_PREPARE_AS_SUPERVISEE = "Task_PrepareAsSupervisee";
    static final String TASK_HOLD_SESSION = "Task_HoldSession";
    static final String TASK_WRITE_RECORD = "Task_WriteRecord";
    static final String TASK_CHASE_RECORD = "Task_ChaseRecord";
    static final String TASK_SIGN_AS_SUPERVISOR = "Task_SignRecordAsSupervisor";
    static final String TASK_SIGN_AS_SUPERVISEE = "Task_SignRecordAsSupervisee";
    static final String TASK_EXPLAIN_AS_SUPERVISOR = "Task_ExplainUnsignedAsSupervisor";
    static final String TASK_EXPLAIN_AS_SUPERVISEE = "Task_ExplainUnsignedAsSupervisee";
    static final String TASK_UPDATE_CASE_FILE = "Task_UpdateCaseFile";

    private static final Logger LOG = LoggerFactory.getLogger(SupervisionSessionProcess.class);

    private final ProcessEngineConfigurationImpl engine;
    private final RuntimeService runtime;
    private final RunningProcesses processes;
    private final TaskService tasks;
    private final ObjectProvider<SessionService> sessions;
    private final ObjectProvider<RecordService> records;
    private final SessionDeadlines deadlines;
    private final ActingSupervisors acting;
    private final Escalations escalations;
    private final WorkingCalendar calendar;

    SupervisionSessionProcess(
            @Lazy ProcessEngineConfigurationImpl engine,
            @Lazy RuntimeService runtime,
            RunningProcesses processes,
            @Lazy TaskService tasks,
            ObjectProvider<SessionService> sessions,
            ObjectProvider<RecordService> records,
            SessionDeadlines deadlines,
            ActingSupervisors acting,
            Escalations escalations,
            WorkingCalendar calendar) {
        this.engine = engine;
        this.runtime = runtime;
        this.processes = processes;
        this.tasks = tasks;
        this.sessions = sessions;
        this.records = records;
        this.deadlines = deadlines;
        this.acting = acting;
        this.escalations = escalations;
        this.calendar = calendar;
    }

    @Override
    public void start(String sessionKey) {
        startBy(MESSAGE_SESSION_BOOKED, sessionKey);
    }

    @Override
    public Set<String> running() {
        return processes.keys(KEY);
    }

    @Override
    public boolean isRunning(String sessionKey) {
        return processes.isRunning(KEY, sessionKey);
    }

    @Override
    public void startHeldLate(String sessionKey) {
        startBy(MESSAGE_SESSION_HELD_LATE, sessionKey);
    }

    /** Nobody is granted to start the life of a session: the product does, whoever is signed in. */
    private void startBy(String message, String sessionKey) {
        engine.getCommandExecutorTxRequired()
                .execute(context -> context.runWithoutAuthorization(() -> runtime.createMessageCorrelation(message)
                        .processInstanceBusinessKey(sessionKey)
                        .correlateStartMessage()));
    }

    @Override
    public void end(String sessionKey) {
        if (tell(MESSAGE_SESSION_VOIDED, sessionKey) == 0) {
            LOG.warn("No running session {} to void", sessionKey);
        }
    }

    @Override
    public void moved(String sessionKey) {
        if (tell(MESSAGE_SESSION_REARRANGED, sessionKey) == 0) {
            throw new IllegalStateException("No running session " + sessionKey + " to rearrange");
        }
    }

    @Override
    public void handOver(String sessionKey, String from, String to) {
        engine.getCommandExecutorTxRequired()
                .execute(context -> context.runWithoutAuthorization(() -> {
                    tasks.createTaskQuery()
                            .processInstanceBusinessKey(sessionKey)
                            .processDefinitionKey(KEY)
                            .list()
                            .forEach(task -> handOver(task, from, to));
                    return null;
                }));
    }

    /** What is of nobody since a supervisor went is of whoever holds the session now, too. */
    private void handOver(Task task, String from, String to) {
        List<String> candidates = tasks.getIdentityLinksForTask(task.getId()).stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
                .map(IdentityLink::getUserId)
                .toList();
        boolean shared = !candidates.isEmpty();
        if (from.equals(task.getAssignee()) || task.getAssignee() == null && !shared) {
            tasks.setAssignee(task.getId(), to);
        }
        if (candidates.contains(from)) {
            tasks.deleteCandidateUser(task.getId(), from);
        }
        if (shared && !candidates.contains(to)) {
            tasks.addCandidateUser(task.getId(), to);
        }
    }

    /** Takes the chase back from the line manager, if he was asked for one. */
    void recordWritten(String sessionKey) {
        tell(MESSAGE_RECORD_WRITTEN, sessionKey);
    }

    /** Nobody is granted to send a session a message either. Answers how many listened. */
    private int tell(String message, String sessionKey) {
        List<MessageCorrelationResult> told = engine.getCommandExecutorTxRequired()
                .execute(context -> context.runWithoutAuthorization(() -> runtime.createMessageCorrelation(message)
                        .processInstanceBusinessKey(sessionKey)
                        .correlateAllWithResult()));
        return told.size();
    }

    /** Moves the due dates of whatever both still have to prepare to the session's new time. */
    void moveDueDates(SupervisionSession session) {
        Date due = endOf(deadlines.prepareBy(session));
        tasks.createTaskQuery()
                .processInstanceBusinessKey(session.key())
                .taskDefinitionKeyIn(TASK_PREPARE_AS_SUPERVISOR, TASK_PREPARE_AS_SUPERVISEE)
                .list()
                .forEach(task -> tasks.setDueDate(task.getId(), due));
    }

    /**
     * Who holds the session: the supervisor, or whoever covers (E27); after a change of supervisor the new one (B6); nobody
     * while there is none (B8).
     */
    public @Nullable String supervisor(DelegateExecution execution) {
        SupervisionSession session = session(execution);
        return acting.present(session.agreementId(), sessions.getObject().inCharge(session));
    }

    /** Who is supervised in it. */
    public String supervisee(DelegateExecution execution) {
        return session(execution).supervisee();
    }

    /** Both, so that either can say what became of it (F33); the supervisee alone while there is no supervisor (B8). */
    public List<String> bothParties(DelegateExecution execution) {
        SupervisionSession session = session(execution);
        return session.both().stream()
                .filter(person -> acting.present(session.agreementId(), person) != null)
                .toList();
    }

    /**
     * Who writes the record (A6.1, B5); while that one has gone and nobody follows, the line manager, who can only say that
     * nobody is left to (B8).
     */
    public String author(DelegateExecution execution) {
        SupervisionSession session = session(execution);
        String author = acting.present(
                session.agreementId(),
                records.getObject().require(session.requireId()).author());
        return author == null ? escalations.lineManagerFor(session) : author;
    }

    /** Who is told when things are overdue: the supervisor's line manager, or the next above who is no party. */
    public String lineManager(DelegateExecution execution) {
        return escalations.lineManagerFor(session(execution));
    }

    /** By when both have prepared (A4.1). */
    public Date prepareDueAt(DelegateExecution execution) {
        return endOf(deadlines.prepareBy(session(execution)));
    }

    /** When the session starts. */
    public Date startsAt(DelegateExecution execution) {
        return Date.from(session(execution).startAt());
    }

    /** By when somebody says what became of it. */
    public Date outcomeDueAt(DelegateExecution execution) {
        return endOf(deadlines.outcomeBy(session(execution)));
    }

    /** When it is presumed missed (B8, E11). */
    public Date presumedMissedAt(DelegateExecution execution) {
        return endOf(deadlines.presumedMissedAfter(session(execution)));
    }

    /** By when the record, or its correction, is distributed (A6.1). */
    public Date recordDueAt(DelegateExecution execution) {
        return endOf(records.getObject().require(sessionId(execution)).writeBy());
    }

    /** When the line manager is asked to chase it. */
    public Date chaseRecordAt(DelegateExecution execution) {
        LocalDate dueOn = records.getObject().require(sessionId(execution)).writeBy();
        return endOf(deadlines.chaseAfter(session(execution), dueOn));
    }

    /** By when the line manager has chased it. */
    public Date chaseDueAt(DelegateExecution execution) {
        return inWorkingDays(policy(execution).escalation().chaseWd());
    }

    /** Whether the policy has records signed or acknowledged at all (C8), and there is one. */
    public boolean signatureWanted(DelegateExecution execution) {
        return !records.getObject().isLeftOut(sessionId(execution))
                && policy(execution).record().signature() != Policy.SignatureRule.NONE;
    }

    /** By when both sign the version that was distributed last (A6.2). */
    public Date signDueAt(DelegateExecution execution) {
        long id = sessionId(execution);
        RecordVersion version = records.getObject().requireLatest(id);
        LocalDate distributedOn = records.getObject()
                .distributedAt(id, version.versionNumber())
                .map(calendar::dateOf)
                .orElseGet(calendar::today);
        return endOf(deadlines.signBy(session(execution), distributedOn));
    }

    /** By when somebody who did not sign in time has said why. */
    public Date explainDueAt(DelegateExecution execution) {
        return inWorkingDays(policy(execution).record().explainWd());
    }

    /** By when the case files are updated (B5). */
    public Date caseFileDueAt(DelegateExecution execution) {
        return endOf(records.getObject().require(sessionId(execution)).caseFilesDueOn());
    }

    /** The cases whose files are to be updated, new with the version that was distributed last. */
    public Collection<Long> caseDiscussions(DelegateExecution execution) {
        return records.getObject().newCases(sessionId(execution));
    }

    /**
     * None: sessions that began under an earlier model would have their disagreements decided within; they are referred
     * like all others now.
     */
    public Collection<Long> unresolvedDisagreements(DelegateExecution execution) {
        return List.of();
    }

    static long sessionId(DelegateExecution execution) {
        return SupervisionSession.idOf(execution.getProcessBusinessKey());
    }

    private SupervisionSession session(DelegateExecution execution) {
        return sessions.getObject().require(sessionId(execution));
    }

    private Policy policy(DelegateExecution execution) {
        return deadlines.policyFor(session(execution));
    }

    private Date inWorkingDays(int workingDays) {
        return endOf(calendar.addWorkingDays(calendar.today(), workingDays));
    }

    private Date endOf(LocalDate day) {
        return Date.from(calendar.endOf(day));
    }
}
