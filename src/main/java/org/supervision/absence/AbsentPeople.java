package org.supervision.absence;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
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
        Set<String> managers = Set.copyOf(found.keySet());
        while (!managers.isEmpty()) {
            managers = people.superviseesOf(managers).stream()
                    .filter(below -> found.putIfAbsent(below.userId(), below) == null)
                    .map(Person::userId)
                    .collect(Collectors.toSet());
        }
        people.among(agreements.of(userId).stream()
                        .filter(agreement -> agreement.status().isSigned()
                                && agreement.supervisor().equals(userId))
                        .map(agreement -> agreement.parties().supervisee())
                        .toList())
                .forEach(found::putIfAbsent);
        return found.values().stream()
                .sorted(Comparator.comparing((Person person) -> !person.userId().equals(userId))
                        .thenComparing(Person::name))
                .toList();
    }
}
