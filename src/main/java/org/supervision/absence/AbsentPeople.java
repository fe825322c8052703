package org.supervision.absence;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.supervision.agreement.AgreementService;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.People;
import org.supervision.people.Person;
import org.supervision.people.SoughtWords;

/** For whom somebody may enter an absence: themselves, whoever stands below them in the line, and whom they supervise. */
@Component
public class AbsentPeople {

    private final People people;
    private final AgreementService agreements;
    private final WorkingCalendar calendar;

    AbsentPeople(People people, AgreementService agreements, WorkingCalendar calendar) {
        this.people = people;
        this.agreements = agreements;
        this.calendar = calendar;
    }

    /** Them all, the asking person first, the others by name; none for somebody who is not in the directory. */
    public List<Person> of(String userId) {
        return search(userId, "", Integer.MAX_VALUE);
    }

    /**
     * Those of them whom these words fit, in that order.
     *
     * @param typed words of a name or user id; anybody's where it is blank
     * @param most how many at most; without a word nobody further down the line is asked for than it takes
     */
    public List<Person> search(String userId, String typed, int most) {
        List<String> words = SoughtWords.in(typed);
        return inReach(userId, words.isEmpty() ? most : Integer.MAX_VALUE)
                .filter(person -> SoughtWords.fit(words, person))
                .sorted(Comparator.comparing((Person person) -> !person.userId().equals(userId))
                        .thenComparing(Person::name))
                .limit(most)
                .toList();
    }

    /** The one of them with this user id, looked for from below. */
    public Optional<Person> find(String userId, String person) {
        return people.find(person)
                .filter(found -> person.equals(userId) || isBelow(found, userId) || isSupervisedBy(person, userId));
    }

    private boolean isBelow(Person person, String userId) {
        Set<String> seen = new HashSet<>();
        Optional<Person> next = Optional.of(person).filter(this::isActive);
        while (next.isPresent() && seen.add(next.get().userId())) {
            if (userId.equals(next.get().lineManager())) {
                return people.find(userId).isPresent();
            }
            next = Optional.ofNullable(next.get().lineManager())
                    .flatMap(people::find)
                    .filter(this::isActive);
        }
        return false;
    }

    private boolean isActive(Person person) {
        return person.activeOn(calendar.today());
    }

    private boolean isSupervisedBy(String person, String userId) {
        return supervised(userId).contains(person);
    }

    private List<String> supervised(String userId) {
        return agreements.of(userId).stream()
                .filter(agreement ->
                        agreement.status().isSigned() && agreement.supervisor().equals(userId))
                .map(agreement -> agreement.parties().supervisee())
                .toList();
    }

    /** So many at least, if there are as many. */
    private Stream<Person> inReach(String userId, int least) {
        Map<String, Person> found = new LinkedHashMap<>();
        people.find(userId).ifPresent(self -> found.put(userId, self));
        Set<String> managers = Set.copyOf(found.keySet());
        while (!managers.isEmpty() && found.size() < least) {
            managers = people.superviseesOf(managers).stream()
                    .filter(below -> found.putIfAbsent(below.userId(), below) == null)
                    .map(Person::userId)
                    .collect(Collectors.toSet());
        }
        people.among(supervised(userId)).forEach(found::putIfAbsent);
        return found.values().stream();
    }
}
