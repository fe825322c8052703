package org.supervision.absence.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.TestBed;
import org.supervision.absence.Absence;
import org.supervision.absence.AbsenceKind;
import org.supervision.absence.AbsenceService;
import org.supervision.absence.CoverSweeps;
import org.supervision.absence.SupervisorLongAbsent;
import org.supervision.absence.process.ArrangeCoverForm.Row;
import org.supervision.absence.process.RecordAbsenceForm.Decision;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementStatus;
import org.supervision.calendar.London;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.people.LineManagement;
import org.supervision.session.Escalations;
import org.supervision.session.SessionService;
import org.supervision.session.SessionState;
import org.supervision.session.SessionTestBed;
import org.supervision.session.SupervisionSession;
import org.supervision.taskform.FormView.Option;

/** Every path of absence-cover.bpmn with the real services. */
@DisplayName("Cover while somebody is away (A-br)")
@Deployment(
        resources = {
            "bpmn/absence-cover.bpmn",
            "bpmn/supervision-session.bpmn",
            "bpmn/session-booking.bpmn",
            "bpmn/frequency-policy.dmn",
            "bpmn/session-outcome.dmn",
            "bpmn/record-deadline.dmn",
            "bpmn/case-coverage.dmn"
        })
class AbsenceCoverProcessTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ProcessEngineCoverageExtension.builder()
            .excludeProcessDefinitionKeys(
                    "supervisionSession",
                    "sessionBooking",
                    "frequency-policy",
                    "session-outcome",
                    "record-deadline",
                    "case-coverage")
            .assertClassCoverageAtLeast(1.0)
            .build();

    /** A Monday, three weeks after the agreement came into force; the interval ends a week later. */
    private static final LocalDateTime START = LocalDateTime.of(2027, 1, 25, 10, 0);

    private static final LocalDate DAY = START.toLocalDate();
    private static final LocalDate FIRST = LocalDate.of(2027, 1, 18);
    private static final LocalDate LAST = LocalDate.of(2027, 2, 5);

    private SessionTestBed bed;
    private AbsenceService absences;
    private SupervisionSession session;
    private SupervisionSession next;

    @BeforeEach
    void start() {
        bed = new SessionTestBed(COVERAGE.getProcessEngine());
        absences = bed.get(AbsenceService.class);
    }

    /** Two sessions are booked, as far from each other as agreed. */
    private void booked() {
        long agreement = bed.agreement();
        session = bed.book(agreement, START);
        next = bed.book(agreement, START.plusDays(28));
    }

    @AfterEach
    void close() {
        bed.close();
    }

    private String begin(String userId) {
        String key = bed.inTransaction(() -> absences.begin(userId));
        COVERAGE.getProcessEngine()
                .getRuntimeService()
                .startProcessInstanceByKey("absenceCover", key, Map.of("initiator", userId));
        return key;
    }

    private String away(String person, LocalDate from, @Nullable LocalDate until) {
        String key = begin(person);
        bed.complete(bed.task("Task_RecordAbsence", key), values(Decision.RECORD, null, person, from, until));
        return key;
    }

    private static RecordAbsenceForm.Values values(
            Decision decision,
            @Nullable String absence,
            @Nullable String person,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {
        return new RecordAbsenceForm.Values(decision, absence, person, AbsenceKind.SICKNESS, from, until, null, null);
    }

    private void change(String userId, Decision decision, String absence, @Nullable LocalDate until) {
        String key = begin(userId);
        ProcessInstance instance = bed.instance("absenceCover", key);
        bed.complete(bed.task("Task_RecordAbsence", key), values(decision, absence, null, null, until));
        assertThat(instance).hasPassed("EndEvent_NothingToCheck").isEnded();
        assertThat(absences.require(key).status()).isEqualTo(Absence.Status.WITHDRAWN);
    }

    private void arrange(
            String key, ArrangeCoverForm.Decision decision, @Nullable String cover, @Nullable String reason) {
        bed.complete(
                bed.task("Task_ArrangeCover", key),
                new ArrangeCoverForm.Values(List.of(row(key, decision, cover, null, reason))));
    }

    private Row row(
            String key,
            ArrangeCoverForm.@Nullable Decision decision,
            @Nullable String cover,
            @Nullable LocalDateTime start,
            @Nullable String reason) {
        Task task = bed.task("Task_ArrangeCover", key);
        ArrangeCoverForm.Values shown =
                (ArrangeCoverForm.Values) bed.show(task, task.getAssignee()).proposal();
        return new Row(shown.sessions().get(0).id(), decision, cover, start, reason);
    }

    private List<String> errors(String key, Row row) {
        Task task = bed.task("Task_ArrangeCover", key);
        return bed.check(task, task.getAssignee(), new ArrangeCoverForm.Values(List.of(row))).errors().stream()
                .map(error -> error.field() + " " + error.clause())
                .toList();
    }

    private List<MailKind> kindsTo(String userId) {
        return bed.noticesTo(userId).stream().map(Notice::kind).toList();
    }

    private SupervisionSession now(SupervisionSession then) {
        return bed.session(then);
    }

    private static Date endOf(LocalDate day) {
        return Date.from(day.plusDays(1).atStartOfDay(London.ZONE).toInstant());
    }

    @Test
    @DisplayName(
            "R032, F78: leave over a session that cannot be moved in time: the line manager names the cover before it begins")
    void isCovered() {
        booked();
        String key = away("supervisor", FIRST, LAST);
        ProcessInstance instance = bed.instance("absenceCover", key);
        assertThat(instance).isWaitingAt("Task_ArrangeCover");
        Task task = bed.task("Task_ArrangeCover", key);
        assertThat(task.getAssignee()).isEqualTo("linemanager");
        assertThat(task.getDueDate()).as("the working day before").isEqualTo(endOf(FIRST.minusDays(3)));
        assertThat(kindsTo("linemanager")).contains(MailKind.COVER_TO_ARRANGE);
        ArrangeCoverForm.Values shown =
                (ArrangeCoverForm.Values) bed.show(task, "linemanager").proposal();
        assertThat(shown.sessions()).singleElement().satisfies(row -> {
            assertThat(row.decision()).isNull();
            assertThat(row.cover()).as("as agreed").isEqualTo("cover");
        });

        arrange(key, ArrangeCoverForm.Decision.COVER, "cover", null);
        assertThat(instance).hasPassed("EndEvent_AbsenceSeenTo").isEnded();
        assertThat(now(session).supervisor()).isEqualTo("cover");
        assertThat(bed.task("Task_PrepareAsSupervisor", session.key()).getAssignee())
                .isEqualTo("cover");
        assertThat(kindsTo("cover")).contains(MailKind.SESSION_TO_COVER);
        assertThat(kindsTo("worker")).contains(MailKind.SESSION_COVERED);
        CoverSweeps.run(bed);
        assertThat(bed.instance("absenceCover", key))
                .as("nothing is left to do")
                .isNull();
    }

    @Test
    @DisplayName("R032: an absence whose sessions can all be moved in time asks both to move them, and no manager")
    void isMovedByTheTwo() {
        booked();
        String key = away("supervisor", DAY, DAY);
        assertThat(bed.instance("absenceCover", key)).isNull();
        assertThat(kindsTo("supervisor")).contains(MailKind.SESSION_IN_ABSENCE, MailKind.ABSENCE_CHECKED);
        assertThat(kindsTo("worker")).contains(MailKind.SESSION_IN_ABSENCE);
        assertThat(kindsTo("linemanager")).isEmpty();
        int told = bed.notices().size();
        CoverSweeps.run(bed);
        assertThat(bed.notices()).as("a repeated look says nothing new").hasSize(told);
    }

    @Test
    @DisplayName("R032: the sweep finds a session that has come to be at risk since, once")
    void isFoundLater() {
        booked();
        String key = away("supervisor", DAY, DAY);
        String other = away("worker", DAY.plusDays(1), DAY.plusDays(10));
        assertThat(bed.instance("absenceCover", other))
                .as("no session falls into it")
                .isNull();
        CoverSweeps.run(bed);
        ProcessInstance instance = bed.instance("absenceCover", key);
        assertThat(instance).hasPassed("StartEvent_AbsenceRecorded").isWaitingAt("Task_ArrangeCover");
        CoverSweeps.run(bed);
        assertThat(bed.tasks("Task_ArrangeCover", key)).hasSize(1);

        change("worker", Decision.WITHDRAW, other, null);
        CoverSweeps.run(bed);
        assertThat(instance).hasPassed("BoundaryEvent_AbsenceChanged").isEnded();
    }

    @Test
    @DisplayName("R032, E19: sick from today on without a last day: two working days to arrange, and a look every five")
    void isOpenEnded() {
        booked();
        bed.at(FIRST, LocalTime.of(8, 0));
        String key = away("supervisor", FIRST, null);
        ProcessInstance instance = bed.instance("absenceCover", key);
        assertThat(bed.tasks("Task_ArrangeCover", key))
                .singleElement()
                .satisfies(task -> assertThat(task.getDueDate()).isEqualTo(endOf(FIRST.plusDays(2))));
        Task task = bed.task("Task_ArrangeCover", key);
        ArrangeCoverForm.Values shown =
                (ArrangeCoverForm.Values) bed.show(task, "linemanager").proposal();
        bed.complete(
                task,
                new ArrangeCoverForm.Values(shown.sessions().stream()
                        .map(row -> new Row(row.id(), ArrangeCoverForm.Decision.COVER, "cover", null, null))
                        .toList()));
        assertThat(instance).isWaitingAtExactly("Task_AwaitReturn");

        bed.at(Instant.parse("2027-01-25T23:59:59Z"));
        bed.runDueJobs();
        assertThat(instance).hasNotPassed("BoundaryEvent_CheckAgain");
        bed.at(Instant.parse("2027-01-26T00:00:00Z"));
        bed.runDueJobs();
        assertThat(instance).hasPassed("BoundaryEvent_CheckAgain").isWaitingAtExactly("Task_AwaitReturn");

        bed.at(FIRST.plusDays(29), LocalTime.of(8, 0));
        assertThat(bed.events(SupervisorLongAbsent.class))
                .as("four weeks are not over at the looks so far")
                .isEmpty();
        bed.runDueJobs();
        assertThat(bed.events(SupervisorLongAbsent.class))
                .contains(new SupervisorLongAbsent(session.agreementId(), "supervisor", "worker"));

        change("linemanager", Decision.CHANGE, key, FIRST.plusDays(30));
        assertThat(instance).hasPassed("EndEvent_AbsenceSeenTo").isEnded();
        assertThat(now(next).supervisor())
                .as("goes back to whoever is there again")
                .isEqualTo("supervisor");
    }

    @Test
    @DisplayName("R032: an absence that is taken back gives the session back and ends the look")
    void isTakenBack() {
        booked();
        String key = away("supervisor", FIRST, LAST);
        arrange(key, ArrangeCoverForm.Decision.COVER, "othersupervisor", null);
        assertThat(now(session).supervisor()).isEqualTo("othersupervisor");
        change("supervisor", Decision.WITHDRAW, key, null);
        assertThat(now(session).supervisor()).isEqualTo("supervisor");

        String open = away("supervisor", FIRST, LAST);
        ProcessInstance instance = bed.instance("absenceCover", open);
        change("supervisor", Decision.WITHDRAW, open, null);
        assertThat(instance).hasPassed("BoundaryEvent_AbsenceChanged").isEnded();
        assertThat(bed.tasks("Task_ArrangeCover", open)).isEmpty();
    }

    @Test
    @DisplayName(
            "R032: the manager moves the session within the interval, or says why it is left; anything else is refused")
    void isMovedOrLeft() {
        booked();
        String key = away("supervisor", FIRST, LocalDate.of(2027, 1, 30));
        assertThat(bed.instance("absenceCover", key)).as("1 February is free").isNull();
        String late = away("worker", LocalDate.of(2027, 2, 1), LocalDate.of(2027, 2, 1));
        assertThat(bed.instance("absenceCover", late)).isNull();
        CoverSweeps.run(bed);

        assertThat(errors(key, row(key, null, null, null, null))).containsExactly("sessions[0].decision A-br");
        assertThat(errors(key, row(key, ArrangeCoverForm.Decision.COVER, null, null, null)))
                .containsExactly("sessions[0].cover A-br");
        for (String wrong : List.of("worker", "nqsw", "nobody", "supervisor")) {
            assertThat(errors(key, row(key, ArrangeCoverForm.Decision.COVER, wrong, null, null)))
                    .as(wrong)
                    .containsExactly("sessions[0].cover A-br");
        }
        away("cover", DAY, DAY);
        assertThat(errors(key, row(key, ArrangeCoverForm.Decision.COVER, "cover", null, null)))
                .as("away as well")
                .containsExactly("sessions[0].cover A-br");
        assertThat(errors(key, row(key, ArrangeCoverForm.Decision.SUSPEND, null, null, null)))
                .containsExactly("sessions[0].decision A-br");
        assertThat(errors(key, row(key, ArrangeCoverForm.Decision.ACCEPT, null, null, " ")))
                .containsExactly("sessions[0].reason A-br");
        assertThat(errors(key, row(key, ArrangeCoverForm.Decision.MOVE, null, null, null)))
                .containsExactly("sessions[0].start A-br");
        assertThat(errors(key, row(key, ArrangeCoverForm.Decision.MOVE, null, START.plusDays(1), null)))
                .as("still away")
                .containsExactly("sessions[0].start A-br");
        assertThat(errors(key, row(key, ArrangeCoverForm.Decision.MOVE, null, START.plusDays(14), null)))
                .as("too late")
                .containsExactly("sessions[0].start B1");
        assertThat(errors(key, new Row(0, ArrangeCoverForm.Decision.ACCEPT, null, null, "x")))
                .containsExactly("sessions A-br");

        LocalDateTime earlier = LocalDateTime.of(2027, 1, 15, 9, 0);
        bed.complete(
                bed.task("Task_ArrangeCover", key),
                new ArrangeCoverForm.Values(List.of(row(key, ArrangeCoverForm.Decision.MOVE, null, earlier, null))));
        assertThat(now(session).startAt()).isEqualTo(Instant.parse("2027-01-15T09:00:00Z"));
        assertThat(now(session).moves()).isEqualTo(1);
        assertThat(bed.task("Task_HoldSession", session.key()).getFollowUpDate())
                .isEqualTo(Date.from(Instant.parse("2027-01-15T09:00:00Z")));
    }

    @Test
    @DisplayName("R032: a session that is left is not asked for again; both are told")
    void isLeft() {
        booked();
        String key = away("supervisor", FIRST, LAST);
        arrange(key, ArrangeCoverForm.Decision.ACCEPT, null, "Nobody is free that week");
        assertThat(kindsTo("worker")).contains(MailKind.SESSION_NOT_COVERED);
        CoverSweeps.run(bed);
        assertThat(bed.instance("absenceCover", key)).isNull();
        assertThat(now(session).supervisor()).isEqualTo("supervisor");
    }

    @Test
    @DisplayName("E18: supervision is suspended while the supervisee is away for long, from the first day to the last")
    void isSuspended() {
        booked();
        LocalDate until = LocalDate.of(2027, 3, 26);
        String key = away("worker", FIRST, until);
        assertThat(bed.task("Task_ArrangeCover", key).getAssignee()).isEqualTo("linemanager");
        assertThat(bed.tasks("Task_ArrangeCover", key)).hasSize(1);
        Task task = bed.task("Task_ArrangeCover", key);
        ArrangeCoverForm.Values shown =
                (ArrangeCoverForm.Values) bed.show(task, "linemanager").proposal();
        assertThat(shown.sessions())
                .as("the first can be moved to an earlier day")
                .hasSize(1);
        List<Row> cover = shown.sessions().stream()
                .map(row -> new Row(row.id(), ArrangeCoverForm.Decision.COVER, "cover", null, null))
                .toList();
        assertThat(bed.check(task, "linemanager", new ArrangeCoverForm.Values(cover))
                        .errors())
                .extracting(error -> error.field())
                .containsExactly("sessions[0].decision");
        bed.complete(
                task,
                new ArrangeCoverForm.Values(shown.sessions().stream()
                        .map(row -> new Row(row.id(), ArrangeCoverForm.Decision.SUSPEND, null, null, null))
                        .toList()));
        AgreementService agreements = bed.get(AgreementService.class);
        assertThat(agreements.status(session.agreementId()))
                .as("not before the first day")
                .isEqualTo(AgreementStatus.IN_FORCE);

        bed.at(FIRST, LocalTime.of(6, 0));
        CoverSweeps.run(bed);
        assertThat(agreements.status(session.agreementId())).isEqualTo(AgreementStatus.SUSPENDED);
        assertThat(agreements.require(session.agreementId()).suspendedUntil()).isEqualTo(until);
        assertThat(now(session).state()).isEqualTo(SessionState.VOID);

        change("worker", Decision.CHANGE, key, LocalDate.of(2027, 2, 26));
        assertThat(agreements.require(session.agreementId()).suspendedUntil())
                .as("back earlier")
                .isEqualTo(LocalDate.of(2027, 2, 26));
        change("worker", Decision.WITHDRAW, key, null);
        assertThat(agreements.status(session.agreementId())).isEqualTo(AgreementStatus.IN_FORCE);
        assertThat(bed.task("Task_BookSessions", Agreement.keyOf(session.agreementId()))
                        .getDueDate())
                .as("within five working days")
                .isEqualTo(endOf(FIRST.plusDays(7)));
    }

    @Test
    @DisplayName("A-br: what is entered is checked: who, when, and that no two absences of one person overlap")
    void isRefused() {
        booked();
        String first = away("supervisor", FIRST, LAST);
        String key = begin("supervisor");
        Task task = bed.task("Task_RecordAbsence", key);
        assertThat(bed.show(task, "supervisor").options().get("person"))
                .extracting(option -> option.value())
                .containsExactly("supervisor", "worker", "nqsw");
        assertRefused(task, new RecordAbsenceForm.Values(null, null, null, null, null, null, null, null), "decision");
        assertRefused(
                task,
                new RecordAbsenceForm.Values(Decision.RECORD, null, null, null, null, null, null, null),
                "person",
                "kind",
                "from");
        assertRefused(task, values(Decision.RECORD, null, "othersupervisor", FIRST, LAST), "person");
        assertRefused(task, values(Decision.RECORD, null, "supervisor", LAST, FIRST), "until");
        assertRefused(task, values(Decision.RECORD, null, "supervisor", LAST, null), "from");
        assertRefused(task, values(Decision.RECORD, null, "supervisor", DAY, DAY), "from");
        assertRefused(task, values(Decision.RECORD, null, "nqsw", LocalDate.of(2026, 1, 3), null), "from");
        assertRefused(task, values(Decision.CHANGE, null, null, null, LAST), "absence");
        assertRefused(task, values(Decision.CHANGE, first, null, null, null), "until");
        assertRefused(task, values(Decision.CHANGE, first, null, null, FIRST.minusDays(1)), "until");
        assertThat(bed.check(task, "supervisor", values(Decision.RECORD, null, "supervisor", LAST.plusDays(1), null))
                        .errors())
                .isEmpty();

        String stranger = begin("othersupervisor");
        assertRefused(
                bed.task("Task_RecordAbsence", stranger),
                "othersupervisor",
                Set.of("absence"),
                values(Decision.WITHDRAW, first, null, null, null));
        bed.complete(bed.task("Task_RecordAbsence", stranger), values(Decision.NOTHING, null, null, null, null));
        assertThat(bed.instance("absenceCover", stranger)).isNull();
    }

    private void assertRefused(Task task, RecordAbsenceForm.Values values, String... fields) {
        assertRefused(task, "supervisor", Set.of(fields), values);
    }

    private void assertRefused(Task task, String userId, Set<String> fields, RecordAbsenceForm.Values values) {
        assertThat(bed.check(task, userId, values).errors())
                .as(values.toString())
                .allSatisfy(error -> assertThat(error.clause()).isEqualTo("A-br"))
                .extracting(error -> error.field())
                .containsExactlyInAnyOrderElementsOf(fields);
    }

    @Test
    @DisplayName("R032: each manager is asked for the sessions in their own line; the engine knows no reason")
    void asksEachManager() {
        booked();
        long above = bed.agreementWithoutBooking("linemanager", "supervisor", SessionTestBed.terms());
        bed.book(above, START.plusHours(3));
        bed.book(above, START.plusDays(28).plusHours(3));
        String key = away("supervisor", FIRST, LAST);
        assertThat(bed.tasks("Task_ArrangeCover", key))
                .extracting(Task::getAssignee)
                .containsExactlyInAnyOrder("linemanager", "servicemanager");
        assertThat(COVERAGE.getProcessEngine()
                        .getRuntimeService()
                        .createVariableInstanceQuery()
                        .processInstanceIdIn(bed.instance("absenceCover", key).getProcessInstanceId())
                        .list())
                .extracting(variable -> variable.getName())
                .containsOnly(
                        "initiator",
                        "decision",
                        "coverNeeded",
                        "openEnded",
                        "manager",
                        "nrOfInstances",
                        "nrOfCompletedInstances",
                        "nrOfActiveInstances",
                        "loopCounter");
        assertThat(bed.get(SessionService.class).futureBookedWith("supervisor")).hasSize(4);
    }

    private static RecordAbsenceForm.Values acting(
            Decision decision, @Nullable String absence, @Nullable String deputy) {
        LocalDate from = decision == Decision.RECORD ? FIRST : null;
        return new RecordAbsenceForm.Values(
                decision, absence, "linemanager", AbsenceKind.LEAVE, from, from == null ? null : LAST, deputy, null);
    }

    @Test
    @DisplayName("E14, F123: a manager's tasks go to the deputy from the first day to the last, never to a party")
    void isRepresented() {
        booked();
        String key = begin("linemanager");
        Task task = bed.task("Task_RecordAbsence", key);
        assertRefused(task, "linemanager", Set.of("deputy"), acting(Decision.RECORD, null, "linemanager"));
        assertRefused(task, "linemanager", Set.of("deputy"), acting(Decision.RECORD, null, "worker"));
        bed.complete(task, acting(Decision.RECORD, null, "othersupervisor"));
        assertThat(kindsTo("othersupervisor")).contains(MailKind.DEPUTY_NAMED);

        Escalations line = bed.get(Escalations.class);
        bed.at(FIRST.minusDays(1), LocalTime.of(23, 59));
        assertThat(line.lineManagerFor(session)).isEqualTo("linemanager");
        bed.at(FIRST, LocalTime.of(0, 0));
        assertThat(line.lineManagerFor(session)).isEqualTo("othersupervisor");
        bed.at(LAST, LocalTime.of(23, 59));
        assertThat(line.lineManagerFor(session)).isEqualTo("othersupervisor");
        bed.at(LAST.plusDays(1), LocalTime.of(0, 0));
        assertThat(line.lineManagerFor(session)).as("by itself").isEqualTo("linemanager");

        bed.at(FIRST, LocalTime.of(8, 0));
        change("linemanager", acting(Decision.CHANGE, key, "supervisor"));
        assertThat(line.lineManagerFor(session))
                .as("a party does not act on their own supervision")
                .isEqualTo("linemanager");
        change("linemanager", acting(Decision.WITHDRAW, key, null));
        assertThat(bed.get(LineManagement.class).deputyOf("linemanager")).isEmpty();
    }

    private void change(String userId, RecordAbsenceForm.Values values) {
        bed.complete(bed.task("Task_RecordAbsence", begin(userId)), values);
    }

    @Test
    @DisplayName("F123, E14: what a manager was asked goes to the deputy and, once the deputy is released, back")
    void openTasksFollowTheDeputy() {
        booked();
        String leave = away("supervisor", FIRST, LAST);
        assertThat(bed.task("Task_ArrangeCover", leave).getAssignee()).isEqualTo("linemanager");
        bed.at(FIRST, LocalTime.of(8, 0));
        String key = begin("linemanager");
        bed.complete(bed.task("Task_RecordAbsence", key), acting(Decision.RECORD, null, "othersupervisor"));
        CoverSweeps.run(bed);
        assertThat(bed.task("Task_ArrangeCover", leave).getAssignee()).isEqualTo("othersupervisor");

        RecordAbsenceForm.Values both =
                new RecordAbsenceForm.Values(Decision.CHANGE, key, null, null, null, null, "cover", true);
        assertRefused(bed.task("Task_RecordAbsence", begin("linemanager")), "linemanager", Set.of("noDeputy"), both);
        RecordAbsenceForm.Values release =
                new RecordAbsenceForm.Values(Decision.CHANGE, key, null, null, null, null, null, true);
        change("linemanager", release);
        CoverSweeps.run(bed);
        assertThat(bed.task("Task_ArrangeCover", leave).getAssignee()).isEqualTo("linemanager");
        assertThat(bed.get(LineManagement.class).deputyOf("linemanager")).isEmpty();
        assertThat(absences.require(key).isRecorded()).isTrue();
        assertThat(kindsTo("othersupervisor")).contains(MailKind.DEPUTY_RELEASED);
        assertRefused(bed.task("Task_RecordAbsence", begin("linemanager")), "linemanager", Set.of("noDeputy"), release);
    }

    @Test
    @DisplayName("R032: a session that was held meanwhile is not asked for any more, and the manager can finish")
    void heldMeanwhile() {
        booked();
        String key = away("supervisor", FIRST, LAST);
        Row before = row(key, ArrangeCoverForm.Decision.COVER, "cover", null, null);
        bed.get(JdbcClient.class)
                .sql("update supervision_session set state = 'HELD' where id = :id")
                .param("id", session.requireId())
                .update();
        assertThat(errors(key, before)).containsExactly("sessions A-br");
        bed.complete(bed.task("Task_ArrangeCover", key), new ArrangeCoverForm.Values(List.of()));
        assertThat(now(session).supervisor()).isEqualTo("supervisor");
    }

    @Test
    @DisplayName("R032: nobody is offered as cover who could not hold the session, and no choice that would be refused")
    void offersOnlyWhatIsAccepted() {
        booked();
        bed.get(JdbcClient.class)
                .sql("insert into absence (initiator, created_at, status, person, from_on, until_on, row_version)"
                        + " values ('cover', current_timestamp, 'RECORDED', 'cover', :day, :day, 0)")
                .param("day", DAY)
                .update();
        String key = away("supervisor", FIRST, LAST);
        Map<String, Object> shown = shownOf(key);
        assertThat(shown).containsEntry("mayCover", true).containsEntry("maySuspend", false);
        Task arrange = bed.task("Task_ArrangeCover", key);
        assertThat(bed.show(arrange, arrange.getAssignee()).options().get("sessions." + shown.get("id") + ".cover"))
                .extracting(Option::value)
                .contains("othersupervisor", "linemanager")
                .doesNotContain("supervisor", "cover");
        assertThat(errors(key, row(key, ArrangeCoverForm.Decision.COVER, "cover", null, null)))
                .containsExactly("sessions[0].cover A-br");

        bed.complete(
                bed.task("Task_RecordAbsence", begin("supervisor")), values(Decision.WITHDRAW, key, null, null, null));
        Map<String, Object> ofSupervisee = shownOf(away("worker", FIRST, LAST));
        assertThat(ofSupervisee).containsEntry("mayCover", false).containsEntry("maySuspend", true);
    }

    private Map<String, Object> shownOf(String key) {
        Task task = bed.task("Task_ArrangeCover", key);
        return ((List<Map<String, Object>>)
                        bed.show(task, task.getAssignee()).facts().get("sessions"))
                .get(0);
    }

    @Test
    @DisplayName("R032: an absence in the people file is entered once, and its last day follows the file")
    void fromThePeopleFile() {
        booked();
        bed.people(absent(LAST), SessionTestBed.TODAY);
        bed.people(absent(LAST), SessionTestBed.TODAY);
        Absence absence = absences.changeableBy("supervisor", "", 50).get(0);
        assertThat(absence.requirePerson()).isEqualTo("supervisor");
        assertThat(bed.task("Task_ArrangeCover", absence.key()).getAssignee()).isEqualTo("linemanager");

        bed.people(absent(LAST.plusDays(3)), SessionTestBed.TODAY);
        assertThat(absences.require(absence.key()).untilOn()).isEqualTo(LAST.plusDays(3));
        assertThat(absences.changeableBy("supervisor", "", 50)).hasSize(1);
        change("supervisor", values(Decision.WITHDRAW, absence.key(), null, null, null));
        bed.people(absent(LAST.plusDays(3)), SessionTestBed.TODAY);
        assertThat(absences.changeableBy("supervisor", "", 50))
                .as("taken back by hand")
                .isEmpty();
    }

    private static String absent(LocalDate until) {
        return TestBed.text("demo/people.csv")
                .lines()
                .map(line -> line.startsWith("userId,")
                        ? line + ",absentFrom,absentUntil"
                        : line + (line.startsWith("supervisor,") ? "," + FIRST + "," + until : ",,"))
                .collect(Collectors.joining("\n"));
    }

    @Test
    @DisplayName("F123: nobody names a deputy for whoever is not in their line, nor for somebody who manages nobody")
    void isNotRepresentedByStrangers() {
        booked();
        String key = begin("linemanager");
        bed.complete(bed.task("Task_RecordAbsence", key), acting(Decision.RECORD, null, null));
        Task stranger = bed.task("Task_RecordAbsence", begin("othersupervisor"));
        assertRefused(stranger, "othersupervisor", Set.of("absence"), acting(Decision.CHANGE, key, "othersupervisor"));
        Task worker = bed.task("Task_RecordAbsence", begin("worker"));
        assertRefused(
                worker,
                "worker",
                Set.of("deputy"),
                new RecordAbsenceForm.Values(
                        Decision.RECORD, null, "worker", AbsenceKind.LEAVE, FIRST, LAST, "othersupervisor", null));
    }
}
