package org.supervision.handover;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.access.SupervisionFiles;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.DirectoryChanged;
import org.supervision.people.People;
import org.supervision.people.PeopleImported;
import org.supervision.people.Person;
import org.supervision.policy.Policies;

/**
 * Begins the hand-over of an agreement when the directory of people says that its supervisor changes: at once when
 * somebody gets another line manager or a supervisor has left, and in good time before a known leaving date (B6, R006).
 */
@Service
@Transactional
public class LeavingSupervisors {

    private final ChangesOfSupervisor changes;
    private final SupervisorRules rules;
    private final AgreementService agreements;
    private final SupervisionFiles files;
    private final People people;
    private final Policies policies;
    private final WorkingCalendar calendar;

    LeavingSupervisors(
            ChangesOfSupervisor changes,
            SupervisorRules rules,
            AgreementService agreements,
            SupervisionFiles files,
            People people,
            Policies policies,
            WorkingCalendar calendar) {
        this.changes = changes;
        this.rules = rules;
        this.agreements = agreements;
        this.files = files;
        this.people = people;
        this.policies = policies;
        this.calendar = calendar;
    }

    /** Whether the two have a signed agreement, which is handed over when line management changes. */
    boolean handsOver(String former, String supervisee) {
        return signed(former, supervisee).isPresent();
    }

    /** The first load of a directory changes nothing: those people have worked together already. */
    @EventListener
    void on(PeopleImported imported) {
        if (imported.first()) {
            return;
        }
        for (PeopleImported.Move move : imported.moved()) {
            Optional.ofNullable(move.from())
                    .flatMap(former -> signed(former, move.userId()))
                    .ifPresent(agreement -> plan(agreement, move.to(), imported.effectiveOn()));
        }
        for (String gone : imported.ended()) {
            supervisedBy(gone).stream()
                    .filter(agreement ->
                            changes.plannedFor(agreement.requireId()).isEmpty())
                    .forEach(agreement -> plan(agreement, lineManagerOf(agreement), imported.effectiveOn()));
        }
    }

    @EventListener
    void on(DirectoryChanged changed) {
        if (!changed.first()) {
            beginHandOvers(calendar.today());
        }
    }

    /**
     * For each supervisor whose last day is near enough by this London date: the day after it, their agreements have another
     * one; at once where they have gone already. A repeated run changes nothing.
     */
    void beginHandOvers(LocalDate today) {
        int ahead = policies.current().allocation().leaverWd();
        Set<String> left = new HashSet<>(people.left());
        Map<String, LocalDate> lastDays = people.known().stream()
                .filter(person -> person.leavingOn() != null)
                .collect(Collectors.toMap(Person::userId, person -> Objects.requireNonNull(person.leavingOn())));
        for (Agreement agreement : agreements.inForceOrSuspended()) {
            goneOn(agreement.supervisor(), left, lastDays, today)
                    .filter(gone -> !today.isBefore(calendar.addWorkingDays(gone, -ahead)))
                    .filter(gone -> hasFile(agreement)
                            && changes.plannedFor(agreement.requireId()).isEmpty())
                    .ifPresent(gone -> plan(agreement, lineManagerOf(agreement), gone));
        }
    }

    /** The London date from which somebody does not work here any more, as far as that is known. */
    private static Optional<LocalDate> goneOn(
            String supervisor, Set<String> left, Map<String, LocalDate> lastDays, LocalDate today) {
        return left.contains(supervisor)
                ? Optional.of(today)
                : Optional.ofNullable(lastDays.get(supervisor)).map(last -> last.plusDays(1));
    }

    private boolean hasFile(Agreement agreement) {
        return !files.holderOf(agreement.requireId()).equals(SupervisionFiles.NOBODY);
    }

    private void plan(Agreement agreement, @Nullable String next, LocalDate day) {
        String supervisee = agreement.parties().supervisee();
        String named = next == null
                        || next.equals(agreement.supervisor())
                        || rules.obstacle(next, supervisee, day).isPresent()
                ? null
                : next;
        changes.planFromDirectory(agreement.requireId(), named, day);
    }

    private @Nullable String lineManagerOf(Agreement agreement) {
        return people.find(agreement.parties().supervisee())
                .map(Person::lineManager)
                .orElse(null);
    }

    private Optional<Agreement> signed(String supervisor, String supervisee) {
        return supervisedBy(supervisor).stream()
                .filter(agreement -> Objects.equals(agreement.supervisee(), supervisee))
                .findFirst();
    }

    private List<Agreement> supervisedBy(String supervisor) {
        return agreements.of(supervisor).stream()
                .filter(agreement -> agreement.supervisor().equals(supervisor))
                .filter(agreement -> agreement.status().isSigned())
                .filter(this::hasFile)
                .toList();
    }
}
