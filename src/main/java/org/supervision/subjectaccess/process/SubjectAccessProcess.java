package org.supervision.subjectaccess.process;

import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.ModelBean;
import org.supervision.subjectaccess.DownloadTakenBack;
import org.supervision.subjectaccess.SubjectAccess;
import org.supervision.subjectaccess.SubjectAccessPeople;
import org.supervision.subjectaccess.SubjectAccessService;

/** What {@code subject-access.bpmn} asks, and what it is told, by the request's key; deadlines are ends of London dates. */
@ModelBean(SubjectAccessProcess.ID)
class SubjectAccessProcess {

    static final String ID = "subjectAccess";
    static final String TASK_REQUEST = "Task_RequestSubjectAccess";
    static final String TASK_REDACT = "Task_RedactSubjectAccess";
    static final String MESSAGE_DOWNLOAD_TAKEN_BACK = "DownloadTakenBack";

    private final SubjectAccessService requests;
    private final SubjectAccessPeople people;
    private final WorkingCalendar calendar;
    private final ProcessEngineConfigurationImpl engine;
    private final RuntimeService runtime;

    SubjectAccessProcess(
            SubjectAccessService requests,
            SubjectAccessPeople people,
            WorkingCalendar calendar,
            @Lazy ProcessEngineConfigurationImpl engine,
            @Lazy RuntimeService runtime) {
        this.requests = requests;
        this.people = people;
        this.calendar = calendar;
        this.engine = engine;
        this.runtime = runtime;
    }

    /** Who takes it in. */
    public String requester(DelegateExecution execution) {
        return request(execution).requestedBy();
    }

    /** When it is filled in. */
    public Date requestDueAt(DelegateExecution execution) {
        return Date.from(calendar.endOf(request(execution).requestDueOn()));
    }

    /** Those who look through what is held. */
    public List<String> officers(DelegateExecution execution) {
        return people.officers(request(execution).requireSubject());
    }

    /** When it is to be answered. */
    public Date dueAt(DelegateExecution execution) {
        return Date.from(calendar.endOf(request(execution).requireDueOn()));
    }

    /** When the answer can be downloaded no more. */
    public Date downloadEndsAt(DelegateExecution execution) {
        return Date.from(calendar.endOf(request(execution).requireDownloadUntil()));
    }

    /** The service has checked who may; the engine is asked as the product itself. */
    @EventListener
    void on(DownloadTakenBack takenBack) {
        engine.getCommandExecutorTxRequired()
                .execute(context -> context.runWithoutAuthorization(() -> {
                    runtime.createMessageCorrelation(MESSAGE_DOWNLOAD_TAKEN_BACK)
                            .processInstanceBusinessKey(takenBack.subjectAccessKey())
                            .correlate();
                    return null;
                }));
    }

    private SubjectAccess request(DelegateExecution execution) {
        return requests.require(execution.getProcessBusinessKey());
    }
}
