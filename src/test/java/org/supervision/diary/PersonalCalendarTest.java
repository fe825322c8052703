package org.supervision.diary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.supervision.session.SessionTestBed.SUPERVISEE;
import static org.supervision.session.SessionTestBed.SUPERVISOR;
import static org.supervision.session.SessionTestBed.TODAY;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import org.assertj.core.groups.Tuple;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.MeetingMode;
import org.supervision.calendar.London;
import org.supervision.notification.CalendarFeed.Deadline;
import org.supervision.notification.CalendarFeed.Meeting;
import org.supervision.notification.Invitation;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.session.HeldSession;
import org.supervision.session.ReasonClass;
import org.supervision.session.SessionService;
import org.supervision.session.SessionTestBed;
import org.supervision.session.SupervisionSession;

/** What stands in somebody's own calendar, and who can read it by its secret address. */
@Deployment(
        resources = {
            "bpmn/session-booking.bpmn",
            "bpmn/supervision-session.bpmn",
            "bpmn/frequency-policy.dmn",
            "bpmn/session-outcome.dmn",
            "bpmn/record-deadline.dmn",
            "bpmn/case-coverage.dmn"
        })
class PersonalCalendarTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE =
            ProcessEngineCoverageExtension.builder().build();

    private static final LocalDateTime FIRST = LocalDateTime.of(2027, 1, 11, 10, 0);

    private SessionTestBed bed;
    private PersonalCalendar calendars;
    private FeedAddresses addresses;
    private SessionService sessions;
    private long agreement;

    @BeforeEach
    void start() {
        bed = new SessionTestBed(ENGINE.getProcessEngine());
        calendars = bed.get(PersonalCalendar.class);
        addresses = bed.get(FeedAddresses.class);
        sessions = bed.get(SessionService.class);
        agreement = bed.agreementWithoutBooking(SUPERVISOR, SUPERVISEE, SessionTestBed.terms());
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    @DisplayName("F17, R013: both have the same sessions, as invited; what is cancelled stands there as cancelled")
    void bothHaveTheirSessions() {
        SupervisionSession kept = bed.book(agreement, FIRST);
        SupervisionSession off = bed.book(agreement, FIRST.plusWeeks(3));
        bed.inTransaction(
                () -> sessions.cancel(off.requireId(), SUPERVISEE, ReasonClass.COURT, "Canary: the Smith hearing"));

        for (String person : List.of(SUPERVISOR, SUPERVISEE)) {
            assertThat(entries(person))
                    .containsExactly(
                            Invitation.request(kept.key(), 0, kept.startAt(), kept.endAt(), "Room 12"),
                            Invitation.cancel(off.key(), 1, off.startAt(), off.endAt()));
        }
        assertThat(entries("cover")).isEmpty();
        assertThat(calendars.of(SUPERVISEE).toString()).doesNotContain("Canary");
    }

    @Test
    @DisplayName("R032, E27: a session that is given to a cover goes from one calendar to the other")
    void whoCoversHasIt() {
        SupervisionSession session = bed.book(agreement, FIRST);
        bed.inTransaction(() -> sessions.handTo(session.requireId(), "cover"));

        assertThat(entries(SUPERVISOR)).isEmpty();
        assertThat(entries("cover"))
                .containsExactly(Invitation.request(session.key(), 1, session.startAt(), session.endAt(), "Room 12"));
        assertThat(entries(SUPERVISEE)).isEqualTo(entries("cover"));
    }

    @Test
    @DisplayName("R118, F17: handed over and back, each change of the calendar entry is told once and counts one up")
    void handedOverAndBack() {
        SupervisionSession session = bed.book(agreement, FIRST);
        handFileOver("othersupervisor");
        handFileOver(SUPERVISOR);
        handFileOver("othersupervisor");

        assertThat(sent(SUPERVISOR, MailKind.SESSION_CANCELLATION, session)).containsExactly(1, 3);
        assertThat(sent(SUPERVISOR, MailKind.SESSION_INVITATION, session)).containsExactly(0, 2);
        assertThat(sent("othersupervisor", MailKind.SESSION_INVITATION, session))
                .containsExactly(1, 3);
        assertThat(sent("othersupervisor", MailKind.SESSION_CANCELLATION, session))
                .containsExactly(2);
        assertThat(bed.noticesTo("othersupervisor"))
                .as("a notice that was sent before is not sent again")
                .extracting(Notice::uniqueId)
                .doesNotHaveDuplicates();
        assertThat(entries("othersupervisor")).extracting(Invitation::sequence).containsExactly(3);
    }

    @Test
    @DisplayName(
            "E18, B9: what falls away with a suspension is cancelled for both and stays in their calendars as such")
    void suspended() {
        SupervisionSession session = bed.book(agreement, FIRST);
        bed.inTransaction(() -> bed.get(AgreementService.class).suspend(agreement, TODAY, null));

        for (String person : List.of(SUPERVISOR, SUPERVISEE)) {
            assertThat(sent(person, MailKind.SESSION_CANCELLATION, session)).containsExactly(1);
            assertThat(entries(person)).extracting(Invitation::method).containsExactly(Invitation.Method.CANCEL);
        }
    }

    @Test
    @DisplayName(
            "A6.1, B9: the record that somebody owes stands there as a day, and the review of the agreement for both")
    void whatIsOwed() {
        SupervisionSession session = bed.book(agreement, FIRST);
        bed.at(FIRST.plusMinutes(95));
        bed.inTransaction(() -> sessions.hold(
                session.requireId(),
                new HeldSession(
                        london(FIRST),
                        london(FIRST.plusMinutes(80)),
                        MeetingMode.FACE_TO_FACE,
                        true,
                        null,
                        null,
                        List.of()),
                SUPERVISOR));

        Tuple review = tuple("AG-%06d-T1-review".formatted(agreement), TODAY.plusMonths(6), "Supervision review due");
        assertThat(calendars.of(SUPERVISOR).deadlines())
                .extracting(Deadline::uid, Deadline::day, Deadline::words)
                .containsExactly(
                        tuple(session.key() + "-record", LocalDate.of(2027, 1, 18), "Supervision record due"), review);
        assertThat(calendars.of(SUPERVISEE).deadlines())
                .extracting(Deadline::uid, Deadline::day, Deadline::words)
                .containsExactly(review);
        assertThat(entries(SUPERVISEE))
                .extracting(Invitation::end)
                .as("as it really was")
                .containsExactly(london(FIRST.plusMinutes(80)));
    }

    @Test
    @DisplayName("F17: what is more than three months past is no longer in it")
    void theLastMonths() {
        bed.book(agreement, FIRST);
        bed.at(FIRST.plusMonths(3).withHour(23));
        assertThat(entries(SUPERVISOR)).hasSize(1);

        bed.at(FIRST.plusMonths(3).plusDays(1));
        assertThat(entries(SUPERVISOR)).isEmpty();
    }

    @Test
    @DisplayName("F17: an address counts until it is renewed or revoked, and of it only the hash is kept")
    void anAddressCountsUntilItIsRevoked() {
        String first = bed.inTransaction(() -> addresses.renew(SUPERVISEE));
        assertThat(addresses.ownerOf(first)).contains(SUPERVISEE);
        assertThat(addresses.madeAt(SUPERVISEE)).contains(london(TODAY.atTime(9, 0)));
        assertThat(bed.get(JdbcClient.class)
                        .sql("select * from calendar_address")
                        .query()
                        .singleRow()
                        .toString())
                .doesNotContain(first);

        String second = bed.inTransaction(() -> addresses.renew(SUPERVISEE));
        assertThat(second).isNotEqualTo(first).hasSize(43);
        assertThat(addresses.ownerOf(first)).isEmpty();
        assertThat(addresses.ownerOf(second)).contains(SUPERVISEE);
        assertThat(addresses.ownerOf(second.toLowerCase(Locale.ROOT))).isEmpty();
        assertThat(addresses.ownerOf("")).isEmpty();

        bed.inTransaction(() -> addresses.revoke(SUPERVISEE));
        assertThat(addresses.ownerOf(second)).isEmpty();
        assertThat(addresses.madeAt(SUPERVISEE)).isEmpty();
    }

    @Test
    @DisplayName("F17: the address of whoever leaves counts no longer from the day after, and never again")
    void leavers() {
        String secret = bed.inTransaction(() -> addresses.renew(SUPERVISEE));
        leaving("date '2027-01-15'");
        assertThat(addresses.ownerOf(secret)).contains(SUPERVISEE);

        bed.at(LocalDateTime.of(2027, 1, 16, 0, 0));
        assertThat(addresses.ownerOf(secret)).isEmpty();

        bed.inTransaction(() -> bed.get(FeedAddressSweep.class).sweep(london(LocalDateTime.of(2027, 1, 16, 6, 0))));
        leaving("null");
        assertThat(addresses.ownerOf(secret)).isEmpty();
    }

    private void leaving(String day) {
        bed.get(JdbcClient.class)
                .sql("update person set leaving_on = " + day + " where user_id = '" + SUPERVISEE + "'")
                .update();
    }

    private void handFileOver(String to) {
        bed.inTransaction(() -> bed.get(AgreementService.class).changeSupervisor(agreement, to));
    }

    private List<Integer> sent(String person, MailKind kind, SupervisionSession session) {
        return bed.noticesTo(person).stream()
                .filter(notice -> notice.kind() == kind)
                .map(Notice::invitation)
                .filter(invitation -> invitation.uid().equals(session.key()))
                .map(Invitation::sequence)
                .toList();
    }

    private List<Invitation> entries(String person) {
        return calendars.of(person).meetings().stream().map(Meeting::entry).toList();
    }

    private static Instant london(LocalDateTime local) {
        return local.atZone(London.ZONE).toInstant();
    }
}
