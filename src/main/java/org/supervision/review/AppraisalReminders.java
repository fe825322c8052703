package org.supervision.review;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Agreement;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.Reminder;
import org.supervision.notification.Reminder.Phase;
import org.supervision.notification.ReminderSource;
import org.supervision.policy.Policies;

/** Reminds supervisors of the appraisals of those whom they supervise (B0, {@code review.appraisalRemindDays}). */
@Component
class AppraisalReminders implements ReminderSource {

    private static final String AHEAD = """
            select agreement.id, agreement.supervisor, appraisal.due_on
              from appraisal_date appraisal join agreement on agreement.id = appraisal.agreement_id
             where agreement.status in ('IN_FORCE', 'SUSPENDED') and appraisal.due_on >= :today
            """;

    private final JdbcClient jdbc;
    private final WorkingCalendar calendar;
    private final Policies policies;

    AppraisalReminders(JdbcClient jdbc, WorkingCalendar calendar, Policies policies) {
        this.jdbc = jdbc;
        this.calendar = calendar;
        this.policies = policies;
    }

    @Override
    public List<Reminder> due(Instant from, Instant to) {
        int days = policies.current().review().appraisalRemindDays();
        return jdbc
                .sql(AHEAD)
                .param("today", calendar.dateOf(to))
                .query((row, number) -> {
                    LocalDate dueOn = row.getObject("due_on", LocalDate.class);
                    return new Reminder(
                            row.getString("supervisor"),
                            "appraisal",
                            Phase.AHEAD,
                            Agreement.keyOf(row.getLong("id")),
                            dueOn,
                            dueOn.minusDays(days));
                })
                .list()
                .stream()
                .filter(reminder -> {
                    Instant at = calendar.startOf(reminder.remindOn());
                    return at.isAfter(from) && !at.isAfter(to);
                })
                .toList();
    }
}
