package org.supervision.unallocated;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.supervision.access.SupervisionFiles;
import org.supervision.agreement.AgreementService;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.SweepTask;
import org.supervision.people.People;
import org.supervision.people.Person;
import org.supervision.people.Role;

/**
 * Finds who has no supervisor: an agreement in force whose file nobody has, or somebody below the top without an agreement,
 * whose line manager has gone; and looks again at those who are known (B8).
 */
@Component
@Order(UnallocatedSweep.ORDER)
class UnallocatedSweep implements SweepTask {

    static final int ORDER = 30;

    private static final Set<Role> SUPERVISED =
            EnumSet.of(Role.SOCIAL_WORKER, Role.TEAM_MANAGER, Role.GROUP_MANAGER, Role.SERVICE_MANAGER);

    private final UnallocatedSupervisees supervisees;
    private final AgreementService agreements;
    private final SupervisionFiles files;
    private final People people;
    private final WorkingCalendar calendar;

    UnallocatedSweep(
            UnallocatedSupervisees supervisees,
            AgreementService agreements,
            SupervisionFiles files,
            People people,
            WorkingCalendar calendar) {
        this.supervisees = supervisees;
        this.agreements = agreements;
        this.files = files;
        this.people = people;
        this.calendar = calendar;
    }

    @Override
    public void sweep(Instant now) {
        supervisees.open().forEach(supervisees::settle);
        files.withoutHolder().stream().map(agreements::require).forEach(supervisees::lost);
        List<Person> active = people.active();
        Set<String> present = active.stream().map(Person::userId).collect(Collectors.toSet());
        active.stream().filter(person -> lacksSupervisor(person, present)).forEach(supervisees::withoutLineManager);
    }

    private boolean lacksSupervisor(Person person, Set<String> present) {
        String manager = person.lineManager();
        // the top of a service may have nobody above
        boolean isManaged = manager == null ? person.role() == Role.SERVICE_MANAGER : present.contains(manager);
        return SUPERVISED.contains(person.role())
                && !person.startedOn().isAfter(calendar.today())
                && !isManaged
                && agreements.of(person.userId()).stream()
                        .noneMatch(agreement ->
                                agreement.status().isLive() && Objects.equals(person.userId(), agreement.supervisee()));
    }
}
