package org.supervision.taskform;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.supervision.people.Person;
import org.supervision.taskform.FormView.Option;

/**
 * People, chosen by their names.
 *
 * @param search those who fit what was typed, so many at most
 * @param chosen the one with this user id, if they may be chosen
 */
public record PeopleChoices(BiFunction<String, Integer, List<Person>> search, Function<String, Optional<Person>> chosen)
        implements Choices {

    @Override
    public List<Option> find(String typed, int most) {
        return options(search.apply(typed, most));
    }

    /** The same people, to be chosen by their names. */
    public static List<Option> options(List<Person> people) {
        return people.stream().map(PeopleChoices::option).toList();
    }

    @Override
    public Optional<Option> of(String value) {
        return chosen.apply(value).map(PeopleChoices::option);
    }

    private static Option option(Person person) {
        return new Option(person.userId(), person.name());
    }
}
