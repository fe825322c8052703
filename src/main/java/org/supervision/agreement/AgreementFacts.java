package org.supervision.agreement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.supervision.people.People;
import org.supervision.policy.Policies;

/** The read-only part that the forms of an agreement share: whom it is about, what was said, the terms, what changed. */
@Component
public class AgreementFacts {

    private final AgreementTermService terms;
    private final TermsDrafting drafting;
    private final TermsInWords words;
    private final StartReasons reasons;
    private final People people;
    private final Policies policies;

    AgreementFacts(
            AgreementTermService terms,
            TermsDrafting drafting,
            TermsInWords words,
            StartReasons reasons,
            People people,
            Policies policies) {
        this.terms = terms;
        this.drafting = drafting;
        this.words = words;
        this.reasons = reasons;
        this.people = people;
        this.policies = policies;
    }

    /**
     * {@code summary}: whom the agreement is about, and why it is needed; {@code comments}: what was said about its terms so far;
     * {@code purpose}: what supervision is for, in the council's words (A2.2).
     */
    public Map<String, Object> about(String termKey) {
        Agreement agreement = terms.agreementOf(termKey);
        AgreementTerm term = terms.require(termKey);
        List<Fact> summary = new ArrayList<>();
        summary.add(new Fact("Agreement", termKey));
        summary.add(new Fact("Supervisor", people.nameOf(agreement.supervisor())));
        if (agreement.supervisee() != null) {
            summary.add(new Fact("Supervisee", people.nameOf(agreement.supervisee())));
        }
        reasons.of(agreement, term).ifPresent(reason -> summary.add(new Fact("Why now", reason)));
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("summary", summary);
        facts.put("comments", drafting.remarks(term));
        facts.put("purpose", policies.current().agreement().purpose());
        return facts;
    }

    /**
     * The same with {@code terms} as drafted or agreed, and {@code changes} since the version that the supervisee last
     * answered or, before there is one, since the terms in force (F04).
     */
    public Map<String, Object> withTerms(String termKey) {
        Map<String, Object> facts = about(termKey);
        AgreementTerm term = terms.require(termKey);
        facts.put("terms", words.lines(term.terms()));
        drafting.comparedWith(term).ifPresent(before -> facts.put("changes", words.differences(before, term.terms())));
        return facts;
    }

    /** The same with how often this person is to be seen unless an exception is approved (B1). */
    public Map<String, Object> withCeiling(String termKey) {
        Map<String, Object> facts = withTerms(termKey);
        String supervisee = terms.agreementOf(termKey).parties().supervisee();
        List<Fact> summary = new ArrayList<>();
        ((List<?>) facts.get("summary")).forEach(fact -> summary.add((Fact) fact));
        summary.add(new Fact("Asked for by the policy", TermsInWords.intervalOfDays(drafting.limitDays(supervisee))));
        facts.put("summary", summary);
        return facts;
    }

    /** The same with what changed since the terms in force, whatever was proposed in between. */
    public Map<String, Object> withTermsToSign(String termKey) {
        Map<String, Object> facts = withTerms(termKey);
        AgreementTerm term = terms.require(termKey);
        facts.remove("changes");
        terms.termsInForce(term.agreementId())
                .ifPresent(before -> facts.put("changes", words.differences(before, term.terms())));
        facts.put("text", term.signedText());
        facts.put("hash", term.signedTextSha256());
        return facts;
    }
}
