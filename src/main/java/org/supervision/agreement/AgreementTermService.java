package org.supervision.agreement;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;
import org.supervision.people.People;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy;

/** Takes a term of an agreement from its draft over both signatures into force, and to its end. */
@Service
@Transactional
public class AgreementTermService {

    /** Below this path, by business key, somebody who is signed in to Tasklist finds the copy of a signed term. */
    public static final String COPIES = "/camunda/api/supervision/agreements";

    private final AgreementRepository agreements;
    private final AgreementTermRepository terms;
    private final TermsVersionRepository versions;
    private final TermsRulingRepository rulings;
    private final DraftDiscardRepository discards;
    private final AgreementExceptionRepository exceptions;
    private final AgreementSignatureRepository signatures;
    private final FrequencyTable frequencyTable;
    private final ReportingLine reportingLine;
    private final TermsInWords words;
    private final People people;
    private final Policies policies;
    private final WorkingCalendar calendar;
    private final Notifier notifier;
    private final ApplicationEventPublisher events;

    AgreementTermService(
            AgreementRepository agreements,
            AgreementTermRepository terms,
            TermsVersionRepository versions,
            TermsRulingRepository rulings,
            DraftDiscardRepository discards,
            AgreementExceptionRepository exceptions,
            AgreementSignatureRepository signatures,
            FrequencyTable frequencyTable,
            ReportingLine reportingLine,
            TermsInWords words,
            People people,
            Policies policies,
            WorkingCalendar calendar,
            Notifier notifier,
            ApplicationEventPublisher events) {
        this.agreements = agreements;
        this.terms = terms;
        this.versions = versions;
        this.rulings = rulings;
        this.discards = discards;
        this.exceptions = exceptions;
        this.signatures = signatures;
        this.frequencyTable = frequencyTable;
        this.reportingLine = reportingLine;
        this.words = words;
        this.people = people;
        this.policies = policies;
        this.calendar = calendar;
        this.notifier = notifier;
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

    /** The signatures under this term, the earlier one first. */
    public List<AgreementSignature> signatures(AgreementTerm term) {
        return signatures.findByTermIdOrderBySignedAtAscIdAsc(term.requireId());
    }

    /** The text of a term that both have signed, with their signatures (A6.1); none before. */
    public Optional<String> copyOf(String termKey) {
        return find(termKey).filter(term -> term.effectiveOn() != null).map(term -> words.copy(term, signatures(term)));
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
        tell(first, "draft", supervisor, MailKind.AGREEMENT_TO_DRAFT);
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
            tell(next, "draft", requireAgreement(agreementId).supervisor(), MailKind.AGREEMENT_TO_DRAFT);
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
     * Keeps what the supervisor drafted as the next version of the terms.
     *
     * @param supervisee user id; of a later term it stays whom the agreement names
     */
    public void propose(String termKey, String supervisee, AgreementTerms draft, String by) {
        AgreementTerm term = require(termKey);
        Agreement agreement = agreementOf(termKey);
        if (agreement.status() == AgreementStatus.DRAFT) {
            agreements.save(agreement.between(supervisee));
        }
        String theirs = term.hasTerms() ? term.terms().superviseeExpectations() : null;
        AgreementTerm proposed = terms.save(term.proposing(
                draft.withSuperviseeExpectations(theirs), policies.current().version()));
        versions.save(TermsVersion.proposed(proposed, by, calendar.now()));
    }

    /** Whether its supervisor may still discard the draft: the supervisee has not answered it (A7.2). */
    public boolean mayDiscard(AgreementTerm term) {
        return term.status() == TermStatus.DRAFTING
                && versions.findByTermIdOrderByVersionNumber(term.requireId()).stream()
                        .allMatch(version -> version.decision() == null);
    }

    /**
     * Keeps that the supervisor discards the draft, and why; {@link #abandon} then ends it.
     *
     * @throws IllegalStateException if the supervisee has answered it, or it is no draft
     */
    public void discard(String termKey, String reason, String by) {
        AgreementTerm term = require(termKey);
        if (!mayDiscard(term)) {
            throw new IllegalStateException(termKey + " is " + term.status() + " and cannot be discarded");
        }
        discards.save(new DraftDiscard(null, term.requireId(), reason, by, calendar.now()));
    }

    /**
     * The longest interval that needs no exception for this person: what the decision table allows today or, once time
     * in post has passed, at the end of the term (D1, B1).
     *
     * @return calendar days
     */
    public int limitDays(String supervisee) {
        return limitDays(day -> frequencyTable.maxIntervalDays(supervisee, day));
    }

    private int decidedLimitDays(Agreement agreement) {
        String supervisee = agreement.parties().supervisee();
        return limitDays(day -> frequencyTable.decideMaxIntervalDays(supervisee, day));
    }

    private int limitDays(ToIntFunction<LocalDate> table) {
        LocalDate today = calendar.today();
        LocalDate end =
                calendar.addMonthsClamped(today, policies.current().review().months());
        return Math.max(table.applyAsInt(today), table.applyAsInt(end));
    }

    /**
     * Sends the drafted terms on: to the supervisee, or first to the Service Manager when they ask for less supervision
     * than the table allows and no exception covers that (B1).
     *
     * @return whether they lie within the ceiling, or within an exception that still holds
     */
    public boolean checkFrequency(String termKey) {
        AgreementTerm term = require(termKey);
        Agreement agreement = agreementOf(termKey);
        boolean within = term.terms().intervalDays() <= decidedLimitDays(agreement)
                || exceptionFor(term, calendar.today()).isPresent();
        if (within) {
            tell(
                    moveOn(term, TermStatus.CONSIDERING),
                    "consider",
                    agreement.parties().supervisee(),
                    MailKind.AGREEMENT_TO_CONSIDER);
        } else {
            tell(
                    moveOn(term, TermStatus.EXCEPTION),
                    "exception",
                    reportingLine.serviceManagerOf(agreement),
                    MailKind.AGREEMENT_EXCEPTION_TO_APPROVE);
        }
        return within;
    }

    /**
     * Keeps the Service Manager's answer to an interval beyond the ceiling (B1).
     *
     * @param until the last London date on which the longer interval is allowed; null when refused
     */
    public void decideException(String termKey, boolean approved, @Nullable LocalDate until, String reason, String by) {
        AgreementTerm term = require(termKey);
        Agreement agreement = agreementOf(termKey);
        exceptions.save(new AgreementException(
                null,
                term.agreementId(),
                term.requireId(),
                term.terms().intervalWeeks(),
                decidedLimitDays(agreement),
                approved,
                approved ? Objects.requireNonNull(until) : null,
                reason,
                by,
                calendar.now()));
        if (approved) {
            tell(
                    moveOn(term, TermStatus.CONSIDERING),
                    "consider",
                    agreement.parties().supervisee(),
                    MailKind.AGREEMENT_TO_CONSIDER);
        } else {
            tell(moveOn(term, TermStatus.DRAFTING), "redraft", agreement.supervisor(), MailKind.AGREEMENT_TO_DRAFT);
        }
    }

    /**
     * Keeps the supervisee's answer to the terms, and sends them on: to both for signing, back to the supervisor, or to
     * the line manager.
     *
     * @param expectations what the supervisee expects, kept whatever the answer (A1.1)
     */
    public void answer(
            String termKey, Answer answer, @Nullable String comment, @Nullable String expectations, String by) {
        AgreementTerm term = require(termKey);
        Agreement agreement = agreementOf(termKey);
        versions.findFirstByTermIdOrderByVersionNumberDesc(term.requireId())
                .ifPresent(version -> versions.save(version.answered(answer, comment, by, calendar.now())));
        AgreementTerm supplemented = term.supplemented(term.terms().withSuperviseeExpectations(expectations));
        switch (answer) {
            case AGREE -> askToSign(terms.save(toSign(agreement, supplemented, false)));
            case PROPOSE_CHANGE -> {
                tell(
                        moveOn(supplemented, TermStatus.DRAFTING),
                        "redraft",
                        agreement.supervisor(),
                        MailKind.AGREEMENT_TO_DRAFT);
            }
            case CANNOT_AGREE -> {
                tell(
                        moveOn(supplemented, TermStatus.DECIDING),
                        "decide",
                        reportingLine.lineManagerOf(agreement),
                        MailKind.AGREEMENT_TO_DECIDE);
            }
        }
    }

    /** Keeps what the line manager decided on terms that the two could not agree on. */
    public void rule(String termKey, Ruling ruling, String reason, String by) {
        AgreementTerm term = require(termKey);
        rulings.save(new TermsRuling(null, term.requireId(), ruling, reason, by, calendar.now()));
        if (ruling == Ruling.CONTINUE) {
            tell(
                    moveOn(term, TermStatus.DRAFTING),
                    "ruling",
                    agreementOf(termKey).supervisor(),
                    MailKind.AGREEMENT_TO_DRAFT);
        }
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
        notifier.send(notice(term, "unsigned", lineManager, MailKind.AGREEMENT_UNSIGNED, term.chaseDueOn()));
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
        agreement
                .parties()
                .both()
                .forEach(party -> notifier.send(notice(inForce, "in-force", party, MailKind.AGREEMENT_IN_FORCE, null)
                        .path(copy)));
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
                    .forEach(party -> tell(abandoned, "not-agreed", party, MailKind.AGREEMENT_NOT_AGREED));
        }
    }

    /** Who counts on the draft: the supervisee on new terms; the line manager on a first agreement with somebody. */
    private void tellDiscarded(AgreementTerm term, Agreement agreement, boolean first) {
        if (agreement.supervisee() != null) {
            String reader = first ? reportingLine.lineManagerOf(agreement) : agreement.supervisee();
            tell(term, "discarded", reader, MailKind.AGREEMENT_DRAFT_DISCARDED);
        }
    }

    /** Closes what is open of a term whose agreement has ended; does nothing when that is done already. */
    public void close(String termKey) {
        AgreementTerm term = require(termKey);
        if (term.status().isOpen() || term.status() == TermStatus.IN_FORCE) {
            terms.save(term.closed(TermStatus.ENDED, calendar.today()));
        }
    }

    /** Asks for the six-monthly review of the term (B9). Publishes {@link TermReviewDue}. */
    public void startReview(String termKey) {
        events.publishEvent(new TermReviewDue(
                termKey, Objects.requireNonNull(require(termKey).reviewDueOn())));
    }

    /** The terms in force whose review should have begun by now; those of suspended agreements wait. */
    List<AgreementTerm> reviewsDueToStart(Instant now) {
        return terms.findReviewsToStart(now.atOffset(ZoneOffset.UTC));
    }

    /**
     * The version that the supervisee last answered or, before there is one, the term that counts now: what the present
     * draft is compared with (F04). What the supervisee expects is no news to the supervisee.
     */
    public Optional<AgreementTerms> comparedWith(AgreementTerm term) {
        return versions.findByTermIdOrderByVersionNumber(term.requireId()).stream()
                .filter(version -> version.decision() != null)
                .max(Comparator.comparingInt(TermsVersion::versionNumber))
                .map(version ->
                        version.terms().withSuperviseeExpectations(term.terms().superviseeExpectations()))
                .or(() -> termsInForce(term.agreementId()));
    }

    /** The terms that count now, whatever is being drafted. */
    public Optional<AgreementTerms> termsInForce(long agreementId) {
        return terms.findByAgreementIdAndStatus(agreementId, TermStatus.IN_FORCE)
                .map(AgreementTerm::terms);
    }

    /** Everything that was said about the terms so far, in order. */
    public List<Remark> remarks(AgreementTerm term) {
        record At(Instant at, Remark remark) {}
        List<At> said = new ArrayList<>();
        versions.findByTermIdOrderByVersionNumber(term.requireId()).stream()
                .filter(version -> version.decisionComment() != null)
                .forEach(version -> said.add(new At(
                        version.decidedAt(), remark(version.decidedBy(), "supervisee", version.decisionComment()))));
        exceptions.findByAgreementIdOrderById(term.agreementId()).stream()
                .filter(exception -> exception.termId() == term.requireId())
                .forEach(exception -> said.add(new At(
                        exception.decidedAt(),
                        remark(
                                exception.decidedBy(),
                                exception.approved() ? "approved the exception" : "refused the exception",
                                exception.reason()))));
        rulings.findByTermIdOrderById(term.requireId())
                .forEach(ruling -> said.add(
                        new At(ruling.decidedAt(), remark(ruling.decidedBy(), "line manager", ruling.reason()))));
        return said.stream()
                .sorted(Comparator.comparing(At::at))
                .map(At::remark)
                .toList();
    }

    private Remark remark(@Nullable String userId, String part, @Nullable String text) {
        return new Remark(
                people.nameOf(Objects.requireNonNull(userId)) + " (" + part + ")", Objects.requireNonNull(text));
    }

    private AgreementTerm newTerm(long agreementId, int number, @Nullable AgreementTerm from) {
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

    private AgreementTerm toSign(Agreement agreement, AgreementTerm term, boolean carriedOver) {
        String version = policies.current().version();
        LocalDate exceptionUntil = exceptionFor(term, calendar.today())
                .map(AgreementException::untilOn)
                .orElse(null);
        String text = words.text(term, agreement.parties(), policies.current(), exceptionUntil);
        return term.toSign(text, carriedOver, version).at(TermStatus.SIGNING, stepDueOn());
    }

    private void askToSign(AgreementTerm term) {
        requireAgreement(term.agreementId())
                .parties()
                .both()
                .forEach(party -> tell(term, "sign", party, MailKind.AGREEMENT_TO_SIGN));
    }

    private AgreementTerm moveOn(AgreementTerm term, TermStatus step) {
        return terms.save(term.at(step, stepDueOn()));
    }

    private LocalDate stepDueOn() {
        return calendar.addWorkingDays(
                calendar.today(), policies.current().agreement().stepWd());
    }

    private Optional<AgreementException> exceptionFor(AgreementTerm term, LocalDate on) {
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

    private void tell(AgreementTerm term, String what, String userId, MailKind kind) {
        notifier.send(notice(term, what, userId, kind, term.stepDueOn()));
    }

    /** Once for each round of the terms. */
    private static Notice notice(
            AgreementTerm term, String what, String userId, MailKind kind, @Nullable LocalDate dueOn) {
        String uniqueId = term.key() + "/" + what + "/" + term.termsVersion();
        Notice notice = Notice.of(uniqueId, userId, kind, term.key());
        return dueOn == null ? notice : notice.due(dueOn);
    }
}
