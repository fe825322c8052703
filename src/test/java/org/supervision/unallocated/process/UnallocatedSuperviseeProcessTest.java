package org.supervision.unallocated.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
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
import org.supervision.absence.AbsenceKind;
import org.supervision.absence.AbsenceService;
import org.supervision.absence.CoverSweeps;
import org.supervision.absence.SupervisorLongAbsent;
import org.supervision.access.Access;
import org.supervision.access.Content;
import org.supervision.access.Ground;
import org.supervision.access.Route;
import org.supervision.access.SupervisionFiles;
import org.supervision.agreement.ActingSupervisors;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementInForce;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.EndReason;
import org.supervision.calendar.London;
import org.supervision.handover.ChangesOfSupervisor;
import org.supervision.handover.SupervisorChange;
import org.supervision.missedsession.CaseTestBed;
import org.supervision.missedsession.MissedCase;
import org.supervision.notification.MailKind;
import org.supervision.notification.Reminder;
import org.supervision.session.SupervisionSession;
import org.supervision.standin.ManagerWanted;
import org.supervision.taskform.FormErrors.FieldError;
import org.supervision.unallocated.UnallocatedSupervisee;
import org.supervision.unallocated.UnallocatedSupervisee.State;
import org.supervision.unallocated.UnallocatedSupervisees;
import org.supervision.unallocated.UnallocatedSweeps;

/** Every path of unallocated-supervisee.bpmn with the real services. */
@DisplayName("Somebody without a supervisor gets an interim one, then a permanent one (B8, R126)")
@Deployment(
        resources = {
            "bpmn/unallocated-supervisee.bpmn",
            "bpmn/change-of-supervisor.bpmn",
            "bpmn/supervision-session.bpmn",
            "bpmn/session-booking.bpmn",
            "bpmn/absence-cover.bpmn",
            "bpmn/missed-session-escalation.bpmn",
            "bpmn/escalation-resolution.bpmn",
            "bpmn/escalation-routing.dmn",
            "bpmn/session-outcome.dmn",
            "bpmn/record-deadline.dmn",
            "bpmn/case-coverage.dmn",
            "bpmn/frequency-policy.dmn"
        })
class UnallocatedSuperviseeProcessTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ProcessEngineCoverageExtension.builder()
            .excludeProcessDefinitionKeys(
                    "changeOfSupervisor",
                    "supervisionSession",
                    "sessionBooking",
                    "absenceCover",
                    "missedSessionEscalation",
                    "escalationResolution",
                    "escalation-routing",
                    "session-outcome",
                    "record-deadline",
                    "case-coverage",
                    "frequency-policy")
            .assertClassCoverageAtLeast(1.0)
            .build();

    /** A Monday; five working days later it is Monday 8 February, 28 days later Monday 1 March. */
    private static final LocalDate TODAY = LocalDate.of(2027, 2, 1);

    private static final Instant ANSWER_BY = Instant.parse("2027-02-04T00:00:00Z");
    private static final Instant PERMANENT_BY = Instant.parse("2027-03-02T00:00:00Z");
    private static final LocalDateTime FIRST = LocalDateTime.of(2027, 2, 4, 14, 0);
    private static final Map<String, Object> NOT_HELD = Map.of(
            "outcome",
            "NOT_HELD",
            "reasonClass",
            "OTHER",
            "reason",
            "There is no supervisor",
            "interruptions",
            List.of());
    private static final String REASON = "Canary: the team is too large";

    private CaseTestBed bed;
    private TaskService tasks;
    private long agreement;
    private SupervisionSession booked;
    private String key;
    private ProcessInstance instance;

    @BeforeEach
    void start() {
        bed = new CaseTestBed(COVERAGE.getProcessEngine(), "2027-02-01T09:00");
        tasks = COVERAGE.getProcessEngine().getTaskService();
        agreement = bed.agreement("2027-02-01");
    }

    @AfterEach
    void close() {
        bed.close();
    }

    /** The supervisor goes today and nobody follows. */
    private void lost() {
        booked = bed.book(agreement, "2027-02-15T10:00");
        bed.inTransaction(() -> bed.get(ChangesOfSupervisor.class).planFromDirectory(agreement, null, TODAY));
        bed.runDueJobs();
        opened();
    }

    private void opened() {
        key = only().key();
        instance = bed.instance("unallocatedSupervisee", key);
    }

    private UnallocatedSupervisee only() {
        List<UnallocatedSupervisee> open = bed.get(UnallocatedSupervisees.class).open();
        assertThat(open).hasSize(1);
        return open.get(0);
    }

    private UnallocatedSupervisee now() {
        return bed.get(UnallocatedSupervisees.class).require(key);
    }

    private void arrange(String interim, LocalDateTime start) {
        complete("Task_ArrangeInterim", new ArrangeInterimForm.Values(interim, start));
    }

    private void accept(LocalDateTime start) {
        complete(
                "Task_AcceptSupervisee",
                new AcceptSuperviseeForm.Values(AcceptSuperviseeForm.Choice.ACCEPT, start, null));
    }

    private void complete(String taskKey, Record values) {
        bed.complete(bed.task(taskKey, key), values);
    }

    private List<String> errors(String taskKey, Record values) {
        Task task = bed.task(taskKey, key);
        return bed.check(task, task.getAssignee(), values).errors().stream()
                .map(FieldError::field)
                .toList();
    }

    private void runAt(Instant moment) {
        bed.at(moment.toString());
        bed.runDueJobs();
    }

    /** A manager has somebody follow, as any other change of supervisor. */
    private void follows(String supervisor) {
        LocalDate today = LocalDate.ofInstant(ClockUtil.getCurrentTime().toInstant(), London.ZONE);
        bed.inTransaction(
                () -> bed.get(ChangesOfSupervisor.class).planFor("linemanager", agreement, supervisor, today, REASON));
        bed.runDueJobs();
        acceptsHandOver();
    }

    private void acceptsHandOver() {
        SupervisorChange change =
                bed.get(ChangesOfSupervisor.class).plannedFor(agreement).orElseThrow();
        Task task = bed.task("Task_AcceptHandover", change.key());
        bed.inTransaction(() -> {
            bed.get(ChangesOfSupervisor.class).accept(change.key());
            tasks.complete(task.getId());
        });
        bed.runDueJobs();
    }

    private void sweep() {
        UnallocatedSweeps.run(bed);
    }

    private List<String> candidates(Task task) {
        return tasks.getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getUserId)
                .toList();
    }

    private Ground mayRead(String reader, Content content) {
        return bed.get(Access.class).decide(reader, content, Route.PAGE).ground();
    }

    @Test
    @DisplayName("R126, F80: an interim supervisor accepts and has what is booked; a permanent one ends it")
    void fromInterimToPermanent() {
        lost();
        assertThat(instance).isWaitingAtExactly("SubProcess_FindSupervisor", "Task_ArrangeInterim");
        Task arrange = bed.task("Task_ArrangeInterim", key);
        assertThat(arrange.getAssignee()).isEqualTo("linemanager");
        assertThat(arrange.getDueDate()).isEqualTo("2027-02-09T00:00:00Z");
        assertThat(now().permanentDueOn()).isEqualTo("2027-03-01");
        assertThat(bed.mailsTo("linemanager")).contains(MailKind.SUPERVISOR_MISSING);
        assertThat(bed.task("Task_PrepareAsSupervisor", booked.key()).getAssignee())
                .isNull();
        assertThat(bed.get(ActingSupervisors.class).of(agreement)).isEmpty();

        assertThat(errors("Task_ArrangeInterim", new ArrangeInterimForm.Values(null, null)))
                .containsExactly("interim");
        for (String wrong : List.of("supervisor", "worker", "records", "nobody")) {
            assertThat(errors("Task_ArrangeInterim", new ArrangeInterimForm.Values(wrong, null)))
                    .as(wrong)
                    .containsExactly("interim");
        }
        for (LocalDateTime wrong : List.of(FIRST.minusDays(9), LocalDateTime.of(2027, 2, 7, 10, 0))) {
            assertThat(errors("Task_ArrangeInterim", new ArrangeInterimForm.Values("cover", wrong)))
                    .as("%s", wrong)
                    .containsExactly("start");
        }
        arrange("cover", FIRST);
        assertThat(instance).isWaitingAtExactly("SubProcess_FindSupervisor", "Task_AcceptSupervisee");
        Task accept = bed.task("Task_AcceptSupervisee", key);
        assertThat(accept.getAssignee()).isEqualTo("cover");
        assertThat(accept.getDueDate()).isEqualTo(ANSWER_BY);
        assertThat(bed.mailsTo("cover")).containsExactly(MailKind.INTERIM_TO_ACCEPT);
        assertThat(mayRead("cover", Content.agenda(booked.key())))
                .as("before accepting")
                .isNull();
        assertThat(((AcceptSuperviseeForm.Values) bed.show(accept, "cover").proposal()).start())
                .isEqualTo(FIRST);
        assertThat(errors("Task_AcceptSupervisee", new AcceptSuperviseeForm.Values(null, null, null)))
                .containsExactly("decision");
        assertThat(errors(
                        "Task_AcceptSupervisee",
                        new AcceptSuperviseeForm.Values(AcceptSuperviseeForm.Choice.CANNOT, null, " ")))
                .containsExactly("reason");

        accept(FIRST.plusHours(1));
        assertThat(instance).isWaitingAtExactly("SubProcess_FindSupervisor", "Task_AwaitAllocation");
        List<SupervisionSession> ahead = bed.booked(agreement);
        assertThat(ahead).extracting(SupervisionSession::supervisor).containsExactly("cover", "cover");
        assertThat(ahead.get(0).startAt()).isEqualTo("2027-02-04T15:00:00Z");
        assertThat(bed.task("Task_PrepareAsSupervisor", booked.key()).getAssignee())
                .isEqualTo("cover");
        assertThat(candidates(bed.task("Task_HoldSession", booked.key()))).containsExactlyInAnyOrder("cover", "worker");
        assertThat(bed.get(ActingSupervisors.class).of(agreement)).contains("cover");
        assertThat(bed.mailsTo("worker")).contains(MailKind.INTERIM_SUPERVISOR);
        assertThat(mayRead("cover", Content.agenda(booked.key()))).isEqualTo(Ground.COVER);
        assertThat(mayRead("cover", Content.agreement(Agreement.keyOf(agreement) + "/T1")))
                .as("the file stays closed")
                .isNull();
        assertThat(mayRead("cover", Content.actions(Agreement.keyOf(agreement))))
                .isNull();
        assertThat(mayRead("supervisor", Content.agenda(booked.key()))).isNull();

        follows("othersupervisor");
        assertThat(instance).isEnded().hasPassed("EndEvent_PermanentFound", "EndEvent_SupervisorAllocated");
        assertThat(now().state()).isEqualTo(State.ALLOCATED);
        assertThat(now().allocated()).contains("othersupervisor");
        assertThat(bed.booked(agreement))
                .extracting(SupervisionSession::supervisor)
                .containsOnly("othersupervisor");
        assertThat(mayRead("cover", Content.agenda(booked.key()))).isNull();
        assertThat(mayRead("othersupervisor", Content.agenda(booked.key()))).isNotNull();
        assertThat(bed.get(ActingSupervisors.class).of(agreement)).contains("othersupervisor");
    }

    @Test
    @DisplayName("R126: whoever is asked cannot, or does not answer in time: somebody else is looked for")
    void somebodyElseIsAsked() {
        lost();
        arrange("cover", null);
        complete(
                "Task_AcceptSupervisee",
                new AcceptSuperviseeForm.Values(AcceptSuperviseeForm.Choice.CANNOT, null, REASON));
        assertThat(instance).isWaitingAtExactly("SubProcess_FindSupervisor", "Task_ArrangeInterim");
        assertThat(bed.mailsTo("linemanager")).contains(MailKind.INTERIM_NOT_FOUND);
        assertThat(bed.show(bed.task("Task_ArrangeInterim", key), "linemanager")
                        .facts()
                        .get("comments"))
                .asString()
                .contains(REASON);
        assertThat(bed.get(JdbcClient.class)
                        .sql("select count(*) from interim_refusal where reason like '%Canary%'")
                        .query(Integer.class)
                        .single())
                .as("stored in clear")
                .isZero();

        arrange("othersupervisor", null);
        runAt(ANSWER_BY.minusSeconds(1));
        assertThat(instance).isWaitingAtExactly("SubProcess_FindSupervisor", "Task_AcceptSupervisee");
        runAt(ANSWER_BY);
        assertThat(instance)
                .hasPassed("BoundaryEvent_NotAnswered")
                .isWaitingAtExactly("SubProcess_FindSupervisor", "Task_ArrangeInterim");
        assertThat(now().interim()).isEmpty();
    }

    @Test
    @DisplayName(
            "R126, C14: nobody in 28 days: the Service Manager allocates; a change that comes to nothing comes back")
    void theServiceManagerAllocates() {
        lost();
        runAt(PERMANENT_BY.minusSeconds(1));
        assertThat(instance).hasNotPassed("BoundaryEvent_PermanentDue");
        runAt(PERMANENT_BY);
        assertThat(instance)
                .isWaitingAtExactly("SubProcess_FindSupervisor", "Task_ArrangeInterim", "Task_AllocateSupervisor");
        Task allocate = bed.task("Task_AllocateSupervisor", key);
        assertThat(allocate.getAssignee()).isEqualTo("servicemanager");
        assertThat(allocate.getDueDate()).isEqualTo("2027-03-17T00:00:00Z");
        assertThat(bed.mailsTo("servicemanager")).contains(MailKind.SUPERVISOR_TO_ALLOCATE);
        bed.publish(new ManagerWanted(key, "servicemanager"));
        assertThat(now().decider()).as("is in post").contains("servicemanager");
        LocalDate day = LocalDate.of(2027, 3, 2);
        assertThat(errors("Task_AllocateSupervisor", new AllocateSupervisorForm.Values(null, null, null)))
                .containsExactly("newSupervisor", "reason", "effectiveOn");
        assertThat(errors(
                        "Task_AllocateSupervisor",
                        new AllocateSupervisorForm.Values("cover", day.minusDays(1), REASON)))
                .containsExactly("effectiveOn");
        assertThat(errors(
                        "Task_AllocateSupervisor",
                        new AllocateSupervisorForm.Values("cover", LocalDate.of(2031, 1, 1), REASON)))
                .containsExactly("effectiveOn");
        assertThat(errors("Task_AllocateSupervisor", new AllocateSupervisorForm.Values("supervisor", day, REASON)))
                .containsExactly("newSupervisor");

        complete("Task_AllocateSupervisor", new AllocateSupervisorForm.Values("cover", day, REASON));
        assertThat(instance)
                .hasPassed("EndEvent_AllocationPlanned")
                .isWaitingAtExactly("SubProcess_FindSupervisor", "Task_ArrangeInterim");
        SupervisorChange change =
                bed.get(ChangesOfSupervisor.class).plannedFor(agreement).orElseThrow();
        assertThat(change.requestedBy()).isEqualTo("servicemanager");
        assertThat(bed.task("Task_AcceptHandover", change.key()).getAssignee()).isEqualTo("cover");

        runAt(Instant.parse("2027-03-05T00:00:00Z"));
        assertThat(instance)
                .hasPassed("BoundaryEvent_AllocationFailed")
                .isWaitingAtExactly("SubProcess_FindSupervisor", "Task_ArrangeInterim", "Task_AllocateSupervisor");
        complete(
                "Task_AllocateSupervisor",
                new AllocateSupervisorForm.Values("othersupervisor", LocalDate.of(2027, 3, 5), REASON));
        acceptsHandOver();
        assertThat(bed.booked(agreement)).as("15 February is over").isEmpty();
        assertThat(tasksOf("supervisor"))
                .as("what was made while there was no supervisor")
                .isEmpty();
        assertThat(now().allocated()).contains("othersupervisor");
        assertThat(instance)
                .as("a session is still to be booked")
                .isWaitingAtExactly("SubProcess_FindSupervisor", "Task_ArrangeInterim");
        assertThat(errors("Task_ArrangeInterim", new ArrangeInterimForm.Values("cover", null)))
                .contains("");
        bed.book(agreement, "2027-03-10T10:00");
        assertThat(instance).isEnded().hasPassed("EndEvent_AllocationNotNeeded");
        assertThat(now().state()).isEqualTo(State.ALLOCATED);
    }

    @Test
    @DisplayName("R126: both starts, each told twice: one search for a supervisee at a time")
    void isIdempotent() {
        lost();
        sweep();
        bed.publish(new SupervisorLongAbsent(agreement, "supervisor", "worker"));
        assertThat(only().key()).isEqualTo(key);
        assertThat(instance).isWaitingAtExactly("SubProcess_FindSupervisor", "Task_ArrangeInterim");
    }

    @Test
    @DisplayName("R126: a supervisor is away for long: an interim one has what is booked until they are back")
    void longAbsence() {
        booked = bed.book(agreement, "2027-02-15T10:00");
        String absence = bed.inTransaction(() -> {
            AbsenceService absences = bed.get(AbsenceService.class);
            String asked = absences.begin("linemanager");
            absences.record(asked, "supervisor", AbsenceKind.SICKNESS, TODAY.minusDays(29), null, null);
            return asked;
        });
        CoverSweeps.run(bed);
        opened();
        CoverSweeps.run(bed);
        assertThat(only().reason()).isEqualTo(UnallocatedSupervisee.Reason.LONG_ABSENT);
        assertThat(bed.task("Task_PrepareAsSupervisor", booked.key()).getAssignee())
                .as("the file is still theirs")
                .isEqualTo("supervisor");
        arrange("cover", null);
        accept(null);
        assertThat(bed.session(booked).supervisor()).isEqualTo("cover");
        assertThat(bed.get(ActingSupervisors.class).of(agreement)).contains("cover");
        sweep();
        assertThat(instance).isWaitingAtExactly("SubProcess_FindSupervisor", "Task_AwaitAllocation");

        bed.inTransaction(
                () -> bed.get(AbsenceService.class).change(absence, TODAY.minusDays(29), TODAY.minusDays(1), null));
        assertThat(instance).isEnded().hasPassed("EndEvent_AllocationNotNeeded");
        assertThat(now().state()).isEqualTo(State.RETURNED);
        assertThat(bed.session(booked).supervisor()).isEqualTo("supervisor");
        assertThat(bed.get(ActingSupervisors.class).of(agreement)).contains("supervisor");
    }

    @Test
    @DisplayName("R126: the interim supervisor leaves: somebody else is found, who has what was theirs")
    void theInterimLeaves() {
        lost();
        arrange("cover", null);
        accept(null);
        bed.people(CaseTestBed.demoPeople().replaceFirst("cover,Chloe.*\n", ""), "2027-02-01");
        assertThat(instance)
                .hasPassed("BoundaryEvent_InterimLost")
                .isWaitingAtExactly("SubProcess_FindSupervisor", "Task_ArrangeInterim");
        assertThat(bed.get(ActingSupervisors.class).of(agreement)).isEmpty();
        arrange("othersupervisor", null);
        accept(null);
        assertThat(bed.session(booked).supervisor()).isEqualTo("othersupervisor");
    }

    @Test
    @DisplayName("R126: while there is nobody, no round of booking is asked for; the interim supervisor is asked")
    void nobodyBooksWithSomebodyWhoHasGone() {
        bed.publish(new AgreementInForce(agreement));
        assertThat(bed.hasTask("Task_BookSessions", Agreement.keyOf(agreement))).isTrue();
        lost();
        assertThat(bed.hasTask("Task_BookSessions", Agreement.keyOf(agreement))).isFalse();
        arrange("cover", null);
        accept(null);
        assertThat(candidates(bed.task("Task_BookSessions", Agreement.keyOf(agreement))))
                .containsExactlyInAnyOrder("cover", "worker");
        assertThat(bed.book(agreement, "2027-03-08T10:00").supervisor()).isEqualTo("cover");
    }

    @Test
    @DisplayName("R126: the sweep finds a vacant agreement, once, and one who has nobody to make an agreement")
    void theSweepDetects() {
        bed.inTransaction(() -> bed.get(SupervisionFiles.class).takeAway(agreement, TODAY));
        String header = "workingDays,fte,siteMode";
        String csv = CaseTestBed.demoPeople()
                .replace(header, header + ",leavingOn")
                .replaceAll("FIELDWORK", "FIELDWORK,")
                .replaceFirst("(othersupervisor,Owen.*)FIELDWORK,", "$1FIELDWORK,2027-02-05");
        bed.people(csv, "2027-02-01");
        bed.at("2027-02-08T09:00");
        sweep();
        sweep();
        List<UnallocatedSupervisee> open = bed.get(UnallocatedSupervisees.class).open();
        assertThat(open).extracting(UnallocatedSupervisee::supervisee).containsExactly("worker", "otherworker");

        key = open.get(1).key();
        instance = bed.instance("unallocatedSupervisee", key);
        assertThat(bed.task("Task_ArrangeInterim", key).getAssignee()).isEqualTo("linemanager");
        assertThat(errors("Task_ArrangeInterim", new ArrangeInterimForm.Values("cover", FIRST.plusDays(7))))
                .as("there is no agreement yet")
                .containsExactly("start");
        arrange("cover", null);
        accept(null);
        assertThat(bed.get(AgreementService.class).betweenNow("cover", "otherworker"))
                .as("a draft")
                .isPresent();
        long made = bed.agreement("supervisor", "otherworker", "2027-02-01", CaseTestBed.TERMS);
        bed.publish(new AgreementInForce(made));
        assertThat(instance).isWaitingAtExactly("SubProcess_FindSupervisor", "Task_AwaitAllocation");
        bed.book(made, "2027-02-16T10:00");
        assertThat(instance).isEnded().hasPassed("EndEvent_SupervisorAllocated");
        assertThat(now().allocated()).contains("supervisor");
    }

    @Test
    @DisplayName("R126: it ends by itself when the supervisee leaves, or the agreement ends or is suspended")
    void endsByItself() {
        lost();
        bed.inTransaction(() -> bed.get(AgreementService.class).suspend(agreement, TODAY, null));
        assertThat(instance).isEnded().hasPassed("EndEvent_AllocationNotNeeded");
        assertThat(now().state()).isEqualTo(State.NOT_NEEDED);

        bed.inTransaction(() -> bed.get(AgreementService.class).resume(agreement));
        sweep();
        opened();
        bed.people(CaseTestBed.demoPeople().replaceFirst("worker,Daniel.*\n", ""), "2027-02-01");
        assertThat(instance).isEnded();

        bed.people(CaseTestBed.demoPeople(), "2027-02-01");
        sweep();
        opened();
        bed.inTransaction(() -> bed.get(AgreementService.class).end(agreement, EndReason.LEAVER));
        assertThat(instance).isEnded();
        assertThat(bed.get(UnallocatedSupervisees.class).open()).isEmpty();
    }

    @Test
    @DisplayName("R126: the line manager is reminded every five working days, and so is the manager who allocates")
    void reminds() {
        lost();
        assertThat(reminders("2027-02-07T23:59:59Z")).isEmpty();
        assertThat(reminders("2027-02-08T00:00:00Z"))
                .extracting(Reminder::userId, Reminder::about)
                .containsExactly(tuple("linemanager", "arrange-interim"));
        assertThat(reminders("2027-02-15T00:00:00Z"))
                .extracting(Reminder::phase)
                .containsExactly(Reminder.Phase.OVERDUE);
        arrange("cover", null);
        accept(null);
        runAt(PERMANENT_BY);
        assertThat(reminders("2027-03-08T00:00:00Z"))
                .extracting(Reminder::userId, Reminder::about)
                .containsExactlyInAnyOrder(
                        tuple("linemanager", "allocate-supervisor"), tuple("servicemanager", "allocate-supervisor"));
    }

    @Test
    @DisplayName(
            "E16: whoever goes has nothing to report any more; the case keeps its anchor, and the interim one closes it")
    void e16() {
        SupervisionSession failed = bed.book(agreement, "2027-02-01T09:30");
        bed.at("2027-02-01T12:00");
        bed.miss(failed);
        MissedCase missed = bed.open(agreement);
        bed.completeAs("worker", "Task_AgreeNewDate", missed, Map.of("decision", "NO_DATE", "reason", "No day"));
        Instant deadline = missed.reportDeadline().orElseThrow();
        assertThat(bed.task("Task_ReportAsSupervisor", missed.key()).getAssignee())
                .isEqualTo("supervisor");

        lost();
        assertThat(bed.instance("missedSessionEscalation", missed)).hasPassed("BoundaryEvent_NoLongerSupervisor");
        assertThat(bed.has("Task_ReportAsSupervisor", missed)).isFalse();
        assertThat(bed.has("Task_ReportAsSupervisee", missed)).isTrue();
        assertThat(bed.mailsTo("linemanager")).contains(MailKind.CASE_TRANSFERRED);
        assertThat(bed.timeline(missed)).contains("TRANSFERRED");
        assertThat(bed.now(missed).initialMissedOn()).isEqualTo(TODAY);
        assertThat(bed.now(missed).reportDeadline()).contains(deadline);
        assertThat(tasksOf("supervisor")).isEmpty();

        arrange("cover", FIRST);
        accept(FIRST);
        assertThat(bed.now(missed).parties().supervisor()).isEqualTo("cover");
        bed.at("2027-02-04T16:00");
        bed.hold(bed.sessionAt(agreement, "2027-02-04T14:00"));
        assertThat(bed.now(missed).open()).isFalse();
        assertThat(instance).isWaitingAtExactly("SubProcess_FindSupervisor", "Task_AwaitAllocation");
    }

    @Test
    @DisplayName(
            "E16, R126: while there is nobody, a new case has the line manager beside the supervisee, then the interim")
    void newTasksGoToWhoeverActs() {
        SupervisionSession failed = bed.book(agreement, "2027-02-02T10:00");
        lost();
        assertThat(candidates(bed.task("Task_HoldSession", failed.key()))).containsExactly("worker");
        bed.at("2027-02-02T12:00");
        bed.completeTask("worker", "Task_HoldSession", failed.key(), NOT_HELD);
        MissedCase missed = bed.open(agreement);
        assertThat(candidates(bed.task("Task_AgreeNewDate", missed.key())))
                .containsExactlyInAnyOrder("linemanager", "worker");
        assertThat(bed.wrong("Task_AgreeNewDate", missed, Map.of("decision", "NEW_DATE", "start", "2027-02-08T10:00")))
                .as("there is nobody to hold it")
                .containsExactly("decision");
        bed.completeAs("linemanager", "Task_AgreeNewDate", missed, Map.of("decision", "NO_DATE", "reason", "Nobody"));
        assertThat(bed.task("Task_ReportAsSupervisor", missed.key()).getAssignee())
                .isNull();
        assertThat(bed.show("Task_ReportAsSupervisee", missed).facts()).isNotEmpty();
        assertThat(tasksOf("supervisor")).isEmpty();

        arrange("cover", FIRST);
        accept(FIRST);
        assertThat(bed.has("Task_ReportAsSupervisor", missed)).isFalse();
        assertThat(bed.now(missed).parties().supervisor()).isEqualTo("cover");
        assertThat(tasksOf("supervisor")).isEmpty();
    }

    private List<String> tasksOf(String userId) {
        return tasks.createTaskQuery().list().stream()
                .filter(task ->
                        userId.equals(task.getAssignee()) || candidates(task).contains(userId))
                .map(Task::getTaskDefinitionKey)
                .toList();
    }

    /** What falls due in the last minute up to this instant. */
    private List<Reminder> reminders(String until) {
        Instant to = Instant.parse(until);
        return UnallocatedSweeps.reminders(bed, to.minusSeconds(60), to);
    }
}
