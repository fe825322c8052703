package org.supervision.agreement;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.supervision.people.People;
import org.supervision.taskform.Choices;
import org.supervision.taskform.FormView.Option;

/** The two people of each agreement that was in force once; found by their names or its key. */
@Component
public class AgreementChoices implements Choices {

    private final AgreementService agreements;
    private final People people;

    AgreementChoices(AgreementService agreements, People people) {
        this.agreements = agreements;
        this.people = people;
    }

    @Override
    public List<Option> find(String typed, int most) {
        return options(agreements.search(typed, most));
    }

    @Override
    public Optional<Option> of(String value) {
        return Agreement.isKey(value)
                ? agreements.find(Agreement.idOf(value)).filter(found -> found.inForceOn() != null).stream()
                        .flatMap(agreement -> options(List.of(agreement)).stream())
                        .findFirst()
                : Optional.empty();
    }

    private List<Option> options(List<Agreement> found) {
        UnaryOperator<String> names = people.names(found.stream()
                .flatMap(agreement ->
                        Stream.of(agreement.supervisor(), agreement.parties().supervisee()))
                .collect(Collectors.toSet()));
        return found.stream()
                .map(agreement -> new Option(
                        agreement.key(),
                        "%s and %s (%s)"
                                .formatted(
                                        names.apply(agreement.supervisor()),
                                        names.apply(agreement.parties().supervisee()),
                                        agreement.key())))
                .sorted(Comparator.comparing(Option::label))
                .toList();
    }
}
