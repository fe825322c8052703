package org.supervision.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.supervision.calendar.London;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.policy.Policies;

/** Reminds assignees, or both candidates of a shared task, of their open tasks; reads all of them in one query. */
@Component
class TaskReminders implements ReminderSource {

    private static final String OPEN_TASKS = """
            select t.TASK_DEF_KEY_ as task_key, coalesce(t.ASSIGNEE_, l.USER_ID_) as user_id,
                   p.BUSINESS_KEY_ as business_key, t.DUE_DATE_ as due_at, t.FOLLOW_UP_DATE_ as follow_up_at
              from ACT_RU_TASK t
              join ACT_RU_EXECUTION p on p.ID_ = t.PROC_INST_ID_
              left join ACT_RU_IDENTITYLINK l on l.TASK_ID_ = t.ID_ and l.TYPE_ = 'candidate' and t.ASSIGNEE_ is null
             where t.DUE_DATE_ is not null
               and t.SUSPENSION_STATE_ = 1
               and p.BUSINESS_KEY_ is not null
               and (t.DUE_DATE_ <= :ahead or t.FOLLOW_UP_DATE_ <= :ahead)
               and (t.DUE_DATE_ >= :overdueSince or t.TASK_DEF_KEY_ in (:chasedForEver))
               and coalesce(t.ASSIGNEE_, l.USER_ID_) is not null
            """;

    private final JdbcClient jdbc;
    private final WorkingCalendar calendar;
    private final Policies policies;

    TaskReminders(JdbcClient jdbc, WorkingCalendar calendar, Policies policies) {
        this.jdbc = jdbc;
        this.calendar = calendar;
        this.policies = policies;
    }

    @Override
    public List<Reminder> due(Instant from, Instant to) {
        ReminderRules rules = new ReminderRules(calendar, policies.current());
        LocalDate today = calendar.dateOf(to);
        return jdbc
                .sql(OPEN_TASKS)
                .param("ahead", Timestamp.from(calendar.endOf(rules.lastRemindedOf(today))))
                .param(
                        "overdueSince",
                        Timestamp.from(calendar.startOf(calendar.dateOf(from).minusDays(1))))
                .param("chasedForEver", ReminderRules.chasedForEver())
                .query((row, number) -> OpenTask.of(row))
                .list()
                .stream()
                .flatMap(task -> rules.between(task.key(), task.dueOn(), task.takesPlaceOn(), from, to).stream()
                        .map(moment -> new Reminder(
                                task.userId(),
                                moment.about(),
                                moment.phase(),
                                task.businessKey(),
                                moment.dueOn(),
                                moment.remindOn())))
                .toList();
    }

    private record OpenTask(
            String key,
            String userId,
            String businessKey,
            LocalDate dueOn,
            @Nullable LocalDate takesPlaceOn) {

        static OpenTask of(ResultSet row) throws SQLException {
            // due at 24:00 is the next day's 00:00
            Instant lastMoment = row.getTimestamp("due_at").toInstant().minusMillis(1);
            Timestamp followUp = row.getTimestamp("follow_up_at");
            return new OpenTask(
                    row.getString("task_key"),
                    row.getString("user_id"),
                    row.getString("business_key"),
                    LocalDate.ofInstant(lastMoment, London.ZONE),
                    followUp == null ? null : LocalDate.ofInstant(followUp.toInstant(), London.ZONE));
        }
    }
}
