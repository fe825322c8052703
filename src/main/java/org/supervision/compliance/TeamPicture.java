package org.supervision.compliance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.agreement.AgreementStatus;
import org.supervision.agreement.Intervals;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.missedsession.CaseMode;
import org.supervision.missedsession.CaseState;
import org.supervision.missedsession.MissedCase;
import org.supervision.people.LineManagement;

/** Where every supervision of a team stands at this moment: dates, states and counts, and never a word of what was said. */
@Component
public class TeamPicture {

    private static final String STANDINGS = """
            select a.id, a.supervisor, a.supervisee, a.status, a.in_force_on, i.restarted_on,
                (select max(s.outcome_actual_start_at) from supervision_session s
                    where s.agreement_id = a.id and s.outcome_counts_as_held = true) as last_held_at,
                (select min(s.start_at) from supervision_session s
                    where s.agreement_id = a.id and s.state = 'BOOKED' and s.start_at > :now) as next_at,
                (select count(*) from supervision_session s
                    where s.agreement_id = a.id and s.state = 'BOOKED' and s.start_at > :now) as ahead,
                (select count(*) from supervision_record r join supervision_session s on s.id = r.session_id
                    where s.agreement_id = a.id and r.distributed_at is null and r.due_on < :today) as records_late,
                (select count(*) from supervision_record r join supervision_session s on s.id = r.session_id
                    where s.agreement_id = a.id and r.distributed_at is not null and r.closed_at is null) as records_open,
                (select max(t.review_due_on) from agreement_term t
                    where t.agreement_id = a.id and t.effective_on is not null and t.ended_on is null) as review_due_on,
                m.id as case_id, m.state as case_state, m.mode as case_mode, m.initial_missed_on, m.report_deadline,
                m.act_by, m.resolver
            from agreement a
            left join interval_restart i on i.agreement_id = a.id
            left join missed_case m on m.open_marker = a.id
            where a.supervisor in (:supervisors) and a.supervisee is not null
                and a.status in ('DRAFT', 'IN_FORCE', 'SUSPENDED')
            order by a.supervisor, a.supervisee, a.id""";

    private final JdbcClient jdbc;
    private final Intervals intervals;
    private final LineManagement line;
    private final WorkingCalendar calendar;

    TeamPicture(JdbcClient jdbc, Intervals intervals, LineManagement line, WorkingCalendar calendar) {
        this.jdbc = jdbc;
        this.intervals = intervals;
        this.line = line;
        this.calendar = calendar;
    }

    /**
     * One supervision.
     *
     * @param lastHeldOn London date of the last session that counts; null where there was none
     * @param dueOn London date by whose end the next session is owed (B1); null while none is
     * @param nextAt the next booked session; null where there is none
     * @param ahead how many sessions are booked (B3)
     * @param recordsLate how many records are past their day and not distributed (A6.1)
     * @param recordsUnsigned how many distributed ones wait for a signature or a reason (A6.2)
     * @param reviewDueOn London date by whose end the terms are to be reviewed (B9)
     * @param missed the open case; null where there is none
     */
    public record Standing(
            String supervisor,
            String supervisee,
            AgreementStatus status,
            @Nullable LocalDate lastHeldOn,
            @Nullable LocalDate dueOn,
            @Nullable Instant nextAt,
            int ahead,
            int recordsLate,
            int recordsUnsigned,
            @Nullable LocalDate reviewDueOn,
            @Nullable Missed missed) {}

    /**
     * An open case (B8, A7.2).
     *
     * @param key its business key
     * @param since London date of the session that was missed first, or by whose end one was owed
     * @param deadline when it goes to a manager by itself, or by when the manager who has it acts; null where neither is set
     * @param resolver user id of the manager who has it; null while none has
     */
    public record Missed(
            String key,
            CaseMode mode,
            CaseState state,
            LocalDate since,
            @Nullable Instant deadline,
            @Nullable String resolver) {}

    /** What this person supervises, and what everybody does who stands below in the line. */
    @Transactional(readOnly = true)
    public List<Standing> below(String userId) {
        Set<String> supervisors = line.below(userId);
        Map<Long, Integer> days = intervals.on(supervisors, calendar.today());
        return jdbc.sql(STANDINGS)
                .param("supervisors", supervisors)
                .param("now", calendar.now().atOffset(ZoneOffset.UTC))
                .param("today", calendar.today())
                .query((row, n) -> standing(row, days))
                .list();
    }

    /** User ids of somebody and of all those below in the line, each once even where it turns in a circle. */
    public Set<String> line(String userId) {
        return line.below(userId);
    }

    private Standing standing(ResultSet row, Map<Long, Integer> days) throws SQLException {
        AgreementStatus status = AgreementStatus.valueOf(row.getString("status"));
        Instant lastHeld = instant(row, "last_held_at");
        LocalDate lastHeldOn = lastHeld == null ? null : calendar.dateOf(lastHeld);
        return new Standing(
                row.getString("supervisor"),
                row.getString("supervisee"),
                status,
                lastHeldOn,
                status == AgreementStatus.IN_FORCE ? dueOn(row, lastHeldOn, days) : null,
                instant(row, "next_at"),
                row.getInt("ahead"),
                row.getInt("records_late"),
                row.getInt("records_open"),
                row.getObject("review_due_on", LocalDate.class),
                row.getString("case_state") == null ? null : missed(row));
    }

    private static @Nullable LocalDate dueOn(ResultSet row, @Nullable LocalDate lastHeldOn, Map<Long, Integer> days)
            throws SQLException {
        Integer interval = days.get(row.getLong("id"));
        if (interval == null) {
            return null;
        }
        LocalDate since = Stream.<@Nullable LocalDate>of(
                        row.getObject("in_force_on", LocalDate.class),
                        row.getObject("restarted_on", LocalDate.class),
                        lastHeldOn)
                .filter(Objects::nonNull)
                .max(LocalDate::compareTo)
                .orElseThrow();
        return since.plusDays(interval);
    }

    private static Missed missed(ResultSet row) throws SQLException {
        String resolver = row.getString("resolver");
        return new Missed(
                MissedCase.keyOf(row.getLong("case_id")),
                CaseMode.valueOf(row.getString("case_mode")),
                CaseState.valueOf(row.getString("case_state")),
                row.getObject("initial_missed_on", LocalDate.class),
                instant(row, resolver == null ? "report_deadline" : "act_by"),
                resolver);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
