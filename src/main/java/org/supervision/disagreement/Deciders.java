package org.supervision.disagreement;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Parties;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.missedsession.EscalationTable;
import org.supervision.missedsession.ManagerFinder;
import org.supervision.people.LineManagement;
import org.supervision.people.People;
import org.supervision.people.PeopleSought;
import org.supervision.people.Person;
import org.supervision.people.Role;
import org.supervision.people.WorkerType;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy;

/**
 * Finds who decides a disagreement: whoever was named for it, else the manager whose turn it is by the decision table, else
 * one of another service; never one of the two (E13, E14).
 */
@Component
class Deciders {

    private final DisagreementReferralRepository referrals;
    private final DisagreementAppointmentRepository appointments;
    private final EscalationTable table;
    private final ManagerFinder managers;
    private final LineManagement line;
    private final People people;
    private final Policies policies;
    private final WorkingCalendar calendar;

    Deciders(
            DisagreementReferralRepository referrals,
            DisagreementAppointmentRepository appointments,
            EscalationTable table,
            ManagerFinder managers,
            LineManagement line,
            People people,
            Policies policies,
            WorkingCalendar calendar) {
        this.referrals = referrals;
        this.appointments = appointments;
        this.table = table;
        this.managers = managers;
        this.line = line;
        this.people = people;
        this.policies = policies;
        this.calendar = calendar;
    }

    /** Whose turn it is, and in how many working days they decide. */
    EscalationTable.Answer answer(DisagreementReferral referral, Parties parties) {
        Optional<String> serviceManager = line.serviceManagerOf(parties.supervisor());
        return table.decide(EscalationTable.Question.ofDisagreement(
                serviceManager.isPresent() && serviceManager.equals(line.lineManagerOf(parties.supervisor())),
                referrals.countReferrals(
                                referral.requireAgreementId(),
                                referral.requireId(),
                                calendar.startOf(calendar.addMonthsClamped(
                                        calendar.today(), -policy().escalation().referralsWithinMonths())))
                        + 1,
                policy()));
    }

    /**
     * User id of who decides it.
     *
     * @return empty where nobody may, and nobody was named
     */
    Optional<String> find(DisagreementReferral referral, Parties parties, EscalationTable.Target target) {
        return named(referral, parties).or(() -> manager(target, parties));
    }

    /** Whether it is for this person to decide it today: named for it, or in a senior place of the line. */
    boolean isInPlace(String manager, DisagreementReferral referral, Parties parties) {
        Optional<String> named = named(referral, parties);
        return named.isPresent()
                ? named.get().equals(manager)
                : Stream.of(EscalationTable.Target.SM, EscalationTable.Target.STR)
                        .anyMatch(place ->
                                manager(place, parties).filter(manager::equals).isPresent());
    }

    /** User ids of those who name somebody: administrators and Strategic Managers, neither of the two among them (D2). */
    List<String> appointers(Parties parties) {
        return Stream.of(Role.ADMINISTRATOR, Role.STRATEGIC_MANAGER)
                .flatMap(role -> people.withRole(role).stream())
                .filter(user -> !parties.include(user))
                .distinct()
                .toList();
    }

    /**
     * Those who may be named, by name: managers in post, neither of the two, nor who names them, who is to read nothing of it.
     *
     * @param typed words of a name or user id; anybody's where it is blank
     * @param most how many at most
     */
    List<Person> eligible(Parties parties, String by, String typed, int most) {
        return people.search(
                PeopleSought.named(typed).with(WorkerType.MANAGER),
                found -> found.stream()
                        .filter(person -> !parties.include(person.userId())
                                && !person.userId().equals(by))
                        .toList(),
                most);
    }

    /** The one of {@link #eligible} with this user id. */
    Optional<Person> eligible(Parties parties, String by, String userId) {
        return people.find(userId)
                .filter(person -> person.workerType() == WorkerType.MANAGER && !userId.equals(by))
                .filter(person -> managers.isEligible(userId, parties));
    }

    /** Who was named, as long as they may decide it; while they are represented, their deputy. */
    private Optional<String> named(DisagreementReferral referral, Parties parties) {
        return appointments
                .findFirstByReferralIdOrderByIdDesc(referral.requireId())
                .map(DisagreementAppointment::manager)
                .filter(user -> managers.isEligible(user, parties))
                .map(user -> line.deputyOf(user)
                        .filter(deputy -> managers.isEligible(deputy, parties))
                        .orElse(user));
    }

    private Optional<String> manager(EscalationTable.Target target, Parties parties) {
        return managers.find(target, parties, policy().escalation().absentWd())
                .manager()
                .or(() -> anySenior(parties));
    }

    /** Where the line above the supervisor has nobody left: a manager of another service. */
    private Optional<String> anySenior(Parties parties) {
        return Stream.of(Role.STRATEGIC_MANAGER, Role.SERVICE_MANAGER)
                .flatMap(role -> people.withRole(role).stream())
                .filter(user -> managers.isEligible(user, parties))
                .findFirst();
    }

    private Policy policy() {
        return policies.current();
    }
}
