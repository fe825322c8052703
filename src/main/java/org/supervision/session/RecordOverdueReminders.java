package org.supervision.session;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.Reminder;
import org.supervision.notification.Reminder.Phase;
import org.supervision.notification.ReminderSource;

/** Tells the party who waits for a record that it is overdue (A6.1); its author is reminded of the task to write it. */
@Component
class RecordOverdueReminders implements ReminderSource {

    private static final String NEWLY_OVERDUE = """
            select session.id, record.due_on,
                   case when record.author = session.supervisor then session.supervisee else session.supervisor end
                       as waiting
              from supervision_record record
              join supervision_session session on session.id = record.session_id
             where record.distributed_at is null
               and record.due_on between :first and :last
            """;

    private final JdbcClient jdbc;
    private final WorkingCalendar calendar;

    RecordOverdueReminders(JdbcClient jdbc, WorkingCalendar calendar) {
        this.jdbc = jdbc;
        this.calendar = calendar;
    }

    @Override
    public List<Reminder> due(Instant from, Instant to) {
        return jdbc
                .sql(NEWLY_OVERDUE)
                .param("first", calendar.dateOf(from).minusDays(1))
                .param("last", calendar.dateOf(to).minusDays(1))
                .query((row, number) -> {
                    LocalDate dueOn = row.getObject("due_on", LocalDate.class);
                    return new Reminder(
                            row.getString("waiting"),
                            "record",
                            Phase.OVERDUE,
                            SupervisionSession.keyOf(row.getLong("id")),
                            dueOn,
                            dueOn.plusDays(1));
                })
                .list()
                .stream()
                .filter(reminder -> calendar.startOf(reminder.remindOn()).isAfter(from))
                .toList();
    }
}
