package org.supervision.personalmatter.process;

import java.time.LocalDate;
import java.util.Date;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.supervision.agreement.ActingSupervisors;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.ModelBean;
import org.supervision.personalmatter.MatterRaised;
import org.supervision.personalmatter.MatterSharing;
import org.supervision.personalmatter.MatterStaysBehind;
import org.supervision.personalmatter.PersonalMatterService;

/**
 * What {@code personal-matter.bpmn} asks, by the matter's key; deadlines are the ends of London dates. The engine gets
 * nothing of the matter itself.
 */
@ModelBean(PersonalMatterProcess.ID)
class PersonalMatterProcess {

    static final String ID = "personalMatter";
    static final String TASK_ANSWER = "Task_AnswerPersonalMatter";
    static final String TASK_SPEAK = "Task_SpeakToLineManager";
    static final String TASK_DECIDE = "Task_DecidePersonalMatter";
    static final String TASK_DISCUSS = "Task_DiscussPersonalMatter";
    static final String MESSAGE_MATTER_NOT_PASSED_ON = "MatterNotPassedOn";
    static final String MESSAGE_PERSONAL_MATTER_FLAGGED = "PersonalMatterFlagged";

    private final PersonalMatterService matters;
    private final ActingSupervisors acting;
    private final WorkingCalendar calendar;
    private final RuntimeService runtime;

    PersonalMatterProcess(
            PersonalMatterService matters,
            ActingSupervisors acting,
            WorkingCalendar calendar,
            @Lazy RuntimeService runtime) {
        this.matters = matters;
        this.acting = acting;
        this.calendar = calendar;
        this.runtime = runtime;
    }

    /** Whose matter it is, and who is asked first. */
    public String supervisee(DelegateExecution execution) {
        return matters.session(execution.getProcessBusinessKey()).supervisee();
    }

    /** Who speaks to the line manager, or decides; nobody while there is no supervisor (B8). */
    public @Nullable String supervisor(DelegateExecution execution) {
        String key = execution.getProcessBusinessKey();
        return acting.present(matters.session(key).agreementId(), matters.supervisor(key));
    }

    /** The supervisor's line manager, or the next above who is no party; never a deputy. */
    public String lineManager(DelegateExecution execution) {
        return matters.lineManager(execution.getProcessBusinessKey());
    }

    /** When the supervisee has answered; later, silence is a no. */
    public Date replyDueAt(DelegateExecution execution) {
        return endOf(sharing(execution).replyBy());
    }

    /** When the supervisor has spoken to the line manager. */
    public Date speakDueAt(DelegateExecution execution) {
        return endOf(sharing(execution).requireNextStepBy());
    }

    /** When the supervisor has decided. */
    public Date decideDueAt(DelegateExecution execution) {
        return endOf(sharing(execution).requireNextStepBy());
    }

    /** When the line manager has discussed it. */
    public Date discussDueAt(DelegateExecution execution) {
        return endOf(sharing(execution).requireNextStepBy());
    }

    @EventListener
    void on(MatterRaised raised) {
        runtime.createMessageCorrelation(MESSAGE_PERSONAL_MATTER_FLAGGED)
                .processInstanceBusinessKey(raised.matterKey())
                .correlateStartMessage();
    }

    @EventListener
    void on(MatterStaysBehind behind) {
        runtime.createMessageCorrelation(MESSAGE_MATTER_NOT_PASSED_ON)
                .processInstanceBusinessKey(behind.matterKey())
                .correlateAllWithResult();
    }

    private MatterSharing sharing(DelegateExecution execution) {
        return matters.require(execution.getProcessBusinessKey());
    }

    private Date endOf(LocalDate day) {
        return Date.from(calendar.endOf(day));
    }
}
