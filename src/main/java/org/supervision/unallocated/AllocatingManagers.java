package org.supervision.unallocated;

import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Parties;
import org.supervision.missedsession.EscalationTable;
import org.supervision.missedsession.EscalationTable.Answer;
import org.supervision.missedsession.EscalationTable.Question;
import org.supervision.missedsession.ManagerFinder;
import org.supervision.people.LineManagement;
import org.supervision.people.People;
import org.supervision.people.Role;
import org.supervision.policy.Policies;

/** Which manager sees to it that somebody has a supervisor: the line first, then as the escalation table says (B8, D2). */
@Component
class AllocatingManagers {

    private final LineManagement line;
    private final People people;
    private final EscalationTable table;
    private final ManagerFinder managers;
    private final Policies policies;

    AllocatingManagers(
            LineManagement line, People people, EscalationTable table, ManagerFinder managers, Policies policies) {
        this.line = line;
        this.people = people;
        this.table = table;
        this.managers = managers;
        this.policies = policies;
    }

    /**
     * Whose turn it is once there is no permanent supervisor in time.
     *
     * @param manager user id
     * @param workingDays how long that one has
     */
    record Referral(String manager, int workingDays) {}

    /**
     * The line manager of the supervisor who has gone or, where that one is not known any more or there was none, the
     * supervisee's own; whoever acts for them, or the next above.
     *
     * @return a user id
     * @throws IllegalStateException if the directory holds nobody at all who could act
     */
    String lineManager(UnallocatedSupervisee unallocated) {
        return firstOf(
                unallocated,
                Stream.concat(
                        unallocated.former().stream().flatMap(former -> line.above(former).stream()),
                        line.above(unallocated.supervisee()).stream()));
    }

    /** The Service Manager, or who else the escalation table says. */
    Referral referral(UnallocatedSupervisee unallocated) {
        String supervisee = unallocated.supervisee();
        String below = unallocated
                .former()
                .filter(former -> people.find(former).isPresent())
                .orElse(supervisee);
        boolean lineManagerIsServiceManager = line.serviceManagerOf(below)
                .filter(lineManager(unallocated)::equals)
                .isPresent();
        Answer answer = table.decide(Question.ofAllocation(lineManagerIsServiceManager, policies.current()));
        String manager = managers.find(
                        answer.target(),
                        new Parties(below, supervisee),
                        policies.current().escalation().absentWd())
                .manager()
                .orElseGet(() -> firstOf(unallocated, Stream.empty()));
        return new Referral(manager, answer.dueWorkingDays());
    }

    private String firstOf(UnallocatedSupervisee unallocated, Stream<String> candidates) {
        String supervisee = unallocated.supervisee();
        Stream<String> seniors = Stream.of(
                        line.serviceManagerOf(supervisee).stream(),
                        line.strategicManagerOf(supervisee).stream(),
                        people.withRole(Role.STRATEGIC_MANAGER).stream(),
                        people.withRole(Role.ADMINISTRATOR).stream())
                .flatMap(stream -> stream);
        return Stream.concat(candidates, seniors)
                .flatMap(candidate -> Stream.concat(line.deputyOf(candidate).stream(), Stream.of(candidate)))
                .filter(candidate -> line.isActive(candidate)
                        && !candidate.equals(supervisee)
                        && !Objects.equals(candidate, unallocated.former().orElse(null)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "Nobody in the directory can find a supervisor for " + unallocated.key()));
    }
}
