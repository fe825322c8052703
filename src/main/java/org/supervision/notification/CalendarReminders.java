package org.supervision.notification;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.Reminder.Phase;
import org.supervision.people.People;
import org.supervision.people.Role;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy;

/** Warns the administrators week by week before the calendar of working days runs out: nothing is computed past it. */
@Component
class CalendarReminders implements ReminderSource {

    private static final Period REPEATED_EVERY = Period.ofWeeks(1);

    private final Policies policies;
    private final WorkingCalendar calendar;
    private final People people;

    CalendarReminders(Policies policies, WorkingCalendar calendar, People people) {
        this.policies = policies;
        this.calendar = calendar;
        this.people = people;
    }

    @Override
    public List<Reminder> due(Instant from, Instant to) {
        Policy.Calendar known = policies.current().calendar();
        LocalDate knownUntil = known.knownUntil();
        LocalDate today = calendar.dateOf(to);
        return Stream.iterate(
                        knownUntil.minusDays(known.warnDays()),
                        day -> !day.isAfter(today),
                        day -> day.plus(REPEATED_EVERY))
                .filter(day -> calendar.startOf(day).isAfter(from))
                .flatMap(day -> people.withRole(Role.ADMINISTRATOR).stream()
                        .map(administrator -> new Reminder(
                                administrator, "calendar", Phase.AHEAD, "calendar.knownUntil", knownUntil, day)))
                .toList();
    }
}
