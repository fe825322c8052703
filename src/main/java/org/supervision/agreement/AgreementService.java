package org.supervision.agreement;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.util.Streamable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy;

/** What the rest of the product asks of agreements, and what happens to one in mid-term. */
@Service
@Transactional
public class AgreementService {

    /** How many rows a statement asks for by their ids. */
    private static final int AT_ONCE = 400;

    private final AgreementRepository agreements;
    private final AgreementTermRepository terms;
    private final AgreementExceptionRepository exceptions;
    private final PaperAgreementRepository papers;
    private final AgreementSearch search;
    private final FrequencyTable frequencyTable;
    private final ReportingLine reportingLine;
    private final TimeInPost timeInPost;
    private final Policies policies;
    private final WorkingCalendar calendar;
    private final Notifier notifier;
    private final ApplicationEventPublisher events;

    AgreementService(
            AgreementRepository agreements,
            AgreementTermRepository terms,
            AgreementExceptionRepository exceptions,
            PaperAgreementRepository papers,
            AgreementSearch search,
            FrequencyTable frequencyTable,
            ReportingLine reportingLine,
            TimeInPost timeInPost,
            Policies policies,
            WorkingCalendar calendar,
            Notifier notifier,
            ApplicationEventPublisher events) {
        this.agreements = agreements;
        this.terms = terms;
        this.exceptions = exceptions;
        this.papers = papers;
        this.search = search;
        this.frequencyTable = frequencyTable;
        this.reportingLine = reportingLine;
        this.timeInPost = timeInPost;
        this.policies = policies;
        this.calendar = calendar;
        this.notifier = notifier;
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

    /** The same of several agreements, by row id; those of which none counts are left out. */
    public Map<Long, AgreementTerm> termsInForce(Collection<Long> agreementIds) {
        return agreementIds.isEmpty()
                ? Map.of()
                : terms.findByAgreementIdInAndStatus(agreementIds, TermStatus.IN_FORCE).stream()
                        .collect(Collectors.toMap(AgreementTerm::agreementId, term -> term));
    }

    /** The term that counted on this London date: old terms apply to old sessions (F06). */
    public Optional<AgreementTerm> termOn(long agreementId, LocalDate day) {
        return terms(agreementId).stream().filter(term -> term.countsOn(day)).reduce((earlier, later) -> later);
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

    /** The live agreement of these two, if they have one. */
    public Optional<Agreement> betweenNow(String supervisor, String supervisee) {
        return agreements.findByLivePair(Agreement.pairOf(supervisor, supervisee));
    }

    /** The London date of the last session that was held while the agreement was on paper alone; empty where none was. */
    public Optional<LocalDate> lastHeldOnPaper(long agreementId) {
        return papers.lastHeldOn(agreementId);
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

    /** Where the agreement stands, and goes on standing until the transaction ends. */
    public AgreementStatus heldStatus(long agreementId) {
        return agreements.lockStatus(agreementId).orElseThrow();
    }

    /** All agreements that both have signed and that have not ended. */
    public List<Agreement> inForceOrSuspended() {
        return withStatus(EnumSet.of(AgreementStatus.IN_FORCE, AgreementStatus.SUSPENDED));
    }

    /** All agreements under which sessions are owed now. */
    public List<Agreement> inForce() {
        return withStatus(EnumSet.of(AgreementStatus.IN_FORCE));
    }

    /** All agreements in any of these states, in the order in which they were made. */
    public List<Agreement> withStatus(Set<AgreementStatus> statuses) {
        return agreements.findByStatusInOrderById(statuses);
    }

    /** The agreements in any of these states in which one of these people is a party, in the order in which they were made. */
    public List<Agreement> ofAny(Collection<String> people, Set<AgreementStatus> statuses) {
        List<Long> ids = agreements.findIdsOf(people, statuses);
        return ids.isEmpty() ? List.of() : agreements.findByIdInOrderById(ids);
    }

    /**
     * Agreements that were in force once, over or not, with a party in whose name or user id each of these words stands, or
     * the one with this key; the newest first.
     *
     * @param typed words, in whatever case, or a key; any of them where it is blank
     * @param most how many at most
     */
    public List<Agreement> search(String typed, int most) {
        String key = typed.strip().toUpperCase(Locale.ROOT);
        return all(Agreement.isKey(key) ? search.withId(Agreement.idOf(key)) : search.withParty(typed, most)).stream()
                .sorted(Comparator.comparing(Agreement::requireId).reversed())
                .toList();
    }

    /** Every agreement, over or not, in which this person is or was a party. */
    public List<Agreement> of(String userId) {
        return agreements.findBySupervisorOrSuperviseeOrderById(userId, userId);
    }

    /**
     * The manager whom a step about this agreement goes to: the supervisor's line manager or, where that is a party or
     * nobody, the next above (E13).
     */
    public String lineManager(long agreementId) {
        return reportingLine.lineManagerOf(require(agreementId));
    }

    /**
     * The longest time between two sessions that holds on this London date, in calendar days: the agreed interval, or
     * the decision table's where that is shorter (D1, B1). While an exception lasts it lifts the limit that it was
     * granted from, but no tighter one.
     *
     * @throws IllegalStateException if no term counts now
     */
    public int effectiveIntervalDays(long agreementId, LocalDate on) {
        AgreementTerms agreed = requireTermsInForce(agreementId);
        int table = frequencyTable.maxIntervalDays(parties(agreementId).supervisee(), on);
        return effective(agreed, table, exceptions.findByAgreementIdOrderById(agreementId), on);
    }

    /** Those of these row ids. */
    public List<Agreement> all(Collection<Long> agreementIds) {
        return Streamable.of(agreements.findAllById(agreementIds)).toList();
    }

    /**
     * The same of several agreements, in four statements for some hundreds at a time.
     *
     * @return calendar days by row id; of those whose terms are in force
     */
    public Map<Long, Integer> effectiveIntervalDays(Collection<Long> agreementIds, LocalDate on) {
        Map<Long, Integer> days = new HashMap<>();
        List<Long> ids = List.copyOf(agreementIds);
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            List<Long> part = ids.subList(from, Math.min(from + AT_ONCE, ids.size()));
            List<AgreementTerm> agreed = terms.findByAgreementIdInAndStatus(part, TermStatus.IN_FORCE);
            Map<Long, String> supervisees = all(part).stream()
                    .collect(Collectors.toMap(
                            Agreement::requireId,
                            agreement -> agreement.parties().supervisee()));
            Map<String, Integer> table = frequencyTable.maxIntervalDays(Set.copyOf(supervisees.values()), on);
            Map<Long, List<AgreementException>> lifted = exceptions.findByAgreementIdIn(part).stream()
                    .collect(Collectors.groupingBy(AgreementException::agreementId));
            agreed.forEach(term -> days.put(
                    term.agreementId(),
                    effective(
                            term.terms(),
                            Objects.requireNonNull(table.get(supervisees.get(term.agreementId()))),
                            lifted.getOrDefault(term.agreementId(), List.of()),
                            on)));
        }
        return days;
    }

    private static int effective(AgreementTerms agreed, int table, List<AgreementException> exceptions, LocalDate on) {
        boolean lifted = exceptions.stream()
                .anyMatch(exception -> exception.allows(agreed.intervalWeeks(), on) && table >= exception.limitDays());
        return lifted ? agreed.intervalDays() : Math.min(agreed.intervalDays(), table);
    }

    /**
     * Suspends the agreement: no sessions are owed until it is resumed (A-br, E18). Does nothing when it is suspended
     * already, but for the dates. Publishes {@link AgreementSuspended}.
     *
     * @param from London date
     * @param until the last London date as foreseen, after which it resumes by itself; null when not known
     */
    public void suspend(long agreementId, LocalDate from, @Nullable LocalDate until) {
        Agreement agreement = require(agreementId);
        boolean first = agreement.status() != AgreementStatus.SUSPENDED;
        Agreement suspended = agreements.save(agreement.suspended(from, until));
        if (first) {
            tellBoth(suspended, "suspended", MailKind.AGREEMENT_SUSPENDED);
            events.publishEvent(new AgreementSuspended(agreementId));
        }
    }

    /**
     * Ends the suspension: sessions are owed again. Does nothing when it is not suspended. Publishes
     * {@link AgreementResumed}.
     */
    public void resume(long agreementId) {
        Agreement agreement = require(agreementId);
        if (agreement.status() == AgreementStatus.SUSPENDED) {
            timeInPost.pauseOver(agreement, calendar.today());
            Agreement resumed = agreements.save(agreement.resumed(calendar.today()));
            tellBoth(resumed, "resumed", MailKind.AGREEMENT_RESUMED);
            events.publishEvent(new AgreementResumed(agreementId));
        }
    }

    /**
     * Ends the agreement and its open terms today. Does nothing when it is over already. Publishes
     * {@link AgreementEnded}.
     */
    public void end(long agreementId, EndReason reason) {
        Agreement agreement = require(agreementId);
        if (!agreement.status().isLive()) {
            return;
        }
        LocalDate today = calendar.today();
        timeInPost.pauseOver(agreement, today);
        List<AgreementTerm> over = terms(agreementId).stream()
                .filter(term -> term.status().isOpen() || term.status() == TermStatus.IN_FORCE)
                .map(term -> terms.save(term.closed(TermStatus.ENDED, today)))
                .toList();
        Agreement ended = agreements.save(agreement.ended(today, reason));
        if (agreement.status().isSigned()) {
            tellBoth(ended, "ended", MailKind.AGREEMENT_ENDED);
        } else {
            tellDraftNotNeeded(ended, over.stream().anyMatch(AgreementTerm::hasTerms));
        }
        events.publishEvent(new AgreementEnded(agreementId, reason));
    }

    /**
     * Gives the agreement another supervisor from today on: sessions, cases and the interval go on under it (B6, E16).
     * Publishes {@link SupervisorChanged}.
     *
     * @param to user id of the new supervisor, with whom the supervisee has no live agreement
     * @throws IllegalStateException unless both have signed it
     */
    public void changeSupervisor(long agreementId, String to) {
        Agreement agreement = require(agreementId);
        agreements.save(agreement.supervisedBy(to));
        events.publishEvent(new SupervisorChanged(agreementId, agreement.supervisor(), to));
    }

    /**
     * Notes that a review of the agreement was completed: the next is due six months later (C26), even if the two never
     * sign the next term. Publishes {@link AgreementReviewed}.
     *
     * @param completedOn London date
     */
    public void reviewed(long agreementId, LocalDate completedOn) {
        agreements.save(require(agreementId).reviewed(completedOn));
        Policy.Review review = policies.current().review();
        LocalDate nextDueOn = calendar.addMonthsClamped(completedOn, review.months());
        termInForce(agreementId).ifPresent(term -> {
            terms.save(term.reviewed(nextDueOn, calendar.startOf(nextDueOn.minusDays(review.startDays()))));
            events.publishEvent(new AgreementReviewed(term.key()));
        });
    }

    private void tellBoth(Agreement agreement, String what, MailKind kind) {
        if (agreement.supervisee() != null) {
            agreement.parties().both().forEach(party -> tell(agreement, what, party, kind));
        }
    }

    /** The supervisee knows of a draft once the supervisor has proposed terms. */
    private void tellDraftNotNeeded(Agreement agreement, boolean proposed) {
        String what = "draft-not-needed";
        if (proposed) {
            tellBoth(agreement, what, MailKind.AGREEMENT_DRAFT_NOT_NEEDED);
        } else {
            tell(agreement, what, agreement.supervisor(), MailKind.AGREEMENT_DRAFT_NOT_NEEDED);
        }
    }

    private void tell(Agreement agreement, String what, String userId, MailKind kind) {
        String uniqueId = agreement.key() + "/" + what + "/" + agreement.rowVersion();
        notifier.send(Notice.of(uniqueId, userId, kind, agreement.key()));
    }
}
