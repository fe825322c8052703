package org.supervision.agreement;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import org.supervision.people.LineManagement;
import org.supervision.people.People;
import org.supervision.people.PeopleSought;
import org.supervision.people.Person;
import org.supervision.people.Role;

/** Finds the manager whom a step of an agreement goes to. It is never one of the two parties (E13). */
@Component
public class ReportingLine {

    private static final Set<Role> SUPERVISING =
            EnumSet.of(Role.TEAM_MANAGER, Role.GROUP_MANAGER, Role.SERVICE_MANAGER, Role.STRATEGIC_MANAGER);
    private static final Set<Role> MANAGING =
            EnumSet.of(Role.GROUP_MANAGER, Role.SERVICE_MANAGER, Role.STRATEGIC_MANAGER);

    /** Those whom {@link #serviceManagerOf} may answer, where nobody in the line can act. */
    static final Set<Role> LAST_RESORT = EnumSet.of(Role.SERVICE_MANAGER, Role.STRATEGIC_MANAGER, Role.ADMINISTRATOR);

    private final People people;
    private final LineManagement line;

    ReportingLine(People people, LineManagement line) {
        this.people = people;
        this.line = line;
    }

    /** Whether this person may supervise others. */
    public boolean supervises(Person person) {
        return SUPERVISING.contains(person.role());
    }

    /**
     * Those who may supervise others, have not left and may be chosen, by name.
     *
     * @param typed words of a name or user id; anybody's where it is blank
     * @param chosen leaves of several people those who may be chosen
     * @param most how many at most
     */
    public List<Person> supervising(String typed, UnaryOperator<List<Person>> chosen, int most) {
        return people.search(PeopleSought.named(typed).with(SUPERVISING), chosen, most);
    }

    /** The person with this user id, if they may supervise others and have not left. */
    public Optional<Person> supervising(String userId) {
        return people.find(userId).filter(person -> supervises(person) && line.isActive(userId));
    }

    /** Whether this is somebody who may supervise others and has not left. */
    public boolean isSupervising(String userId) {
        return supervising(userId).isPresent();
    }

    /** Whether this person manages those who supervise, and may make an agreement with anybody (ruling 23). */
    public boolean manages(Person person) {
        return MANAGING.contains(person.role());
    }

    /**
     * The supervisor's line manager, or whoever acts for him; the next above where that is a party or nobody.
     *
     * @return a user id
     * @throws IllegalStateException if the directory holds nobody at all who could act
     */
    public String lineManagerOf(Agreement agreement) {
        return firstWhoMayAct(agreement, line.above(agreement.supervisor()))
                .orElseGet(() -> serviceManagerOf(agreement));
    }

    /**
     * The Service Manager of the supervisor's service, or whoever acts for him; the Strategic Manager where that is a
     * party or nobody.
     *
     * @return a user id
     * @throws IllegalStateException if the directory holds nobody at all who could act
     */
    public String serviceManagerOf(Agreement agreement) {
        return firstWhoMayAct(agreement, serviceManagers(agreement))
                .orElseThrow(() ->
                        new IllegalStateException("Nobody in the directory can act as manager for " + agreement.key()));
    }

    /** Whether this person is a line manager of one of the two, or acts as the supervisor's today (ruling 10). */
    public boolean isLineManager(Agreement agreement, String userId) {
        return isLineManager(agreement.supervisor(), userId)
                || (agreement.supervisee() != null && isLineManager(agreement.supervisee(), userId))
                || lineManagerOf(agreement).equals(userId);
    }

    private boolean isLineManager(String party, String userId) {
        return line.lineManagerOf(party).filter(userId::equals).isPresent();
    }

    private List<String> serviceManagers(Agreement agreement) {
        List<String> managers = new ArrayList<>();
        line.serviceManagerOf(agreement.supervisor()).ifPresent(managers::add);
        line.strategicManagerOf(agreement.supervisor()).ifPresent(managers::add);
        managers.addAll(people.withRole(Role.STRATEGIC_MANAGER));
        managers.addAll(people.withRole(Role.ADMINISTRATOR));
        return managers;
    }

    private Optional<String> firstWhoMayAct(Agreement agreement, List<String> candidates) {
        for (String candidate : candidates) {
            String acting = line.deputyOf(candidate).orElse(candidate);
            if (line.isActive(acting) && !agreement.hasParty(acting)) {
                return Optional.of(acting);
            }
            if (line.isActive(candidate) && !agreement.hasParty(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
