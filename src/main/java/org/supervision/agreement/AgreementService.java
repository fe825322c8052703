package org.supervision.agreement;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;

/** What the rest of the product asks of agreements, and what happens to one in mid-term. */
@Service
@Transactional
public class AgreementService {

    private final AgreementRepository agreements;
    private final AgreementTermRepository terms;
    private final FrequencyTable frequencyTable;
    private final WorkingCalendar calendar;
    private final ApplicationEventPublisher events;

    AgreementService(
            AgreementRepository agreements,
            AgreementTermRepository terms,
            FrequencyTable frequencyTable,
            WorkingCalendar calendar,
            ApplicationEventPublisher events) {
        this.agreements = agreements;
        this.terms = terms;
        this.frequencyTable = frequencyTable;
        this.calendar = calendar;
        this.events = events;
    }

    /** The agreement with this row id, if there is one. */
    public Optional<Agreement> find(long agreementId) {
        return agreements.findById(agreementId);
    }

    /**
     * The agreement with this row id.
     *
     * @throws NoSuchElementException if there is none
     */
    public Agreement require(long agreementId) {
        return find(agreementId)
                .orElseThrow(() -> new NoSuchElementException("No agreement " + Agreement.keyOf(agreementId)));
    }

    /** The term that counts now: none before both have signed the first, and none after the end. */
    public Optional<AgreementTerm> termInForce(long agreementId) {
        return terms.findByAgreementIdAndStatus(agreementId, TermStatus.IN_FORCE);
    }

    /** The term that counted on this London date: old terms apply to old sessions (F06). */
    public Optional<AgreementTerm> termOn(long agreementId, LocalDate day) {
        return terms.findByAgreementIdOrderByTermNumber(agreementId).stream()
                .filter(term -> term.countsOn(day))
                .reduce((earlier, later) -> later);
    }

    /** Every term of the agreement, the first one first. */
    public List<AgreementTerm> terms(long agreementId) {
        return terms.findByAgreementIdOrderByTermNumber(agreementId);
    }

    /**
     * The terms that count now.
     *
     * @throws IllegalStateException if none do
     */
    public AgreementTerms requireTermsInForce(long agreementId) {
        return termInForce(agreementId)
                .orElseThrow(() -> new IllegalStateException(Agreement.keyOf(agreementId) + " is not in force"))
                .terms();
    }

    /** The two people of the agreement. */
    public Parties parties(long agreementId) {
        return require(agreementId).parties();
    }

    /** Whether this person is one of the two. */
    public boolean isParty(long agreementId, String userId) {
        return require(agreementId).hasParty(userId);
    }

    /** Where the agreement stands. */
    public AgreementStatus status(long agreementId) {
        return require(agreementId).status();
    }

    /** All agreements under which sessions are owed now. */
    public List<Agreement> inForce() {
        return withStatus(EnumSet.of(AgreementStatus.IN_FORCE));
    }

    /** All agreements in any of these states. */
    public List<Agreement> withStatus(EnumSet<AgreementStatus> statuses) {
        return agreements.findByStatusInOrderById(statuses);
    }

    /** Every agreement, over or not, in which this person is or was a party. */
    public List<Agreement> of(String userId) {
        return agreements.findBySupervisorOrSuperviseeOrderById(userId, userId);
    }

    /**
     * The longest time between two sessions that holds on this London date, in calendar days: the agreed interval, or
     * the decision table's where that is shorter (D1, B1).
     *
     * @throws IllegalStateException if no term counts now
     */
    public int effectiveIntervalDays(long agreementId, LocalDate on) {
        int agreed = requireTermsInForce(agreementId).intervalDays();
        return Math.min(
                agreed, frequencyTable.maxIntervalDays(parties(agreementId).supervisee(), on));
    }

    /**
     * Suspends the agreement: no sessions are owed until it is resumed (A-br, E18). Does nothing when it is suspended
     * already, but for the dates.
     *
     * @param from London date
     * @param until the last London date as foreseen; null when not known
     */
    public void suspend(long agreementId, LocalDate from, @Nullable LocalDate until) {
        Agreement agreement = require(agreementId);
        boolean first = agreement.status() != AgreementStatus.SUSPENDED;
        agreements.save(agreement.suspended(from, until));
        if (first) {
            events.publishEvent(new AgreementSuspended(agreementId));
        }
    }

    /** Ends the suspension: sessions are owed again. Does nothing when it is not suspended. */
    public void resume(long agreementId) {
        Agreement agreement = require(agreementId);
        if (agreement.status() == AgreementStatus.SUSPENDED) {
            agreements.save(agreement.resumed());
            events.publishEvent(new AgreementResumed(agreementId));
        }
    }

    /** Ends the agreement today. Does nothing when it is over already. */
    public void end(long agreementId, EndReason reason) {
        Agreement agreement = require(agreementId);
        if (agreement.status().isLive()) {
            agreements.save(agreement.ended(calendar.today(), reason));
            events.publishEvent(new AgreementEnded(agreementId, reason));
        }
    }
}
