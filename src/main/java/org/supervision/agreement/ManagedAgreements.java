package org.supervision.agreement;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.supervision.people.LineManagement;
import org.supervision.people.People;
import org.supervision.people.Person;

/**
 * Finds among all agreements the few that somebody can have to do with, as a party or as a manager, without looking at each:
 * {@link ReportingLine} then has the last word on each of these.
 */
@Component
public class ManagedAgreements {

    private final AgreementService agreements;
    private final LineManagement line;
    private final People people;

    ManagedAgreements(AgreementService agreements, LineManagement line, People people) {
        this.agreements = agreements;
        this.line = line;
        this.people = people;
    }

    /**
     * Those in one of these states of which {@link ReportingLine#isLineManager} may be true, or whose party this person is.
     * Others may be among them.
     */
    public List<Agreement> of(String userId, Set<AgreementStatus> statuses) {
        return isLastResort(userId)
                ? ofLastResort(concerned(userId), statuses)
                : agreements.ofAny(concerned(userId), statuses);
    }

    /** The same of those that both have signed and that have not ended, and all in which one of these others is a party. */
    public List<Agreement> inForceOrSuspended(String userId, Set<String> others) {
        Set<String> concerned = new HashSet<>(concerned(userId));
        concerned.addAll(others);
        return agreements.ofAny(concerned, EnumSet.of(AgreementStatus.IN_FORCE, AgreementStatus.SUSPENDED));
    }

    /** Whether this person, or somebody for whom they act, is one whom {@link ReportingLine#serviceManagerOf} may answer. */
    public boolean isLastResort(String userId) {
        return people.among(acting(userId)).values().stream()
                .map(Person::role)
                .anyMatch(ReportingLine.LAST_RESORT::contains);
    }

    private Set<String> acting(String userId) {
        Set<String> acting = new HashSet<>(line.representedBy(userId));
        acting.add(userId);
        return acting;
    }

    private Set<String> concerned(String userId) {
        Set<String> concerned = new HashSet<>(line.followedBy(acting(userId)));
        concerned.add(userId);
        return concerned;
    }

    /** The same, and those in whose line nobody may be left who can act. */
    private List<Agreement> ofLastResort(Collection<String> concerned, Set<AgreementStatus> statuses) {
        List<Agreement> all = agreements.withStatus(statuses);
        Map<String, Person> active =
                people.active().stream().collect(Collectors.toMap(Person::userId, Function.identity()));
        return all.stream()
                .filter(agreement -> {
                    Person supervisor = active.get(agreement.supervisor());
                    String above = supervisor == null ? null : supervisor.lineManager();
                    return concerned.contains(agreement.supervisor())
                            || concerned.contains(agreement.supervisee())
                            || above == null
                            || !active.containsKey(above)
                            || above.equals(agreement.supervisee());
                })
                .toList();
    }
}
