package org.supervision.review.process;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.supervision.agreement.PartiesInWords;
import org.supervision.taskform.CardDetails;

/** Says on a card whom a review is about. */
@Component
class ReviewCards implements CardDetails {

    private final PartiesInWords parties;

    ReviewCards(PartiesInWords parties) {
        this.parties = parties;
    }

    @Override
    public Collection<String> processes() {
        return List.of(AgreementReviewProcess.ID);
    }

    @Override
    public Map<String, String> who(Collection<String> businessKeys, String reader) {
        return parties.who(businessKeys, reader);
    }
}
