package org.supervision.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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
import org.supervision.session.Outcome;
import org.supervision.session.RecordService;
import org.supervision.session.RecordSignature;
import org.supervision.session.RecordVersion;
import org.supervision.session.SessionCases;
import org.supervision.session.SessionKind;
import org.supervision.session.SessionService;
import org.supervision.session.SessionState;
import org.supervision.session.SignatureDecision;
import org.supervision.session.SupervisionRecord;
import org.supervision.session.SupervisionSession;
import org.supervision.web.SupervisionFile.Session;

/** How sessions look in the file. */
class SupervisionFileTest {

    private static final Instant NOW = Instant.parse("2027-03-01T09:00:00Z");

    private final Access access = mock(Access.class);
    private final Copies copies = mock(Copies.class);
    private final AgreementService agreements = mock(AgreementService.class);
    private final SessionService sessions = mock(SessionService.class);
    private final RecordService records = mock(RecordService.class);
    private final SessionCases cases = mock(SessionCases.class);
    private final People people = mock(People.class);
    private final WorkingCalendar calendar = mock(WorkingCalendar.class);
    private final SupervisionFile file = new SupervisionFile(
            access,
            copies,
            agreements,
            mock(AgreementTermService.class),
            sessions,
            records,
            cases,
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
        when(people.nameOf(anyString())).thenAnswer(call -> "the " + call.getArgument(0));
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
        when(sessions.moves(3))
                .thenReturn(List.of(new SessionService.Move(
                        Instant.parse("2027-03-01T10:00:00Z"), Instant.parse("2027-03-02T10:00:00Z"))));

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
        when(records.find(4)).thenReturn(Optional.of(record(4, Instant.parse("2027-02-10T10:00:00Z"))));
        when(records.find(5)).thenReturn(Optional.of(record(5, null)));
        when(copies.distributed("SE-000004"))
                .thenReturn(Optional.of(new RecordVersion(1L, 4, 2, "supervisor", NOW, "{}", "0")));
        when(records.signatures(4))
                .thenReturn(List.of(
                        signature(1, "worker", SignatureDecision.RETURN),
                        signature(2, "worker", SignatureDecision.SIGN)));
        when(access.sessionsWithReadableRecord("worker")).thenReturn(Set.of("SE-000004", "SE-000005"));

        List<Session> own = file.sessions(agreement, "worker");

        assertThat(own).extracting(Session::record).containsExactly("records/SE-000004", null);
        assertThat(own.get(0).notes())
                .containsExactly(
                        "Record version 2, distributed Wednesday 10 February 2027, 2 days late",
                        "Not signed by the supervisor",
                        "Signed by the worker, Monday 1 March 2027, 09:00");
        assertThat(own.get(1).notes()).containsExactly("Record due by the end of Monday 8 February 2027, 21 days late");
        assertThat(file.sessions(agreement, "supervisor"))
                .extracting(Session::record)
                .containsOnlyNulls();
    }

    private static RecordSignature signature(int version, String signer, SignatureDecision decision) {
        return new RecordSignature(1L, 4, version, signer, decision, null, true, "0", NOW);
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
