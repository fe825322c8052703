package org.supervision.session.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.supervision.session.SessionTestBed.SUPERVISEE;
import static org.supervision.session.SessionTestBed.SUPERVISOR;
import static org.supervision.session.SessionTestBed.TODAY;
import static org.supervision.session.process.SessionForms.held;
import static org.supervision.session.process.SessionForms.rearranged;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.EndReason;
import org.supervision.calendar.London;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.session.BookingHorizon;
import org.supervision.session.Bookings;
import org.supervision.session.FirstSessionBack;
import org.supervision.session.SessionService;
import org.supervision.session.SessionTestBed;
import org.supervision.session.SupervisionSession;
import org.supervision.session.process.BookSessionsForm.Row;
import org.supervision.session.process.BookSessionsForm.Values;
import org.supervision.taskform.FormErrors;

@DisplayName("Booking: two sessions are always booked ahead (B3)")
@Deployment(
        resources = {
            "bpmn/session-booking.bpmn",
            "bpmn/supervision-session.bpmn",
            "bpmn/frequency-policy.dmn",
            "bpmn/session-outcome.dmn",
            "bpmn/record-deadline.dmn",
            "bpmn/case-coverage.dmn"
        })
class SessionBookingProcessTest {

    @RegisterExtension
    static ProcessEngineCoverageExtension extension = ProcessEngineCoverageExtension.builder()
            .excludeProcessDefinitionKeys(SupervisionSessionProcess.KEY)
            .assertClassCoverageAtLeast(1.0)
            .build();

    private static final LocalDateTime FIRST = LocalDateTime.of(2027, 2, 1, 10, 0);
    private static final LocalDateTime SECOND = LocalDateTime.of(2027, 3, 1, 10, 0);

    ProcessEngine engine;
    SessionTestBed bed;

    @BeforeEach
    void setUp() {
        engine = extension.getProcessEngine();
        bed = new SessionTestBed(engine);
    }

    @AfterEach
    void tearDown() {
        bed.close();
    }

    private static Values rows(LocalDateTime... starts) {
        return new Values(Arrays.stream(starts)
                .map(start -> new Row(start, 90, "Room 12", null, null))
                .toList());
    }

    private Task bookTask(long agreementId) {
        return bed.task(SessionBookingProcess.TASK_BOOK_SESSIONS, Agreement.keyOf(agreementId));
    }

    @Test
    @DisplayName("R108: an agreement that comes into force asks both to book two sessions in two working days")
    void asksBothToBook() {
        long agreement = bed.agreement();

        ProcessInstance booking = bed.booking(agreement);
        assertThat(booking).isWaitingAt(SessionBookingProcess.TASK_BOOK_SESSIONS);
        Task task = bookTask(agreement);
        assertThat(task.getAssignee()).isNull();
        assertThat(engine.getTaskService().getIdentityLinksForTask(task.getId()))
                .extracting(IdentityLink::getUserId)
                .containsExactlyInAnyOrder(SUPERVISOR, SUPERVISEE);
        Date endOfWednesday =
                Date.from(TODAY.plusDays(3).atStartOfDay(London.ZONE).toInstant());
        assertThat(task.getDueDate()).isEqualTo(endOfWednesday);
    }

    @Test
    @DisplayName(
            "R003, R004, R108: what is suggested is of the agreed place and length, can be booked as it stands, and each session starts its life")
    void booksWhatIsSuggested() {
        long agreement = bed.agreement();
        Task task = bookTask(agreement);
        ProcessInstance booking = bed.booking(agreement);

        Values suggested = (Values) bed.show(task, SUPERVISEE).proposal();
        assertThat(suggested.sessions())
                .extracting(Row::start)
                .containsExactly(LocalDateTime.of(2027, 2, 1, 10, 0), LocalDateTime.of(2027, 3, 1, 10, 0));
        assertThat(suggested.sessions())
                .extracting(Row::location, Row::durationMinutes)
                .containsOnly(tuple(SessionTestBed.terms().usualLocation(), 90));
        bed.complete(task, SUPERVISEE, suggested);

        assertThat(booking)
                .hasPassedInOrder(
                        "StartEvent_HorizonShort",
                        "Task_BookSessions",
                        "Task_CreateSessions",
                        "Gateway_TwoAhead",
                        "EndEvent_SessionsBooked")
                .hasNotPassed("EndEvent_BookingNotNeeded")
                .isEnded();
        List<SupervisionSession> booked = bed.get(SessionService.class).futureBooked(agreement);
        assertThat(booked).hasSize(2);
        assertThat(booked)
                .allSatisfy(session -> assertThat(bed.instance(SupervisionSessionProcess.KEY, session.key()))
                        .isNotNull());
        assertThat(bed.booking(agreement)).isNull();
        assertThat(bed.noticesTo(SUPERVISOR))
                .filteredOn(notice -> notice.kind() == MailKind.SESSION_INVITATION)
                .hasSize(2);
    }

    @Test
    @DisplayName("F14, F20: nothing is suggested on days on which either is away; booking there needs a reason")
    void avoidsLeave() {
        long agreement = bed.agreement();
        bed.get(JdbcClient.class)
                .sql("insert into absence (initiator, created_at, status, person, from_on, until_on, row_version)"
                        + " values ('worker', current_timestamp, 'RECORDED', 'worker', '2027-01-29', '2027-02-05', 1)")
                .update();
        Task task = bookTask(agreement);
        Values suggested = (Values) bed.show(task, SUPERVISEE).proposal();
        assertThat(suggested.sessions())
                .extracting(Row::start)
                .containsExactly(LocalDateTime.of(2027, 1, 28, 10, 0), LocalDateTime.of(2027, 2, 25, 10, 0));

        LocalDateTime onLeave = LocalDateTime.of(2027, 2, 1, 10, 0);
        assertThat(bed.check(task, SUPERVISEE, rows(onLeave, onLeave.plusDays(28)))
                        .errors())
                .extracting(error -> error.field() + " " + error.clause())
                .containsExactly("sessions[0].start A-br");
        Row reasoned = new Row(onLeave, 90, "Room 12", null, "He comes in for it");
        Row next = new Row(onLeave.plusDays(28), 90, "Room 12", null, null);
        FormErrors warned = bed.check(task, SUPERVISEE, new Values(List.of(reasoned, next)));
        assertThat(warned.errors()).isEmpty();
        assertThat(warned.warnings()).extracting(warning -> warning.field()).containsExactly("sessions[0].start");
    }

    @Test
    @DisplayName(
            "E18, F81: back after a long absence, both are asked to meet within five working days; no interval ran")
    void meetsSoonAfterSuspension() {
        long agreement = bed.agreement();
        AgreementService agreements = bed.get(AgreementService.class);
        bed.inTransaction(() -> agreements.suspend(agreement, TODAY, null));
        assertThat(bed.booking(agreement)).isNull();
        bed.at(LocalDateTime.of(2027, 4, 5, 9, 0));
        bed.inTransaction(() -> agreements.resume(agreement));

        Task task = bookTask(agreement);
        LocalDate by = LocalDate.of(2027, 4, 12);
        assertThat(task.getDueDate())
                .isEqualTo(Date.from(by.plusDays(1).atStartOfDay(London.ZONE).toInstant()));
        Values suggested = (Values) bed.show(task, SUPERVISEE).proposal();
        assertThat(suggested.sessions())
                .extracting(Row::start)
                .containsExactly(by.atTime(10, 0), by.plusDays(28).atTime(10, 0));
        LocalDateTime late = by.plusDays(1).atTime(10, 0);
        assertThat(bed.check(task, SUPERVISEE, rows(late, late.plusDays(28))).errors())
                .extracting(error -> error.field() + " " + error.clause())
                .containsExactly("sessions[0].start A-br");
        Row reasoned = new Row(late, 90, "Room 12", null, "Phased return");
        Row next = new Row(late.plusDays(28), 90, "Room 12", null, null);
        assertThat(bed.check(task, SUPERVISEE, new Values(List.of(reasoned, next)))
                        .errors())
                .isEmpty();
        bed.complete(task, SUPERVISEE, suggested);
        assertThat(bed.get(FirstSessionBack.class).by(agreement)).isEmpty();
    }

    @Test
    @DisplayName("R108: where fewer than two lie ahead after all, both are asked again")
    void asksAgainWhenTooFewAreAhead() {
        long agreement = bed.agreement();
        Task task = bookTask(agreement);
        ProcessInstance booking = bed.booking(agreement);
        SupervisionSession other = bed.book(agreement, FIRST.minusDays(7));
        Task again = bookTask(agreement);
        assertThat(again.getId()).as("one ahead is not enough").isEqualTo(task.getId());

        // between the form's check and the booking the other session is voided
        bed.inTransaction(() -> {
            bed.get(Bookings.class).propose(agreement, List.of());
            engine.getTaskService().complete(task.getId());
        });

        assertThat(booking).isWaitingAt(SessionBookingProcess.TASK_BOOK_SESSIONS);
        assertThat(bookTask(agreement).getId()).isNotEqualTo(task.getId());
        assertThat(bed.session(other).state().isHeld()).isFalse();
    }

    @Test
    @DisplayName("E21: asking for a check again and again makes one round of booking")
    void checkingAgainChangesNothing() {
        long agreement = bed.agreement();
        BookingHorizon horizon = bed.get(BookingHorizon.class);

        bed.inTransaction(() -> {
            horizon.check(agreement);
            horizon.check(agreement);
        });
        horizon.check(agreement);

        assertThat(bed.booking(agreement)).isNotNull(); // singleResult: one
    }

    @Test
    @DisplayName("Sessions that get booked otherwise take the question back")
    void endsWhenBookedOtherwise() {
        long agreement = bed.agreement();
        ProcessInstance booking = bed.booking(agreement);

        bed.book(agreement, FIRST);
        assertThat(booking).isWaitingAt(SessionBookingProcess.TASK_BOOK_SESSIONS);
        bed.book(agreement, SECOND);

        assertThat(booking).hasPassed("EndEvent_BookingNotNeeded").isEnded();
    }

    @Test
    @DisplayName("An agreement that ends or is suspended owes no bookings")
    void endsWithItsAgreement() {
        long ended = bed.agreement();
        long suspended = bed.agreement("othersupervisor", "otherworker", SessionTestBed.terms());

        bed.inTransaction(() -> {
            bed.get(AgreementService.class).end(ended, EndReason.LEAVER);
            bed.get(AgreementService.class).suspend(suspended, TODAY, null);
        });
        assertThat(bed.booking(ended)).isNull();
        assertThat(bed.booking(suspended)).isNull();

        bed.get(BookingHorizon.class).check(suspended);
        assertThat(bed.booking(suspended)).isNull();

        bed.inTransaction(() -> bed.get(AgreementService.class).resume(suspended));
        assertThat(bed.booking(suspended)).isNotNull();
    }

    @Test
    @DisplayName("C5: a session counts as one ahead until the moment it starts, and from then on another is booked")
    void theSessionUnderWayDoesNotCount() {
        long agreement = bed.agreement();
        bed.complete(bookTask(agreement), SUPERVISOR, rows(FIRST, SECOND));

        bed.at(FIRST.minusSeconds(1));
        assertThat(bed.runDueJobs()).isZero();
        assertThat(bed.booking(agreement)).isNull();

        bed.at(FIRST);
        assertThat(bed.runDueJobs()).isEqualTo(1);
        assertThat(bed.booking(agreement)).isWaitingAt(SessionBookingProcess.TASK_BOOK_SESSIONS);
        assertThat(toBook(SUPERVISOR)).as("once after the agreement, once now").hasSize(2);

        String asked = bookTask(agreement).getId();
        String key = bed.get(SessionService.class).of(agreement).get(0).key();
        bed.at(FIRST.plusMinutes(90));
        bed.complete(bed.task("Task_HoldSession", key), SUPERVISOR, held(FIRST, FIRST.plusMinutes(90)));
        assertThat(bookTask(agreement).getId())
                .as("its outcome asks no second time")
                .isEqualTo(asked);
        assertThat(toBook(SUPERVISOR)).hasSize(2);
    }

    @Test
    @DisplayName("C5: nobody is asked at the start of a session with two more ahead, nor again while asked already")
    void asksAtTheStartOnlyWhereTooFewAreAhead() {
        long enough = bed.agreement();
        bed.complete(bookTask(enough), SUPERVISOR, rows(FIRST, SECOND));
        bed.book(enough, SECOND.plusWeeks(4));
        long asked = bed.agreement("othersupervisor", "otherworker", SessionTestBed.terms());
        bed.book(asked, FIRST);
        String task = bookTask(asked).getId();

        bed.at(FIRST);
        assertThat(bed.runDueJobs()).as("one for each session that starts").isEqualTo(2);

        assertThat(bed.booking(enough)).isNull();
        assertThat(bookTask(asked).getId()).isEqualTo(task);
        assertThat(toBook("othersupervisor")).hasSize(1);
    }

    @Test
    @DisplayName("C5: a session that was rearranged is looked at when it really starts, one that was voided never")
    void looksAtTheStartThatCounts() {
        long agreement = bed.agreement();
        bed.complete(bookTask(agreement), SUPERVISOR, rows(FIRST, SECOND));
        String key = bed.get(SessionService.class).of(agreement).get(0).key();
        LocalDateTime later = FIRST.plusDays(2);
        bed.complete(bed.task("Task_HoldSession", key), SUPERVISEE, rearranged(later));

        bed.at(later.minusSeconds(1));
        assertThat(bed.runDueJobs()).isZero();
        assertThat(bed.booking(agreement)).isNull();
        bed.at(later);
        bed.runDueJobs();
        assertThat(bed.booking(agreement)).isNotNull();

        bed.inTransaction(() -> bed.get(AgreementService.class).end(agreement, EndReason.LEAVER));
        bed.at(SECOND);
        bed.runDueJobs();
        assertThat(bed.booking(agreement)).isNull();
    }

    private List<Notice> toBook(String person) {
        return bed.noticesTo(person).stream()
                .filter(notice -> notice.kind() == MailKind.SESSIONS_TO_BOOK)
                .toList();
    }

    @Test
    @DisplayName("B1: a newly qualified worker is suggested a session a week, on working days")
    void suggestsByTheBandOfTheWorker() {
        bed.at(TODAY, LocalTime.of(9, 0));
        long agreement = bed.agreement(SUPERVISOR, "nqsw", SessionTestBed.terms());

        Values suggested = (Values) bed.show(bookTask(agreement), SUPERVISOR).proposal();

        assertThat(suggested.sessions())
                .extracting(Row::start)
                .containsExactly(LocalDateTime.of(2027, 1, 11, 10, 0), LocalDateTime.of(2027, 1, 18, 10, 0));
    }
}
