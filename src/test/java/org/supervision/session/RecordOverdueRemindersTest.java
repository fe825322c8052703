package org.supervision.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.TestDatabase;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.Reminder;
import org.supervision.notification.Reminder.Phase;
import org.supervision.policy.Policies;
import org.supervision.policy.PolicyProperties;

class RecordOverdueRemindersTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2027-01-04T08:00:00Z"), ZoneOffset.UTC);
    private static final LocalDate DUE = LocalDate.of(2027, 6, 10);
    private static final Instant THE_DAY_BEFORE = Instant.parse("2027-06-09T08:00:00Z");

    /** 00:00 in London, in summer time. */
    private static final Instant OVERDUE = Instant.parse("2027-06-10T23:00:00Z");

    private JdbcClient jdbc;
    private RecordOverdueReminders reminders;

    @BeforeEach
    void start() {
        jdbc = JdbcClient.create(TestDatabase.migrated());
        Policies policies = new Policies(new PolicyProperties(new ClassPathResource("policy.yaml"), "combined"), CLOCK);
        reminders = new RecordOverdueReminders(jdbc, new WorkingCalendar(CLOCK, policies));
    }

    @Test
    void thePartyWhoWaitsIsToldFromTheFirstMomentAfterTheDueDay() {
        long session = sessionWithRecordBy("supervisor");

        assertThat(reminders.due(THE_DAY_BEFORE, OVERDUE.minusMillis(1))).isEmpty();
        assertThat(reminders.due(THE_DAY_BEFORE, OVERDUE))
                .containsExactly(new Reminder(
                        "worker",
                        "record",
                        Phase.OVERDUE,
                        SupervisionSession.keyOf(session),
                        DUE,
                        LocalDate.of(2027, 6, 11)));
        assertThat(reminders.due(OVERDUE, OVERDUE.plusSeconds(3600))).isEmpty();
    }

    @Test
    void theSupervisorIsToldWhereTheSuperviseeWrites() {
        sessionWithRecordBy("worker");

        assertThat(reminders.due(THE_DAY_BEFORE, OVERDUE))
                .extracting(Reminder::userId)
                .containsExactly("supervisor");
    }

    @Test
    void nobodyIsToldOfARecordThatWasDistributed() {
        sessionWithRecordBy("supervisor");
        jdbc.sql("update supervision_record set distributed_at = current_timestamp")
                .update();

        assertThat(reminders.due(THE_DAY_BEFORE, OVERDUE)).isEmpty();
    }

    private long sessionWithRecordBy(String author) {
        jdbc.sql(
                        "insert into agreement (supervisor, supervisee, status, live_pair, created_at, in_force_on, row_version)"
                                + " values ('supervisor', 'worker', 'IN_FORCE', 'pair', current_timestamp, current_date, 1)")
                .update();
        jdbc.sql(
                        "insert into supervision_session (agreement_id, supervisor, supervisee, state, start_at, end_at, location,"
                                + " meeting_mode, booked_at, ics_sequence, moves, row_version) select max(id), 'supervisor',"
                                + " 'worker', 'HELD', current_timestamp, current_timestamp, 'Room 3', 'FACE_TO_FACE',"
                                + " current_timestamp, 0, 0, 1 from agreement")
                .update();
        long session = jdbc.sql("select max(id) from supervision_session")
                .query(Long.class)
                .single();
        jdbc.sql("insert into supervision_record (session_id, author, due_on, case_files_due_on, row_version)"
                        + " values (:session, :author, :due, :due, 1)")
                .param("session", session)
                .param("author", author)
                .param("due", DUE)
                .update();
        return session;
    }
}
