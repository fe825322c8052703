package org.supervision.agreement;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.MailKind;
import org.supervision.people.People;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy;

/** Opens a term of an agreement, takes it over both signatures into force, and to its end. */
@Service
@Transactional
public class AgreementTermService {

    /** Below this path, by business key, somebody who is signed in to Tasklist finds the copy of a signed term. */
    public static final String COPIES = "/camunda/api/supervision/agreements";

    private final AgreementRepository agreements;
    private final AgreementTermRepository terms;
    private final DraftDiscardRepository discards;
    private final AgreementExceptionRepository exceptions;
    private final AgreementSignatureRepository signatures;
    private final PaperAgreementRepository papers;
    private final ReportingLine reportingLine;
    private final TermsInWords words;
    private final People people;
    private final Policies policies;
    private final WorkingCalendar calendar;
    private final TermNotices notices;
    private final ApplicationEventPublisher events;

    AgreementTermService(
            AgreementRepository agreements,
            AgreementTermRepository terms,
            DraftDiscardRepository discards,
            AgreementExceptionRepository exceptions,
            AgreementSignatureRepository signatures,
            PaperAgreementRepository papers,
            ReportingLine reportingLine,
            TermsInWords words,
            People people,
            Policies policies,
            WorkingCalendar calendar,
            TermNotices notices,
            ApplicationEventPublisher events) {
        this.agreements = agreements;
        this.terms = terms;
        this.discards = discards;
        this.exceptions = exceptions;
        this.signatures = signatures;
        this.papers = papers;
        this.reportingLine = reportingLine;
        this.words = words;
        this.people = people;
        this.policies = policies;
        this.calendar = calendar;
        this.notices = notices;
        this.events = events;
    }

    /**
     * The term with this business key.
     *
     * @throws NoSuchElementException if there is none
     */
    public AgreementTerm require(String termKey) {
        return find(termKey).orElseThrow(() -> new NoSuchElementException("No term " + termKey));
    }

    private Optional<AgreementTerm> find(String termKey) {
        return AgreementTerm.isKey(termKey)
                ? terms.findByAgreementIdAndTermNumber(Agreement.idOf(termKey), AgreementTerm.numberOf(termKey))
                : Optional.empty();
    }

    /**
     * The agreement that a term belongs to.
     *
     * @throws NoSuchElementException if there is none
     */
    public Agreement agreementOf(String termKey) {
        return requireAgreement(Agreement.idOf(termKey));
    }

    /** Whether these two have a live agreement other than this one. */
    public boolean isTaken(String supervisor, String supervisee, Agreement but) {
        return agreements
                .findByLivePair(Agreement.pairOf(supervisor, supervisee))
                .filter(other -> other.requireId() != but.requireId())
                .isPresent();
    }

    /** User ids of all with whom this supervisor has a live agreement other than this one. */
    public Set<String> taken(String supervisor, Agreement but) {
        return agreements.findBySupervisorAndLivePairIsNotNull(supervisor).stream()
                .filter(other -> other.requireId() != but.requireId())
                .map(other -> other.parties().supervisee())
                .collect(Collectors.toSet());
    }

    /** The signatures under this term, the earlier one first. */
    public List<AgreementSignature> signatures(AgreementTerm term) {
        return signatures.findByTermIdOrderBySignedAtAscIdAsc(term.requireId());
    }

    /** The text of a term that both have signed, with their signatures (A6.1); none before. */
    public Optional<String> copyOf(String termKey) {
        return signed(termKey).map(signed -> words.copy(signed.term(), signed.signatures(), signed.onPaper()));
    }

    /** A term that both have signed, as it is printed; nothing before. */
    public Optional<SignedTerm> signed(String termKey) {
        return find(termKey)
                .filter(term -> term.effectiveOn() != null)
                .map(term -> new SignedTerm(term, signatures(term), papers.existsByTermId(term.requireId())));
    }

    /**
     * Opens a new agreement with its first term, to be drafted by the supervisor.
     *
     * @return the term's business key
     */
    public String open(String supervisor) {
        Agreement agreement = agreements.save(Agreement.draft(supervisor, calendar.now()));
        return terms.save(newTerm(agreement.requireId(), 1, null)).key();
    }

    /**
     * Opens a new agreement between these two, to be drafted by the supervisor, who is told. Publishes
     * {@link TermRequired}.
     */
    public Agreement openFor(String supervisor, String supervisee) {
        Agreement agreement =
                agreements.save(Agreement.draft(supervisor, calendar.now()).between(supervisee));
        AgreementTerm first = terms.save(newTerm(agreement.requireId(), 1, null));
        notices.tell(first, "draft", supervisor, MailKind.AGREEMENT_TO_DRAFT);
        events.publishEvent(new TermRequired(first.key()));
        return agreement;
    }

    /**
     * Opens the next term of a signed agreement from today's terms; the present one counts until both have signed it
     * (F06). Publishes {@link TermRequired}.
     *
     * @param carriedOver whether the terms stand unchanged, so that only signing is left
     * @throws IllegalStateException if no term counts now, or a next one is open already
     */
    public AgreementTerm openNext(long agreementId, boolean carriedOver) {
        AgreementTerm current = terms.findByAgreementIdAndStatus(agreementId, TermStatus.IN_FORCE)
                .orElseThrow(() -> new IllegalStateException(Agreement.keyOf(agreementId) + " is not in force"));
        if (openTerm(agreementId).isPresent()) {
            throw new IllegalStateException(Agreement.keyOf(agreementId) + " has an open next term");
        }
        AgreementTerm next = newTerm(agreementId, current.termNumber() + termsAfter(current) + 1, current);
        if (carriedOver) {
            next = toSign(requireAgreement(agreementId), next, true);
        }
        next = terms.save(next);
        if (carriedOver) {
            askToSign(next);
        } else {
            notices.tell(next, "draft", requireAgreement(agreementId).supervisor(), MailKind.AGREEMENT_TO_DRAFT);
        }
        events.publishEvent(new TermRequired(next.key()));
        return next;
    }

    /** The term of this agreement that is on its way to both signatures. */
    public Optional<AgreementTerm> openTerm(long agreementId) {
        return terms.findByAgreementIdOrderByTermNumber(agreementId).stream()
                .filter(term -> term.status().isOpen())
                .findFirst();
    }

    /**
     * Keeps a party's signature under the text of the term (A-sig, B-sig).
     *
     * @throws IllegalStateException if the term is not at signing
     */
    public void sign(String termKey, Party party, String signer) {
        AgreementTerm term = require(termKey);
        if (term.status() != TermStatus.SIGNING) {
            throw new IllegalStateException(termKey + " is " + term.status() + " and cannot be signed");
        }
        signatures.save(new AgreementSignature(
                null,
                term.requireId(),
                party,
                signer,
                people.nameOf(signer),
                Objects.requireNonNull(term.signedTextSha256()),
                calendar.now()));
    }

    /** Keeps that the line manager has chased the missing signatures. */
    public void chased(String termKey, String by, @Nullable String note) {
        terms.save(require(termKey).chased(by, calendar.now(), note));
    }

    /** Tells the line manager that the agreement is still unsigned (A1.2). */
    public void tellUnsigned(String termKey) {
        AgreementTerm term = require(termKey);
        String lineManager = reportingLine.lineManagerOf(agreementOf(termKey));
        notices.tell(term, "unsigned", lineManager, MailKind.AGREEMENT_UNSIGNED, term.chaseDueOn());
    }

    /**
     * Puts the term in force from the later of both signatures (A-sig, C25); the earlier term no longer counts. Publishes
     * {@link TermsSigned}, {@link TermRenewed} for that one, then {@link AgreementInForce}.
     *
     * @throws IllegalStateException unless both have signed
     */
    public void activate(String termKey) {
        AgreementTerm term = require(termKey);
        Agreement agreement = agreementOf(termKey);
        LocalDate effectiveOn = laterSignature(term);
        Optional<AgreementTerm> earlier = terms.findByAgreementIdAndStatus(term.agreementId(), TermStatus.IN_FORCE);
        earlier.ifPresent(old -> terms.save(old.closed(TermStatus.RENEWED, effectiveOn)));
        Policy.Review review = policies.current().review();
        LocalDate reviewDueOn = calendar.addMonthsClamped(reviewCountsFrom(agreement, effectiveOn), review.months());
        AgreementTerm inForce = terms.save(
                term.inForce(effectiveOn, reviewDueOn, calendar.startOf(reviewDueOn.minusDays(review.startDays()))));
        agreements.save(agreement.inForce(effectiveOn));
        String copy = COPIES + "/" + termKey;
        MailKind kind = papers.existsByTermId(term.requireId())
                ? MailKind.AGREEMENT_ON_PAPER_IN_FORCE
                : MailKind.AGREEMENT_IN_FORCE;
        agreement.parties().both().forEach(party -> notices.tellOfCopy(inForce, party, kind, copy));
        events.publishEvent(new TermsSigned(termKey));
        earlier.ifPresent(old -> events.publishEvent(new TermRenewed(old.key())));
        events.publishEvent(new AgreementInForce(term.agreementId()));
    }

    /**
     * Gives up a term that the two could not agree on, or whose draft was discarded: a first one takes the agreement with
     * it, a later one does not.
     */
    public void abandon(String termKey) {
        AgreementTerm term = require(termKey);
        Agreement agreement = agreementOf(termKey);
        boolean discarded = discards.existsByTermId(term.requireId());
        boolean first = agreement.status() == AgreementStatus.DRAFT;
        LocalDate today = calendar.today();
        AgreementTerm abandoned = terms.save(term.closed(TermStatus.ABANDONED, today));
        if (first) {
            agreements.save(discarded ? agreement.discarded(today) : agreement.notAgreed(today));
        }
        if (discarded) {
            tellDiscarded(abandoned, agreement, first);
        } else {
            agreement
                    .parties()
                    .both()
                    .forEach(party -> notices.tell(abandoned, "not-agreed", party, MailKind.AGREEMENT_NOT_AGREED));
        }
    }

    /** Who counts on the draft: the supervisee on new terms; the line manager on a first agreement with somebody. */
    private void tellDiscarded(AgreementTerm term, Agreement agreement, boolean first) {
        if (agreement.supervisee() != null) {
            String reader = first ? reportingLine.lineManagerOf(agreement) : agreement.supervisee();
            notices.tell(term, "discarded", reader, MailKind.AGREEMENT_DRAFT_DISCARDED);
        }
    }

    /** Closes what is open of a term whose agreement has ended; does nothing when that is done already. */
    public void close(String termKey) {
        AgreementTerm term = require(termKey);
        if (term.status().isOpen() || term.status() == TermStatus.IN_FORCE) {
            terms.save(term.closed(TermStatus.ENDED, calendar.today()));
        }
    }

    /**
     * Gives up a term that was being drafted or signed when the supervisor changed. The terms in force count until the new
     * supervisor's are signed, and are then renewed by them.
     */
    public void supersede(String termKey) {
        AgreementTerm term = require(termKey);
        if (term.status().isOpen()) {
            terms.save(term.closed(TermStatus.ENDED, calendar.today()));
        }
    }

    /** Asks for the six-monthly review of the term (B9). Publishes {@link TermReviewDue}. */
    public void startReview(String termKey) {
        events.publishEvent(new TermReviewDue(
                termKey, Objects.requireNonNull(require(termKey).reviewDueOn())));
    }

    /** Asks for the review of an agreement in force before its regular day, with time to prepare. Publishes {@link TermReviewDue}. */
    public void startReviewEarly(long agreementId) {
        AgreementTerm term = terms.findByAgreementIdAndStatus(agreementId, TermStatus.IN_FORCE)
                .orElseThrow(() -> new IllegalStateException(Agreement.keyOf(agreementId) + " is not in force"));
        LocalDate soon = calendar.today().plusDays(policies.current().review().startDays());
        LocalDate regular = Objects.requireNonNull(term.reviewDueOn());
        events.publishEvent(new TermReviewDue(term.key(), soon.isBefore(regular) ? soon : regular));
    }

    /** The terms in force whose review should have begun by now; those of suspended agreements wait. */
    List<AgreementTerm> reviewsDueToStart(Instant now) {
        return terms.findReviewsToStart(now.atOffset(ZoneOffset.UTC));
    }

    /** The terms that count now, whatever is being drafted. */
    public Optional<AgreementTerms> termsInForce(long agreementId) {
        return terms.findByAgreementIdAndStatus(agreementId, TermStatus.IN_FORCE)
                .map(AgreementTerm::terms);
    }

    AgreementTerm newTerm(long agreementId, int number, @Nullable AgreementTerm from) {
        Policy policy = policies.current();
        LocalDate today = calendar.today();
        LocalDate unsignedOn = calendar.addWorkingDays(today, policy.agreement().signWd());
        return AgreementTerm.drafting(
                agreementId,
                number,
                today,
                calendar.addWorkingDays(today, policy.agreement().stepWd()),
                calendar.endOf(unsignedOn),
                calendar.addWorkingDays(unsignedOn, policy.escalation().chaseWd()),
                from == null ? null : from.termsDocument());
    }

    private int termsAfter(AgreementTerm current) {
        return terms.findByAgreementIdOrderByTermNumber(current.agreementId()).stream()
                        .mapToInt(AgreementTerm::termNumber)
                        .max()
                        .orElse(current.termNumber())
                - current.termNumber();
    }

    /** The term with the text that both sign. */
    AgreementTerm toSign(Agreement agreement, AgreementTerm term, boolean carriedOver) {
        String version = policies.current().version();
        LocalDate exceptionUntil = exceptionFor(term, calendar.today())
                .map(AgreementException::untilOn)
                .orElse(null);
        String text = words.text(term, agreement.parties(), policies.current(), exceptionUntil);
        return term.toSign(text, carriedOver, version).at(TermStatus.SIGNING, stepDueOn());
    }

    void askToSign(AgreementTerm term) {
        requireAgreement(term.agreementId())
                .parties()
                .both()
                .forEach(party -> notices.tell(term, "sign", party, MailKind.AGREEMENT_TO_SIGN));
    }

    /** London date by whose end a step that begins today is due. */
    LocalDate stepDueOn() {
        return calendar.addWorkingDays(
                calendar.today(), policies.current().agreement().stepWd());
    }

    /** The exception from the ceiling that covers the term on this London date (B1). */
    Optional<AgreementException> exceptionFor(AgreementTerm term, LocalDate on) {
        int weeks = term.terms().intervalWeeks();
        return exceptions.findByAgreementIdOrderById(term.agreementId()).stream()
                .filter(exception -> exception.allows(weeks, on))
                .reduce((first, last) -> last);
    }

    private LocalDate laterSignature(AgreementTerm term) {
        List<AgreementSignature> signed = signatures(term);
        if (signed.size() != Party.values().length) {
            throw new IllegalStateException(term.key() + " is not signed by both");
        }
        return calendar.dateOf(signed.get(signed.size() - 1).signedAt());
    }

    /** From the first day in force or, once reviewed, from the last completed review; an amendment puts it off no further. */
    private static LocalDate reviewCountsFrom(Agreement agreement, LocalDate effectiveOn) {
        if (agreement.lastReviewedOn() != null) {
            return agreement.lastReviewedOn();
        }
        return agreement.inForceOn() != null ? agreement.inForceOn() : effectiveOn;
    }

    private Agreement requireAgreement(long agreementId) {
        return agreements
                .findById(agreementId)
                .orElseThrow(() -> new NoSuchElementException("No agreement " + Agreement.keyOf(agreementId)));
    }
}
