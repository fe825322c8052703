package org.supervision.missedsession.process;

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
import org.supervision.engine.ModelBean;
import org.supervision.missedsession.CaseEscalation;
import org.supervision.missedsession.CaseSignal;
import org.supervision.missedsession.EscalationTable.Priority;
import org.supervision.missedsession.Level;
import org.supervision.missedsession.MissedCase;
import org.supervision.missedsession.MissedCases;

/** What {@code escalation-resolution.bpmn} asks, and what it is told: at most one instance a case, under its key. */
@ModelBean(EscalationResolutionProcess.ID)
class EscalationResolutionProcess {

    static final String ID = "escalationResolution";
    static final String TASK_RESOLVE_MISSED_SUPERVISION = "Task_ResolveMissedSupervision";
    static final String TASK_DECIDE_REFERRAL = "Task_DecideReferral";
    static final String TASK_APPOINT_MANAGER = "Task_AppointManager";
    static final String ERROR_NO_ELIGIBLE_MANAGER = "NO_ELIGIBLE_MANAGER";
    static final String MESSAGE_ESCALATION_RAISED = "EscalationRaised";
    static final String MESSAGE_RESOLUTION_WITHDRAWN = "ResolutionWithdrawn";
    static final String MESSAGE_CASE_CLOSED = "CaseClosed";

    private static final Logger LOG = LoggerFactory.getLogger(EscalationResolutionProcess.class);

    /** The engine's own default, and as much above it as an urgent task stands out in Tasklist. */
    private static final int NORMAL_PRIORITY = 50;

    private static final int HIGH_PRIORITY = 75;

    private final MissedCases cases;
    private final CaseEscalation escalation;
    private final WorkingCalendar calendar;
    private final RuntimeService runtime;

    EscalationResolutionProcess(
            MissedCases cases, CaseEscalation escalation, WorkingCalendar calendar, @Lazy RuntimeService runtime) {
        this.cases = cases;
        this.escalation = escalation;
        this.calendar = calendar;
        this.runtime = runtime;
    }

    /** The manager whose turn it is. */
    public String manager(DelegateExecution execution) {
        return missed(execution).resolver().orElseThrow();
    }

    /** Those who name a manager where the line has none. */
    public List<String> appointers(DelegateExecution execution) {
        return escalation.appointers(execution.getProcessBusinessKey());
    }

    /** By when the manager is to decide. */
    public Date decideDueAt(DelegateExecution execution) {
        return Date.from(missed(execution).actBy().orElseThrow());
    }

    /**
     * When a case that its manager did not decide goes up. Nobody stands above the last one: his timer waits for the end
     * of the known calendar, and the sweep reminds him meanwhile.
     */
    public Date actByAt(DelegateExecution execution) {
        boolean isLast = missed(execution)
                .escalationLevel()
                .filter(level -> level == Level.STRATEGIC_MANAGER)
                .isPresent();
        return isLast ? Date.from(calendar.endOf(calendar.knownUntil())) : decideDueAt(execution);
    }

    /** By when the session that the manager fixed is held. */
    public Date heldByAt(DelegateExecution execution) {
        return Date.from(missed(execution).heldBy().orElseThrow());
    }

    /** By when somebody is named. */
    public Date appointDueAt(DelegateExecution execution) {
        return Date.from(escalation.appointBy(missed(execution)));
    }

    /** How much the manager's task presses. */
    public int priority(DelegateExecution execution) {
        return missed(execution)
                .priority()
                .map(priority -> priority == Priority.HIGH ? HIGH_PRIORITY : NORMAL_PRIORITY)
                .orElse(NORMAL_PRIORITY);
    }

    @EventListener
    void on(CaseSignal.EscalationRaised signal) {
        runtime.createMessageCorrelation(MESSAGE_ESCALATION_RAISED)
                .processInstanceBusinessKey(signal.caseKey())
                .correlateStartMessage();
    }

    @EventListener
    void on(CaseSignal.ResolutionWithdrawn signal) {
        tell(MESSAGE_RESOLUTION_WITHDRAWN, signal.caseKey());
    }

    /** The case is closed: nothing is left to resolve. */
    void caseClosed(String caseKey) {
        tell(MESSAGE_CASE_CLOSED, caseKey);
    }

    private void tell(String message, String caseKey) {
        List<MessageCorrelationResult> heard = runtime.createMessageCorrelation(message)
                .processInstanceBusinessKey(caseKey)
                .correlateAllWithResult();
        if (heard.isEmpty()) {
            LOG.info("Nothing waits for {} in {}", message, caseKey);
        }
    }

    private MissedCase missed(DelegateExecution execution) {
        return cases.require(execution.getProcessBusinessKey());
    }
}
