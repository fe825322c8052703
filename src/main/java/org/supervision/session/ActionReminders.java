package org.supervision.session;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Agreement;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.Reminder;
import org.supervision.notification.Reminder.Phase;
import org.supervision.notification.ReminderSource;
import org.supervision.policy.Policies;

/**
 * Reminds the owner of an open action: some working days before it is due ({@code reminders.actionWd}), and on the day after
 * (B5, F53). The reminder says that there is something to do, not what.
 */
@Component
class ActionReminders implements ReminderSource {

    /** Weekends and holidays that may lie among the working days before the due date. */
    private static final int DAYS_OFF = 14;

    private static final String OPEN = """
            select action.owner, action.due_on, action.agreement_id
              from action_item action
              join agreement on agreement.id = action.agreement_id
             where action.state = 'OPEN'
               and action.due_on between :first and :last
               and agreement.status in ('IN_FORCE', 'SUSPENDED')
               and action.owner in (agreement.supervisor, agreement.supervisee)
            """;

    private final JdbcClient jdbc;
    private final Policies policies;
    private final WorkingCalendar calendar;

    ActionReminders(JdbcClient jdbc, Policies policies, WorkingCalendar calendar) {
        this.jdbc = jdbc;
        this.policies = policies;
        this.calendar = calendar;
    }

    @Override
    public List<Reminder> due(Instant from, Instant to) {
        int workingDays = policies.current().reminders().actionWd();
        return jdbc
                .sql(OPEN)
                .param("first", calendar.dateOf(from).minusDays(1))
                .param("last", calendar.dateOf(to).plusDays(DAYS_OFF - workingDays))
                .query((row, number) -> {
                    LocalDate dueOn = row.getObject("due_on", LocalDate.class);
                    LocalDate ahead = calendar.isKnown(dueOn) ? calendar.addWorkingDays(dueOn, workingDays) : dueOn;
                    String key = Agreement.keyOf(row.getLong("agreement_id"));
                    String owner = row.getString("owner");
                    return Stream.of(
                            new Reminder(owner, "action", Phase.AHEAD, key, dueOn, ahead),
                            new Reminder(owner, "action", Phase.OVERDUE, key, dueOn, dueOn.plusDays(1)));
                })
                .list()
                .stream()
                .flatMap(reminders -> reminders)
                .distinct()
                .filter(reminder -> calendar.startOf(reminder.remindOn()).isAfter(from)
                        && !calendar.startOf(reminder.remindOn()).isAfter(to))
                .toList();
    }
}
