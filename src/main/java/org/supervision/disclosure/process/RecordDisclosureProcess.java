package org.supervision.disclosure.process;

import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.supervision.agreement.ActingSupervisors;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.disclosure.AccessTakenBack;
import org.supervision.disclosure.ConsentTakenBack;
import org.supervision.disclosure.Disclosure;
import org.supervision.disclosure.DisclosurePeople;
import org.supervision.disclosure.DisclosureService;
import org.supervision.engine.ModelBean;

/** What {@code record-disclosure.bpmn} asks, and what it is told, by the disclosure's key; deadlines are ends of London dates. */
@ModelBean(RecordDisclosureProcess.ID)
class RecordDisclosureProcess {

    static final String ID = "recordDisclosure";
    static final String TASK_REQUEST = "Task_RequestDisclosure";
    static final String TASK_CONSENT_AS_SUPERVISOR = "Task_ConsentAsSupervisor";
    static final String TASK_CONSENT_AS_SUPERVISEE = "Task_ConsentAsSupervisee";
    static final String TASK_AUTHORISE = "Task_AuthoriseDisclosure";
    static final String TASK_PREPARE_BUNDLE = "Task_PrepareBundle";
    static final String MESSAGE_CONSENT_WITHDRAWN = "ConsentWithdrawn";
    static final String MESSAGE_ACCESS_REVOKED = "AccessRevoked";

    private final DisclosureService disclosures;
    private final DisclosurePeople people;
    private final ActingSupervisors acting;
    private final WorkingCalendar calendar;
    private final ProcessEngineConfigurationImpl engine;
    private final RuntimeService runtime;

    RecordDisclosureProcess(
            DisclosureService disclosures,
            DisclosurePeople people,
            ActingSupervisors acting,
            WorkingCalendar calendar,
            @Lazy ProcessEngineConfigurationImpl engine,
            @Lazy RuntimeService runtime) {
        this.disclosures = disclosures;
        this.people = people;
        this.acting = acting;
        this.calendar = calendar;
        this.engine = engine;
        this.runtime = runtime;
    }

    /** Who asks. */
    public String requester(DelegateExecution execution) {
        return disclosure(execution).requestedBy();
    }

    /** One of the two whose records are asked for; nobody while there is no supervisor (B8). */
    public @Nullable String supervisor(DelegateExecution execution) {
        Disclosure disclosure = disclosure(execution);
        return acting.present(
                disclosure.requireAgreementId(), disclosures.parties(disclosure).supervisor());
    }

    /** The other of the two. */
    public String supervisee(DelegateExecution execution) {
        return disclosures.parties(disclosure(execution)).supervisee();
    }

    /** The Service Manager, or the next above who has no part in it. */
    public String authoriser(DelegateExecution execution) {
        return people.authoriser(disclosure(execution)).orElseThrow();
    }

    /** Those who may prepare the bundle. */
    public List<String> recordsOfficers(DelegateExecution execution) {
        return people.preparers(disclosure(execution));
    }

    /** When the request is filled in. */
    public Date requestDueAt(DelegateExecution execution) {
        return stepDueAt(execution);
    }

    /** When both have answered; later, silence is a no. */
    public Date consentDueAt(DelegateExecution execution) {
        return stepDueAt(execution);
    }

    /** When the Service Manager has decided. */
    public Date authoriseDueAt(DelegateExecution execution) {
        return stepDueAt(execution);
    }

    /** When the bundle is prepared. */
    public Date prepareDueAt(DelegateExecution execution) {
        return stepDueAt(execution);
    }

    /** When the reader's access ends by itself. */
    public Date accessEndsAt(DelegateExecution execution) {
        return Date.from(calendar.endOf(disclosure(execution).requireAccessUntil()));
    }

    @EventListener
    void on(ConsentTakenBack takenBack) {
        tell(MESSAGE_CONSENT_WITHDRAWN, takenBack.disclosureKey());
    }

    @EventListener
    void on(AccessTakenBack takenBack) {
        tell(MESSAGE_ACCESS_REVOKED, takenBack.disclosureKey());
    }

    /** The service has checked who may; the engine is asked as the product itself. */
    private void tell(String message, String disclosureKey) {
        engine.getCommandExecutorTxRequired()
                .execute(context -> context.runWithoutAuthorization(() -> {
                    runtime.createMessageCorrelation(message)
                            .processInstanceBusinessKey(disclosureKey)
                            .correlate();
                    return null;
                }));
    }

    private Date stepDueAt(DelegateExecution execution) {
        return Date.from(calendar.endOf(disclosure(execution).stepDueOn()));
    }

    private Disclosure disclosure(DelegateExecution execution) {
        return disclosures.require(execution.getProcessBusinessKey());
    }
}
