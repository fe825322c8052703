package org.supervision.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.Fact;
import org.supervision.agreement.Parties;
import org.supervision.calendar.LondonWords;
import org.supervision.people.People;

/** A disclosure in words: what forms and pages say of it. */
@Component
public class DisclosureFacts {

    private final DisclosureService disclosures;
    private final People people;

    DisclosureFacts(DisclosureService disclosures, People people) {
        this.disclosures = disclosures;
        this.people = people;
    }

    /** What is asked for, why, for whom and until when. */
    public List<Fact> of(Disclosure disclosure) {
        Parties parties = disclosures.parties(disclosure);
        List<Fact> lines = new ArrayList<>();
        lines.add(new Fact(
                "Records of",
                "%s and %s (%s)"
                        .formatted(
                                people.nameOf(parties.supervisor()),
                                people.nameOf(parties.supervisee()),
                                Agreement.keyOf(disclosure.requireAgreementId()))));
        lines.add(new Fact(
                "Sessions",
                LondonWords.of(Objects.requireNonNull(disclosure.sessionsFrom())) + " to "
                        + LondonWords.of(Objects.requireNonNull(disclosure.sessionsTo()))
                        + (disclosure.basis() == Basis.CASEWORK ? "; what was said and decided on cases only" : "")));
        lines.add(
                new Fact("Purpose", Objects.requireNonNull(disclosure.purpose()).words()));
        lines.add(new Fact("Why", Objects.requireNonNull(disclosure.explanation())));
        lines.add(new Fact("Reader", people.nameOf(disclosure.requireViewer())));
        if (disclosure.recipient() != null) {
            lines.add(new Fact("On behalf of", disclosure.recipient()));
        }
        lines.add(new Fact("Access until the end of", LondonWords.of(disclosure.requireAccessUntil())));
        lines.add(new Fact("Asked for by", people.nameOf(disclosure.requestedBy())));
        disclosures.authority(disclosure).ifPresent(authority -> {
            lines.add(new Fact(
                    authority.granted() ? "Authorised by" : "Refused by", people.nameOf(authority.decidedBy())));
            lines.add(new Fact("Reason", authority.reason()));
            if (authority.scope() != null) {
                lines.add(new Fact("What may be shown", authority.scope()));
            }
        });
        return lines;
    }

    /** Why the two were told later, for those who look after it. */
    public List<Fact> notice(Disclosure disclosure) {
        return disclosures
                .authority(disclosure)
                .map(DisclosureAuthority::noticeReason)
                .map(reason -> List.of(
                        new Fact(
                                "Both parties are told on",
                                LondonWords.of(Objects.requireNonNull(disclosure.noticeOn()))),
                        new Fact("Why not at once", reason)))
                .orElse(List.of());
    }

    /** The log, line by line. */
    public List<Fact> log(Disclosure disclosure) {
        return disclosures.log(disclosure).stream()
                .map(event -> new Fact(
                        LondonWords.of(event.happenedAt()),
                        people.nameOf(event.userId()) + ": " + event.kind().words()))
                .toList();
    }
}
