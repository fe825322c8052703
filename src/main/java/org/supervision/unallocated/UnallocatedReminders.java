package org.supervision.unallocated;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.Reminder;
import org.supervision.notification.Reminder.Phase;
import org.supervision.notification.ReminderSource;
import org.supervision.policy.Policies;

/**
 * Reminds whoever is to find a supervisor every few working days ({@code allocation.remindWd}), until there is one: the line
 * manager, and the manager to whom it was referred (B8).
 */
@Component
class UnallocatedReminders implements ReminderSource {

    private final UnallocatedSupervisees supervisees;
    private final Policies policies;
    private final WorkingCalendar calendar;

    UnallocatedReminders(UnallocatedSupervisees supervisees, Policies policies, WorkingCalendar calendar) {
        this.supervisees = supervisees;
        this.policies = policies;
        this.calendar = calendar;
    }

    @Override
    public List<Reminder> due(Instant from, Instant to) {
        return supervisees.open().stream()
                .filter(one -> one.allocated().isEmpty())
                .flatMap(one -> daysOf(one, from, to).stream().flatMap(day -> on(one, day)))
                .toList();
    }

    private List<LocalDate> daysOf(UnallocatedSupervisee one, Instant from, Instant to) {
        int every = policies.current().allocation().remindWd();
        LocalDate today = calendar.dateOf(to);
        List<LocalDate> days = new ArrayList<>();
        for (LocalDate day = calendar.addWorkingDays(one.sinceOn(), every);
                !day.isAfter(today);
                day = calendar.addWorkingDays(day, every)) {
            Instant at = calendar.startOf(day);
            if (at.isAfter(from) && !at.isAfter(to)) {
                days.add(day);
            }
        }
        return days;
    }

    private Stream<Reminder> on(UnallocatedSupervisee one, LocalDate day) {
        boolean interimFound = one.acceptedInterim().isPresent();
        LocalDate due = interimFound ? one.permanentDueOn() : one.interimDueOn();
        String about = interimFound ? "allocate-supervisor" : "arrange-interim";
        Stream<Reminder> lineManager = Stream.of(reminder(supervisees.lineManager(one), about, one, due, day));
        Stream<Reminder> decider = one.decider().stream()
                .filter(manager -> !one.isAllocationPlanned())
                .map(manager -> reminder(manager, "allocate-supervisor", one, one.requireDecideBy(), day));
        return Stream.concat(lineManager, decider);
    }

    private static Reminder reminder(
            String userId, String about, UnallocatedSupervisee one, LocalDate due, LocalDate day) {
        Phase phase = day.isBefore(due) ? Phase.AHEAD : day.equals(due) ? Phase.TODAY : Phase.OVERDUE;
        return new Reminder(userId, about, phase, one.key(), due, day);
    }
}
