package org.supervision.agreement.process;

import java.util.Date;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.supervision.agreement.AgreementChangeService;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.ModelBean;
import org.supervision.engine.ProcessVariables;
import org.supervision.policy.Policies;

/** What {@code agreement-change.bpmn} asks. */
@ModelBean(AgreementChangeProcess.ID)
class AgreementChangeProcess {

    static final String ID = "agreementChange";
    static final String TASK_CHANGE_AGREEMENT = "Task_ChangeAgreement";
    static final String MESSAGE_CHANGE_WITHDRAWN = "ChangeWithdrawn";
    static final String MESSAGE_NOTHING_TO_CHANGE = "NothingToChange";

    private final AgreementChangeService changes;
    private final Policies policies;
    private final WorkingCalendar calendar;

    AgreementChangeProcess(AgreementChangeService changes, Policies policies, WorkingCalendar calendar) {
        this.changes = changes;
        this.policies = policies;
        this.calendar = calendar;
    }

    /** Who asks for the change. */
    public String initiator(DelegateExecution execution) {
        return Objects.requireNonNull(ProcessVariables.INITIATOR.get(execution));
    }

    /** When its form is due. */
    public Date changeDueAt(DelegateExecution execution) {
        int days = policies.current().agreement().stepWd();
        return Date.from(calendar.endOf(calendar.addWorkingDays(calendar.today(), days)));
    }

    /** When a change for a later day is applied: the start of that day in London. */
    public Date effectiveAt(DelegateExecution execution) {
        return Date.from(changes.effectiveAt(execution.getProcessBusinessKey()));
    }
}
