package org.supervision.handover.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.TestBed;
import org.supervision.access.Access;
import org.supervision.access.Content;
import org.supervision.access.Ground;
import org.supervision.access.Route;
import org.supervision.access.SupervisionFiles;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementTermService;
import org.supervision.agreement.EndReason;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.ProcessVariables;
import org.supervision.handover.ChangesOfSupervisor;
import org.supervision.handover.HandoverUpkeep;
import org.supervision.handover.SupervisorChange;
import org.supervision.handover.SupervisorLost;
import org.supervision.handover.process.ChoosePersonalMattersForm.MatterRow;
import org.supervision.handover.process.PlanChangeForm.Choice;
import org.supervision.handover.process.SummariseHandoverForm.ActionRow;
import org.supervision.notification.Invitation;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.policy.CountedAnew;
import org.supervision.policy.Moved;
import org.supervision.session.ActionItem;
import org.supervision.session.ActionType;
import org.supervision.session.Actions;
import org.supervision.session.BookingHorizon;
import org.supervision.session.Escalations;
import org.supervision.session.HeldSession;
import org.supervision.session.PersonalMatter;
import org.supervision.session.PersonalMatters;
import org.supervision.session.RecordContent;
import org.supervision.session.RecordDraft;
import org.supervision.session.RecordService;
import org.supervision.session.SessionService;
import org.supervision.session.SessionTestBed;
import org.supervision.session.SignatureDecision;
import org.supervision.session.SupervisionRecord;
import org.supervision.session.SupervisionSession;
import org.supervision.session.process.RecordLeftOut;
import org.supervision.taskform.FormErrors.FieldError;

/** Every path of change-of-supervisor.bpmn with the real services. */
@DisplayName("The supervisor changes on a day, and everything that is open with him (B6, R118)")
@Deployment(
        resources = {
            "bpmn/change-of-supervisor.bpmn",
            "bpmn/supervision-agreement.bpmn",
            "bpmn/supervision-session.bpmn",
            "bpmn/session-booking.bpmn",
            "bpmn/personal-matter.bpmn",
            "bpmn/frequency-policy.dmn",
            "bpmn/session-outcome.dmn",
            "bpmn/record-deadline.dmn",
            "bpmn/case-coverage.dmn"
        })
class ChangeOfSupervisorProcessTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ProcessEngineCoverageExtension.builder()
            .excludeProcessDefinitionKeys(
                    "supervisionAgreement",
                    "supervisionSession",
                    "sessionBooking",
                    "personalMatter",
                    "frequency-policy",
                    "session-outcome",
                    "record-deadline",
                    "case-coverage")
            .assertClassCoverageAtLeast(1.0)
            .build();

    private static final LocalDate TODAY = SessionTestBed.TODAY;
    private static final LocalTime NOON = LocalTime.of(12, 0);

    /** Monday 1 February 2027; five working days before it is Monday 25 January. */
    private static final LocalDate DAY = LocalDate.of(2027, 2, 1);

    private static final Instant MIDNIGHT = Instant.parse("2027-02-01T00:00:00Z");
    private static final String REASON = "Canary: Sarah moves to another team";

    private SessionTestBed bed;
    private ChangesOfSupervisor changes;
    private TaskService tasks;
    private long agreement;
    private String key;
    private ProcessInstance instance;

    @BeforeEach
    void start() {
        bed = new SessionTestBed(COVERAGE.getProcessEngine());
        changes = bed.get(ChangesOfSupervisor.class);
        tasks = COVERAGE.getProcessEngine().getTaskService();
        agreement = bed.agreementWithoutBooking("supervisor", "worker", SessionTestBed.terms());
    }

    @AfterEach
    void close() {
        bed.close();
    }

    private void begun() {
        key = bed.inTransaction(() -> bed.get(ChangeOfSupervisorStart.class).begin("linemanager"));
        instance = COVERAGE.getProcessEngine()
                .getRuntimeService()
                .startProcessInstanceByKey("changeOfSupervisor", key, Map.of("initiator", "linemanager"));
    }

    private void planned(String newSupervisor, LocalDate day) {
        begun();
        complete("Task_PlanChange", plan(newSupervisor, day));
    }

    private PlanChangeForm.Values plan(String newSupervisor, LocalDate day) {
        return new PlanChangeForm.Values(Choice.CHANGE, Agreement.keyOf(agreement), newSupervisor, day, REASON);
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

    private void accept() {
        complete("Task_AcceptHandover", new AcceptHandoverForm.Values(AcceptHandoverForm.Choice.ACCEPT, null));
    }

    private void summarise() {
        complete(
                "Task_SummariseHandover",
                new SummariseHandoverForm.Values("Canary: the visit", "Canary: court on 9 March", null, List.of()));
    }

    private void runAt(Instant moment) {
        bed.at(moment);
        bed.runDueJobs();
    }

    private List<MailKind> mailsTo(String userId) {
        return bed.noticesTo(userId).stream().map(Notice::kind).toList();
    }

    private List<Invitation> invitations(String userId, MailKind kind) {
        return bed.noticesTo(userId).stream()
                .filter(notice -> notice.kind() == kind)
                .map(Notice::invitation)
                .toList();
    }

    private SupervisorChange change() {
        return changes.require(key);
    }

    private Agreement agreement() {
        return bed.get(AgreementService.class).require(agreement);
    }

    @Test
    @DisplayName(
            "R118, F76, F77: at 00:00 of the day file, sessions and tasks go to the new supervisor, who drafts anew")
    void goesOverOnTheDay() {
        String term = Agreement.keyOf(agreement) + "/T1";
        SupervisionSession held = bed.recorded(
                agreement,
                LocalDateTime.of(2027, 1, 4, 10, 0),
                new RecordDraft(
                        true,
                        List.of(),
                        List.of(),
                        "None open",
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(
                                new RecordDraft.Matter("Canary: may be known", false),
                                new RecordDraft.Matter("Canary: stays", true))));
        SupervisionSession booked = bed.book(agreement, LocalDateTime.of(2027, 2, 8, 10, 0));
        long passing = matter(held, 0);
        long staying = matter(held, 1);

        planned("othersupervisor", DAY);
        assertThat(instance)
                .isWaitingAtExactly(
                        "SubProcess_PrepareHandover",
                        "Task_SummariseHandover",
                        "Task_ChoosePersonalMatters",
                        "Task_AcceptHandover",
                        "Task_AwaitDay");
        assertThat(bed.task("Task_SummariseHandover", key).getAssignee()).isEqualTo("supervisor");
        assertThat(bed.task("Task_SummariseHandover", key).getDueDate()).isEqualTo("2027-01-26T00:00:00Z");
        assertThat(bed.task("Task_AcceptHandover", key).getAssignee()).isEqualTo("othersupervisor");
        assertThat(bed.task("Task_AcceptHandover", key).getDueDate()).isEqualTo("2027-01-07T00:00:00Z");
        assertThat(bed.task("Task_ChoosePersonalMatters", key).getAssignee()).isEqualTo("worker");
        assertThat(mailsTo("worker")).contains(MailKind.SUPERVISOR_CHANGE_PLANNED);
        assertThat(mailsTo("supervisor")).contains(MailKind.HANDOVER_TO_SUMMARISE);
        assertThat(mailsTo("othersupervisor")).containsExactly(MailKind.HANDOVER_TO_ACCEPT);

        assertThat(errors("Task_SummariseHandover", new SummariseHandoverForm.Values(null, " ", null, List.of())))
                .containsExactly("priorities");
        summarise();
        assertThat(errors(
                        "Task_ChoosePersonalMatters",
                        new ChoosePersonalMattersForm.Values(List.of(new MatterRow(null, true)), null)))
                .containsExactly("matters", "confirmed");
        complete(
                "Task_ChoosePersonalMatters",
                new ChoosePersonalMattersForm.Values(
                        List.of(new MatterRow((int) passing, true), new MatterRow((int) staying, false)), true));
        accept();
        assertThat(instance)
                .isWaitingAtExactly("SubProcess_PrepareHandover", "Task_AwaitDay")
                .hasPassed("EndEvent_HandoverAccepted");

        runAt(MIDNIGHT.minusSeconds(1));
        assertThat(instance).isWaitingAtExactly("SubProcess_PrepareHandover", "Task_AwaitDay");
        assertThat(agreement().supervisor()).isEqualTo("supervisor");
        assertThat(mayRead("supervisor", record(held))).isEqualTo(Ground.PARTY);
        assertThat(mayRead("othersupervisor", record(held))).isNull();
        assertThat(mayRead("othersupervisor", Content.handover(key))).isNull();
        assertThat(tasksOf("othersupervisor")).isEmpty();

        runAt(MIDNIGHT);
        assertThat(instance).isWaitingAtExactly("Task_ReadHandover");
        assertThat(agreement().supervisor()).isEqualTo("othersupervisor");
        assertThat(change().status()).isEqualTo(SupervisorChange.Status.APPLIED);
        assertThat(mayRead("supervisor", record(held))).isNull();
        assertThat(mayRead("supervisor", Content.handover(key))).isNull();
        assertThat(mayRead("supervisor", Content.agenda(booked.key()))).isNull();
        assertThat(mayRead("othersupervisor", record(held))).isEqualTo(Ground.NEW_SUPERVISOR);
        assertThat(mayRead("othersupervisor", Content.agenda(booked.key()))).isNotNull();
        assertThat(mayRead("othersupervisor", Content.personalMatter("PM-%06d".formatted(passing))))
                .isEqualTo(Ground.NEW_SUPERVISOR);
        assertThat(mayRead("othersupervisor", Content.personalMatter("PM-%06d".formatted(staying))))
                .isNull();
        assertThat(mayRead("supervisor", Content.personalMatter("PM-%06d".formatted(staying))))
                .isNull();
        assertThat(mayRead("worker", Content.personalMatter("PM-%06d".formatted(staying))))
                .isEqualTo(Ground.PARTY);
        assertThat(bed.session(booked).supervisor()).isEqualTo("othersupervisor");
        assertThat(bed.session(held).supervisor()).isEqualTo("supervisor");
        assertThat(bed.instance("supervisionSession", booked.key())).isNotNull();
        assertThat(bed.task("Task_PrepareAsSupervisor", booked.key()).getAssignee())
                .isEqualTo("othersupervisor");
        assertThat(candidates(bed.task("Task_HoldSession", booked.key())))
                .containsExactlyInAnyOrder("othersupervisor", "worker");
        assertThat(tasksOf("supervisor")).isEmpty();
        assertThat(bed.instance("personalMatter", "PM-%06d".formatted(staying))).isNull();
        assertThat(bed.task("Task_DraftAgreement", Agreement.keyOf(agreement) + "/T2")
                        .getAssignee())
                .isEqualTo("othersupervisor");
        assertThat(bed.get(AgreementTermService.class).require(term).endedOn()).isNull();
        for (String each : List.of("supervisor", "worker", "othersupervisor")) {
            assertThat(mailsTo(each)).contains(MailKind.SUPERVISOR_CHANGED);
        }
        assertThat(bed.session(booked).icsSequence()).isEqualTo(booked.icsSequence() + 1);
        assertThat(invitations("supervisor", MailKind.SESSION_CANCELLATION))
                .containsExactly(Invitation.cancel(booked.key(), 1, booked.startAt(), booked.endAt()));
        assertThat(invitations("othersupervisor", MailKind.SESSION_INVITATION))
                .containsExactly(
                        Invitation.request(booked.key(), 1, booked.startAt(), booked.endAt(), booked.location()));
        assertThat(mailsTo("othersupervisor")).contains(MailKind.AGREEMENT_TO_DRAFT);

        assertThat(bed.show(bed.task("Task_ReadHandover", key), "othersupervisor")
                        .facts())
                .containsEntry("priorities", "Canary: court on 9 March")
                .containsEntry("overdueCases", "Nothing to add.");
        assertThat(errors("Task_ReadHandover", new ReadHandoverForm.Values(null)))
                .containsExactly("read");
        complete("Task_ReadHandover", new ReadHandoverForm.Values(true));
        assertThat(instance).isEnded().hasPassed("EndEvent_SupervisorChanged");
        assertThat(storedInClear()).isZero();
    }

    @Test
    @DisplayName("R118, F49: open actions of the outgoing supervisor pass on, but for those the summary keeps")
    void actionsPassOn() {
        LocalDate due = LocalDate.of(2027, 3, 1);
        SupervisionSession held = bed.recorded(
                agreement,
                LocalDateTime.of(2027, 1, 4, 10, 0),
                new RecordDraft(
                        true,
                        List.of(),
                        List.of(),
                        "None open",
                        List.of(
                                new RecordContent.Action(
                                        "Canary: book the course", "supervisor", due, ActionType.TRAINING, null),
                                new RecordContent.Action(
                                        "Canary: write to court", "supervisor", due, ActionType.CASE, null),
                                new RecordContent.Action("Canary: see the GP", "worker", due, ActionType.CASE, null)),
                        List.of(),
                        List.of(),
                        List.of()));
        Actions actions = bed.get(Actions.class);
        int kept = (int) actions.of(held.requireId()).get(1).requireId();
        planned("othersupervisor", DAY);
        accept();
        List<ActionRow> stranger =
                List.of(new ActionRow((int) actions.of(held.requireId()).get(2).requireId(), true));
        assertThat(errors("Task_SummariseHandover", new SummariseHandoverForm.Values(null, "Court", null, stranger)))
                .containsExactly("ownActions");
        SummariseHandoverForm.Values shown = (SummariseHandoverForm.Values)
                bed.show(bed.task("Task_SummariseHandover", key), "supervisor").proposal();
        assertThat(shown.ownActions())
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.keep()).isFalse());
        complete(
                "Task_SummariseHandover",
                new SummariseHandoverForm.Values(null, "Court", null, List.of(new ActionRow(kept, true))));
        runAt(MIDNIGHT.minusSeconds(1));
        assertThat(actions.of(held.requireId()))
                .extracting(ActionItem::owner)
                .containsExactly("supervisor", "supervisor", "worker");

        runAt(MIDNIGHT);
        assertThat(actions.of(held.requireId()))
                .extracting(ActionItem::owner)
                .containsExactly("othersupervisor", "supervisor", "worker");
        ActionItem passed = actions.of(held.requireId()).get(0);
        assertThat(passed.agreedFor()).isEqualTo("supervisor");
        assertThat(actions.events(passed.requireId())).singleElement().satisfies(event -> {
            assertThat(event.notedBy()).isEqualTo("supervisor");
            assertThat(event.passedTo()).isEqualTo("othersupervisor");
        });
    }

    @Test
    @DisplayName("R118: a record that is to be written or signed is the new supervisor's")
    void openRecordsGoOver() {
        SupervisionSession session = bed.book(agreement, LocalDateTime.of(2027, 1, 28, 10, 0));
        bed.at(LocalDate.of(2027, 1, 4), NOON);
        planned("othersupervisor", DAY);
        accept();
        bed.at(LocalDate.of(2027, 1, 28), NOON);
        Task hold = bed.task("Task_HoldSession", session.key());
        tasks.complete(hold.getId(), held(session));
        assertThat(bed.task("Task_WriteRecord", session.key()).getAssignee()).isEqualTo("supervisor");

        runAt(MIDNIGHT);
        assertThat(bed.task("Task_WriteRecord", session.key()).getAssignee()).isEqualTo("othersupervisor");
        assertThat(bed.get(RecordService.class).require(session.requireId()).author())
                .isEqualTo("othersupervisor");
        assertThat(bed.show(bed.task("Task_WriteRecord", session.key()), "othersupervisor")
                        .facts()
                        .get("agendaAgreedByOther"))
                .asString()
                .endsWith("confirms the agenda when signing.");
        assertThat(instance).isEnded().hasNotPassed("Task_ReadHandover");
    }

    @Test
    @DisplayName(
            "E13, R118: a record that the supervisor's line manager has taken over is chased by whoever stands above")
    void isNotChasedByItsAuthor() {
        SupervisionSession session = bed.book(agreement, LocalDateTime.of(2027, 1, 28, 10, 0));
        assertThat(bed.get(Escalations.class).lineManagerFor(session)).isEqualTo("linemanager");
        bed.at(LocalDate.of(2027, 1, 4), NOON);
        planned("linemanager", DAY);
        accept();
        bed.at(LocalDate.of(2027, 1, 28), NOON);
        tasks.complete(bed.task("Task_HoldSession", session.key()).getId(), held(session));

        runAt(MIDNIGHT);
        assertThat(bed.task("Task_WriteRecord", session.key()).getAssignee()).isEqualTo("linemanager");
        assertThat(bed.get(Escalations.class).lineManagerFor(session)).isEqualTo("servicemanager");
    }

    private Map<String, Object> held(SupervisionSession session) {
        bed.inTransaction(() -> bed.get(SessionService.class)
                .hold(
                        session.requireId(),
                        new HeldSession(
                                session.startAt(), session.endAt(), session.meetingMode(), true, null, null, List.of()),
                        "supervisor"));
        return Map.of("outcome", "HELD");
    }

    @Test
    @DisplayName(
            "R118, E27: a session that was given to a cover stays with the cover; a former supervisor may cover one too")
    void coveredSessionStays() {
        SupervisionSession session = bed.book(agreement, LocalDateTime.of(2027, 2, 8, 10, 0));
        give(session, "cover");
        planned("othersupervisor", DAY);
        accept();
        runAt(MIDNIGHT);
        assertThat(bed.session(session).supervisor()).isEqualTo("cover");
        assertThat(bed.task("Task_PrepareAsSupervisor", session.key()).getAssignee())
                .isEqualTo("cover");
        assertThat(candidates(bed.task("Task_HoldSession", session.key())))
                .containsExactlyInAnyOrder("cover", "worker");
        assertThat(mayRead("cover", Content.agenda(session.key()))).isEqualTo(Ground.COVER);
        assertThat(mayRead("othersupervisor", Content.agenda(session.key()))).isEqualTo(Ground.NEW_SUPERVISOR);
        assertThat(mailsTo("cover")).doesNotContain(MailKind.SESSION_CANCELLATION);

        give(session, "supervisor");
        assertThat(mayRead("supervisor", Content.agenda(session.key()))).isEqualTo(Ground.COVER);
        assertThat(mayRead("cover", Content.agenda(session.key()))).isNull();
        assertThat(bed.task("Task_PrepareAsSupervisor", session.key()).getAssignee())
                .isEqualTo("supervisor");

        bed.at(LocalDate.of(2027, 2, 8), NOON);
        tasks.complete(bed.task("Task_HoldSession", session.key()).getId(), held(session));
        assertThat(bed.task("Task_WriteRecord", session.key()).getAssignee())
                .as("whoever covered it")
                .isEqualTo("supervisor");
    }

    private void give(SupervisionSession session, String holder) {
        bed.inTransaction(() -> bed.get(SessionService.class).handTo(session.requireId(), holder));
    }

    @Test
    @DisplayName("R126: the one who is named cannot: the line manager names somebody else, who accepts after the day")
    void somebodyElseIsNamed() {
        planned("cover", TODAY);
        assertThat(errors("Task_AcceptHandover", new AcceptHandoverForm.Values(null, null)))
                .containsExactly("decision");
        assertThat(errors("Task_AcceptHandover", new AcceptHandoverForm.Values(AcceptHandoverForm.Choice.CANNOT, null)))
                .containsExactly("reason");
        complete(
                "Task_AcceptHandover",
                new AcceptHandoverForm.Values(AcceptHandoverForm.Choice.CANNOT, "Canary: too many already"));
        assertThat(bed.task("Task_NameSupervisor", key).getAssignee()).isEqualTo("linemanager");
        assertThat(mailsTo("linemanager")).contains(MailKind.SUPERVISOR_TO_NAME);
        assertThat(bed.show(bed.task("Task_NameSupervisor", key), "linemanager")
                        .facts()
                        .get("comments"))
                .asString()
                .contains("Canary: too many already");
        assertThat(errors("Task_NameSupervisor", new NameSupervisorForm.Values(null, null)))
                .containsExactly("decision");
        for (String wrong : List.of("supervisor", "worker", "records", "nobody")) {
            assertThat(errors(
                            "Task_NameSupervisor",
                            new NameSupervisorForm.Values(NameSupervisorForm.Choice.NAME, wrong)))
                    .as(wrong)
                    .containsExactly("newSupervisor");
        }
        complete(
                "Task_NameSupervisor",
                new NameSupervisorForm.Values(NameSupervisorForm.Choice.NAME, "othersupervisor"));
        runAt(Instant.parse("2027-01-04T15:00:00Z"));
        assertThat(instance)
                .isWaitingAtExactly(
                        "SubProcess_PrepareHandover",
                        "Task_SummariseHandover",
                        "Task_AcceptHandover",
                        "Task_AwaitAnswer");
        accept();
        assertThat(instance).isEnded().hasPassed("EndEvent_AcceptedLate");
        assertThat(agreement().supervisor()).isEqualTo("othersupervisor");
        assertThat(bed.get(SupervisionFiles.class).holderOf(agreement)).isEqualTo("othersupervisor");
    }

    @Test
    @DisplayName("R126, E16: nobody answers in time: the outgoing has nothing any more, and the line manager is told")
    void nobodyAnswers() {
        SupervisionSession booked = bed.book(agreement, LocalDateTime.of(2027, 2, 8, 10, 0));
        planned("cover", TODAY);
        Instant answerBy = Instant.parse("2027-01-07T00:00:00Z");
        runAt(answerBy.minusSeconds(1));
        assertThat(instance)
                .isWaitingAtExactly(
                        "SubProcess_PrepareHandover",
                        "Task_SummariseHandover",
                        "Task_AcceptHandover",
                        "Task_AwaitAnswer");
        runAt(answerBy);
        assertThat(instance).isEnded().hasPassed("EndEvent_NoAnswer", "EndEvent_SuperviseeUnallocated");
        assertThat(change().status()).isEqualTo(SupervisorChange.Status.UNALLOCATED);
        assertThat(mayRead("supervisor", Content.agenda(booked.key()))).isNull();
        assertThat(tasksOf("supervisor")).isEmpty();
        assertThat(candidates(bed.task("Task_HoldSession", booked.key()))).containsExactly("worker");
        assertThat(bed.events(SupervisorLost.class)).containsExactly(new SupervisorLost(agreement, "supervisor"));
        assertThat(bed.session(booked).state().name()).isEqualTo("BOOKED");
    }

    @Test
    @DisplayName("R126, F117: a closure day counts anew until when an answer is waited for, refused or not")
    void aClosureDayAfterARefusal() {
        planned("cover", TODAY);
        runAt(Instant.parse("2027-01-04T15:00:00Z"));
        complete(
                "Task_AcceptHandover",
                new AcceptHandoverForm.Values(AcceptHandoverForm.Choice.CANNOT, "Canary: too many already"));
        LocalDate closed = LocalDate.of(2027, 1, 5);
        Moved moved = CountedAnew.with(bed, closed);
        assertThat(moved.timers()).isEqualTo(1);

        Instant answerBy = Instant.parse("2027-01-08T00:00:00Z");
        runAt(answerBy.minusSeconds(1));
        assertThat(instance)
                .isWaitingAtExactly(
                        "SubProcess_PrepareHandover",
                        "Task_SummariseHandover",
                        "Task_NameSupervisor",
                        "Task_AwaitAnswer");
        runAt(answerBy);
        assertThat(instance).isEnded().hasPassed("EndEvent_NoAnswer", "EndEvent_SuperviseeUnallocated");
    }

    @Test
    @DisplayName(
            "A6.1, B8: a record that nobody is left to write is before the line manager, who says so; it stays overdue")
    void nobodyIsLeftToWriteTheRecord() {
        SupervisionSession session = aSessionHeldBeforeNobodyAnswers();
        Task write = bed.task("Task_WriteRecord", session.key());
        assertThat(write.getAssignee()).isEqualTo("linemanager");
        assertThat(bed.contents(write, "linemanager"))
                .as("he reads nothing that was said")
                .isEmpty();
        assertThat(bed.show(write, "linemanager").facts()).containsEntry("nobodyIsLeft", true);
        assertThat(bed.show(write, "linemanager").options()).isEmpty();
        runAt(Instant.parse("2027-02-01T00:00:00Z"));
        assertThat(bed.task("Task_ChaseRecord", session.key()).getAssignee()).isEqualTo("linemanager");

        assertThat(bed.check(write, "linemanager", RecordLeftOut.because(" ")).errors())
                .extracting(FieldError::field)
                .containsExactly("leftOutReason");
        bed.complete(write, RecordLeftOut.because("She left before anybody was found."));

        assertThat(bed.instance("supervisionSession", session.key()))
                .as("nobody is asked any more")
                .isNull();
        SupervisionRecord record = bed.get(RecordService.class).require(session.requireId());
        assertThat(record.leftOutAt()).isNotNull();
        assertThat(record.distributedAt()).as("so it counts as late").isNull();
        assertThat(record.closedAt()).as("nobody signed it").isNull();
    }

    @Test
    @DisplayName("A6.1, R118: whoever follows before the line manager has said so writes the record")
    void whoFollowsWritesTheRecord() {
        SupervisionSession session = aSessionHeldBeforeNobodyAnswers();
        planned("othersupervisor", LocalDate.of(2027, 1, 8));
        accept();
        runAt(Instant.parse("2027-01-08T00:00:00Z"));
        Task write = bed.task("Task_WriteRecord", session.key());
        assertThat(write.getAssignee()).isEqualTo("othersupervisor");
        assertThat(bed.show(write, "othersupervisor").facts()).doesNotContainKey("nobodyIsLeft");
    }

    @Test
    @DisplayName("A5.1, R118: who follows corrects a record without the personal matters that were not passed on")
    void whoFollowsCorrectsTheRecordWithoutThePersonalMatters() {
        SupervisionSession session = bed.book(agreement, LocalDateTime.of(2027, 1, 4, 10, 0));
        bed.at(LocalDate.of(2027, 1, 4), NOON);
        tasks.complete(bed.task("Task_HoldSession", session.key()).getId(), held(session));
        bed.inTransaction(() -> bed.get(RecordService.class)
                .write(
                        session.requireId(),
                        new RecordDraft(
                                true,
                                List.of(),
                                List.of(),
                                "None open",
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(
                                        new RecordDraft.Matter("Canary: may be known", false),
                                        new RecordDraft.Matter("Canary: stays", false))),
                        "supervisor"));
        tasks.complete(bed.task("Task_WriteRecord", session.key()).getId());
        long passing = matter(session, 0);
        long staying = matter(session, 1);
        planned("othersupervisor", LocalDate.of(2027, 1, 8));
        accept();
        complete(
                "Task_ChoosePersonalMatters",
                new ChoosePersonalMattersForm.Values(
                        List.of(new MatterRow((int) passing, true), new MatterRow((int) staying, false)), true));
        runAt(Instant.parse("2027-01-08T00:00:00Z"));
        bed.inTransaction(() -> bed.get(RecordService.class)
                .sign(session.requireId(), "othersupervisor", SignatureDecision.RETURN, "Unclear", true));
        tasks.complete(
                bed.task("Task_SignRecordAsSupervisor", session.key()).getId(),
                ProcessVariables.RECORD_RETURNED.with(true));

        Task write = bed.task("Task_WriteRecord", session.key());
        assertThat(write.getAssignee()).isEqualTo("othersupervisor");
        assertThat(bed.contents(write, "othersupervisor"))
                .contains(record(session), Content.personalMatter(PersonalMatter.keyOf(passing)))
                .doesNotContain(Content.personalMatter(PersonalMatter.keyOf(staying)))
                .allSatisfy(content -> assertThat(mayRead("othersupervisor", content))
                        .as("the form opens for its author: %s", content.kind())
                        .isNotNull());
        assertThat(bed.show(write, "othersupervisor").proposal().toString())
                .contains("Canary: may be known")
                .doesNotContain("Canary: stays");
        bed.inTransaction(() -> bed.get(RecordService.class)
                .write(
                        session.requireId(),
                        new RecordDraft(
                                true,
                                List.of(),
                                List.of(),
                                "None open",
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(new RecordDraft.Matter("Canary: may be known", false))),
                        "othersupervisor"));
        assertThat(bed.get(PersonalMatters.class).of(session.requireId()))
                .extracting(PersonalMatter::wording)
                .as("what she may not read is not lost by her correction")
                .containsExactly("Canary: may be known", "Canary: stays");
    }

    private SupervisionSession aSessionHeldBeforeNobodyAnswers() {
        SupervisionSession session = bed.book(agreement, LocalDateTime.of(2027, 1, 4, 10, 0));
        bed.at(LocalDate.of(2027, 1, 4), NOON);
        tasks.complete(bed.task("Task_HoldSession", session.key()).getId(), held(session));
        assertThat(bed.task("Task_WriteRecord", session.key()).getAssignee()).isEqualTo("supervisor");
        planned("cover", TODAY);
        runAt(Instant.parse("2027-01-07T00:00:00Z"));
        assertThat(instance).isEnded().hasPassed("EndEvent_SuperviseeUnallocated");
        return session;
    }

    @Test
    @DisplayName("R126: nobody is known; the day comes without anybody")
    void nobodyIsFound() {
        planned(null, DAY);
        assertThat(bed.task("Task_NameSupervisor", key).getDueDate()).isEqualTo("2027-01-12T00:00:00Z");
        complete("Task_NameSupervisor", new NameSupervisorForm.Values(NameSupervisorForm.Choice.NOBODY, null));
        runAt(MIDNIGHT.minusSeconds(1));
        assertThat(instance)
                .isWaitingAtExactly("SubProcess_PrepareHandover", "Task_SummariseHandover", "Task_AwaitDay");
        assertThat(bed.get(SupervisionFiles.class).holderOf(agreement)).isEqualTo("supervisor");
        runAt(MIDNIGHT);
        assertThat(instance).isEnded().hasPassed("EndEvent_DayCome", "EndEvent_SuperviseeUnallocated");
        assertThat(bed.get(SupervisionFiles.class).holderOf(agreement)).isEqualTo(SupervisionFiles.NOBODY);
    }

    @Test
    @DisplayName("R118: a change is corrected, then withdrawn, before its day; everything stays as it was")
    void isCorrectedAndWithdrawn() {
        planned("othersupervisor", DAY);
        accept();
        ProcessInstance first = instance;
        String firstKey = key;
        begun();
        assertThat(errors("Task_PlanChange", new PlanChangeForm.Values(Choice.WITHDRAW, "AG-999999", null, null, null)))
                .containsExactly("agreement");
        complete("Task_PlanChange", plan("cover", DAY.plusDays(7)));
        assertThat(first).isEnded().hasPassed("EndEvent_ChangeWithdrawnInTime", "EndEvent_ChangeWithdrawn");
        assertThat(changes.require(firstKey).status()).isEqualTo(SupervisorChange.Status.WITHDRAWN);
        runAt(MIDNIGHT);
        assertThat(mayRead("othersupervisor", Content.agreement(Agreement.keyOf(agreement) + "/T1")))
                .isNull();
        assertThat(bed.get(SupervisionFiles.class).holderOf(agreement)).isEqualTo("supervisor");

        ProcessInstance second = instance;
        begun();
        complete(
                "Task_PlanChange",
                new PlanChangeForm.Values(Choice.WITHDRAW, Agreement.keyOf(agreement), null, null, null));
        assertThat(instance).isEnded().hasPassed("EndEvent_NothingToPlan");
        assertThat(second).isEnded();
        assertThat(mailsTo("cover")).contains(MailKind.SUPERVISOR_CHANGE_WITHDRAWN);
        assertThat(agreement().supervisor()).isEqualTo("supervisor");

        begun();
        assertThat(errors(
                        "Task_PlanChange",
                        new PlanChangeForm.Values(Choice.WITHDRAW, Agreement.keyOf(agreement), null, null, null)))
                .containsExactly("agreement");
        complete("Task_PlanChange", new PlanChangeForm.Values(Choice.NOTHING, null, null, null, null));
        assertThat(instance).isEnded();
    }

    @Test
    @DisplayName(
            "R118: a change whose day has come is withdrawn while the answer is waited for, as when the agreement ends")
    void isWithdrawnLate() {
        planned("cover", TODAY);
        runAt(Instant.parse("2027-01-04T15:00:00Z"));
        bed.inTransaction(() -> bed.get(AgreementService.class).end(agreement, EndReason.LEAVER));
        assertThat(instance).isEnded().hasPassed("EndEvent_ChangeWithdrawnLate", "EndEvent_ChangeWithdrawn");
    }

    @Test
    @DisplayName(
            "R006, R118: a change of line manager in the people file begins the hand-over, once, and no draft beside it")
    void beginsFromThePeopleFile() {
        bed.people(
                TestBed.text("demo/people.csv")
                        .replace(
                                "worker,Daniel Okafor,daniel.okafor@example.org,supervisor",
                                "worker,Daniel Okafor,daniel.okafor@example.org,othersupervisor"),
                DAY);
        SupervisorChange change = changes.plannedFor(agreement).orElseThrow();
        key = change.key();
        instance = bed.instance("changeOfSupervisor", key);
        assertThat(instance).hasPassed("StartEvent_ChangePlanned");
        assertThat(change.newSupervisor()).isEqualTo("othersupervisor");
        assertThat(change.effectiveOn()).isEqualTo(DAY);
        accept();
        runAt(MIDNIGHT);
        sweep();
        assertThat(agreement().supervisor()).isEqualTo("othersupervisor");
        assertThat(tasks.createTaskQuery()
                        .taskDefinitionKey("Task_DraftAgreement")
                        .count())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("F82: with a known leaving date the hand-over begins twenty working days before the day after it")
    void beginsBeforeALeavingDate() {
        String header = "workingDays,fte,siteMode";
        String csv = TestBed.text("demo/people.csv").replace(header, header + ",leavingOn");
        csv = csv.replaceAll("FIELDWORK", "FIELDWORK,")
                .replaceFirst("(supervisor,Sarah.*)FIELDWORK,", "$1FIELDWORK,2027-02-26");
        bed.people(csv, TODAY);
        assertThat(changes.plannedFor(agreement)).isEmpty();
        LocalDate begin = LocalDate.of(2027, 2, 1);
        bed.at(begin.minusDays(1), LocalTime.of(23, 59, 59));
        sweep();
        assertThat(changes.plannedFor(agreement)).isEmpty();
        bed.at(begin, LocalTime.MIDNIGHT);
        sweep();
        SupervisorChange change = changes.plannedFor(agreement).orElseThrow();
        sweep();
        assertThat(changes.plannedFor(agreement)).contains(change);
        assertThat(change.effectiveOn()).isEqualTo("2027-02-27");
        assertThat(bed.task("Task_SummariseHandover", change.key()).getAssignee())
                .isEqualTo("supervisor");
        assertThat(bed.task("Task_NameSupervisor", change.key()).getAssignee()).isEqualTo("linemanager");
    }

    private void sweep() {
        bed.inTransaction(() -> bed.get(HandoverUpkeep.class)
                .sweep(bed.get(WorkingCalendar.class).now()));
    }

    @Test
    @DisplayName("R118: a new supervisor with a signed agreement of their own with the supervisee just goes on with it")
    void anAgreementIsThereAlready() {
        long other = bed.agreementWithoutBooking("cover", "worker", SessionTestBed.terms());
        planned("cover", DAY);
        accept();
        runAt(MIDNIGHT);
        assertThat(agreement().endReason()).isEqualTo(EndReason.SUPERSEDED);
        assertThat(bed.get(AgreementService.class).require(other).status().isSigned())
                .isTrue();
        assertThat(bed.get(SupervisionFiles.class).holderOf(agreement)).isEqualTo("cover");
    }

    @Test
    @DisplayName("R118: who accepted and has left by the day does not take over")
    void whoAcceptedHasLeft() {
        planned("cover", DAY);
        accept();
        bed.people(TestBed.text("demo/people.csv").replaceFirst("cover,Chloe.*\n", ""), DAY.minusDays(3));
        runAt(MIDNIGHT);
        assertThat(instance).isEnded().hasPassed("EndEvent_SuperviseeUnallocated");
        assertThat(bed.get(SupervisionFiles.class).holderOf(agreement)).isEqualTo(SupervisionFiles.NOBODY);
    }

    @Test
    @DisplayName("C15, R118: bad plans are refused, field by field, with the clause; and only the line above may plan")
    void refusesBadPlans() {
        begun();
        assertThat(errors("Task_PlanChange", new PlanChangeForm.Values(null, null, null, null, null)))
                .containsExactly("decision");
        assertThat(errors("Task_PlanChange", new PlanChangeForm.Values(Choice.CHANGE, null, null, null, null)))
                .containsExactlyInAnyOrder("agreement", "reason", "effectiveOn");
        assertThat(errors("Task_PlanChange", plan("cover", TODAY.minusDays(1)))).containsExactly("effectiveOn");
        assertThat(errors("Task_PlanChange", plan("cover", LocalDate.of(2031, 1, 1))))
                .containsExactly("effectiveOn");
        for (String wrong : List.of("supervisor", "worker", "auditor", "ghost")) {
            assertThat(errors("Task_PlanChange", plan(wrong, DAY))).as(wrong).containsExactly("newSupervisor");
        }
        for (String stranger : List.of("worker", "supervisor", "cover", "auditor", "records")) {
            assertThatThrownBy(() -> bed.get(ChangeOfSupervisorStart.class).begin(stranger))
                    .isInstanceOf(AuthorizationException.class);
        }
    }

    @Test
    @DisplayName("R118: somebody who is managed by the supervisee cannot supervise them")
    void refusesTheReverseLine() {
        agreement = bed.agreementWithoutBooking("linemanager", "supervisor", SessionTestBed.terms());
        bed.people(
                TestBed.text("demo/people.csv")
                        .replace("chloe.marsden@example.org,linemanager", "chloe.marsden@example.org,supervisor"),
                TODAY);
        key = bed.inTransaction(() -> bed.get(ChangeOfSupervisorStart.class).begin("servicemanager"));
        instance = COVERAGE.getProcessEngine()
                .getRuntimeService()
                .startProcessInstanceByKey("changeOfSupervisor", key, Map.of("initiator", "servicemanager"));
        Task task = bed.task("Task_PlanChange", key);
        assertThat(bed.check(task, "servicemanager", plan("cover", DAY)).errors())
                .extracting(FieldError::message)
                .singleElement()
                .asString()
                .contains("managed by the supervisee");
    }

    @Test
    @DisplayName(
            "R126: after a time without a supervisor the next one gets what was waiting, and the former one nothing")
    void isTakenOverLater() {
        SupervisionSession booked = bed.book(agreement, LocalDateTime.of(2027, 2, 8, 10, 0));
        planned(null, TODAY);
        runAt(Instant.parse("2027-01-04T15:00:00Z"));
        assertThat(instance).isEnded().hasPassed("EndEvent_SuperviseeUnallocated");
        assertThat(bed.task("Task_PrepareAsSupervisor", booked.key()).getAssignee())
                .isNull();
        // as each sweep does: nobody is asked to book while nobody supervises
        bed.inTransaction(() -> bed.get(BookingHorizon.class).check(agreement));
        assertThat(tasks.createTaskQuery()
                        .taskDefinitionKey("Task_BookSessions")
                        .count())
                .isZero();

        planned("cover", TODAY);
        assertThat(tasksOf("supervisor")).isEmpty();
        accept();
        assertThat(instance).isEnded().hasPassed("EndEvent_SupervisorChanged");
        assertThat(bed.task("Task_PrepareAsSupervisor", booked.key()).getAssignee())
                .isEqualTo("cover");
        assertThat(candidates(bed.task("Task_HoldSession", booked.key()))).containsExactlyInAnyOrder("cover", "worker");
        assertThat(bed.get(SupervisionFiles.class).holderOf(agreement)).isEqualTo("cover");
        assertThat(candidates(bed.task("Task_BookSessions", Agreement.keyOf(agreement))))
                .containsExactlyInAnyOrder("cover", "worker");

        bed.at(LocalDate.of(2027, 1, 5), NOON);
        planned(null, LocalDate.of(2027, 1, 5));
        runAt(Instant.parse("2027-01-05T15:00:00Z"));
        assertThat(mayRead("cover", Content.agenda(booked.key()))).isNull();
    }

    private static Content record(SupervisionSession session) {
        return Content.record(session.key(), 1);
    }

    private Ground mayRead(String reader, Content content) {
        return bed.get(Access.class).decide(reader, content, Route.PAGE).ground();
    }

    private long matter(SupervisionSession session, int index) {
        return bed.get(PersonalMatters.class).of(session.requireId()).get(index).requireId();
    }

    private List<String> tasksOf(String userId) {
        return tasks.createTaskQuery().list().stream()
                .filter(task ->
                        userId.equals(task.getAssignee()) || candidates(task).contains(userId))
                .map(Task::getTaskDefinitionKey)
                .toList();
    }

    private List<String> candidates(Task task) {
        return tasks.getIdentityLinksForTask(task.getId()).stream()
                .map(link -> link.getUserId())
                .toList();
    }

    private int storedInClear() {
        return bed.get(JdbcClient.class)
                .sql(
                        "select count(*) from handover_summary where priorities like '%Canary%' or open_actions like '%Canary%'")
                .query(Integer.class)
                .single();
    }
}
