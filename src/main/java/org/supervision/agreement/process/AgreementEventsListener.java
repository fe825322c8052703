package org.supervision.agreement.process;

import org.camunda.bpm.engine.RuntimeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementEnded;
import org.supervision.agreement.AgreementResumed;
import org.supervision.agreement.AgreementReviewed;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementSuspended;
import org.supervision.agreement.AgreementTerm;
import org.supervision.agreement.ChangeWithdrawn;
import org.supervision.agreement.NothingToChange;
import org.supervision.agreement.SignedOnPaper;
import org.supervision.agreement.SupervisorChanged;
import org.supervision.agreement.TermRenewed;
import org.supervision.agreement.TermRequired;
import org.supervision.agreement.TermsSigned;
import org.supervision.engine.EngineAccess;

/** Tells the running processes of agreements what has happened to them, by business key. */
@Component
class AgreementEventsListener {

    private static final Logger LOG = LoggerFactory.getLogger(AgreementEventsListener.class);

    private final RuntimeService engine;
    private final EngineAccess access;
    private final AgreementService agreements;

    AgreementEventsListener(RuntimeService engine, EngineAccess access, AgreementService agreements) {
        this.engine = engine;
        this.access = access;
        this.agreements = agreements;
    }

    @EventListener
    void on(TermRequired required) {
        access.asTheProduct(
                () -> engine.createMessageCorrelation(SupervisionAgreementProcess.MESSAGE_AGREEMENT_REQUIRED)
                        .processInstanceBusinessKey(required.termKey())
                        .correlateStartMessage());
    }

    @EventListener
    void on(SignedOnPaper signed) {
        access.asTheProduct(() -> engine.createMessageCorrelation(SupervisionAgreementProcess.MESSAGE_SIGNED_ON_PAPER)
                .processInstanceBusinessKey(signed.termKey())
                .correlateStartMessage());
    }

    @EventListener
    void on(TermsSigned signed) {
        tell(SupervisionAgreementProcess.MESSAGE_TERMS_SIGNED, signed.termKey());
    }

    /** A suspended term doesn't listen for its renewal, but like any other for its end. */
    @EventListener
    void on(TermRenewed renewed) {
        if (!tell(SupervisionAgreementProcess.MESSAGE_TERM_RENEWED, renewed.termKey())) {
            tell(SupervisionAgreementProcess.MESSAGE_AGREEMENT_ENDED, renewed.termKey());
        }
    }

    @EventListener
    void on(AgreementSuspended suspended) {
        tellTerms(SupervisionAgreementProcess.MESSAGE_AGREEMENT_SUSPENDED, suspended.agreementId());
    }

    @EventListener
    void on(AgreementResumed resumed) {
        tellTerms(SupervisionAgreementProcess.MESSAGE_AGREEMENT_RESUMED, resumed.agreementId());
    }

    /** A suspended term asks for its next review once supervision is taken up again. */
    @EventListener
    void on(AgreementReviewed reviewed) {
        tell(SupervisionAgreementProcess.MESSAGE_AGREEMENT_REVIEWED, reviewed.termKey());
    }

    @EventListener
    void on(AgreementEnded ended) {
        tellTerms(SupervisionAgreementProcess.MESSAGE_AGREEMENT_ENDED, ended.agreementId());
    }

    /** What was being drafted or signed is given up; the terms in force wait for their review and for new ones as before. */
    @EventListener
    void on(SupervisorChanged changed) {
        access.asTheProduct(() -> agreements.terms(changed.agreementId()).stream()
                .filter(term -> term.status().isOpen())
                .forEach(term -> tell(SupervisionAgreementProcess.MESSAGE_SUPERVISOR_CHANGED, term.key())));
    }

    @EventListener
    void on(ChangeWithdrawn withdrawn) {
        tell(AgreementChangeProcess.MESSAGE_CHANGE_WITHDRAWN, withdrawn.agreementKey());
    }

    /** The one whose own form has just ended the agreement does not wait any more, though the database still says so. */
    @EventListener
    void on(NothingToChange over) {
        access.asTheProduct(() -> engine
                .createExecutionQuery()
                .messageEventSubscriptionName(AgreementChangeProcess.MESSAGE_NOTHING_TO_CHANGE)
                .processInstanceBusinessKey(over.key())
                .list()
                .stream()
                .filter(waiting -> !waiting.isEnded())
                .forEach(waiting -> engine.messageEventReceived(
                        AgreementChangeProcess.MESSAGE_NOTHING_TO_CHANGE, waiting.getId())));
    }

    private void tellTerms(String message, long agreementId) {
        long told = agreements.terms(agreementId).stream()
                .map(AgreementTerm::key)
                .filter(key -> tell(message, key))
                .count();
        if (told == 0) {
            LOG.info("No term of {} waits for {}", Agreement.keyOf(agreementId), message);
        }
    }

    /** Whether somebody was listening. */
    private boolean tell(String message, String businessKey) {
        int listeners = engine.createMessageCorrelation(message)
                .processInstanceBusinessKey(businessKey)
                .correlateAllWithResult()
                .size();
        LOG.debug("{} for {} reached {}", message, businessKey, listeners);
        return listeners > 0;
    }
}
