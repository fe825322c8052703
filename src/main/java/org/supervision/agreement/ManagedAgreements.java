package org.supervision.agreement;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.supervision.agreement.AgreementSearch.Reach;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.LineManagement;
import org.supervision.people.People;
import org.supervision.people.Person;
import org.supervision.people.Role;

/**
 * Finds among all agreements the few that somebody can have to do with, as a party or as a manager, without looking at each:
 * {@link ReportingLine} then has the last word on each of these.
 */
@Component
public class ManagedAgreements {

    private static final int PARTIES = 2;

    private final AgreementService agreements;
    private final AgreementSearch search;
    private final LineManagement line;
    private final People people;
    private final WorkingCalendar calendar;

    ManagedAgreements(
            AgreementService agreements,
            AgreementSearch search,
            LineManagement line,
            People people,
            WorkingCalendar calendar) {
        this.agreements = agreements;
        this.search = search;
        this.line = line;
        this.people = people;
        this.calendar = calendar;
    }

    /**
     * Those in one of these states of which {@link ReportingLine#isLineManager} may be true, or whose party this person is.
     * Others may be among them.
     */
    public List<Agreement> of(String userId, Set<AgreementStatus> statuses) {
        Set<String> acting = acting(userId);
        Set<String> concerned = concerned(userId, acting);
        Reach reach = reach(userId, acting, concerned, Set.of());
        List<Agreement> found = found(reach, statuses, "", Integer.MAX_VALUE);
        return reach.services().isEmpty() && !reach.ofNobody() ? found : withNobodyAbove(found, concerned);
    }

    /**
     * The same of those that both have signed and that have not ended, those whose {@link ReportingLine#serviceManagerOf} may
     * be this person, and all that one of these others supervises under, in the order in which they were made.
     *
     * @param supervisors user ids of the others
     * @param typed words of a party's name or user id, or a business key; any where it is blank
     * @param most how many at most
     */
    public List<Agreement> inForceOrSuspended(String userId, Set<String> supervisors, String typed, int most) {
        Set<String> acting = acting(userId);
        return found(
                reach(userId, acting, concerned(userId, acting), supervisors),
                EnumSet.of(AgreementStatus.IN_FORCE, AgreementStatus.SUSPENDED),
                typed,
                most);
    }

    private List<Agreement> found(Reach reach, Set<AgreementStatus> statuses, String typed, int most) {
        return agreements.all(search.inReach(reach, statuses, calendar.today(), typed, most)).stream()
                .sorted(Comparator.comparing(Agreement::requireId))
                .toList();
    }

    /** With what this person can have to do as a Service or Strategic Manager, an administrator, or a deputy of one. */
    private Reach reach(String userId, Set<String> acting, Set<String> concerned, Set<String> supervisors) {
        Set<String> parties = new HashSet<>(concerned);
        Set<String> services = new HashSet<>();
        Collection<Person> persons = people.among(acting).values();
        for (Person person : persons) {
            String serviceManager = people.serviceManagerOf(person.service()).orElse(null);
            if (person.role() == Role.STRATEGIC_MANAGER) {
                if (!person.userId().equals(userId)) {
                    parties.addAll(line.below(person.userId()));
                }
                if (serviceManager == null) {
                    services.add(person.service());
                } else {
                    parties.add(serviceManager);
                }
            } else if (person.userId().equals(serviceManager)) {
                services.add(person.service());
            }
        }
        return new Reach(parties, supervisors, services, isFirstOfLastResort(persons));
    }

    /** A party of an agreement does not act for it, so that it is one of the first three. */
    private boolean isFirstOfLastResort(Collection<Person> persons) {
        return persons.stream().map(Person::role).anyMatch(ReportingLine.LAST_RESORT::contains)
                && Stream.of(Role.STRATEGIC_MANAGER, Role.ADMINISTRATOR)
                        .flatMap(role -> people.withRole(role).stream())
                        .limit(PARTIES + 1L)
                        .anyMatch(first -> persons.stream()
                                .anyMatch(person -> person.userId().equals(first)));
    }

    private Set<String> acting(String userId) {
        Set<String> acting = new HashSet<>(line.representedBy(userId));
        acting.add(userId);
        return acting;
    }

    private Set<String> concerned(String userId, Set<String> acting) {
        Set<String> concerned = new HashSet<>(line.followedBy(acting));
        concerned.add(userId);
        return concerned;
    }

    /** Those with a party among these people, or in whose line nobody may be left who can act. */
    private List<Agreement> withNobodyAbove(List<Agreement> found, Set<String> concerned) {
        Map<String, Person> supervisors =
                active(found.stream().map(Agreement::supervisor).collect(Collectors.toSet()));
        Map<String, Person> managers = active(supervisors.values().stream()
                .map(Person::lineManager)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        return found.stream()
                .filter(agreement -> {
                    Person supervisor = supervisors.get(agreement.supervisor());
                    String above = supervisor == null ? null : supervisor.lineManager();
                    return concerned.contains(agreement.supervisor())
                            || concerned.contains(agreement.supervisee())
                            || above == null
                            || !managers.containsKey(above)
                            || above.equals(agreement.supervisee());
                })
                .toList();
    }

    private Map<String, Person> active(Collection<String> userIds) {
        return people.among(userIds).values().stream()
                .filter(person -> person.activeOn(calendar.today()))
                .collect(Collectors.toMap(Person::userId, Function.identity()));
    }
}
