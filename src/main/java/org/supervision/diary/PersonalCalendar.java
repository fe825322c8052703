package org.supervision.diary;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.agreement.Agreement;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.CalendarFeed.Deadline;
import org.supervision.notification.CalendarFeed.Meeting;
import org.supervision.notification.Invitation;
import org.supervision.session.Outcome;
import org.supervision.session.SessionService;
import org.supervision.session.SessionState;
import org.supervision.session.SupervisionSession;

/**
 * Somebody's own sessions as a calendar to subscribe to, whichever part they have in them: those of the last months and all
 * that are booked ahead, with the records that they owe and their reviews. What did not take place is in it as cancelled.
 */
@Component
public class PersonalCalendar {

    private static final int MONTHS_BACK = 3;

    private static final String RECORDS_OWED = """
            select s.id, r.due_on, s.outcome_declared_at as stated_at
            from supervision_record r join supervision_session s on s.id = r.session_id
            where r.author = :person and r.distributed_at is null and r.closed_at is null and r.left_out_at is null and r.due_on >= :since
            order by r.due_on, s.id""";

    private static final String REVIEWS_DUE = """
            select a.id, t.term_number, t.review_due_on as due_on, t.effective_on
            from agreement a join agreement_term t on t.agreement_id = a.id
            where (a.supervisor = :person or a.supervisee = :person) and a.status = 'IN_FORCE'
                and t.effective_on is not null and t.ended_on is null and t.review_due_on >= :since
            order by t.review_due_on, t.id""";

    private final SessionService sessions;
    private final WorkingCalendar calendar;
    private final JdbcClient jdbc;

    PersonalCalendar(SessionService sessions, WorkingCalendar calendar, JdbcClient jdbc) {
        this.sessions = sessions;
        this.calendar = calendar;
        this.jdbc = jdbc;
    }

    /** What stands in somebody's calendar. */
    public record Entries(List<Meeting> meetings, List<Deadline> deadlines) {}

    /** What stands in this person's; the same as long as nothing changes. */
    @Transactional(readOnly = true)
    public Entries of(String person) {
        LocalDate since = calendar.addMonthsClamped(calendar.today(), -MONTHS_BACK);
        List<Meeting> meetings = sessions.withSince(person, calendar.startOf(since)).stream()
                .map(PersonalCalendar::meeting)
                .toList();
        List<Deadline> deadlines = new ArrayList<>(due(RECORDS_OWED, person, since, this::record));
        deadlines.addAll(due(REVIEWS_DUE, person, since, this::review));
        return new Entries(meetings, deadlines);
    }

    private static Meeting meeting(SupervisionSession session) {
        Outcome outcome = session.outcome();
        boolean stands =
                session.state() == SessionState.BOOKED || session.state().isHeld();
        Instant start = session.heldOrAgreedStart();
        Instant end = outcome == null || outcome.actualEndAt() == null ? session.endAt() : outcome.actualEndAt();
        Invitation entry = stands
                ? Invitation.request(session.key(), session.icsSequence(), start, end, session.location())
                : Invitation.cancel(session.key(), session.icsSequence(), session.startAt(), session.endAt());
        Instant statedAt = Stream.of(
                        session.bookedAt(),
                        session.givenAt() == null ? session.bookedAt() : session.givenAt(),
                        outcome == null ? session.bookedAt() : outcome.declaredAt())
                .max(Instant::compareTo)
                .orElseThrow();
        return new Meeting(entry, statedAt);
    }

    private Deadline record(ResultSet row) throws SQLException {
        return new Deadline(
                SupervisionSession.keyOf(row.getLong("id")) + "-record",
                row.getObject("due_on", LocalDate.class),
                "Supervision record due",
                row.getObject("stated_at", OffsetDateTime.class).toInstant());
    }

    private Deadline review(ResultSet row) throws SQLException {
        return new Deadline(
                Agreement.keyOf(row.getLong("id")) + "-T" + row.getInt("term_number") + "-review",
                row.getObject("due_on", LocalDate.class),
                "Supervision review due",
                calendar.startOf(row.getObject("effective_on", LocalDate.class)));
    }

    private List<Deadline> due(String sql, String person, LocalDate since, Reader reader) {
        return jdbc.sql(sql)
                .param("person", person)
                .param("since", since)
                .query((row, n) -> reader.read(row))
                .list();
    }

    /** Reads a row. */
    private interface Reader {
        Deadline read(ResultSet row) throws SQLException;
    }
}
