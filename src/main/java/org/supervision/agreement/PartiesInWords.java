package org.supervision.agreement;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.supervision.people.People;

/** Says whom an agreement is about, in words for one reader. */
@Component
public class PartiesInWords {

    private final AgreementService agreements;
    private final People people;

    PartiesInWords(AgreementService agreements, People people) {
        this.agreements = agreements;
        this.people = people;
    }

    /**
     * Whom the agreements or terms with these business keys are about, such as {@code "Sam Okafor (you supervise)"}; keys
     * of anything else, and of one's own drafts that name nobody yet, are left out.
     */
    public Map<String, String> who(Collection<String> businessKeys, String reader) {
        Map<Long, Agreement> known = agreements
                .all(businessKeys.stream()
                        .filter(Agreement::isKey)
                        .map(Agreement::idOf)
                        .collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.toMap(Agreement::requireId, agreement -> agreement));
        UnaryOperator<String> names = people.names(known.values().stream()
                .flatMap(agreement -> Stream.of(agreement.supervisor(), agreement.supervisee()))
                .filter(Objects::nonNull)
                .toList());
        Map<String, String> who = new HashMap<>();
        businessKeys.stream()
                .filter(Agreement::isKey)
                .forEach(key -> Optional.ofNullable(known.get(Agreement.idOf(key)))
                        .flatMap(agreement -> seenBy(agreement, reader, names))
                        .ifPresent(words -> who.put(key, words)));
        return who;
    }

    private static Optional<String> seenBy(Agreement agreement, String reader, UnaryOperator<String> names) {
        String supervisor = names.apply(agreement.supervisor());
        if (agreement.supervisee() == null) {
            return Optional.of(supervisor).filter(name -> !reader.equals(agreement.supervisor()));
        }
        String supervisee = names.apply(agreement.supervisee());
        if (reader.equals(agreement.supervisor())) {
            return Optional.of(supervisee + " (you supervise)");
        }
        if (reader.equals(agreement.supervisee())) {
            return Optional.of(supervisor + " (supervises you)");
        }
        return Optional.of(supervisor + " and " + supervisee);
    }
}
