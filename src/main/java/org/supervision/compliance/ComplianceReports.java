package org.supervision.compliance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.compliance.ComplianceReport.Line;
import org.supervision.compliance.ComplianceReport.Reason;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;
import org.supervision.people.People;
import org.supervision.policy.Policies;
import org.supervision.session.ReasonClass;

/** The monthly reports: each is counted once, kept as it was counted, and told to whoever answers for the service. */
@Service
@Transactional
public class ComplianceReports {

    private static final String KEY_PREFIX = "CR-";

    private final MonthCount count;
    private final People people;
    private final Policies policies;
    private final WorkingCalendar calendar;
    private final Notifier notifier;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;

    ComplianceReports(
            MonthCount count,
            People people,
            Policies policies,
            WorkingCalendar calendar,
            Notifier notifier,
            ApplicationEventPublisher events,
            JdbcClient jdbc) {
        this.count = count;
        this.people = people;
        this.policies = policies;
        this.calendar = calendar;
        this.notifier = notifier;
        this.events = events;
        this.jdbc = jdbc;
    }

    /** The business key of a month's report, such as {@code CR-2027-01}. */
    public static String keyOf(YearMonth month) {
        return KEY_PREFIX + month;
    }

    /** The month of a report's business key. */
    public static YearMonth monthOf(String key) {
        return YearMonth.parse(key.substring(KEY_PREFIX.length()));
    }

    /**
     * Asks for last month's report from the policy's working day of this month ({@code audit.reportWd}) on, once, where
     * any agreement had begun by then.
     */
    public void askForLastMonth() {
        LocalDate today = calendar.today();
        YearMonth month = YearMonth.from(today).minusMonths(1);
        LocalDate from = calendar.addWorkingDays(
                month.atEndOfMonth(), policies.current().audit().reportWd());
        if (!today.isBefore(from) && find(month).isEmpty() && hasBegunBy(month.atEndOfMonth())) {
            jdbc.sql("insert into compliance_report (month_on, counted_at) values (:month, :now)")
                    .param("month", month.atDay(1))
                    .param("now", calendar.now().atOffset(ZoneOffset.UTC))
                    .update();
            events.publishEvent(new MonthOver(month));
        }
    }

    /** The numbers of the month in progress as they are now; they are not kept. */
    public ComplianceReport soFar() {
        return count.of(YearMonth.from(calendar.today()));
    }

    /** Counts a month and keeps the numbers; counted again, they take the place of the former. */
    public void count(YearMonth month) {
        ComplianceReport report = count.of(month);
        long id = id(month);
        Stream.of("compliance_line", "compliance_reason")
                .forEach(table -> jdbc.sql("delete from " + table + " where report_id = :report")
                        .param("report", id)
                        .update());
        jdbc.sql("update compliance_report set counted_at = :now where id = :report")
                .param("now", report.countedAt().atOffset(ZoneOffset.UTC))
                .param("report", id)
                .update();
        report.lines()
                .forEach(line -> jdbc.sql("""
                        insert into compliance_line (report_id, supervisor, service, agreements, in_time, held, unconfirmed,
                            missed, records_due, records_on_time, cases_open, unsigned_agreements, unbooked,
                            sessions_due, held_on_time, escalated)
                        values (:report, :supervisor, :service, :agreements, :inTime, :held, :unconfirmed,
                            :missed, :recordsDue, :recordsOnTime, :casesOpen, :unsigned, :unbooked,
                            :due, :onTime, :escalated)""")
                        .param("report", id)
                        .param("supervisor", line.supervisor())
                        .param("service", line.service())
                        .param("agreements", line.agreements())
                        .param("inTime", line.inTime())
                        .param("held", line.held())
                        .param("unconfirmed", line.unconfirmed())
                        .param("missed", line.missed())
                        .param("recordsDue", line.recordsDue())
                        .param("recordsOnTime", line.recordsOnTime())
                        .param("casesOpen", line.casesOpen())
                        .param("unsigned", line.unsigned())
                        .param("unbooked", line.unbooked())
                        .param("due", line.due())
                        .param("onTime", line.onTime())
                        .param("escalated", line.escalated())
                        .update());
        report.reasons()
                .forEach(reason -> jdbc.sql("""
                        insert into compliance_reason (report_id, service, reason_class, sessions)
                        values (:report, :service, :reason, :sessions)""")
                        .param("report", id)
                        .param("service", reason.service())
                        .param("reason", reason.reason().name())
                        .param("sessions", reason.sessions())
                        .update());
    }

    /** Tells the Service and Strategic Manager of each service that the numbers are there; the mail has only the link. */
    public void tell(YearMonth month) {
        ComplianceReport report = find(month).orElseThrow();
        Set<String> readers = new TreeSet<>();
        report.lines()
                .forEach(line -> Stream.<Function<String, Optional<String>>>of(
                                people::serviceManagerOf, people::strategicManagerOf)
                        .forEach(role -> role.apply(line.service()).ifPresent(readers::add)));
        readers.forEach(
                reader -> notifier.send(Notice.of(keyOf(month), reader, MailKind.COMPLIANCE_REPORT, keyOf(month))
                        .path("/camunda/api/supervision/compliance/" + month)));
    }

    /** The months that were counted, the latest first. */
    @Transactional(readOnly = true)
    public List<YearMonth> months() {
        return jdbc.sql("select month_on from compliance_report order by month_on desc")
                .query((row, n) -> YearMonth.from(row.getObject("month_on", LocalDate.class)))
                .list();
    }

    /** A month's report, if it was asked for. */
    @Transactional(readOnly = true)
    public Optional<ComplianceReport> find(YearMonth month) {
        return jdbc.sql("select id, counted_at from compliance_report where month_on = :month")
                .param("month", month.atDay(1))
                .query((row, n) -> new ComplianceReport(
                        month,
                        row.getObject("counted_at", OffsetDateTime.class).toInstant(),
                        lines(row.getLong("id")),
                        reasons(row.getLong("id"))))
                .optional();
    }

    private List<Line> lines(long report) {
        return jdbc.sql("select * from compliance_line where report_id = :report order by service, supervisor")
                .param("report", report)
                .query((row, n) -> line(row))
                .list();
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getString("supervisor"),
                row.getString("service"),
                row.getInt("agreements"),
                row.getInt("in_time"),
                row.getInt("held"),
                row.getInt("unconfirmed"),
                row.getInt("missed"),
                row.getInt("records_due"),
                row.getInt("records_on_time"),
                row.getInt("cases_open"),
                row.getInt("unsigned_agreements"),
                row.getInt("unbooked"),
                row.getObject("sessions_due", Integer.class),
                row.getObject("held_on_time", Integer.class),
                row.getObject("escalated", Integer.class));
    }

    private List<Reason> reasons(long report) {
        return jdbc.sql("select * from compliance_reason where report_id = :report order by service, reason_class")
                .param("report", report)
                .query((row, n) -> new Reason(
                        row.getString("service"),
                        ReasonClass.valueOf(row.getString("reason_class")),
                        row.getInt("sessions")))
                .list();
    }

    /** What was counted of the months from this one on, the earliest first; a month that was not counted is not there. */
    @Transactional(readOnly = true)
    public SortedMap<YearMonth, List<Line>> since(YearMonth first) {
        SortedMap<YearMonth, List<Line>> lines = new TreeMap<>();
        jdbc.sql("select r.month_on, l.* from compliance_report r join compliance_line l on l.report_id = r.id"
                        + " where r.month_on >= :first order by r.month_on, l.service, l.supervisor")
                .param("first", first.atDay(1))
                .query(row -> {
                    lines.computeIfAbsent(
                                    YearMonth.from(row.getObject("month_on", LocalDate.class)),
                                    month -> new ArrayList<>())
                            .add(line(row));
                });
        return lines;
    }

    private long id(YearMonth month) {
        return jdbc.sql("select id from compliance_report where month_on = :month")
                .param("month", month.atDay(1))
                .query(Long.class)
                .single();
    }

    private boolean hasBegunBy(LocalDate day) {
        return jdbc.sql("select count(*) from agreement where in_force_on <= :day")
                        .param("day", day)
                        .query(Long.class)
                        .single()
                > 0;
    }
}
