package org.supervision.agreement;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.People;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy;

/** Enters agreements that were signed on paper before (F11): they stand where one stands that was signed here. */
@Service
@Transactional
public class PaperAgreements {

    private final AgreementTermService service;
    private final AgreementRepository agreements;
    private final AgreementTermRepository terms;
    private final AgreementSignatureRepository signatures;
    private final PaperAgreementRepository papers;
    private final TermsInWords words;
    private final People people;
    private final Policies policies;
    private final WorkingCalendar calendar;
    private final ApplicationEventPublisher events;

    PaperAgreements(
            AgreementTermService service,
            AgreementRepository agreements,
            AgreementTermRepository terms,
            AgreementSignatureRepository signatures,
            PaperAgreementRepository papers,
            TermsInWords words,
            People people,
            Policies policies,
            WorkingCalendar calendar,
            ApplicationEventPublisher events) {
        this.service = service;
        this.agreements = agreements;
        this.terms = terms;
        this.signatures = signatures;
        this.papers = papers;
        this.words = words;
        this.people = people;
        this.policies = policies;
        this.calendar = calendar;
        this.events = events;
    }

    /** The term as which this very paper was entered before, whatever became of it since. */
    @Transactional(readOnly = true)
    public Optional<AgreementTerm> find(PaperTerms paper) {
        Parties parties = paper.parties();
        return papers.findBySigners(parties.supervisor(), parties.supervisee()).stream()
                .filter(entered -> entered.scanReference().equals(paper.scanReference())
                        && Objects.equals(entered.lastHeldOn(), paper.lastHeldOn()))
                .map(entered -> terms.findById(entered.termId()).orElseThrow())
                .filter(term -> term.terms().equals(paper.terms()) && isSignedAsIn(paper, term))
                .findFirst();
    }

    private boolean isSignedAsIn(PaperTerms paper, AgreementTerm term) {
        return service.signatures(term).stream()
                .allMatch(signature -> calendar.dateOf(signature.signedAt()).equals(paper.signedBy(signature.party())));
    }

    /** The London date by whose end such terms are to be reviewed (B9). */
    public LocalDate reviewDueOn(PaperTerms paper) {
        return calendar.addMonthsClamped(
                paper.effectiveOn(), policies.current().review().months());
    }

    /**
     * Enters a new agreement with its first term, signed by both on paper, and puts it in force from the later signature
     * (A-sig, B-sig). Publishes {@link SignedOnPaper}.
     *
     * @param by user id of who enters it
     * @return the term's business key
     */
    public String enter(PaperTerms paper, String by) {
        Policy policy = policies.current();
        Agreement agreement = agreements.save(Agreement.draft(paper.parties().supervisor(), calendar.now())
                .between(paper.parties().supervisee()));
        AgreementTerm drafted =
                service.newTerm(agreement.requireId(), 1, null).proposing(paper.terms(), policy.version());
        String text = words.paperText(drafted, paper, policy);
        AgreementTerm signed =
                terms.save(drafted.toSign(text, false, policy.version()).at(TermStatus.SIGNING, service.stepDueOn()));
        Arrays.stream(Party.values())
                .sorted(Comparator.comparing(paper::signedBy))
                .forEach(party -> sign(signed, paper, party));
        papers.save(new PaperAgreement(
                null, signed.requireId(), paper.scanReference(), paper.lastHeldOn(), by, calendar.now()));
        events.publishEvent(new SignedOnPaper(signed.key(), agreement.requireId(), paper.lastHeldOn()));
        return signed.key();
    }

    private void sign(AgreementTerm term, PaperTerms paper, Party party) {
        String signer = paper.parties().of(party);
        signatures.save(new AgreementSignature(
                null,
                term.requireId(),
                party,
                signer,
                people.nameOf(signer),
                Objects.requireNonNull(term.signedTextSha256()),
                calendar.startOf(paper.signedBy(party))));
    }
}
