package org.supervision.absence;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.people.People;
import org.supervision.people.Person;

/** For whom somebody may enter an absence: themselves, whoever stands below them in the line, and whom they supervise. */
@Component
public class AbsentPeople {

    private final People people;
    private final AgreementService agreements;

    AbsentPeople(People people, AgreementService agreements) {
        this.people = people;
        this.agreements = agreements;
    }

    /** Them all, the asking person first, the others by name; none for somebody who is not in the directory. */
    public List<Person> of(String userId) {
        Map<String, Person> found = new LinkedHashMap<>();
        people.find(userId).ifPresent(self -> found.put(userId, self));
        Deque<String> managers = new ArrayDeque<>(found.keySet());
        while (!managers.isEmpty()) {
            for (Person below : people.superviseesOf(managers.pop())) {
                if (found.putIfAbsent(below.userId(), below) == null) {
                    managers.add(below.userId());
                }
            }
        }
        agreements.of(userId).stream()
                .filter(agreement ->
                        agreement.status().isSigned() && agreement.supervisor().equals(userId))
                .map(Agreement::parties)
                .forEach(parties -> people.find(parties.supervisee())
                        .ifPresent(person -> found.putIfAbsent(person.userId(), person)));
        return found.values().stream()
                .sorted(Comparator.comparing((Person person) -> !person.userId().equals(userId))
                        .thenComparing(Person::name))
                .toList();
    }
}
