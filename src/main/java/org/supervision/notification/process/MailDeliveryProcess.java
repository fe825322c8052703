package org.supervision.notification.process;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.EngineAccess;
import org.supervision.engine.ModelBean;
import org.supervision.notification.DeliveryProcess;
import org.supervision.notification.MailDispatch;
import org.supervision.people.People;
import org.supervision.people.Person;
import org.supervision.people.Role;
import org.supervision.policy.Policies;

/** The process {@code mailDelivery}: one instance for each mail, with the mail's key as business key. */
@ModelBean("mailDelivery")
public class MailDeliveryProcess implements DeliveryProcess {

    static final String KEY = "mailDelivery";
    static final String MESSAGE_MAIL_QUEUED = "MailQueued";
    static final String TASK_DELIVER_MAIL = "Task_DeliverMail";
    static final String TASK_CORRECT_ADDRESS = "Task_CorrectAddress";
    static final String ERROR_MAIL_REJECTED = "MAIL_REJECTED";

    private final RuntimeService runtime;
    private final ManagementService management;
    private final EngineAccess engine;
    private final MailDispatch dispatch;
    private final People people;
    private final Policies policies;
    private final WorkingCalendar calendar;
    private final Clock clock;

    MailDeliveryProcess(
            RuntimeService runtime,
            ManagementService management,
            EngineAccess engine,
            MailDispatch dispatch,
            People people,
            Policies policies,
            WorkingCalendar calendar,
            Clock clock) {
        this.runtime = runtime;
        this.management = management;
        this.engine = engine;
        this.dispatch = dispatch;
        this.people = people;
        this.policies = policies;
        this.calendar = calendar;
        this.clock = clock;
    }

    @Override
    public void start(String mailKey) {
        engine.asTheProduct(() -> runtime.createMessageCorrelation(MESSAGE_MAIL_QUEUED)
                .processInstanceBusinessKey(mailKey)
                .correlateStartMessage());
    }

    @Override
    public boolean again(String mailKey) {
        boolean[] gone = {false};
        engine.asTheProduct(() -> gone[0] = correctedElsewhere(mailKey) || triedOnceMore(mailKey));
        return gone[0];
    }

    /** The task ends: there is nothing left to correct. */
    private boolean correctedElsewhere(String mailKey) {
        ProcessInstance waiting = runtime.createProcessInstanceQuery()
                .processDefinitionKey(KEY)
                .processInstanceBusinessKey(mailKey)
                .activityIdIn(TASK_CORRECT_ADDRESS)
                .singleResult();
        if (waiting != null) {
            runtime.createProcessInstanceModification(waiting.getId())
                    .cancelAllForActivity(TASK_CORRECT_ADDRESS)
                    .startBeforeActivity(TASK_DELIVER_MAIL)
                    .execute();
        }
        return waiting != null;
    }

    private boolean triedOnceMore(String mailKey) {
        List<Job> failed = runtime
                .createProcessInstanceQuery()
                .processDefinitionKey(KEY)
                .processInstanceBusinessKey(mailKey)
                .list()
                .stream()
                .flatMap(instance ->
                        management.createJobQuery().processInstanceId(instance.getId()).noRetriesLeft().list().stream())
                .toList();
        failed.forEach(job -> management.setJobRetries(job.getId(), 1));
        return !failed.isEmpty();
    }

    /** Whether mail hours let the mail go at once. */
    public boolean mayGoNow(DelegateExecution execution) {
        return !dispatch.notBefore(execution.getProcessBusinessKey()).isAfter(clock.instant());
    }

    /** When mail hours let the mail go. */
    public Date windowOpensAt(DelegateExecution execution) {
        return Date.from(dispatch.notBefore(execution.getProcessBusinessKey()));
    }

    /**
     * Who corrects a rejected address: the recipient's line manager, or an administrator where there is none in post.
     *
     * @throws IllegalStateException if there is nobody
     */
    public String corrector(DelegateExecution execution) {
        String recipient = dispatch.recipientOf(execution.getProcessBusinessKey());
        return people.find(recipient)
                .map(Person::lineManager)
                .filter(manager -> !people.hasLeft(manager))
                .or(() -> administrators().stream().findFirst())
                .orElseThrow(() -> new IllegalStateException("Nobody can correct a mail address"));
    }

    /** By when a rejected address is to be corrected: the end of a working day after the rejection. */
    public Date correctDueAt(DelegateExecution execution) {
        @Nullable Instant rejectedAt = dispatch.rejectedAt(execution.getProcessBusinessKey());
        Instant from = rejectedAt == null ? clock.instant() : rejectedAt;
        int workingDays = policies.current().mail().correctWd();
        return Date.from(calendar.endOf(calendar.addWorkingDays(calendar.dateOf(from), workingDays)));
    }

    private List<String> administrators() {
        return people.withRole(Role.ADMINISTRATOR);
    }
}
