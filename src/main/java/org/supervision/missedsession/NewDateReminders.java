package org.supervision.missedsession;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.Reminder;
import org.supervision.notification.Reminder.Phase;
import org.supervision.notification.ReminderSource;
import org.supervision.policy.Policies;

/**
 * Reminds both to agree a new date a few working days after the miss ({@code reminders.rebookWd}), by the policy of the
 * case. Counted from the miss and not back from the due date, which the two weeks may have brought forward.
 */
@Component
class NewDateReminders implements ReminderSource {

    private static final String SEEKING_DATE = """
            select id, supervisor, supervisee, initial_missed_on, rebook_by, policy_version
              from missed_case
             where open_marker is not null
               and state = 'SEEKING_DATE'
               and rebook_by > :now
            """;

    private final JdbcClient jdbc;
    private final WorkingCalendar calendar;
    private final Policies policies;

    NewDateReminders(JdbcClient jdbc, WorkingCalendar calendar, Policies policies) {
        this.jdbc = jdbc;
        this.calendar = calendar;
        this.policies = policies;
    }

    @Override
    public List<Reminder> due(Instant from, Instant to) {
        return jdbc
                .sql(SEEKING_DATE)
                .param("now", to.atOffset(ZoneOffset.UTC))
                .query((row, number) -> {
                    LocalDate missedOn = row.getObject("initial_missed_on", LocalDate.class);
                    Instant rebookBy =
                            row.getObject("rebook_by", OffsetDateTime.class).toInstant();
                    int workingDays = policies.version(row.getString("policy_version"))
                            .reminders()
                            .rebookWd();
                    LocalDate remindOn = calendar.addWorkingDays(missedOn, workingDays);
                    LocalDate dueOn = calendar.dateOf(rebookBy.minusNanos(1));
                    String key = MissedCase.keyOf(row.getLong("id"));
                    return Stream.of(row.getString("supervisor"), row.getString("supervisee"))
                            .map(user -> new Reminder(user, "agree-new-date", Phase.AHEAD, key, dueOn, remindOn))
                            .toList();
                })
                .list()
                .stream()
                .flatMap(List::stream)
                .filter(reminder -> reminder.remindOn().isBefore(reminder.dueOn()))
                .filter(reminder -> {
                    Instant at = calendar.startOf(reminder.remindOn());
                    return at.isAfter(from) && !at.isAfter(to);
                })
                .toList();
    }
}
