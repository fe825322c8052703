package org.supervision.compliance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Intervals;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.compliance.ComplianceReport.Line;
import org.supervision.compliance.ComplianceReport.Reason;
import org.supervision.people.People;
import org.supervision.people.Person;
import org.supervision.policy.Policies;
import org.supervision.session.ReasonClass;

/** Counts a month, from what was recorded and signed and never from what people did in the product. */
@Component
class MonthCount {

    /**
     * A held session is confirmed when its record is closed and neither of the two left it unsigned (A6.2); one of a group is
     * not signed (F22).
     */
    static final String CONFIRMED = """
            (s.kind = 'GROUP'
                or exists (select 1 from supervision_record r where r.session_id = s.id and r.closed_at is not null))
            and not exists (select 1 from record_unsigned u where u.session_id = s.id
                and u.version_number =
                    (select max(d.version_number) from record_distribution d where d.session_id = s.id))""";

    static final String SESSIONS = "from supervision_session s join agreement a on a.id = s.agreement_id where ";

    /** When a session was, or was to be. */
    static final String STARTED = "coalesce(s.outcome_actual_start_at, s.start_at)";

    static final String OF_MONTH = STARTED + " >= :start and " + STARTED + " < :end";

    private static final String UNKNOWN_SERVICE = "–";

    private final JdbcClient jdbc;
    private final Intervals intervals;
    private final Obligations obligations;
    private final People people;
    private final Policies policies;
    private final WorkingCalendar calendar;

    MonthCount(
            JdbcClient jdbc,
            Intervals intervals,
            Obligations obligations,
            People people,
            Policies policies,
            WorkingCalendar calendar) {
        this.jdbc = jdbc;
        this.intervals = intervals;
        this.obligations = obligations;
        this.people = people;
        this.policies = policies;
        this.calendar = calendar;
    }

    /** An agreement that was in force at the end of the month, and the day that its interval counts from. */
    private record Standing(long agreementId, String supervisor, LocalDate since) {}

    ComplianceReport of(YearMonth month) {
        LocalDate last = last(month);
        Set<String> all = Set.copyOf(jdbc.sql("select distinct supervisor from agreement")
                .query(String.class)
                .list());
        Map<Long, Integer> days = intervals.on(all, last);
        List<Standing> standing = standing(last).stream()
                .filter(one -> days.containsKey(one.agreementId()))
                .toList();
        Map<String, Integer> inForce = bySupervisor(standing);
        Map<String, Integer> inTime = bySupervisor(standing.stream()
                .filter(one -> !one.since()
                        .plusDays(Objects.requireNonNull(days.get(one.agreementId())))
                        .isBefore(last))
                .toList());
        Map<String, Map<Figure, Integer>> owed =
                Objects.requireNonNull(obligations.of(all, List.of(month)).get(month));
        Map<String, Integer> held = sessions(month, "s.outcome_counts_as_held = true and " + CONFIRMED);
        Map<String, Integer> unconfirmed =
                sessions(month, "s.outcome_counts_as_held = true and not (" + CONFIRMED + ")");
        Map<String, Integer> missed = sessions(month, "s.state = 'MISSED'");
        String records = "select a.supervisor, count(*) from supervision_record r"
                + " join supervision_session s on s.id = r.session_id join agreement a on a.id = s.agreement_id"
                + " where s.kind = 'FORMAL' and r.due_on between :first and :last";
        Map<String, Integer> recordsDue = count(month, records);
        Map<String, Integer> recordsOnTime = count(month, records + " and r.distributed_on_time = true");
        Map<String, Integer> cases = count(
                month,
                "select a.supervisor, count(*) from missed_case m join agreement a on a.id = m.open_marker where 1 = 1");
        Map<String, Integer> unsigned = count(
                month,
                "select a.supervisor, count(*) from agreement a where exists (select 1 from agreement_term t"
                        + " where t.agreement_id = a.id and t.effective_on is null and t.ended_on is null"
                        + " and t.unsigned_chase_at <= :now)");
        Map<String, Integer> unbooked = count(
                month,
                "select a.supervisor, count(*) from agreement a where a.status = 'IN_FORCE' and :horizon >"
                        + " (select count(*) from supervision_session s where s.agreement_id = a.id"
                        + " and s.state = 'BOOKED' and s.start_at > :now)");
        Map<String, Integer> escalated = count(
                month,
                "select a.supervisor, count(*) from missed_case m join agreement a on a.id = m.agreement_id"
                        + " where m.routed_at >= :start and m.routed_at < :end");
        Set<String> supervisors = new TreeSet<>(owed.keySet());
        Stream.of(inForce, held, unconfirmed, missed, recordsDue, cases, unsigned, unbooked, escalated)
                .forEach(numbers -> supervisors.addAll(numbers.keySet()));
        List<Line> lines = supervisors.stream()
                .map(supervisor -> new Line(
                        supervisor,
                        service(supervisor),
                        inForce.getOrDefault(supervisor, 0),
                        inTime.getOrDefault(supervisor, 0),
                        held.getOrDefault(supervisor, 0),
                        unconfirmed.getOrDefault(supervisor, 0),
                        missed.getOrDefault(supervisor, 0),
                        recordsDue.getOrDefault(supervisor, 0),
                        recordsOnTime.getOrDefault(supervisor, 0),
                        cases.getOrDefault(supervisor, 0),
                        unsigned.getOrDefault(supervisor, 0),
                        unbooked.getOrDefault(supervisor, 0),
                        owed.getOrDefault(supervisor, Map.of()).getOrDefault(Figure.DUE, 0),
                        owed.getOrDefault(supervisor, Map.of()).getOrDefault(Figure.ON_TIME, 0),
                        escalated.getOrDefault(supervisor, 0)))
                .sorted(Comparator.comparing(Line::service).thenComparing(Line::supervisor))
                .toList();
        return new ComplianceReport(month, calendar.now(), lines, reasons(month));
    }

    /** Of the month in progress: today. */
    private LocalDate last(YearMonth month) {
        LocalDate today = calendar.today();
        return month.atEndOfMonth().isAfter(today) ? today : month.atEndOfMonth();
    }

    private List<Standing> standing(LocalDate last) {
        return jdbc.sql("""
                select a.id, a.supervisor, a.in_force_on, i.restarted_on, max(s.outcome_actual_start_at) as last_held_at
                from agreement a
                left join interval_restart i on i.agreement_id = a.id and i.restarted_on <= :last
                left join supervision_session s on s.agreement_id = a.id and s.outcome_counts_as_held = true
                    and s.outcome_actual_start_at < :end and %s
                where a.in_force_on <= :last and (a.ended_on is null or a.ended_on > :last)
                    and (a.suspended_from is null or a.suspended_from > :last)
                group by a.id, a.supervisor, a.in_force_on, i.restarted_on""".formatted(CONFIRMED))
                .param("last", last)
                .param("end", at(calendar.endOf(last)))
                .query((row, n) -> new Standing(row.getLong("id"), row.getString("supervisor"), since(row)))
                .list();
    }

    private LocalDate since(ResultSet row) throws SQLException {
        OffsetDateTime held = row.getObject("last_held_at", OffsetDateTime.class);
        return Stream.<@Nullable LocalDate>of(
                        row.getObject("in_force_on", LocalDate.class),
                        row.getObject("restarted_on", LocalDate.class),
                        held == null ? null : calendar.dateOf(held.toInstant()))
                .filter(Objects::nonNull)
                .max(LocalDate::compareTo)
                .orElseThrow();
    }

    private List<Reason> reasons(YearMonth month) {
        Map<String, Map<ReasonClass, Integer>> reasons = new TreeMap<>();
        sql(
                        month,
                        "select a.supervisor, s.outcome_reason_class, count(*) as sessions " + SESSIONS + OF_MONTH
                                + " and s.state in ('MISSED', 'CANCELLED') and s.outcome_reason_class is not null"
                                + " group by a.supervisor, s.outcome_reason_class")
                .query(row -> {
                    reasons.computeIfAbsent(service(row.getString("supervisor")), service -> new TreeMap<>())
                            .merge(
                                    ReasonClass.valueOf(row.getString("outcome_reason_class")),
                                    row.getInt("sessions"),
                                    Integer::sum);
                });
        List<Reason> all = new ArrayList<>();
        reasons.forEach((service, numbers) ->
                numbers.forEach((reason, sessions) -> all.add(new Reason(service, reason, sessions))));
        return all;
    }

    private Map<String, Integer> sessions(YearMonth month, String condition) {
        return count(month, "select a.supervisor, count(*) " + SESSIONS + OF_MONTH + " and " + condition);
    }

    private Map<String, Integer> count(YearMonth month, String select) {
        Map<String, Integer> numbers = new TreeMap<>();
        sql(month, select + " group by a.supervisor").query(row -> {
            numbers.put(row.getString(1), row.getInt(2));
        });
        return numbers;
    }

    /** Of the parameters each statement takes those that it names. */
    private JdbcClient.StatementSpec sql(YearMonth month, String sql) {
        Instant start = calendar.startOf(month.atDay(1));
        return jdbc.sql(sql)
                .param("first", month.atDay(1))
                .param("last", last(month))
                .param("start", at(start))
                .param("end", at(calendar.endOf(last(month))))
                .param("now", at(calendar.now()))
                .param("horizon", policies.current().booking().horizon());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Map<String, Integer> bySupervisor(List<Standing> standing) {
        return standing.stream().collect(Collectors.toMap(Standing::supervisor, one -> 1, Integer::sum, TreeMap::new));
    }

    private String service(String supervisor) {
        return Optional.ofNullable(people.find(supervisor).map(Person::service).orElse(null))
                .orElse(UNKNOWN_SERVICE);
    }
}
