package org.supervision.subjectaccess;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.supervision.agreement.AgreementService;
import org.supervision.people.People;
import org.supervision.people.Person;
import org.supervision.people.Role;
import org.supervision.policy.Policies;

/** Who takes in, answers and chases a request for somebody's own data: never the person themselves. */
@Component
public class SubjectAccessPeople {

    private final People people;
    private final AgreementService agreements;
    private final Policies policies;

    SubjectAccessPeople(People people, AgreementService agreements, Policies policies) {
        this.people = people;
        this.agreements = agreements;
        this.policies = policies;
    }

    /** Whether this person takes requests in: the records officers. */
    public boolean mayBegin(String userId) {
        return people.withRole(Role.RECORDS_OFFICER).contains(userId);
    }

    /**
     * Whose data may be asked for: everybody who is known, leavers included, by name.
     *
     * @param typed words of the name or user id, in whatever case; any of them where it is blank
     * @param most how many at most
     */
    public List<Person> search(String typed, int most) {
        return people.searchKnown(typed, most);
    }

    /** Somebody whose data may be asked for. */
    public Optional<Person> subject(String userId) {
        return people.find(userId);
    }

    /**
     * Who looks through what is held of this person: the records officers, but the person and those who supervise them or
     * are supervised by them; administrators where nobody is left.
     */
    public List<String> officers(String subject) {
        Set<String> close = agreements.of(subject).stream()
                .flatMap(agreement -> agreement.supervisee() == null
                        ? Stream.of(agreement.supervisor())
                        : Stream.of(agreement.supervisor(), agreement.supervisee()))
                .collect(Collectors.toSet());
        close.add(subject);
        List<String> officers = apartFrom(close, Role.RECORDS_OFFICER);
        return officers.isEmpty() ? apartFrom(close, Role.ADMINISTRATOR) : officers;
    }

    private List<String> apartFrom(Set<String> close, Role role) {
        return people.withRole(role).stream()
                .filter(person -> !close.contains(person))
                .toList();
    }

    /** Who is told that a request is late, by the policy. */
    List<String> overdueReaders() {
        return people.withRole(
                Role.valueOf(policies.current().subjectAccess().overdueTo().name()));
    }

    /** The name, also of somebody who has left. */
    public String nameOf(String userId) {
        return people.nameOf(userId);
    }
}
