package org.supervision.notification;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which reminders went out, and up to when they were gathered. */
@Component
class ReminderLog {

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batch;

    ReminderLog(JdbcClient jdbc, NamedParameterJdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    Optional<Instant> gatheredUntil() {
        return jdbc.sql("select max(gathered_until) as gathered_until from reminder_gathering")
                .query((row, number) -> Optional.ofNullable(row.getObject("gathered_until", OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant);
    }

    void gathered(Instant until) {
        jdbc.sql("delete from reminder_gathering").update();
        jdbc.sql("insert into reminder_gathering (gathered_until) values (:until)")
                .param("until", atUtc(until))
                .update();
    }

    /** Those of these reminders that went out before. */
    Set<Reminder> sentAmong(Collection<Reminder> reminders) {
        Optional<LocalDate> earliest =
                reminders.stream().map(Reminder::remindOn).min(LocalDate::compareTo);
        if (earliest.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(jdbc.sql("select user_id, about, phase, business_key, due_on, remind_on from reminder_sent"
                        + " where remind_on >= :earliest")
                .param("earliest", earliest.get())
                .query((row, number) -> new Reminder(
                        row.getString("user_id"),
                        row.getString("about"),
                        Reminder.Phase.valueOf(row.getString("phase")),
                        row.getString("business_key"),
                        row.getObject("due_on", LocalDate.class),
                        row.getObject("remind_on", LocalDate.class)))
                .list());
    }

    void sent(Collection<Reminder> reminders, Instant at) {
        SqlParameterSource[] rows = reminders.stream()
                .map(reminder -> new MapSqlParameterSource()
                        .addValue("userId", reminder.userId())
                        .addValue("about", reminder.about())
                        .addValue("phase", reminder.phase().name())
                        .addValue("businessKey", reminder.businessKey())
                        .addValue("dueOn", reminder.dueOn())
                        .addValue("remindOn", reminder.remindOn())
                        .addValue("at", atUtc(at)))
                .toArray(SqlParameterSource[]::new);
        batch.batchUpdate(
                "insert into reminder_sent (user_id, about, phase, business_key, due_on, remind_on, sent_at)"
                        + " values (:userId, :about, :phase, :businessKey, :dueOn, :remindOn, :at)",
                rows);
    }

    private static OffsetDateTime atUtc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
