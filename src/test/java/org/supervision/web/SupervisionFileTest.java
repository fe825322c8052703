package org.supervision.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.supervision.access.Access;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementStatus;
import org.supervision.agreement.AgreementTermService;
import org.supervision.agreement.MeetingMode;
import org.supervision.calendar.London;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.missedsession.CaseTimeline;
import org.supervision.missedsession.MissedCases;
import org.supervision.people.People;
import org.supervision.session.Actions;
import org.supervision.session.FiledSessions;
import org.supervision.session.FiledSessions.Filed;
import org.supervision.session.FiledSessions.Move;
import org.supervision.session.FiledSessions.Signed;
import org.supervision.session.Outcome;
import org.supervision.session.SessionKind;
import org.supervision.session.SessionService;
import org.supervision.session.SessionState;
import org.supervision.session.SupervisionRecord;
import org.supervision.session.SupervisionSession;
import org.supervision.web.SupervisionFile.Session;

/** How sessions look in the file. */
class SupervisionFileTest {

    private static final Instant NOW = Instant.parse("2027-03-01T09:00:00Z");

    private static final Filed NOTHING = new Filed(List.of(), 0, null, 0, List.of());

    private final Access access = mock(Access.class);
    private final Copies copies = mock(Copies.class);
    private final AgreementService agreements = mock(AgreementService.class);
    private final SessionService sessions = mock(SessionService.class);
    private final FiledSessions filed = mock(FiledSessions.class);
    private final People people = mock(People.class);
    private final WorkingCalendar calendar = mock(WorkingCalendar.class);
    private final SupervisionFile file = new SupervisionFile(
            access,
            copies,
            agreements,
            mock(AgreementTermService.class),
            sessions,
            filed,
            mock(Actions.class),
            mock(MissedCases.class),
            mock(CaseTimeline.class),
            people,
            calendar);
    private final Agreement agreement = new Agreement(
            1L,
            "supervisor",
            "worker",
            AgreementStatus.IN_FORCE,
            null,
            NOW,
            LocalDate.of(2027, 1, 4),
            null,
            null,
            null,
            null,
            null,
            null,
            0);

    @BeforeEach
    void itIsMonday() {
        when(calendar.today()).thenReturn(LocalDate.of(2027, 3, 1));
        when(calendar.now()).thenReturn(NOW);
        when(calendar.dateOf(any())).thenAnswer(call -> LocalDate.ofInstant(call.getArgument(0), London.ZONE));
        when(people.names()).thenReturn(userId -> "the " + userId);
        when(filed.of(1)).thenReturn(sessionId -> NOTHING);
    }

    @Test
    @DisplayName("A2.4, B8: what was booked, moved and missed is told apart in words, the latest first")
    void tellsSessionsApart() {
        Outcome presumed = new Outcome(null, NOW, true, false, null, null, null, null, null, null);
        when(sessions.of(1))
                .thenReturn(List.of(
                        session(1, SessionState.MISSED, "2027-02-01T10:00:00Z", "supervisor", presumed),
                        session(2, SessionState.BOOKED, "2027-03-01T08:00:00Z", "supervisor", null),
                        session(3, SessionState.BOOKED, "2027-03-02T10:00:00Z", "cover", null)));
        Move moved = new Move(Instant.parse("2027-03-01T10:00:00Z"), Instant.parse("2027-03-02T10:00:00Z"));
        when(filed.of(1))
                .thenReturn(sessionId -> sessionId == 3 ? new Filed(List.of(moved), 0, null, 0, List.of()) : NOTHING);

        List<Session> lines = file.sessions(agreement, "worker");

        assertThat(lines)
                .extracting(line -> line.state().words())
                .containsExactly("Booked", "Outcome to be said", "Missed, as presumed");
        assertThat(lines).extracting(Session::away).containsExactly("tomorrow", "today", "4 weeks ago");
        assertThat(lines.get(0).notes())
                .containsExactly(
                        "Moved from Monday 1 March 2027, 10:00 to Tuesday 2 March 2027, 10:00", "With the cover");
    }

    @Test
    @DisplayName(
            "A6.1, A6.2: a record says how late it came, who signed it, and leads to its text only for its readers")
    void tellsWhereRecordsStand() {
        Outcome held = new Outcome(
                "supervisor",
                NOW,
                false,
                true,
                Instant.parse("2027-02-01T10:00:00Z"),
                Instant.parse("2027-02-01T11:00:00Z"),
                MeetingMode.FACE_TO_FACE,
                true,
                null,
                null);
        when(sessions.of(1))
                .thenReturn(List.of(
                        session(4, SessionState.HELD, "2027-02-01T10:00:00Z", "supervisor", held),
                        session(5, SessionState.HELD, "2027-02-02T10:00:00Z", "supervisor", held)));
        Filed distributed = new Filed(
                List.of(),
                1,
                record(4, Instant.parse("2027-02-10T10:00:00Z")),
                2,
                List.of(new Signed("supervisor", 1, NOW), new Signed("worker", 2, NOW)));
        Filed owed = new Filed(List.of(), 2, record(5, null), 0, List.of());
        when(filed.of(1)).thenReturn(sessionId -> sessionId == 4 ? distributed : owed);
        when(access.sessionsWithReadableRecord("worker")).thenReturn(Set.of("SE-000004", "SE-000005"));

        List<Session> own = file.sessions(agreement, "worker");

        assertThat(own).extracting(Session::record).containsExactly("records/SE-000004", null);
        assertThat(own.get(0).notes())
                .containsExactly(
                        "1 case discussed",
                        "Record version 2, distributed Wednesday 10 February 2027, 2 days late",
                        "Not signed by the supervisor",
                        "Signed by the worker, Monday 1 March 2027, 09:00");
        assertThat(own.get(1).notes())
                .containsExactly("2 cases discussed", "Record due by the end of Monday 8 February 2027, 21 days late");
        assertThat(file.sessions(agreement, "supervisor"))
                .extracting(Session::record)
                .containsOnlyNulls();
    }

    private static SupervisionRecord record(long session, @Nullable Instant distributedAt) {
        return new SupervisionRecord(
                1L,
                session,
                "supervisor",
                LocalDate.of(2027, 2, 8),
                LocalDate.of(2027, 2, 8),
                null,
                distributedAt,
                null,
                null,
                null,
                0);
    }

    private static SupervisionSession session(
            long id, SessionState state, String start, String supervisor, @Nullable Outcome outcome) {
        return new SupervisionSession(
                id,
                1,
                supervisor,
                "worker",
                SessionKind.FORMAL,
                state,
                Instant.parse(start),
                Instant.parse(start).plusSeconds(3600),
                "Room 3",
                MeetingMode.FACE_TO_FACE,
                null,
                NOW,
                null,
                0,
                0,
                null,
                outcome,
                0);
    }
}
