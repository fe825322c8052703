package org.supervision.compliance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.missedsession.CaseState;
import org.supervision.policy.Policies;
import org.supervision.session.Actions;
import org.supervision.session.ReasonClass;

/**
 * How the teams stand now, and what the present month has brought so far: what is counted of each supervisor's agreements,
 * in a number of statements that does not grow with them.
 */
@Component
@Transactional(readOnly = true)
public class TeamFigures {

    private static final String COUNT = "select a.supervisor, count(*) ";

    private static final String OF_SESSIONS = "from supervision_session s join agreement a on a.id = s.agreement_id ";

    private static final String OF_RECORDS =
            "from supervision_record r join supervision_session s on s.id = r.session_id"
                    + " join agreement a on a.id = s.agreement_id ";

    /** What is one statement each of all months; every one goes on with a condition. */
    private static final Map<Figure, Dated> OF_MONTHS = Map.ofEntries(
            Map.entry(
                    Figure.MISSED,
                    new Dated(MonthCount.STARTED, OF_SESSIONS + "where s.state = 'MISSED' and " + MonthCount.OF_MONTH)),
            Map.entry(
                    Figure.ESCALATED,
                    new Dated(
                            "m.routed_at",
                            "from missed_case m join agreement a on a.id = m.agreement_id"
                                    + " where m.routed_at >= :start and m.routed_at < :end")));

    /** What is counted in the month in which a moment lies. */
    private record Dated(String moment, String from) {}

    /** The same of how things stand now. */
    private static final Map<Figure, String> NOW = Map.ofEntries(
            Map.entry(Figure.SUPERVISIONS, "from agreement a where a.status = 'IN_FORCE'"),
            Map.entry(
                    Figure.RECORDS_UNSIGNED, OF_RECORDS + "where r.distributed_at is not null and r.closed_at is null"),
            Map.entry(Figure.CASES_OPEN, "from missed_case m join agreement a on a.id = m.open_marker where 1 = 1"),
            Map.entry(
                    Figure.WITH_A_MANAGER,
                    "from missed_case m join agreement a on a.id = m.open_marker where m.resolver is not null"),
            Map.entry(
                    Figure.UNSIGNED,
                    "from agreement a where exists (select 1 from agreement_term t where t.agreement_id = a.id"
                            + " and t.effective_on is null and t.ended_on is null and t.unsigned_chase_at <= :now)"),
            Map.entry(
                    Figure.UNBOOKED,
                    "from agreement a where a.status = 'IN_FORCE' and :horizon > (select count(*) from supervision_session s"
                            + " where s.agreement_id = a.id and s.state = 'BOOKED' and s.start_at > :now)"),
            Map.entry(
                    Figure.UNCOVERED,
                    "from supervision_session s join agreement a on a.id = s.agreement_id where s.state = 'BOOKED'"
                            + " and s.start_at > :now and exists (select 1 from cover_need n"
                            + " where n.session_id = s.id and n.state in ('OPEN', 'ACCEPTED'))"),
            Map.entry(
                    Figure.REVIEWS_LATE,
                    "from agreement a where a.status = 'IN_FORCE' and exists (select 1 from agreement_term t"
                            + " where t.agreement_id = a.id and t.status = 'IN_FORCE' and t.review_due_on < :today)"));

    private final JdbcClient jdbc;
    private final Obligations obligations;
    private final Policies policies;
    private final WorkingCalendar calendar;

    TeamFigures(JdbcClient jdbc, Obligations obligations, Policies policies, WorkingCalendar calendar) {
        this.jdbc = jdbc;
        this.obligations = obligations;
        this.policies = policies;
        this.calendar = calendar;
    }

    /** User ids of all who have ever supervised, and of those who did for somebody who has nobody now. */
    public Set<String> supervisors() {
        return jdbc
                .sql("select supervisor from agreement union select former from unallocated_supervisee"
                        + " where former is not null and open_for is not null")
                .query(String.class)
                .list()
                .stream()
                .collect(Collectors.toSet());
    }

    /** Those among these people who have ever supervised, or did for somebody who has nobody now. */
    public Set<String> supervisorsAmong(Collection<String> people) {
        return people.isEmpty()
                ? Set.of()
                : Set.copyOf(jdbc.sql("select supervisor from agreement where supervisor in (:people)"
                                + " union select former from unallocated_supervisee"
                                + " where former in (:people) and open_for is not null")
                        .param("people", people)
                        .query(String.class)
                        .list());
    }

    /**
     * As it stands now, and of the present month so far.
     *
     * @param supervisors user ids; whose agreements count
     * @return by user id of the supervisor; whoever has nothing to be counted is not there
     */
    public Map<String, Figures> of(Collection<String> supervisors) {
        YearMonth month = YearMonth.from(calendar.today());
        Map<String, Map<Figure, Integer>> counted = new TreeMap<>();
        if (!supervisors.isEmpty()) {
            counted.putAll(ofMonths(supervisors, List.of(month)).get(month));
            countNow(supervisors, month, counted);
            unallocated(supervisors, month, counted);
            actions(supervisors, month, counted);
        }
        return figures(counted);
    }

    /**
     * Of months alone, as their sessions, records and cases stand by now.
     *
     * @param supervisors user ids; whose agreements count
     * @param months one after the other
     * @return by month, of all together
     */
    public Map<YearMonth, Figures> inMonths(Collection<String> supervisors, List<YearMonth> months) {
        Map<YearMonth, Figures> all = new TreeMap<>();
        ofMonths(supervisors, months)
                .forEach((month, counted) ->
                        all.put(month, Figures.sum(figures(counted).values())));
        return all;
    }

    private Map<YearMonth, Map<String, Map<Figure, Integer>>> ofMonths(
            Collection<String> supervisors, List<YearMonth> months) {
        Map<YearMonth, Map<String, Map<Figure, Integer>>> counted = obligations.of(supervisors, months);
        if (!supervisors.isEmpty()) {
            YearMonth first = months.get(0);
            YearMonth last = months.get(months.size() - 1);
            countDated(supervisors, first, last, counted);
            records(supervisors, first, last, counted);
            endings(supervisors, first, last, counted);
            reasons(supervisors, first, last, counted);
        }
        return counted;
    }

    private void countDated(
            Collection<String> supervisors,
            YearMonth first,
            YearMonth last,
            Map<YearMonth, Map<String, Map<Figure, Integer>>> counted) {
        OF_MONTHS.forEach((figure, dated) -> sql(
                        "select a.supervisor, " + dated.moment() + ", count(*) " + dated.from()
                                + " and a.supervisor in (:supervisors) group by a.supervisor, " + dated.moment(),
                        supervisors,
                        first,
                        last)
                .query(row -> {
                    add(in(counted, monthOfMoment(row, 2)), row.getString(1), figure, row.getInt(3));
                }));
    }

    private void records(
            Collection<String> supervisors,
            YearMonth first,
            YearMonth last,
            Map<YearMonth, Map<String, Map<Figure, Integer>>> counted) {
        sql(
                        "select a.supervisor, r.due_on, count(*),"
                                + " sum(case when r.distributed_on_time = true then 1 else 0 end) " + OF_RECORDS
                                + "where s.kind = 'FORMAL' and r.due_on between :first and :last"
                                + " and (r.due_on < :today or r.distributed_at is not null)"
                                + " and a.supervisor in (:supervisors) group by a.supervisor, r.due_on",
                        supervisors,
                        first,
                        last)
                .query(row -> {
                    Map<String, Map<Figure, Integer>> month = in(counted, monthOfDay(row, 2));
                    add(month, row.getString(1), Figure.RECORDS_DUE, row.getInt(3));
                    add(month, row.getString(1), Figure.RECORDS_ON_TIME, row.getInt(4));
                });
    }

    private void countNow(Collection<String> supervisors, YearMonth month, Map<String, Map<Figure, Integer>> counted) {
        NOW.forEach((figure, from) -> sql(
                        COUNT + from + " and a.supervisor in (:supervisors) group by a.supervisor",
                        supervisors,
                        month,
                        month)
                .query(row -> {
                    add(counted, row.getString(1), figure, row.getInt(2));
                }));
    }

    private static Map<String, Figures> figures(Map<String, Map<Figure, Integer>> counted) {
        Map<String, Figures> figures = new TreeMap<>();
        counted.forEach((supervisor, numbers) -> figures.put(supervisor, new Figures(numbers)));
        return figures;
    }

    /** Of the cases whose first session was missed in the month, or fell due in it. */
    private void endings(
            Collection<String> supervisors,
            YearMonth first,
            YearMonth last,
            Map<YearMonth, Map<String, Map<Figure, Integer>>> counted) {
        sql(
                        "select supervisor, initial_missed_on, state, managed, covered, count(*) as cases from ("
                                + "select a.supervisor, m.initial_missed_on, m.state, case when m.resolver is null then 0 else 1 end as managed,"
                                + " case when exists (select 1 from missed_resolution r where r.case_id = m.id"
                                + " and r.carried_out = true and r.resolution in ('COVER', 'INTERIM')) then 1 else 0 end"
                                + " as covered"
                                + " from missed_case m join agreement a on a.id = m.agreement_id"
                                + " where m.initial_missed_on between :first and :last"
                                + " and (m.counted = true or m.mode = 'INTERVAL') and a.supervisor in (:supervisors)) began"
                                + " group by supervisor, initial_missed_on, state, managed, covered",
                        supervisors,
                        first,
                        last)
                .query(row -> {
                    add(
                            in(counted, monthOfDay(row, 2)),
                            row.getString("supervisor"),
                            ending(
                                    CaseState.valueOf(row.getString("state")),
                                    row.getInt("managed") == 1,
                                    row.getInt("covered") == 1),
                            row.getInt("cases"));
                });
    }

    /** How a case stands or ended. */
    static Figure ending(CaseState state, boolean managed, boolean covered) {
        return switch (state) {
            case SEEKING_DATE, REBOOKED, REPORT_DUE ->
                managed ? Figure.STILL_WITH_A_MANAGER : Figure.STILL_WITH_THE_TWO;
            case WITH_LM, WITH_SM, WITH_STR -> Figure.STILL_WITH_A_MANAGER;
            case CLOSED_RECOVERED -> Figure.PUT_RIGHT;
            case CLOSED_RESOLVED -> covered ? Figure.COVERED : Figure.RESOLVED;
            case HELD_LATE_RECORDED -> Figure.HELD_AFTER_ALL;
            case SUSPENDED, CLOSED_ENDED, CLOSED_VOID -> Figure.NOT_OWED;
        };
    }

    /** How a case stands or ended, in words; its state is the name of a {@link CaseState}. */
    public static String inWords(String state, boolean managed, boolean covered) {
        return ending(CaseState.valueOf(state), managed, covered).words();
    }

    private void unallocated(
            Collection<String> supervisors, YearMonth month, Map<String, Map<Figure, Integer>> counted) {
        sql(
                        "select supervisor, count(*) from (select coalesce(a.supervisor, u.former) as supervisor"
                                + " from unallocated_supervisee u left join agreement a on a.id = u.agreement_id"
                                + " where u.open_for is not null) lacking"
                                + " where supervisor in (:supervisors) group by supervisor",
                        supervisors,
                        month,
                        month)
                .query(row -> {
                    add(counted, row.getString(1), Figure.UNALLOCATED, row.getInt(2));
                });
    }

    private void actions(Collection<String> supervisors, YearMonth month, Map<String, Map<Figure, Integer>> counted) {
        sql(
                        "select supervisor, carried, count(*) from (select a.supervisor, i.id, count(*) as carried"
                                + " from agreement a join action_item i on i.agreement_id = a.id"
                                + " join action_review r on r.action_id = i.id and r.state = 'OPEN'"
                                + " where i.state = 'OPEN' and a.status in ('IN_FORCE', 'SUSPENDED')"
                                + " and a.supervisor in (:supervisors) group by a.supervisor, i.id) c"
                                + " group by supervisor, carried",
                        supervisors,
                        month,
                        month)
                .query(row -> {
                    add(counted, row.getString(1), Figure.ACTIONS_CARRIED, row.getInt(3));
                    if (Actions.isStuck(row.getInt(2))) {
                        add(counted, row.getString(1), Figure.ACTIONS_REPEATED, row.getInt(3));
                    }
                });
    }

    private void reasons(
            Collection<String> supervisors,
            YearMonth first,
            YearMonth last,
            Map<YearMonth, Map<String, Map<Figure, Integer>>> counted) {
        sql(
                        "select supervisor, given_for, reason, count(*) from (select a.supervisor as supervisor, "
                                + MonthCount.STARTED + " as given_for, s.outcome_reason_class as reason " + OF_SESSIONS
                                + "where s.state in ('MISSED', 'CANCELLED') and " + MonthCount.OF_MONTH
                                + " union all select a.supervisor, v.moved_at, v.reason_class from session_move v"
                                + " join supervision_session s on s.id = v.session_id"
                                + " join agreement a on a.id = s.agreement_id"
                                + " where v.moved_at >= :start and v.moved_at < :end) given"
                                + " where reason is not null and supervisor in (:supervisors)"
                                + " group by supervisor, given_for, reason",
                        supervisors,
                        first,
                        last)
                .query(row -> {
                    add(
                            in(counted, monthOfMoment(row, 2)),
                            row.getString(1),
                            Figure.of(ReasonClass.valueOf(row.getString(3))),
                            row.getInt(4));
                });
    }

    private static YearMonth monthOfDay(ResultSet row, int column) throws SQLException {
        return YearMonth.from(row.getObject(column, LocalDate.class));
    }

    private YearMonth monthOfMoment(ResultSet row, int column) throws SQLException {
        return YearMonth.from(
                calendar.dateOf(row.getObject(column, OffsetDateTime.class).toInstant()));
    }

    private static Map<String, Map<Figure, Integer>> in(
            Map<YearMonth, Map<String, Map<Figure, Integer>>> counted, YearMonth month) {
        return counted.computeIfAbsent(month, one -> new TreeMap<>());
    }

    private static void add(Map<String, Map<Figure, Integer>> counted, String supervisor, Figure figure, int number) {
        counted.computeIfAbsent(supervisor, one -> new EnumMap<>(Figure.class)).merge(figure, number, Integer::sum);
    }

    /** Of the parameters each statement takes those that it names. */
    private JdbcClient.StatementSpec sql(String sql, Collection<String> supervisors, YearMonth first, YearMonth last) {
        return jdbc.sql(sql)
                .param("supervisors", supervisors)
                .param("first", first.atDay(1))
                .param("last", last.atEndOfMonth())
                .param("start", at(calendar.startOf(first.atDay(1))))
                .param("end", at(calendar.endOf(last.atEndOfMonth())))
                .param("now", at(calendar.now()))
                .param("today", calendar.today())
                .param("horizon", policies.current().booking().horizon());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
