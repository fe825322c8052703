package org.supervision.session.process;

import java.util.Date;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.ModelBean;
import org.supervision.engine.ProcessVariables;
import org.supervision.session.Consultations;

/** What {@code consultation.bpmn} asks. */
@ModelBean(ConsultationProcess.ID)
class ConsultationProcess {

    static final String ID = "consultation";
    static final String TASK_LOG_CONSULTATION = "Task_LogConsultation";

    private final Consultations consultations;
    private final WorkingCalendar calendar;

    ConsultationProcess(Consultations consultations, WorkingCalendar calendar) {
        this.consultations = consultations;
        this.calendar = calendar;
    }

    /** Who logs it. */
    public String initiator(DelegateExecution execution) {
        return Objects.requireNonNull(ProcessVariables.INITIATOR.get(execution));
    }

    /** When it is to be logged (D3). */
    public Date logDueAt(DelegateExecution execution) {
        return Date.from(calendar.endOf(consultations.logBy()));
    }
}
