package org.supervision.review;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.Fact;
import org.supervision.agreement.Party;
import org.supervision.calendar.LondonWords;
import org.supervision.people.People;

/** The read-only part that the forms of a review share. */
@Component
public class ReviewFacts {

    /** What a party prepared, with the name. */
    public record Prepared(String who, String worksWell, String toChange) {}

    private final AgreementReviewService reviews;
    private final Appraisals appraisals;
    private final People people;

    ReviewFacts(AgreementReviewService reviews, Appraisals appraisals, People people) {
        this.reviews = reviews;
        this.appraisals = appraisals;
        this.people = people;
    }

    /** {@code summary}: whom the review is about. */
    public Map<String, Object> about(String termKey) {
        Agreement agreement = reviews.agreementOf(termKey);
        List<Fact> summary = new ArrayList<>();
        summary.add(new Fact("Agreement", termKey));
        summary.add(new Fact("Supervisor", people.nameOf(agreement.supervisor())));
        summary.add(new Fact("Supervisee", people.nameOf(agreement.parties().supervisee())));
        summary.add(new Fact(
                "Review due by", LondonWords.of(reviews.require(termKey).dueOn())));
        appraisals
                .dueOn(agreement.requireId())
                .ifPresent(day -> summary.add(new Fact("Performance appraisal due by", LondonWords.of(day))));
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("summary", summary);
        return facts;
    }

    /** The same with {@code comments}: why an outcome was not confirmed. That is the two's own. */
    private Map<String, Object> withComments(String termKey) {
        Map<String, Object> facts = about(termKey);
        facts.put("comments", reviews.remarks(reviews.require(termKey)));
        return facts;
    }

    /** The same with {@code pack}, the numbers, and {@code terms}, as they are now. */
    public Map<String, Object> withPack(String termKey) {
        Map<String, Object> facts = withComments(termKey);
        facts.put("pack", reviews.pack(reviews.require(termKey)));
        facts.put("terms", reviews.termsInWords(termKey));
        return facts;
    }

    /** The same with {@code preparations} of both. */
    public Map<String, Object> withPreparations(String termKey) {
        Map<String, Object> facts = withPack(termKey);
        Agreement agreement = reviews.agreementOf(termKey);
        AgreementReview review = reviews.require(termKey);
        List<Prepared> prepared = new ArrayList<>();
        for (Party party : Party.values()) {
            review.preparation(party)
                    .ifPresent(preparation -> prepared.add(new Prepared(
                            people.nameOf(agreement.parties().of(party)),
                            orEmpty(preparation.worksWell()),
                            orEmpty(preparation.toChange()))));
        }
        facts.put("preparations", prepared);
        return facts;
    }

    /** {@code summary} with what was decided, and {@code notes}. */
    public Map<String, Object> withOutcome(String termKey) {
        Map<String, Object> facts = withComments(termKey);
        AgreementReview review = reviews.require(termKey);
        List<Fact> summary = new ArrayList<>();
        ((List<?>) facts.get("summary")).forEach(fact -> summary.add((Fact) fact));
        summary.addAll(reviews.outcomeInWords(review));
        facts.put("summary", summary);
        facts.put("notes", orEmpty(review.notes()));
        return facts;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
