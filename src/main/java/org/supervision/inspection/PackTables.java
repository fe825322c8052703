package org.supervision.inspection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Agreement;
import org.supervision.audit.AuditNumbers;
import org.supervision.audit.AuditRound;
import org.supervision.audit.Audits;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.compliance.Figure;
import org.supervision.compliance.Figures;
import org.supervision.compliance.SmallNumbers;
import org.supervision.compliance.SmallNumbers.Told;
import org.supervision.compliance.TeamFigures;
import org.supervision.integrity.Verification;
import org.supervision.missedsession.MissedCase;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy;
import org.supervision.policy.PolicyKeys;
import org.supervision.session.SupervisionSession;

/** The tables of a pack. Each is read row by row and written as it is read. */
@Component
class PackTables {

    private static final int ROWS_AT_ONCE = 500;

    private static final List<Figure> SESSIONS = List.of(
            Figure.DUE,
            Figure.DUE_BY_NOW,
            Figure.HELD,
            Figure.HELD_UNSIGNED,
            Figure.ON_TIME,
            Figure.MISSED,
            Figure.ESCALATED);

    private static final List<Figure> REASONS =
            List.of(Figure.LEAVE, Figure.SICKNESS, Figure.WORKLOAD, Figure.EMERGENCY, Figure.COURT, Figure.OTHER);

    private static final String AGREEMENTS = """
            select a.id, a.status, a.in_force_on, a.ended_on, a.suspended_from,
                (select max(t.effective_on) from agreement_term t
                    where t.agreement_id = a.id and t.effective_on <= :last) as signed_on,
                (select max(t.review_due_on) from agreement_term t
                    where t.agreement_id = a.id and t.effective_on is not null and t.ended_on is null) as review_due_on,
                (select min(t.started_on) from agreement_term t where t.agreement_id = a.id
                    and t.effective_on is null and t.ended_on is null) as unsigned_since,
                (select min(t.unsigned_chase_at) from agreement_term t where t.agreement_id = a.id
                    and t.effective_on is null and t.ended_on is null and t.unsigned_chase_at <= :now) as too_long_since
            from agreement a
            where a.supervisor in (:supervisors) and a.supervisee is not null
                and (a.in_force_on <= :last and (a.ended_on is null or a.ended_on >= :first)
                    or a.status = 'DRAFT' and a.created_at < :end)
            order by a.id""";

    private static final String RECORDS = """
            select s.id, s.agreement_id, s.outcome_actual_start_at, r.due_on, r.distributed_at, r.distributed_on_time,
                r.closed_at,
                case when exists (select 1 from record_unsigned u where u.session_id = s.id and u.version_number =
                    (select max(d.version_number) from record_distribution d where d.session_id = s.id))
                    then 1 else 0 end as stands_unsigned
            from supervision_record r join supervision_session s on s.id = r.session_id
            join agreement a on a.id = s.agreement_id
            where a.supervisor in (:supervisors) and s.kind = 'FORMAL' and r.due_on between :first and :last
            order by s.id""";

    private static final String CASES = """
            select m.*, p.reported_at as supervisor_reported_at, q.reported_at as supervisee_reported_at,
                case when exists (select 1 from missed_resolution r where r.case_id = m.id and r.carried_out = true
                    and r.resolution in ('COVER', 'INTERIM')) then 1 else 0 end as covered
            from missed_case m join agreement a on a.id = m.agreement_id
            left join missed_report p on p.case_id = m.id and p.party = 'SUPERVISOR'
            left join missed_report q on q.case_id = m.id and q.party = 'SUPERVISEE'
            where a.supervisor in (:supervisors) and m.initial_missed_on between :first and :last
            order by m.id""";

    private static final String REVIEWS = """
            select v.agreement_id, v.due_on, v.held_on, v.outcome, v.completed_on
            from agreement_review v join agreement a on a.id = v.agreement_id
            where a.supervisor in (:supervisors)
                and (v.due_on between :first and :last or v.completed_on between :first and :last)
            order by v.id""";

    private static final String COVER = """
            select n.session_id, n.agreement_id, n.state, n.found_at, n.decided_at, s.start_at
            from cover_need n join supervision_session s on s.id = n.session_id
            join agreement a on a.id = n.agreement_id
            where a.supervisor in (:supervisors) and s.start_at >= :start and s.start_at < :end
            order by n.id""";

    private static final String UNALLOCATED = """
            select u.id, u.agreement_id, u.since_on, u.interim_due_on, u.interim_accepted_at, u.permanent_due_on, u.state,
                u.closed_at
            from unallocated_supervisee u left join agreement a on a.id = u.agreement_id
            where (coalesce(a.supervisor, u.former) in (:supervisors)
                    or :whole = true and coalesce(a.supervisor, u.former) is null)
                and u.since_on <= :last and (u.closed_at is null or u.closed_at >= :start)
            order by u.id""";

    private final JdbcClient jdbc;
    private final TeamFigures figures;
    private final Audits audits;
    private final AuditNumbers auditNumbers;
    private final Verification verification;
    private final Policies policies;
    private final WorkingCalendar calendar;

    PackTables(
            DataSource database,
            TeamFigures figures,
            Audits audits,
            AuditNumbers auditNumbers,
            Verification verification,
            Policies policies,
            WorkingCalendar calendar) {
        JdbcTemplate byRow = new JdbcTemplate(database);
        byRow.setFetchSize(ROWS_AT_ONCE);
        this.jdbc = JdbcClient.create(byRow);
        this.figures = figures;
        this.audits = audits;
        this.auditNumbers = auditNumbers;
        this.verification = verification;
        this.policies = policies;
        this.calendar = calendar;
    }

    /**
     * Whose pack, and of when.
     *
     * @param supervisors user ids; whose agreements it tells of
     * @param whole whether these are all, so that what belongs to no supervisor is told, too
     * @param counted what was counted of each month
     */
    record Request(PackPeriod period, Collection<String> supervisors, boolean whole, Map<YearMonth, Figures> counted) {}

    Request request(PackPeriod period, Collection<String> supervisors, boolean whole) {
        return new Request(period, supervisors, whole, figures.inMonths(supervisors, period.months()));
    }

    /** Takes the rows of a table one after the other. */
    interface Rows {

        void add(List<String> cells) throws IOException;
    }

    /**
     * A table of the pack.
     *
     * @param name of its file
     * @param words what it is, and how it was counted
     */
    record Table(String name, String words, List<String> headings, Writer writer) {

        /** Writes the rows of a pack. */
        interface Writer {

            void write(Request request, Rows rows) throws IOException;
        }
    }

    /** The tables, in the order of their files. */
    List<Table> all() {
        return List.of(
                new Table(
                        "01-agreements.csv",
                        "Agreements that were in force on a day of the period, and those that are being drafted. How each stands"
                                + " is as of the day of the download. An agreement is unsigned for too long from the policy's"
                                + " agreement.signWd working days after its draft began.",
                        List.of(
                                "Agreement",
                                "Stands as",
                                "In force on",
                                "Ended on",
                                "Suspended from",
                                "Signed by both on",
                                "Review due on",
                                "Terms unsigned since",
                                "Unsigned for too long since"),
                        this::agreements),
                new Table(
                        "02-sessions-by-month.csv",
                        "Sessions of each month. Due: the day that lies the agreed interval after the last session, or after the"
                                + " agreement came into force or was resumed, fell into the month or before it, or the session"
                                + " was held early in it. Held: its record is there and signed by both, or it says why not. On"
                                + " time: held on its day or before. The present month is counted up to now.",
                        Stream.concat(Stream.of("Month"), SESSIONS.stream().map(Figure::words))
                                .toList(),
                        (request, rows) -> months(request, SESSIONS, rows)),
                new Table(
                        "03-records.csv",
                        "Records that were due in the period: when each was due and distributed, and whether both signed."
                                + " On time: distributed by the end of its day for the first time.",
                        List.of(
                                "Session",
                                "Agreement",
                                "Held on",
                                "Record due on",
                                "Distributed on",
                                "On time",
                                "Closed on",
                                "Stands unsigned by one"),
                        this::records),
                new Table(
                        "04-missed-sessions.csv",
                        "Cases whose first session was missed, or not held within the interval, in the period. The deadline is"
                                + " two weeks after the first missed session (B8). A case goes to the supervisor's line manager"
                                + " (0), the Service Manager (1) or the Strategic Manager (2).",
                        List.of(
                                "Case",
                                "Agreement",
                                "What",
                                "First missed on",
                                "Reports due on",
                                "Supervisor reported on",
                                "Supervisee reported on",
                                "Went to a manager on",
                                "Level",
                                "Disputed",
                                "How it stands or ended",
                                "Closed on"),
                        this::cases),
                new Table(
                        "05-reviews.csv",
                        "Reviews of agreements that were due or completed in the period (B9).",
                        List.of("Agreement", "Due on", "Held on", "Outcome", "Completed on", "In time"),
                        this::reviews),
                new Table(
                        "06-absences.csv",
                        "Sessions of the period that fell into somebody's absence, and whether they were covered. Who was away"
                                + " and why is not in the pack.",
                        List.of("Session", "Agreement", "Session on", "Found on", "What became of it", "Decided on"),
                        this::cover),
                new Table(
                        "07-unallocated.csv",
                        "People who had no allocated supervisor on a day of the period (B8).",
                        List.of(
                                "Unallocated",
                                "Agreement",
                                "Since",
                                "Interim supervisor due on",
                                "Interim supervisor from",
                                "Permanent supervisor due on",
                                "Stands as",
                                "Over on"),
                        this::unallocated),
                new Table(
                        "08-audits.csv",
                        "Audits that looked at days of the period: how far the files drawn came.",
                        List.of(
                                "Audit",
                                "From",
                                "Until",
                                "Files drawn",
                                "Audited",
                                "Open",
                                "Not audited",
                                "No auditor",
                                "For the line manager",
                                "Considered",
                                "Something is done"),
                        this::audits),
                new Table(
                        "09-audit-answers.csv",
                        "What these audits found, where enough files were audited. Small numbers are withheld.",
                        List.of("Audit", "Question", "Yes", "No", "Not applicable"),
                        this::answers),
                new Table(
                        "10-reasons-by-month.csv",
                        "Why sessions were moved, cancelled or missed. Small numbers are withheld, as some reasons are about"
                                + " somebody's health.",
                        Stream.concat(Stream.of("Month"), REASONS.stream().map(Figure::words))
                                .toList(),
                        this::reasons),
                new Table(
                        "11-policy.csv",
                        "The policy that was in force in the period. Wd: working days.",
                        List.of("Version", "From", "Key", "Value"),
                        this::policy),
                new Table(
                        "12-seals.csv",
                        "The last verification of all stored texts, signatures and seals before the download. A finding is a text"
                                + " that is not as it was signed or sealed.",
                        List.of("Verified at (UTC)", "Texts read", "Findings"),
                        this::seals));
    }

    private void agreements(Request request, Rows rows) {
        each(
                request,
                AGREEMENTS,
                rows,
                row -> List.of(
                        Agreement.keyOf(row.getLong("id")),
                        words(row.getString("status")),
                        date(row, "in_force_on"),
                        date(row, "ended_on"),
                        date(row, "suspended_from"),
                        date(row, "signed_on"),
                        date(row, "review_due_on"),
                        date(row, "unsigned_since"),
                        dateOf(row, "too_long_since")));
    }

    private void months(Request request, List<Figure> columns, Rows rows) throws IOException {
        for (Map.Entry<YearMonth, Figures> month : request.counted().entrySet()) {
            rows.add(Stream.concat(
                            Stream.of(month.getKey().toString()),
                            columns.stream()
                                    .map(figure ->
                                            String.valueOf(month.getValue().of(figure))))
                    .toList());
        }
    }

    private void reasons(Request request, Rows rows) throws IOException {
        for (Map.Entry<YearMonth, Figures> month : request.counted().entrySet()) {
            Told told = smallNumbers().alone(month.getValue());
            rows.add(Stream.concat(
                            Stream.of(month.getKey().toString()),
                            REASONS.stream()
                                    .map(reason ->
                                            told.of(reason).map(String::valueOf).orElse(SmallNumbers.WITHHELD)))
                    .toList());
        }
    }

    private void records(Request request, Rows rows) {
        each(
                request,
                RECORDS,
                rows,
                row -> List.of(
                        SupervisionSession.keyOf(row.getLong("id")),
                        Agreement.keyOf(row.getLong("agreement_id")),
                        dateOf(row, "outcome_actual_start_at"),
                        date(row, "due_on"),
                        dateOf(row, "distributed_at"),
                        row.getObject("distributed_at") == null ? "" : yesNo(row.getBoolean("distributed_on_time")),
                        dateOf(row, "closed_at"),
                        yesNo(row.getInt("stands_unsigned") == 1)));
    }

    private void cases(Request request, Rows rows) {
        each(
                request,
                CASES,
                rows,
                row -> List.of(
                        MissedCase.keyOf(row.getLong("id")),
                        Agreement.keyOf(row.getLong("agreement_id")),
                        words(row.getString("mode")),
                        date(row, "initial_missed_on"),
                        lastDay(row, "report_deadline"),
                        dateOf(row, "supervisor_reported_at"),
                        dateOf(row, "supervisee_reported_at"),
                        dateOf(row, "routed_at"),
                        text(row.getObject("escalation_level")),
                        yesNo(row.getBoolean("disputed")),
                        TeamFigures.inWords(
                                row.getString("state"), row.getString("resolver") != null, row.getInt("covered") == 1),
                        dateOf(row, "closed_at")));
    }

    private void reviews(Request request, Rows rows) {
        each(request, REVIEWS, rows, row -> {
            LocalDate completed = row.getObject("completed_on", LocalDate.class);
            return List.of(
                    Agreement.keyOf(row.getLong("agreement_id")),
                    date(row, "due_on"),
                    date(row, "held_on"),
                    words(row.getString("outcome")),
                    date(row, "completed_on"),
                    completed == null ? "" : yesNo(!completed.isAfter(row.getObject("due_on", LocalDate.class))));
        });
    }

    private void cover(Request request, Rows rows) {
        each(
                request,
                COVER,
                rows,
                row -> List.of(
                        SupervisionSession.keyOf(row.getLong("session_id")),
                        Agreement.keyOf(row.getLong("agreement_id")),
                        dateOf(row, "start_at"),
                        dateOf(row, "found_at"),
                        words(row.getString("state")),
                        dateOf(row, "decided_at")));
    }

    private void unallocated(Request request, Rows rows) {
        each(
                request,
                UNALLOCATED,
                rows,
                row -> List.of(
                        "UA-%06d".formatted(row.getLong("id")),
                        row.getObject("agreement_id") == null ? "" : Agreement.keyOf(row.getLong("agreement_id")),
                        date(row, "since_on"),
                        date(row, "interim_due_on"),
                        dateOf(row, "interim_accepted_at"),
                        date(row, "permanent_due_on"),
                        words(row.getString("state")),
                        dateOf(row, "closed_at")));
    }

    private void audits(Request request, Rows rows) throws IOException {
        for (AuditNumbers.Numbers numbers : audits(request)) {
            AuditRound round = numbers.round();
            rows.add(Stream.concat(
                            Stream.of(
                                    round.key(),
                                    round.periodFrom().toString(),
                                    round.periodUntil().toString()),
                            Stream.of(
                                            numbers.drawn(),
                                            numbers.audited(),
                                            numbers.open(),
                                            numbers.notAudited(),
                                            numbers.noAuditor(),
                                            numbers.forLineManager(),
                                            numbers.considered(),
                                            numbers.acted())
                                    .map(String::valueOf))
                    .toList());
        }
    }

    private void answers(Request request, Rows rows) throws IOException {
        SmallNumbers small = smallNumbers();
        for (AuditNumbers.Numbers numbers : audits(request)) {
            if (small.isSmall(numbers.audited())) {
                continue;
            }
            for (AuditNumbers.QuestionNumbers question : numbers.questions()) {
                rows.add(Stream.concat(
                                Stream.of(
                                        numbers.round().key(),
                                        question.question().words()),
                                Stream.of(question.yes(), question.no(), question.notApplicable())
                                        .map(number ->
                                                small.isSmall(number) ? SmallNumbers.WITHHELD : String.valueOf(number)))
                        .toList());
            }
        }
    }

    private List<AuditNumbers.Numbers> audits(Request request) {
        Set<String> supervisors = Set.copyOf(request.supervisors());
        return audits.all().stream()
                .filter(round -> !round.periodFrom().isAfter(request.period().last())
                        && !round.periodUntil().isBefore(request.period().first()))
                .sorted(Comparator.comparing(AuditRound::key))
                .map(round -> auditNumbers.of(round.key(), supervisors::contains))
                .flatMap(Optional::stream)
                .toList();
    }

    private void policy(Request request, Rows rows) throws IOException {
        for (Policy policy :
                policies.between(request.period().first(), request.period().last())) {
            for (Map.Entry<String, String> key : PolicyKeys.values(policy).entrySet()) {
                rows.add(List.of(policy.version(), policy.from().toString(), key.getKey(), key.getValue()));
            }
        }
    }

    private void seals(Request request, Rows rows) throws IOException {
        Verification.Last last = verification.last();
        rows.add(List.of(
                last.at() == null ? "never" : last.at().toString(),
                String.valueOf(last.texts()),
                String.valueOf(last.findings())));
    }

    private SmallNumbers smallNumbers() {
        return new SmallNumbers(policies.current().audit().smallestNumber());
    }

    private interface Cells {

        List<String> of(ResultSet row) throws SQLException;
    }

    /** Of the parameters each statement takes those that it names. */
    private void each(Request request, String sql, Rows rows, Cells cells) {
        if (request.supervisors().isEmpty()) {
            return;
        }
        PackPeriod period = request.period();
        jdbc.sql(sql)
                .param("supervisors", request.supervisors())
                .param("whole", request.whole())
                .param("first", period.first())
                .param("last", period.last())
                .param("start", at(calendar.startOf(period.first())))
                .param("end", at(calendar.endOf(period.last())))
                .param("now", at(calendar.now()))
                .query(row -> {
                    try {
                        rows.add(cells.of(row));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String date(ResultSet row, String column) throws SQLException {
        return text(row.getObject(column, LocalDate.class));
    }

    private String dateOf(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? "" : calendar.dateOf(moment.toInstant()).toString();
    }

    /** The day by whose end something is due that is due at 24:00. */
    private String lastDay(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null
                ? ""
                : calendar.dateOf(moment.toInstant().minusMillis(1)).toString();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String words(@Nullable String name) {
        return name == null
                ? ""
                : name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String yesNo(boolean yes) {
        return yes ? "yes" : "no";
    }
}
