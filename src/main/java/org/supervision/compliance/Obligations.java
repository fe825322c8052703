package org.supervision.compliance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Intervals;
import org.supervision.calendar.WorkingCalendar;

/**
 * What sessions a month owed, and which of them were held (B1, A7.2). Each session is owed by the day that lies the agreed
 * interval after the one before it, or after the agreement came into force or was resumed. A month owes those whose day
 * falls into it or lies before it, and those that were held early in it; what is overdue for months is one session, not
 * several. A session counts for what it is when it is recorded and signed; until then it is told apart.
 */
@Component
class Obligations {

    private static final String BASES = """
            select a.id, a.supervisor, a.in_force_on, a.ended_on, i.restarted_on,
                case when a.status = 'SUSPENDED' then a.suspended_from end as suspended_from,
                max(s.outcome_actual_start_at) as last_held_at
            from agreement a
            left join interval_restart i on i.agreement_id = a.id and i.restarted_on <= :last
            left join supervision_session s on s.agreement_id = a.id and s.outcome_counts_as_held = true
                and s.outcome_actual_start_at < :start
            where a.supervisor in (:supervisors) and a.in_force_on <= :last
                and (a.ended_on is null or a.ended_on >= :first)
            group by a.id, a.supervisor, a.in_force_on, a.ended_on, i.restarted_on, a.status, a.suspended_from""";

    private static final String HELD = """
            select s.agreement_id, s.outcome_actual_start_at, case when %s then 1 else 0 end as confirmed
            from supervision_session s join agreement a on a.id = s.agreement_id
            where a.supervisor in (:supervisors) and s.outcome_counts_as_held = true
                and s.outcome_actual_start_at >= :start and s.outcome_actual_start_at < :end
            order by s.outcome_actual_start_at, s.id""".formatted(MonthCount.CONFIRMED);

    private final JdbcClient jdbc;
    private final Intervals intervals;
    private final WorkingCalendar calendar;

    Obligations(JdbcClient jdbc, Intervals intervals, WorkingCalendar calendar) {
        this.jdbc = jdbc;
        this.intervals = intervals;
        this.calendar = calendar;
    }

    private record Base(
            long agreement,
            String supervisor,
            LocalDate inForceOn,
            LocalDate since,
            @Nullable LocalDate restartedOn,
            @Nullable LocalDate endedOn,
            @Nullable LocalDate suspendedFrom) {

        /** Whether it was in force on a day of this month. */
        boolean isOf(YearMonth month) {
            return !inForceOn.isAfter(month.atEndOfMonth()) && (endedOn == null || !endedOn.isBefore(month.atDay(1)));
        }

        /** Whether nothing falls due on this day any more. */
        boolean isStoppedOn(LocalDate day) {
            return endedOn != null && !day.isBefore(endedOn) || suspendedFrom != null && !day.isBefore(suspendedFrom);
        }

        /** The later of a day and the one on which the interval began anew, unless that is later still. */
        LocalDate from(LocalDate since, LocalDate until) {
            return restartedOn == null || restartedOn.isBefore(since) || restartedOn.isAfter(until)
                    ? since
                    : restartedOn;
        }
    }

    private record Held(LocalDate on, boolean confirmed) {}

    /**
     * What months owed, as far as they are over.
     *
     * @param months one after the other
     * @return {@link Figure#DUE}, {@link Figure#DUE_BY_NOW}, {@link Figure#HELD}, {@link Figure#HELD_UNSIGNED} and
     *     {@link Figure#ON_TIME} by month and by user id of the supervisor
     */
    Map<YearMonth, Map<String, Map<Figure, Integer>>> of(Collection<String> supervisors, List<YearMonth> months) {
        Map<YearMonth, Map<String, Map<Figure, Integer>>> counted = new TreeMap<>();
        months.forEach(month -> counted.put(month, new TreeMap<>()));
        if (supervisors.isEmpty()) {
            return counted;
        }
        YearMonth first = months.get(0);
        YearMonth last = months.get(months.size() - 1);
        Intervals.Known intervalsThen = intervals.in(supervisors, first.atDay(1), notAfterToday(last.atEndOfMonth()));
        Map<Long, List<Held>> held = held(supervisors, first, last);
        Map<Long, LocalDate> since = new HashMap<>();
        List<Base> bases = bases(supervisors, first, last);
        for (YearMonth month : months) {
            Map<Long, Integer> days = intervalsThen.last(month.atDay(1), notAfterToday(month.atEndOfMonth()));
            for (Base base : bases) {
                Integer interval = days.get(base.agreement());
                List<Held> heldThen = held.getOrDefault(base.agreement(), List.of()).stream()
                        .filter(session -> YearMonth.from(session.on()).equals(month))
                        .toList();
                LocalDate before = since.getOrDefault(base.agreement(), base.since());
                if (interval != null && base.isOf(month)) {
                    count(
                            base,
                            before,
                            heldThen,
                            interval,
                            month.atEndOfMonth(),
                            counted.get(month).computeIfAbsent(base.supervisor(), one -> new EnumMap<>(Figure.class)));
                }
                heldThen.forEach(session -> since.put(base.agreement(), session.on()));
            }
        }
        return counted;
    }

    private LocalDate notAfterToday(LocalDate day) {
        LocalDate today = calendar.today();
        return day.isBefore(today) ? day : today;
    }

    private void count(
            Base base, LocalDate before, List<Held> held, int interval, LocalDate last, Map<Figure, Integer> counted) {
        LocalDate since = before;
        for (Held session : held) {
            LocalDate by = base.from(since, session.on()).plusDays(interval);
            add(counted, Figure.DUE);
            add(counted, Figure.DUE_BY_NOW);
            add(counted, session.confirmed() ? Figure.HELD : Figure.HELD_UNSIGNED);
            if (session.confirmed() && !session.on().isAfter(by)) {
                add(counted, Figure.ON_TIME);
            }
            since = session.on();
        }
        LocalDate by = base.from(since, last).plusDays(interval);
        if (!base.isStoppedOn(by) && !by.isAfter(last)) {
            add(counted, Figure.DUE);
            if (by.isBefore(calendar.today())) {
                add(counted, Figure.DUE_BY_NOW);
            }
        }
    }

    private static void add(Map<Figure, Integer> counted, Figure figure) {
        counted.merge(figure, 1, Integer::sum);
    }

    private List<Base> bases(Collection<String> supervisors, YearMonth first, YearMonth last) {
        return sql(BASES, supervisors, first, last).query((row, n) -> base(row)).list();
    }

    private Base base(ResultSet row) throws SQLException {
        OffsetDateTime heldAt = row.getObject("last_held_at", OffsetDateTime.class);
        LocalDate inForceOn = row.getObject("in_force_on", LocalDate.class);
        LocalDate heldOn = heldAt == null ? inForceOn : calendar.dateOf(heldAt.toInstant());
        return new Base(
                row.getLong("id"),
                row.getString("supervisor"),
                inForceOn,
                heldOn.isAfter(inForceOn) ? heldOn : inForceOn,
                row.getObject("restarted_on", LocalDate.class),
                row.getObject("ended_on", LocalDate.class),
                row.getObject("suspended_from", LocalDate.class));
    }

    private Map<Long, List<Held>> held(Collection<String> supervisors, YearMonth first, YearMonth last) {
        Map<Long, List<Held>> held = new HashMap<>();
        sql(HELD, supervisors, first, last).query(row -> {
            held.computeIfAbsent(row.getLong("agreement_id"), agreement -> new ArrayList<>())
                    .add(new Held(
                            calendar.dateOf(row.getObject("outcome_actual_start_at", OffsetDateTime.class)
                                    .toInstant()),
                            row.getInt("confirmed") == 1));
        });
        return held;
    }

    /** Of the parameters each statement takes those that it names. */
    private JdbcClient.StatementSpec sql(String sql, Collection<String> supervisors, YearMonth first, YearMonth last) {
        return jdbc.sql(sql)
                .param("supervisors", supervisors)
                .param("first", first.atDay(1))
                .param("last", last.atEndOfMonth())
                .param("start", calendar.startOf(first.atDay(1)).atOffset(ZoneOffset.UTC))
                .param("end", calendar.endOf(last.atEndOfMonth()).atOffset(ZoneOffset.UTC));
    }
}
