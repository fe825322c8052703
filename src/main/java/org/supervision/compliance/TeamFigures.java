package org.supervision.compliance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
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

    /** What is one statement each of a month; every one goes on with a condition. */
    private static final Map<Figure, String> OF_MONTH = Map.ofEntries(
            Map.entry(Figure.MISSED, OF_SESSIONS + "where s.state = 'MISSED' and " + MonthCount.OF_MONTH),
            Map.entry(Figure.RECORDS_DUE, OF_RECORDS + "where s.kind = 'FORMAL' and r.due_on between :first and :last"),
            Map.entry(
                    Figure.RECORDS_ON_TIME,
                    OF_RECORDS
                            + "where s.kind = 'FORMAL' and r.due_on between :first and :last and r.distributed_on_time = true"),
            Map.entry(
                    Figure.ESCALATED,
                    "from missed_case m join agreement a on a.id = m.agreement_id"
                            + " where m.routed_at >= :start and m.routed_at < :end"));

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

    /**
     * As it stands now, and of the present month so far.
     *
     * @param supervisors user ids; whose agreements count
     * @return by user id of the supervisor; whoever has nothing to be counted is not there
     */
    public Map<String, Figures> of(Collection<String> supervisors) {
        Map<String, Map<Figure, Integer>> counted = new TreeMap<>();
        if (!supervisors.isEmpty()) {
            YearMonth month = YearMonth.from(calendar.today());
            count(NOW, supervisors, month, counted);
            unallocated(supervisors, month, counted);
            actions(supervisors, month, counted);
            countMonth(supervisors, month, counted);
        }
        return figures(counted);
    }

    /**
     * Of a month alone, as its sessions, records and cases stand by now.
     *
     * @param supervisors user ids; whose agreements count
     * @return by user id of the supervisor; whoever has nothing to be counted is not there
     */
    public Map<String, Figures> inMonth(Collection<String> supervisors, YearMonth month) {
        Map<String, Map<Figure, Integer>> counted = new TreeMap<>();
        if (!supervisors.isEmpty()) {
            countMonth(supervisors, month, counted);
        }
        return figures(counted);
    }

    private void countMonth(
            Collection<String> supervisors, YearMonth month, Map<String, Map<Figure, Integer>> counted) {
        obligations
                .of(supervisors, month)
                .forEach((supervisor, owed) ->
                        owed.forEach((figure, number) -> add(counted, supervisor, figure, number)));
        count(OF_MONTH, supervisors, month, counted);
        endings(supervisors, month, counted);
        reasons(supervisors, month, counted);
    }

    private void count(
            Map<Figure, String> statements,
            Collection<String> supervisors,
            YearMonth month,
            Map<String, Map<Figure, Integer>> counted) {
        statements.forEach((figure, from) -> sql(
                        COUNT + from + " and a.supervisor in (:supervisors) group by a.supervisor", supervisors, month)
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
    private void endings(Collection<String> supervisors, YearMonth month, Map<String, Map<Figure, Integer>> counted) {
        sql(
                        "select supervisor, state, managed, covered, count(*) as cases from ("
                                + "select a.supervisor, m.state, case when m.resolver is null then 0 else 1 end as managed,"
                                + " case when exists (select 1 from missed_resolution r where r.case_id = m.id"
                                + " and r.carried_out = true and r.resolution in ('COVER', 'INTERIM')) then 1 else 0 end"
                                + " as covered"
                                + " from missed_case m join agreement a on a.id = m.agreement_id"
                                + " where m.initial_missed_on between :first and :last"
                                + " and (m.counted = true or m.mode = 'INTERVAL') and a.supervisor in (:supervisors)) began"
                                + " group by supervisor, state, managed, covered",
                        supervisors,
                        month)
                .query(row -> {
                    add(
                            counted,
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
                        month)
                .query(row -> {
                    add(counted, row.getString(1), Figure.UNALLOCATED, row.getInt(2));
                });
    }

    private void actions(Collection<String> supervisors, YearMonth month, Map<String, Map<Figure, Integer>> counted) {
        sql(
                        "select a.supervisor, c.carried, count(*) from (select action_id, count(*) as carried"
                                + " from action_review where state = 'OPEN' group by action_id) c"
                                + " join action_item i on i.id = c.action_id join agreement a on a.id = i.agreement_id"
                                + " where i.state = 'OPEN' and a.status in ('IN_FORCE', 'SUSPENDED')"
                                + " and a.supervisor in (:supervisors) group by a.supervisor, c.carried",
                        supervisors,
                        month)
                .query(row -> {
                    add(counted, row.getString(1), Figure.ACTIONS_CARRIED, row.getInt(3));
                    if (Actions.isStuck(row.getInt(2))) {
                        add(counted, row.getString(1), Figure.ACTIONS_REPEATED, row.getInt(3));
                    }
                });
    }

    private void reasons(Collection<String> supervisors, YearMonth month, Map<String, Map<Figure, Integer>> counted) {
        sql(
                        "select supervisor, reason, count(*) from ("
                                + "select a.supervisor as supervisor, s.outcome_reason_class as reason " + OF_SESSIONS
                                + "where s.state in ('MISSED', 'CANCELLED') and " + MonthCount.OF_MONTH
                                + " union all select a.supervisor, v.reason_class from session_move v"
                                + " join supervision_session s on s.id = v.session_id"
                                + " join agreement a on a.id = s.agreement_id"
                                + " where v.moved_at >= :start and v.moved_at < :end) given"
                                + " where reason is not null and supervisor in (:supervisors) group by supervisor, reason",
                        supervisors,
                        month)
                .query(row -> {
                    add(counted, row.getString(1), Figure.of(ReasonClass.valueOf(row.getString(2))), row.getInt(3));
                });
    }

    private static void add(Map<String, Map<Figure, Integer>> counted, String supervisor, Figure figure, int number) {
        counted.computeIfAbsent(supervisor, one -> new EnumMap<>(Figure.class)).merge(figure, number, Integer::sum);
    }

    /** Of the parameters each statement takes those that it names. */
    private JdbcClient.StatementSpec sql(String sql, Collection<String> supervisors, YearMonth month) {
        LocalDate last = month.atEndOfMonth();
        return jdbc.sql(sql)
                .param("supervisors", supervisors)
                .param("first", month.atDay(1))
                .param("last", last)
                .param("start", at(calendar.startOf(month.atDay(1))))
                .param("end", at(calendar.endOf(last)))
                .param("now", at(calendar.now()))
                .param("today", calendar.today())
                .param("horizon", policies.current().booking().horizon());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
