package org.supervision.agreement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.MailKind;
import org.supervision.people.People;
import org.supervision.policy.Policies;

/** How the terms of an open term come to be agreed: drafted, checked, considered, decided (A1.1, A7.2, B1). */
@Service
@Transactional
public class TermsDrafting {

    private final AgreementTermService service;
    private final AgreementRepository agreements;
    private final AgreementTermRepository terms;
    private final TermsVersionRepository versions;
    private final TermsRulingRepository rulings;
    private final DraftDiscardRepository discards;
    private final AgreementExceptionRepository exceptions;
    private final FrequencyTable frequencyTable;
    private final ReportingLine reportingLine;
    private final People people;
    private final Policies policies;
    private final WorkingCalendar calendar;
    private final TermNotices notices;

    TermsDrafting(
            AgreementTermService service,
            AgreementRepository agreements,
            AgreementTermRepository terms,
            TermsVersionRepository versions,
            TermsRulingRepository rulings,
            DraftDiscardRepository discards,
            AgreementExceptionRepository exceptions,
            FrequencyTable frequencyTable,
            ReportingLine reportingLine,
            People people,
            Policies policies,
            WorkingCalendar calendar,
            TermNotices notices) {
        this.service = service;
        this.agreements = agreements;
        this.terms = terms;
        this.versions = versions;
        this.rulings = rulings;
        this.discards = discards;
        this.exceptions = exceptions;
        this.frequencyTable = frequencyTable;
        this.reportingLine = reportingLine;
        this.people = people;
        this.policies = policies;
        this.calendar = calendar;
        this.notices = notices;
    }

    /**
     * Keeps what the supervisor drafted as the next version of the terms.
     *
     * @param supervisee user id; of a later term it stays whom the agreement names
     */
    public void propose(String termKey, String supervisee, AgreementTerms draft, String by) {
        AgreementTerm term = service.require(termKey);
        Agreement agreement = service.agreementOf(termKey);
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
     * Keeps that the supervisor discards the draft, and why; {@link AgreementTermService#abandon} then ends it.
     *
     * @throws IllegalStateException if the supervisee has answered it, or it is no draft
     */
    public void discard(String termKey, String reason, String by) {
        AgreementTerm term = service.require(termKey);
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
        AgreementTerm term = service.require(termKey);
        Agreement agreement = service.agreementOf(termKey);
        boolean within = term.terms().intervalDays() <= decidedLimitDays(agreement)
                || service.exceptionFor(term, calendar.today()).isPresent();
        if (within) {
            notices.tell(
                    moveOn(term, TermStatus.CONSIDERING),
                    "consider",
                    agreement.parties().supervisee(),
                    MailKind.AGREEMENT_TO_CONSIDER);
        } else {
            notices.tell(
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
        AgreementTerm term = service.require(termKey);
        Agreement agreement = service.agreementOf(termKey);
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
            notices.tell(
                    moveOn(term, TermStatus.CONSIDERING),
                    "consider",
                    agreement.parties().supervisee(),
                    MailKind.AGREEMENT_TO_CONSIDER);
        } else {
            notices.tell(
                    moveOn(term, TermStatus.DRAFTING), "redraft", agreement.supervisor(), MailKind.AGREEMENT_TO_DRAFT);
        }
    }

    /**
     * Keeps the supervisee's answer to the terms, and sends them on: to both for signing, back to the supervisor, or to
     * a manager.
     *
     * @param expectations what the supervisee expects, kept whatever the answer (A1.1)
     */
    public void answer(
            String termKey, Answer answer, @Nullable String comment, @Nullable String expectations, String by) {
        AgreementTerm term = service.require(termKey);
        Agreement agreement = service.agreementOf(termKey);
        versions.findFirstByTermIdOrderByVersionNumberDesc(term.requireId())
                .ifPresent(version -> versions.save(version.answered(answer, comment, by, calendar.now())));
        AgreementTerm supplemented = term.supplemented(term.terms().withSuperviseeExpectations(expectations));
        switch (answer) {
            case AGREE -> service.askToSign(terms.save(service.toSign(agreement, supplemented, false)));
            case PROPOSE_CHANGE -> {
                notices.tell(
                        moveOn(supplemented, TermStatus.DRAFTING),
                        "redraft",
                        agreement.supervisor(),
                        MailKind.AGREEMENT_TO_DRAFT);
            }
            case CANNOT_AGREE -> {
                notices.tell(
                        moveOn(supplemented, TermStatus.DECIDING),
                        "decide",
                        decider(termKey),
                        MailKind.AGREEMENT_TO_DECIDE);
            }
        }
    }

    /**
     * Who decides terms that the two cannot agree on: the line manager first, the Service Manager where they still cannot
     * after that (A7.2).
     *
     * @return a user id
     */
    public String decider(String termKey) {
        Agreement agreement = service.agreementOf(termKey);
        return rulings.findByTermIdOrderById(service.require(termKey).requireId())
                        .isEmpty()
                ? reportingLine.lineManagerOf(agreement)
                : reportingLine.serviceManagerOf(agreement);
    }

    /** Keeps what a manager decided on terms that the two could not agree on. */
    public void rule(String termKey, Ruling ruling, String reason, String by) {
        AgreementTerm term = service.require(termKey);
        rulings.save(new TermsRuling(null, term.requireId(), ruling, reason, by, calendar.now()));
        if (ruling == Ruling.CONTINUE) {
            notices.tell(
                    moveOn(term, TermStatus.DRAFTING),
                    "ruling",
                    service.agreementOf(termKey).supervisor(),
                    MailKind.AGREEMENT_TO_DRAFT);
        }
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
                .or(() -> service.termsInForce(term.agreementId()));
    }

    /** Every version of a term that was put to the supervisee, the first one first; none of terms that stood unchanged. */
    public List<ProposedTerms> proposals(AgreementTerm term) {
        return versions.findByTermIdOrderByVersionNumber(term.requireId()).stream()
                .map(version -> new ProposedTerms(
                        version.versionNumber(), version.proposedAt(), version.decision(), version.terms()))
                .toList();
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
                        new At(ruling.decidedAt(), remark(ruling.decidedBy(), "manager, decided", ruling.reason()))));
        return said.stream()
                .sorted(Comparator.comparing(At::at))
                .map(At::remark)
                .toList();
    }

    private Remark remark(@Nullable String userId, String part, @Nullable String text) {
        return new Remark(
                people.nameOf(Objects.requireNonNull(userId)) + " (" + part + ")", Objects.requireNonNull(text));
    }

    private AgreementTerm moveOn(AgreementTerm term, TermStatus step) {
        return terms.save(term.at(step, service.stepDueOn()));
    }
}
