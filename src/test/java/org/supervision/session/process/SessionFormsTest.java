package org.supervision.session.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.supervision.session.SessionTestBed.SUPERVISEE;
import static org.supervision.session.SessionTestBed.SUPERVISOR;
import static org.supervision.session.process.SessionForms.caseRow;
import static org.supervision.session.process.SessionForms.held;
import static org.supervision.session.process.SessionForms.prepared;
import static org.supervision.session.process.SessionForms.rearranged;
import static org.supervision.session.process.SessionForms.record;
import static org.supervision.session.process.SessionForms.signed;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.MeetingMode;
import org.supervision.caseload.CaseRegister;
import org.supervision.persistence.Documents;
import org.supervision.session.ActionItem;
import org.supervision.session.ActionState;
import org.supervision.session.ActionType;
import org.supervision.session.Actions;
import org.supervision.session.AgendaItem;
import org.supervision.session.Agendas;
import org.supervision.session.DeclaredOutcome;
import org.supervision.session.ItemOutcome;
import org.supervision.session.PersonalMatters;
import org.supervision.session.ReasonClass;
import org.supervision.session.RecordContent;
import org.supervision.session.RecordDraft;
import org.supervision.session.RecordService;
import org.supervision.session.RecordVersion;
import org.supervision.session.SessionCases;
import org.supervision.session.SessionSummary;
import org.supervision.session.SessionTestBed;
import org.supervision.session.SignatureDecision;
import org.supervision.session.SupervisionSession;
import org.supervision.session.process.BookSessionsForm.Row;
import org.supervision.session.process.PrepareSessionForm.OwnAction;
import org.supervision.session.process.WriteRecordForm.ActionRow;
import org.supervision.session.process.WriteRecordForm.CaseRow;
import org.supervision.session.process.WriteRecordForm.DisagreementRow;
import org.supervision.session.process.WriteRecordForm.EarlierRow;
import org.supervision.session.process.WriteRecordForm.Item;
import org.supervision.session.process.WriteRecordForm.MatterRow;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormErrors.FieldError;

@DisplayName("The forms of booking and of a session: each field wrong once, and nothing written before it is right")
@Deployment(
        resources = {
            "bpmn/session-booking.bpmn",
            "bpmn/supervision-session.bpmn",
            "bpmn/frequency-policy.dmn",
            "bpmn/session-outcome.dmn",
            "bpmn/record-deadline.dmn",
            "bpmn/case-coverage.dmn"
        })
class SessionFormsTest {

    @RegisterExtension
    static ProcessEngineCoverageExtension extension =
            ProcessEngineCoverageExtension.builder().build();

    /** A Monday; the agreement is in force from Monday 4 January 2027, at least every 28 days. */
    private static final LocalDateTime START = LocalDateTime.of(2027, 1, 25, 10, 0);

    private static final LocalDate DAY = START.toLocalDate();

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

    private static List<String> clausesByField(FormErrors errors) {
        return errors.errors().stream()
                .map(error -> error.field() + " " + error.clause())
                .toList();
    }

    private static List<String> warned(FormErrors errors) {
        return errors.warnings().stream().map(FieldError::field).toList();
    }

    private SupervisionSession session() {
        return bed.book(bed.agreementWithoutBooking(SUPERVISOR, SUPERVISEE, SessionTestBed.terms()), START);
    }

    private FormErrors book(Task task, Row... rows) {
        return bed.check(task, SUPERVISOR, new BookSessionsForm.Values(List.of(rows)));
    }

    private static Row row(LocalDateTime start) {
        return new Row(start, 90, "Room 12", MeetingMode.FACE_TO_FACE, null);
    }

    @Test
    @DisplayName("R106, R108, R109, F14, F19: Book the sessions")
    void bookSessions() {
        long agreement = bed.agreement();
        Task task = bed.task("Task_BookSessions", Agreement.keyOf(agreement));
        Row second = row(START.plusDays(28));

        assertThat(clausesByField(book(task, row(START), second))).isEmpty();
        assertThat(clausesByField(book(task, row(START)))).as("two ahead").containsExactly("sessions B3");
        assertThat(clausesByField(book(task, new Row(null, 90, null, null, null), second)))
                .contains("sessions[0].start B3");
        assertThat(clausesByField(book(task, row(LocalDateTime.of(2027, 1, 4, 8, 59)), second)))
                .as("in the past")
                .contains("sessions[0].start B3");
        assertThat(clausesByField(book(task, row(LocalDateTime.of(2099, 1, 5, 10, 0)), row(START))))
                .as("past the known calendar")
                .containsExactly("sessions[0].start null");
        assertThat(clausesByField(book(task, row(LocalDateTime.of(2027, 1, 23, 10, 0)), row(START))))
                .as("a Saturday")
                .containsExactly("sessions[0].start null");
        assertThat(clausesByField(book(
                        task,
                        new Row(LocalDateTime.of(2027, 1, 23, 10, 0), 90, null, null, "Only day for both"),
                        row(START))))
                .as("a Saturday, with a reason")
                .isEmpty();
        assertThat(clausesByField(book(task, row(START), row(START.plusDays(29)))))
                .as("29 days apart")
                .containsExactly("sessions[1].start B1");
        Row late = new Row(START.plusDays(29), 90, null, null, "Leave");
        assertThat(clausesByField(book(task, row(START), late))).isEmpty();
        assertThat(warned(book(task, row(START), late))).containsExactly("sessions[1].start");
        assertThat(clausesByField(book(task, row(START), row(START.plusMinutes(89)))))
                .as("they overlap")
                .containsExactly("sessions[1].start A2.4");
        assertThat(clausesByField(book(task, new Row(START, 59, null, null, null), second)))
                .containsExactly("sessions[0].durationMinutes B2");
        assertThat(clausesByField(book(task, new Row(START, 121, null, null, null), second)))
                .containsExactly("sessions[0].durationMinutes B2");
        assertThat(clausesByField(book(task, new Row(START, 60, null, null, null), second)))
                .isEmpty();
        assertThat(clausesByField(book(task, new Row(START, 120, "x".repeat(201), null, null), second)))
                .containsExactly("sessions[0].location null");
        assertThat(clausesByField(book(task, new Row(START, 90, null, MeetingMode.REMOTE, " "), second)))
                .containsExactly("sessions[0].reason B4");
        assertThat(clausesByField(book(task, new Row(START, 90, null, MeetingMode.REMOTE, "Snow"), second)))
                .isEmpty();

        long other = bed.agreement(SUPERVISOR, "nqsw", SessionTestBed.terms());
        bed.book(other, START.plusMinutes(60));
        assertThat(clausesByField(book(task, row(START), second)))
                .as("the supervisor meets somebody else then")
                .containsExactly("sessions[0].start A2.4");
    }

    @Test
    @DisplayName("R108, B1: once the longest time has passed, nobody is asked for an earlier day, but for a reason")
    void booksLate() {
        long agreement = bed.agreement();
        Task task = bed.task("Task_BookSessions", Agreement.keyOf(agreement));
        bed.at(START.plusDays(7));
        FormErrors inTime = book(task, row(START.plusDays(8)), row(START.plusDays(36)));
        bed.at(START.plusDays(8));
        FormErrors late = book(task, row(START.plusDays(9)), row(START.plusDays(37)));

        assertThat(inTime.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.message()).endsWith("Choose an earlier day, or give a reason."));
        assertThat(late.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.message()).endsWith("They have passed: give a reason."));
    }

    @Test
    @DisplayName("R008, A2.1: the record has its sections on support and on development, and none may be left out")
    void supportAndDevelopment() {
        SupervisionSession session = session();
        bed.at(START.plusHours(2));
        bed.complete(bed.task("Task_HoldSession", session.key()), SUPERVISOR, held(START, START.plusMinutes(90)));
        Task task = bed.task("Task_WriteRecord", session.key());
        WriteRecordForm.Values good = record(SUPERVISEE, DAY.plusDays(14));

        assertThat(bed.get(Agendas.class).fixedItems(session))
                .extracting(item -> item.code() + " " + item.title())
                .contains("WB Well-being", "TD Training and development");
        for (String section : List.of("WB", "TD")) {
            List<Item> without = good.items().stream()
                    .filter(item -> !section.equals(item.code()))
                    .toList();
            assertThat(clausesByField(bed.check(task, SUPERVISOR, withItems(good, without))))
                    .containsExactly("items A3.5");
        }
        assertThat(ActionType.values()).contains(ActionType.SUPPORT, ActionType.TRAINING);
    }

    @Test
    @DisplayName("F53: who prepares closes own actions in the form, with a note; nobody closes those of the other")
    void closesOwnActions() {
        SupervisionSession session = session();
        LocalDate due = LocalDate.of(2027, 3, 1);
        SupervisionSession earlier = bed.recorded(
                session.agreementId(),
                LocalDateTime.of(2027, 1, 4, 10, 0),
                new RecordDraft(
                        true,
                        List.of(),
                        List.of(),
                        "None open",
                        List.of(
                                new RecordContent.Action("Book the course", SUPERVISEE, due, ActionType.TRAINING, null),
                                new RecordContent.Action("Ask the clinic", SUPERVISEE, due, ActionType.CASE, null),
                                new RecordContent.Action("Write to court", SUPERVISOR, due, ActionType.CASE, null)),
                        List.of(),
                        List.of(),
                        List.of()));
        List<Integer> ids = bed.get(Actions.class).of(earlier.requireId()).stream()
                .map(action -> (int) action.requireId())
                .toList();
        Task task = bed.task("Task_PrepareAsSupervisee", session.key());
        PrepareSessionForm.Values shown =
                (PrepareSessionForm.Values) bed.show(task, SUPERVISEE).proposal();
        assertThat(shown.ownActions()).extracting(OwnAction::id).containsExactlyElementsOf(ids.subList(0, 2));

        PrepareSessionForm.Values unsaid = preparedWith(
                new OwnAction(ids.get(0), ActionState.DROPPED, " "), new OwnAction(ids.get(1), null, null));
        assertThat(clausesByField(bed.check(task, SUPERVISEE, unsaid))).containsExactly("ownActions[0].note B5");
        bed.complete(
                task,
                SUPERVISEE,
                preparedWith(
                        new OwnAction(ids.get(0), ActionState.DONE, "Starts on Monday"),
                        new OwnAction(ids.get(1), ActionState.OPEN, null),
                        new OwnAction(ids.get(2), ActionState.DONE, null)));
        assertThat(bed.get(Actions.class).of(earlier.requireId()))
                .extracting(ActionItem::state)
                .containsExactly(ActionState.DONE, ActionState.OPEN, ActionState.OPEN);
        assertThat(bed.get(Actions.class).events(ids.get(0)))
                .singleElement()
                .satisfies(event -> assertThat(event.note()).isEqualTo("Starts on Monday"));
    }

    private static PrepareSessionForm.Values preparedWith(OwnAction... own) {
        return new PrepareSessionForm.Values(List.of(), true, true, List.of(own));
    }

    @Test
    @DisplayName("R015–R017, R020: Prepare")
    void prepare() {
        SupervisionSession session = session();
        Task task = bed.task("Task_PrepareAsSupervisee", session.key());

        assertThat(clausesByField(
                        bed.check(task, SUPERVISEE, new PrepareSessionForm.Values(List.of(), false, null, List.of()))))
                .containsExactly("prepared A4.1");
        assertThat(clausesByField(bed.check(task, SUPERVISEE, prepared(" ")))).containsExactly("items[0].title A3.2");
        assertThat(bed.check(task, SUPERVISEE, prepared("Court skills")).warnings())
                .isEmpty();

        bed.at(LocalDateTime.of(2027, 1, 20, 23, 59)); // three working days before
        assertThat(bed.check(task, SUPERVISEE, prepared("Court skills")).warnings())
                .isEmpty();
        bed.at(LocalDateTime.of(2027, 1, 21, 0, 0));
        assertThat(warned(bed.check(task, SUPERVISEE, prepared("Court skills"))))
                .containsExactly("items[0].needsThought");

        bed.complete(task, prepared("Court skills"));
        Agendas agendas = bed.get(Agendas.class);
        assertThat(agendas.added(session.requireId())).singleElement().satisfies(item -> {
            assertThat(item.title()).isEqualTo("Court skills");
            assertThat(item.addedBy()).isEqualTo(SUPERVISEE);
            assertThat(item.raisedLate()).isTrue();
        });
        assertThat(agendas.isPrepared(session.requireId(), SUPERVISEE)).isTrue();
        assertThat(agendas.isAgreedBy(session.requireId(), SUPERVISEE)).isTrue();
        assertThat(agendas.isPrepared(session.requireId(), SUPERVISOR)).isFalse();
        Map<String, Object> facts = bed.show(bed.task("Task_PrepareAsSupervisor", session.key()), SUPERVISOR)
                .facts();
        assertThat((List<?>) facts.get("agenda")).as("seven and the added one").hasSize(8);
    }

    @Test
    @DisplayName("E20: before its start a session can be moved or cancelled, and nothing else")
    void holdBeforeItsStart() {
        SupervisionSession session = session();
        Task task = bed.task("Task_HoldSession", session.key());
        bed.at(START.minusSeconds(1));

        assertThat(bed.show(task, SUPERVISOR).options().get("outcome"))
                .extracting("value")
                .containsExactly("REARRANGED", "CANCELLED");
        assertThat(clausesByField(bed.check(task, SUPERVISOR, held(START, START.plusMinutes(90)))))
                .containsExactly("outcome A2.4");
        assertThat(clausesByField(bed.check(task, SUPERVISOR, SessionForms.notHeld())))
                .containsExactly("outcome A2.4");
        assertThat(clausesByField(bed.check(task, SUPERVISOR, hold(null, null, null, null, null))))
                .containsExactly("outcome B8");
        assertThat(clausesByField(
                        bed.check(task, SUPERVISOR, hold(DeclaredOutcome.REARRANGED, null, null, null, null))))
                .containsExactly("reason A2.4", "newStart A2.4");
        assertThat(clausesByField(bed.check(task, SUPERVISOR, rearranged(START.minusDays(1)))))
                .as("in the past")
                .containsExactly("newStart B3");
        assertThat(clausesByField(bed.check(task, SUPERVISOR, rearranged(START))))
                .as("no change")
                .containsExactly("newStart A2.4");
        assertThat(warned(bed.check(task, SUPERVISOR, rearranged(LocalDateTime.of(2027, 2, 2, 10, 0)))))
                .as("29 days from the agreement's first day")
                .containsExactly("newStart");
        bed.book(session.agreementId(), START.plusDays(28));
        assertThat(warned(bed.check(task, SUPERVISOR, rearranged(START.plusDays(1)))))
                .as("27 days before the next session")
                .isEmpty();
        bed.at(START.minusDays(5));
        assertThat(warned(bed.check(task, SUPERVISOR, rearranged(START.minusDays(3)))))
                .as("31 days before the next session")
                .containsExactly("newStart");
        bed.at(START.minusSeconds(1));
        assertThat(clausesByField(bed.check(task, SUPERVISOR, hold(DeclaredOutcome.CANCELLED, null, null, null, null))))
                .containsExactly("reasonClass A2.4", "reason A2.4");
        for (ReasonClass foreseeable : List.of(ReasonClass.LEAVE, ReasonClass.WORKLOAD)) {
            assertThat(clausesByField(bed.check(
                            task, SUPERVISOR, hold(DeclaredOutcome.CANCELLED, null, null, foreseeable, "Busy"))))
                    .containsExactly("reasonClass A2.4");
        }
        for (ReasonClass exceptional :
                List.of(ReasonClass.SICKNESS, ReasonClass.EMERGENCY, ReasonClass.COURT, ReasonClass.OTHER)) {
            assertThat(clausesByField(bed.check(
                            task, SUPERVISOR, hold(DeclaredOutcome.CANCELLED, null, null, exceptional, "Ill"))))
                    .isEmpty();
        }
    }

    @Test
    @DisplayName(
            "D1, D4: saving a draft leaves nothing in the engine's history of decisions, completing it one decision")
    void draftsLeaveNoDecisions() {
        SupervisionSession session = session();
        bed.at(START.minusSeconds(1));
        Task task = bed.task("Task_HoldSession", session.key());
        HoldSessionForm.Values cancelled = SessionForms.cancelled();

        assertThat(bed.historyOf(SUPERVISOR, () -> bed.check(task, SUPERVISOR, cancelled)))
                .containsExactly(0L, 0L, 0L);
        assertThat(bed.historyOf(SUPERVISOR, () -> bed.check(task, SUPERVISOR, rearranged(START.plusDays(1)))))
                .containsExactly(0L, 0L, 0L);
        assertThat(bed.historyOf(SUPERVISOR, () -> bed.complete(task, SUPERVISOR, cancelled))
                        .get(0))
                .isEqualTo(1);
    }

    private static HoldSessionForm.Values hold(
            DeclaredOutcome outcome, LocalDateTime start, LocalDateTime end, ReasonClass reasonClass, String reason) {
        return new HoldSessionForm.Values(outcome, start, end, null, reasonClass, reason, null, null, List.of());
    }

    @Test
    @DisplayName("E9: the third move is told to be one too many")
    void warnsOfTheThirdMove() {
        SupervisionSession session = session();
        for (LocalDateTime newStart : List.of(START.minusDays(3), START.minusDays(4))) {
            Task task = bed.task("Task_HoldSession", session.key());
            assertThat(bed.check(task, SUPERVISOR, rearranged(newStart)).warnings())
                    .isEmpty();
            bed.complete(task, SUPERVISOR, rearranged(newStart));
        }
        Task third = bed.task("Task_HoldSession", session.key());
        assertThat(warned(bed.check(third, SUPERVISOR, rearranged(START.minusDays(5)))))
                .containsExactly("newStart");
        assertThat(clausesByField(bed.check(third, SUPERVISOR, rearranged(START.minusDays(5)))))
                .isEmpty();
    }

    @Test
    @DisplayName("R014, R106, R109, R110: once its time has come it was held or it was not")
    void holdFromItsStartOn() {
        SupervisionSession session = session();
        Task task = bed.task("Task_HoldSession", session.key());
        bed.at(START);

        assertThat(bed.show(task, SUPERVISOR).options().get("outcome"))
                .extracting("value")
                .containsExactly("HELD", "NOT_HELD");
        assertThat(clausesByField(bed.check(task, SUPERVISOR, rearranged(START.plusDays(1)))))
                .containsExactly("outcome A2.4");
        assertThat(clausesByField(bed.check(task, SUPERVISOR, SessionForms.cancelled())))
                .containsExactly("outcome A2.4");
        assertThat(clausesByField(bed.check(task, SUPERVISOR, hold(DeclaredOutcome.NOT_HELD, null, null, null, null))))
                .containsExactly("reasonClass B8", "reason B8");
        assertThat(clausesByField(bed.check(task, SUPERVISOR, hold(DeclaredOutcome.HELD, null, null, null, null))))
                .containsExactly("actualStart B2", "actualEnd B2");
        assertThat(clausesByField(bed.check(task, SUPERVISOR, held(START, START.plusMinutes(90)))))
                .as("not over yet")
                .containsExactly("actualEnd B2");

        bed.at(START.plusHours(3));
        assertThat(clausesByField(bed.check(task, SUPERVISOR, held(START.plusHours(4), START.plusHours(5)))))
                .containsExactly("actualStart B2");
        assertThat(clausesByField(bed.check(task, SUPERVISOR, held(START.plusHours(1), START))))
                .containsExactly("actualEnd B2");
        assertThat(clausesByField(bed.check(
                        task,
                        SUPERVISOR,
                        held(START.minusDays(1), START.minusDays(1).plusHours(1)))))
                .containsExactly("actualStart A2.4");
        assertThat(clausesByField(bed.check(task, SUPERVISOR, held(START, START.plusMinutes(59)))))
                .containsExactly("reason B2");
        assertThat(clausesByField(bed.check(task, SUPERVISOR, held(START, START.plusMinutes(121)))))
                .containsExactly("reason B2");
        assertThat(clausesByField(bed.check(task, SUPERVISOR, held(START, START.plusMinutes(120)))))
                .isEmpty();
        HoldSessionForm.Values remote = new HoldSessionForm.Values(
                DeclaredOutcome.HELD,
                START,
                START.plusMinutes(90),
                null,
                null,
                null,
                MeetingMode.REMOTE,
                false,
                List.of(new HoldSessionForm.Row(null, -1, null)));
        FormErrors errors = bed.check(task, SUPERVISOR, remote);
        assertThat(clausesByField(errors))
                .containsExactly(
                        "reason B4",
                        "interruptions[0].what A2.5",
                        "interruptions[0].minutes A2.5",
                        "interruptions[0].goodCause A2.5");
        assertThat(warned(errors)).containsExactly("privateSpace");
    }

    private SupervisionSession heldSession() {
        SupervisionSession session = session();
        bed.at(START.plusHours(2));
        bed.complete(bed.task("Task_HoldSession", session.key()), SUPERVISOR, held(START, START.plusMinutes(90)));
        return session;
    }

    @Test
    @DisplayName("R015, R019, R021, R033, R112, R119: Write the record")
    void writeRecord() {
        SupervisionSession session = heldSession();
        Task task = bed.task("Task_WriteRecord", session.key());
        WriteRecordForm.Values good = record(SUPERVISEE, DAY);
        assertThat(clausesByField(bed.check(task, SUPERVISOR, good))).isEmpty();

        assertThat(clausesByField(bed.check(
                        task,
                        SUPERVISOR,
                        new WriteRecordForm.Values(
                                null, List.of(), List.of(), null, List.of(), List.of(), List.of(), List.of()))))
                .startsWith("agendaAgreed A3.1")
                .contains("items A3.5", "fewerCasesReason B7")
                .hasSize(1 + 7 + 1);

        List<Item> items = new ArrayList<>(good.items());
        items.set(0, new Item("WB", null, null));
        items.set(1, new Item("XX", ItemOutcome.DISCUSSED, "?"));
        items.set(2, new Item(null, ItemOutcome.DISCUSSED, "?"));
        items.set(3, new Item("HS", ItemOutcome.DISCUSSED, null));
        FormErrors errors = bed.check(
                task,
                SUPERVISOR,
                new WriteRecordForm.Values(
                        true,
                        items,
                        List.of(
                                caseRow("CS-1"),
                                caseRow(" CS-1 "),
                                new CaseRow(null, true, null, null, null),
                                new CaseRow("x".repeat(65), false, null, null, null)),
                        null,
                        List.of(
                                new ActionRow(null, null, null, null, "CS-9"),
                                new ActionRow("Visit", "linemanager", DAY.minusDays(1), ActionType.CASE, null)),
                        List.of(new EarlierRow(4711, ActionState.DONE)),
                        List.of(new DisagreementRow(null, " ", null)),
                        List.of(new MatterRow(null, null))));
        assertThat(clausesByField(errors))
                .containsExactly(
                        "items[0].outcome A3.5",
                        "items[1].code A3.1",
                        "items[2].code A3.5",
                        "items[4].code A3.5",
                        "items A3.5",
                        "items A3.5",
                        "items A3.5",
                        "cases[1].reference B7",
                        "cases[2].reference B7",
                        "cases[2].discussion B5",
                        "cases[3].reference B7",
                        "actions[0].what B5",
                        "actions[0].owner B5",
                        "actions[0].due B5",
                        "actions[0].type B5",
                        "actions[0].caseReference B5",
                        "actions[1].owner B5",
                        "actions[1].due B5",
                        "earlierActions[0].id B5",
                        "disagreements[0].supervisorPosition A7.1",
                        "disagreements[0].superviseePosition A7.1",
                        "personalMatters[0].wording A5.1");
        assertThat(warned(errors)).containsExactly("items[3].text");

        WriteRecordForm.Values oneCase = new WriteRecordForm.Values(
                true,
                good.items(),
                List.of(caseRow("CS-1")),
                "Only one open case",
                List.of(),
                List.of(),
                List.of(),
                List.of());
        assertThat(clausesByField(bed.check(task, SUPERVISOR, oneCase))).isEmpty();
    }

    @Test
    @DisplayName("R021, R115: a record is kept by its hash, and personal matters are no part of it")
    void keepsTheRecord() {
        SupervisionSession session = heldSession();
        WriteRecordForm.Values good = record(SUPERVISEE, DAY);
        bed.complete(
                bed.task("Task_WriteRecord", session.key()),
                new WriteRecordForm.Values(
                        true,
                        good.items(),
                        good.cases(),
                        null,
                        good.actions(),
                        List.of(),
                        List.of(),
                        List.of(new MatterRow("Ill parent", null))));

        RecordService records = bed.get(RecordService.class);
        RecordVersion version = records.requireLatest(session.requireId());
        assertThat(version.contentSha256()).isEqualTo(Documents.sha256(version.content()));
        assertThat(version.content()).contains("CS-1001").doesNotContain("Ill parent");
        assertThat(Documents.write(version.read())).as("read and written again").isEqualTo(version.content());
        assertThat(bed.get(PersonalMatters.class).of(session.requireId()))
                .extracting("wording")
                .containsExactly("Ill parent");
        assertThat(bed.get(CaseRegister.class).of(SUPERVISEE))
                .as("unknown cases join the register")
                .extracting("reference")
                .containsExactly("CS-1001", "CS-1002");
    }

    @Test
    @DisplayName("R027, R033: Sign the record")
    void signRecord() {
        SupervisionSession session = heldSession();
        bed.complete(bed.task("Task_WriteRecord", session.key()), record(SUPERVISEE, DAY));
        Task task = bed.task("Task_SignRecordAsSupervisee", session.key());

        assertThat(clausesByField(bed.check(task, SUPERVISEE, new SignRecordForm.Values(null, null, null, null))))
                .containsExactly("decision A6.2");
        for (SignatureDecision decision : SignatureDecision.values()) {
            List<String> wrong =
                    clausesByField(bed.check(task, SUPERVISEE, new SignRecordForm.Values(decision, " ", null, null)));
            switch (decision) {
                case SIGN -> assertThat(wrong).isEmpty();
                case SIGN_WITH_DISAGREEMENT -> assertThat(wrong).containsExactly("comment A7.1");
                default -> assertThat(wrong).containsExactly("comment A6.2");
            }
        }
        assertThat(warned(bed.check(
                        task, SUPERVISEE, new SignRecordForm.Values(SignatureDecision.SIGN, null, false, null))))
                .containsExactly("agendaAgreed");

        bed.complete(task, new SignRecordForm.Values(SignatureDecision.SIGN, null, false, null));
        bed.complete(
                bed.task("Task_SignRecordAsSupervisor", session.key()), signed(SignatureDecision.SIGN_WITH_COMMENT));
        assertThat(bed.get(RecordService.class).signatures(session.requireId()))
                .satisfiesExactly(
                        first -> assertThat(first.agendaAgreed()).isFalse(),
                        second -> assertThat(second.agendaAgreed()).isTrue());
    }

    @Test
    @DisplayName("R113, R114: Update the case file, with a printed copy where the policy wants one")
    void updateCaseFile() {
        bed.close();
        bed = new SessionTestBed(engine, SessionTestBed.policy(), "contract-b");
        SupervisionSession session = heldSession();
        bed.complete(bed.task("Task_WriteRecord", session.key()), record(SUPERVISEE, DAY));
        Task task = bed.tasks("Task_UpdateCaseFile", session.key()).get(0);

        assertThat(clausesByField(bed.check(task, SUPERVISOR, new UpdateCaseFileForm.Values(null, " ", null))))
                .containsExactly("updatedOn B5", "fileReference B5", "copyGiven B5");
        assertThat(clausesByField(bed.check(
                        task, SUPERVISOR, new UpdateCaseFileForm.Values(DAY.plusDays(1), "x".repeat(201), true))))
                .containsExactly("updatedOn B5", "fileReference null");
        assertThat(clausesByField(
                        bed.check(task, SUPERVISOR, new UpdateCaseFileForm.Values(DAY.minusDays(1), "12", true))))
                .containsExactly("updatedOn B5");
        assertThat(bed.show(task, SUPERVISOR).facts())
                .containsEntry("reference", "CS-1001")
                .containsEntry("decision", "Visit weekly")
                .containsEntry("printRequired", true);
        bed.complete(task, new UpdateCaseFileForm.Values(DAY, "Note 12", true));
        assertThat(bed.get(SessionCases.class).discussedIn(session.requireId()).get(0))
                .satisfies(row -> {
                    assertThat(row.fileUpdatedOn()).isEqualTo(DAY);
                    assertThat(row.confirmedBy()).isEqualTo(SUPERVISOR);
                });
    }

    @Test
    @DisplayName("R018, F28, F50, F51: what was left open comes up in the next session, with how often it was carried")
    void carriesForward() {
        SupervisionSession first = session();
        bed.complete(bed.task("Task_PrepareAsSupervisee", first.key()), prepared("Court skills", "Desk"));
        bed.at(START.plusHours(2));
        bed.complete(bed.task("Task_HoldSession", first.key()), SUPERVISOR, held(START, START.plusMinutes(90)));
        List<AgendaItem> added = bed.get(Agendas.class).added(first.requireId());
        WriteRecordForm.Values good = record(SUPERVISEE, DAY.plusDays(7));
        List<Item> items = new ArrayList<>(good.items());
        items.add(new Item(added.get(0).code(), ItemOutcome.DEFERRED, null));
        items.add(new Item(added.get(1).code(), ItemOutcome.DISCUSSED, "Moved"));
        bed.complete(
                bed.task("Task_WriteRecord", first.key()),
                new WriteRecordForm.Values(
                        true, items, good.cases(), null, good.actions(), List.of(), List.of(), List.of()));

        SupervisionSession second = bed.book(first.agreementId(), START.plusDays(28));
        assertThat(bed.get(Agendas.class).added(second.requireId()))
                .extracting(AgendaItem::title)
                .containsExactly("Court skills");
        bed.at(START.plusDays(28).plusHours(2));
        bed.complete(
                bed.task("Task_HoldSession", second.key()),
                SUPERVISOR,
                held(START.plusDays(28), START.plusDays(28).plusMinutes(90)));
        Task write = bed.task("Task_WriteRecord", second.key());
        WriteRecordForm.Values proposal =
                (WriteRecordForm.Values) bed.show(write, SUPERVISOR).proposal();
        assertThat(proposal.items()).as("seven, and the one put off").hasSize(8);
        assertThat(proposal.earlierActions()).hasSize(1);
        List<Item> withoutDevelopment = new ArrayList<>(good.items());
        withoutDevelopment.set(2, new Item("TD", ItemOutcome.NOTHING_TO_RAISE, null));
        WriteRecordForm.Values without = withItems(record(SUPERVISEE, DAY.plusDays(40)), withoutDevelopment);
        assertThat(warned(bed.check(write, SUPERVISOR, without)))
                .as("once is no matter")
                .isEmpty();
        bed.complete(write, without);

        Actions actions = bed.get(Actions.class);
        long carried = proposal.earlierActions().get(0).id();
        assertThat(actions.carried(carried)).isEqualTo(1);
        SupervisionSession third = bed.book(first.agreementId(), START.plusDays(56));
        assertThat(actions.toGoThrough(third.requireId())).hasSize(2);
        bed.at(START.plusDays(56).plusHours(2));
        bed.complete(
                bed.task("Task_HoldSession", third.key()),
                SUPERVISOR,
                held(START.plusDays(56), START.plusDays(56).plusMinutes(90)));
        assertThat(warned(bed.check(
                        bed.task("Task_WriteRecord", third.key()),
                        SUPERVISOR,
                        withItems(record(SUPERVISEE, DAY.plusDays(70)), withoutDevelopment))))
                .as("A3.4: twice in a row")
                .containsExactly("items[2].outcome");
        assertThat(bed.show(bed.task("Task_WriteRecord", third.key()), SUPERVISOR)
                        .facts())
                .as("R018: left out once before, not twice")
                .doesNotContainKey("development");
        bed.complete(
                bed.task("Task_WriteRecord", third.key()),
                withItems(record(SUPERVISEE, DAY.plusDays(70)), withoutDevelopment));
        SupervisionSession fourth = bed.book(first.agreementId(), START.plusDays(84));
        for (String party : List.of(SUPERVISOR, SUPERVISEE)) {
            String key = party.equals(SUPERVISOR) ? "Task_PrepareAsSupervisor" : "Task_PrepareAsSupervisee";
            assertThat(bed.show(bed.task(key, fourth.key()), party).facts())
                    .as("R018: both see in preparation that it was left out twice")
                    .containsEntry("development", SessionSummary.DEVELOPMENT_NEGLECTED);
        }
        assertThat(bed.get(Agendas.class).added(third.requireId()))
                .as("an item that the record passed over is put off again")
                .hasSize(1);
    }

    private static WriteRecordForm.Values withItems(WriteRecordForm.Values values, List<Item> items) {
        return new WriteRecordForm.Values(
                values.agendaAgreed(),
                items,
                values.cases(),
                values.fewerCasesReason(),
                values.actions(),
                values.earlierActions(),
                values.disagreements(),
                values.personalMatters());
    }
}
