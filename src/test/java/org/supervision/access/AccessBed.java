package org.supervision.access;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.supervision.TestDatabase;
import org.supervision.access.AccessGrant.Scope;
import org.supervision.calendar.London;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.confidential.TestCipher;
import org.supervision.confidential.TextCipher;
import org.supervision.people.LineManagement;
import org.supervision.policy.Policies;
import org.supervision.policy.PolicyProperties;

/**
 * The gate and its log over a database with rows of its own: under one agreement {@code worker} is supervised by
 * {@code supervisor}, who held the first session, {@code cover} the second. Their line manager is {@code linemanager}. It
 * is Monday 1 March 2027, 09:00 in London until the clock is moved.
 */
final class AccessBed {

    static final LocalDate TODAY = LocalDate.of(2027, 3, 1);

    final JdbcClient jdbc;
    final TransactionTemplate transaction;
    final WorkingCalendar calendar;
    final ReadChain log;
    final AccessGrants grants;
    final SupervisionFiles files;
    final Access access;

    final TextCipher cipher;

    private final MovableClock clock = new MovableClock();

    AccessBed() {
        this("NONE");
    }

    AccessBed(String lineManagerReads) {
        this(TestDatabase.migrated(), lineManagerReads, new TestCipher().textCipher());
        addRows();
    }

    /** On a database that is there already, such as for a second node. */
    AccessBed(DataSource dataSource, String lineManagerReads, TextCipher cipher) {
        this.cipher = cipher;
        jdbc = JdbcClient.create(dataSource);
        transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        Policies policies = new Policies(new PolicyProperties(policy(lineManagerReads), "combined"), clock);
        calendar = new WorkingCalendar(clock, policies);
        LineManagement line = mock(LineManagement.class);
        when(line.lineManagerOf(any())).thenReturn(Optional.of("linemanager"));
        log = new ReadChain(jdbc, cipher);
        grants = new AccessGrants(jdbc, calendar);
        files = new SupervisionFiles(jdbc, calendar);
        ReadLog readings = new ReadLog(jdbc, calendar, log);
        access = new Access(
                new Relations(jdbc, calendar), grants, readings, line, policies, calendar, transactionManager());
    }

    private JdbcTransactionManager transactionManager() {
        return (JdbcTransactionManager) transaction.getTransactionManager();
    }

    private static ByteArrayResource policy(String lineManagerReads) {
        try {
            String yaml = new ClassPathResource("policy.yaml").getContentAsString(StandardCharsets.UTF_8);
            return new ByteArrayResource(yaml.replace("lmReadsRecord: NONE", "lmReadsRecord: " + lineManagerReads)
                    .getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows that the product would have written, with nothing in them that anybody could read. */
    void addRows() {
        for (String sql : List.of(
                """
                insert into agreement (supervisor, supervisee, status, created_at, in_force_on, row_version)
                values ('supervisor', 'worker', 'IN_FORCE', timestamp '2027-01-04 09:00:00', date '2027-01-04', 0)
                """,
                """
                insert into agreement_term (agreement_id, term_number, status, carried_over, started_on, unsigned_chase_at,
                                            chase_due_on, terms_version, effective_on, row_version)
                values (1, 1, 'IN_FORCE', false, date '2027-01-04', timestamp '2027-01-25 09:00:00', date '2027-01-29', 1,
                        date '2027-01-04', 0)
                """,
                """
                insert into agreement_review (agreement_id, term_key, status, started_on, due_on, prepare_due_on, overdue_at,
                                              chase_due_on, row_version)
                values (1, 'AG-000001/T1', 'OPEN', date '2027-02-22', date '2027-03-15', date '2027-03-08',
                        timestamp '2027-03-30 00:00:00', date '2027-04-07', 0)
                """,
                session("supervisor", "2027-01-18 10:00:00"),
                session("cover", "2027-02-15 10:00:00"),
                """
                insert into personal_matter (session_id, raised_by, raised_at, wording)
                values (1, 'supervisor', timestamp '2027-01-18 12:00:00', '-')
                """,
                """
                insert into disagreement_referral (agreement_id, session_id, raised_by, raised_at, state, row_version)
                values (1, 1, 'supervisor', timestamp '2027-01-18 12:00:00', 'ATTEMPT', 0)
                """,
                """
                insert into supervisor_change (requested_by, created_at, status, agreement_id, row_version)
                values ('linemanager', timestamp '2027-02-22 10:00:00', 'PLANNED', 1, 0)
                """,
                """
                insert into audit_round (period_from, period_until, seed, sample_pct, narrative, drawn_on, due_on, term_ends_on,
                                         row_version)
                values (date '2026-10-01', date '2026-12-31', 1, 10, false, date '2027-01-04', date '2027-02-01',
                        date '2027-02-08', 0)
                """,
                """
                insert into audit_file (round_id, agreement_id, supervisor, auditor, state, row_version)
                values (1, 1, 'supervisor', 'auditor', 'OPEN', 0)
                """,
                """
                insert into missed_case (agreement_id, open_marker, mode, state, supervisor, supervisee, initial_missed_on,
                                         held_counts_from, counted, disputed, policy_version, opened_at, row_version)
                values (1, 1, 'MISSED', 'REBOOKING', 'supervisor', 'worker', date '2027-02-22',
                        timestamp '2027-02-22 10:00:00', true, false, 'combined', timestamp '2027-02-22 10:00:00', 0)
                """)) {
            jdbc.sql(sql).update();
        }
    }

    private static String session(String supervisor, String start) {
        return """
                insert into supervision_session (agreement_id, supervisor, supervisee, state, start_at, end_at, location,
                                                 meeting_mode, booked_at, ics_sequence, moves, row_version)
                values (1, '%s', 'worker', 'HELD', timestamp '%s', timestamp '%s', 'Room 3', 'FACE_TO_FACE',
                        timestamp '2027-01-04 09:00:00', 0, 0, 0)
                """.formatted(supervisor, start, start);
    }

    /** Moves the clock to a time in London. */
    void at(LocalDateTime london) {
        clock.now = london.atZone(London.ZONE).toInstant();
    }

    /** Whether it opens, in a transaction that then is committed. */
    boolean opens(String reader, Content content) {
        return opens(reader, content, Route.PAGE);
    }

    boolean opens(String reader, Content content, Route route) {
        return Boolean.TRUE.equals(transaction.execute(status -> access.open(reader, content, route)));
    }

    long grant(String viewer, GrantBasis basis, LocalDate from, LocalDate until, LocalDate notice, Scope... scopes) {
        return grants.grant(new AccessGrants.NewGrant(
                viewer, basis, "DI-000001", from, until, notice, "servicemanager", List.of(scopes)));
    }

    int entries() {
        return jdbc.sql("select count(*) from read_log").query(Integer.class).single();
    }

    private static final class MovableClock extends Clock {

        private Instant now = TODAY.atTime(9, 0).atZone(London.ZONE).toInstant();

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
