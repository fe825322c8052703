package org.supervision.session.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.supervision.session.SessionTestBed.SUPERVISEE;
import static org.supervision.session.SessionTestBed.SUPERVISOR;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
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
import org.supervision.TestBed;
import org.supervision.agreement.MeetingMode;
import org.supervision.caseload.CaseRegister;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.session.ActionItem;
import org.supervision.session.ActionType;
import org.supervision.session.Actions;
import org.supervision.session.RecordContent;
import org.supervision.session.RecordService;
import org.supervision.session.SessionHeld;
import org.supervision.session.SessionKind;
import org.supervision.session.SessionService;
import org.supervision.session.SessionTestBed;
import org.supervision.session.SupervisionDates;
import org.supervision.session.SupervisionSession;
import org.supervision.session.process.LogConsultationForm.ActionRow;
import org.supervision.session.process.LogConsultationForm.Attendance;
import org.supervision.session.process.LogConsultationForm.Values;
import org.supervision.taskform.FormErrors.FieldError;

/** Ad hoc consultations and group sessions: logged, read like any record, and no substitute for a session. */
@Deployment(
        resources = {
            "bpmn/consultation.bpmn",
            "bpmn/session-booking.bpmn",
            "bpmn/supervision-session.bpmn",
            "bpmn/frequency-policy.dmn",
            "bpmn/session-outcome.dmn",
            "bpmn/record-deadline.dmn",
            "bpmn/case-coverage.dmn"
        })
class ConsultationProcessTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE = ProcessEngineCoverageExtension.builder()
            .excludeProcessDefinitionKeys(SupervisionSessionProcess.KEY, SessionBookingProcess.KEY)
            .assertClassCoverageAtLeast(1.0)
            .build();

    private static final LocalDateTime MET = LocalDateTime.of(2027, 1, 12, 14, 0);

    private SessionTestBed bed;
    private long agreement;

    @BeforeEach
    void start() {
        bed = new SessionTestBed(ENGINE.getProcessEngine());
        agreement = bed.agreementWithoutBooking(SUPERVISOR, SUPERVISEE, SessionTestBed.terms());
        bed.at(LocalDateTime.of(2027, 1, 13, 9, 0));
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    @DisplayName(
            "F21, D3: either party logs an ad hoc consultation within two working days; the other is told and has it")
    void adHocIsLogged() {
        ProcessInstance instance = begin(SUPERVISEE);
        Task task = bed.task("Task_LogConsultation", "CN-000001");
        assertThat(task.getAssignee()).isEqualTo(SUPERVISEE);
        assertThat(task.getDueDate())
                .isEqualTo(Date.from(
                        LocalDate.of(2027, 1, 16).atTime(LocalTime.MIDNIGHT).toInstant(ZoneOffset.UTC)));

        bed.complete(task, adHoc("AG-000001", MET));

        assertThat(instance).isEnded().hasPassed("EndEvent_ConsultationLogged");
        SupervisionSession logged = logged(agreement);
        assertThat(logged.kind()).isEqualTo(SessionKind.ADHOC);
        RecordContent content =
                bed.get(RecordService.class).requireLatest(logged.requireId()).read();
        assertThat(content.items()).extracting(RecordContent.Item::text).containsExactly("A placement", "It goes on");
        assertThat(bed.get(RecordService.class).require(logged.requireId()).distributedOnTime())
                .isTrue();
        assertThat(bed.noticesTo(SUPERVISOR)).extracting(Notice::kind).contains(MailKind.CONSULTATION_LOGGED);
        assertThat(bed.noticesTo(SUPERVISEE)).extracting(Notice::kind).doesNotContain(MailKind.CONSULTATION_LOGGED);
        assertThat(bed.get(SupervisionDates.class)
                        .of(bed.get(org.supervision.agreement.AgreementService.class)
                                .require(agreement)))
                .extracting(SupervisionDates.Line::what)
                .contains("Ad hoc consultation");
    }

    @Test
    @DisplayName("F21, D3: what is logged after two working days is late")
    void loggedLate() {
        bed.at(LocalDateTime.of(2027, 1, 15, 0, 0));
        begin(SUPERVISOR);
        bed.complete(bed.task("Task_LogConsultation", "CN-000001"), adHoc("AG-000001", MET));

        assertThat(bed.get(RecordService.class)
                        .require(logged(agreement).requireId())
                        .distributedOnTime())
                .isFalse();
    }

    @Test
    @DisplayName(
            "E28, F21: an ad hoc consultation neither keeps the interval nor closes a case, and its actions come up next")
    void adHocIsNoSession() {
        begin(SUPERVISEE);
        bed.complete(bed.task("Task_LogConsultation", "CN-000001"), adHoc("AG-000001", MET));

        assertThat(bed.events(SessionHeld.class)).isEmpty();
        SessionService sessions = bed.get(SessionService.class);
        assertThat(sessions.lastHeldOn(agreement)).isEmpty();
        SupervisionSession next = bed.book(agreement, LocalDateTime.of(2027, 1, 25, 10, 0));
        assertThat(sessions.previousHeld(next)).isEmpty();
        assertThat(bed.get(Actions.class).toGoThrough(next.requireId()))
                .extracting(ActionItem::what)
                .containsExactly("Ring the school");
        assertThat(bed.instance("supervisionSession", logged(agreement).key())).isNull();
    }

    @Test
    @DisplayName("F22, E28: of a group each who was there has a record that names all; it does not keep the interval")
    void groupIsLogged() {
        long other = bed.agreementWithoutBooking(SUPERVISOR, "nqsw", SessionTestBed.terms());
        begin(SUPERVISOR);
        Task task = bed.task("Task_LogConsultation", "CN-000001");
        Values proposal = (Values) bed.show(task, SUPERVISOR).proposal();
        assertThat(proposal.attendance()).extracting(Attendance::agreement).containsExactly("AG-000001", "AG-000002");

        bed.complete(task, group(true, false));

        SupervisionSession logged = logged(agreement);
        assertThat(logged.kind()).isEqualTo(SessionKind.GROUP);
        assertThat(bed.get(SessionService.class).of(other)).isEmpty();
        assertThat(bed.get(RecordService.class)
                        .requireLatest(logged.requireId())
                        .read()
                        .items()
                        .get(0)
                        .text())
                .isEqualTo("Present: Daniel Okafor\nNot present: Niamh Kelly");
        assertThat(bed.events(SessionHeld.class)).isEmpty();
        assertThat(bed.get(SessionService.class).lastHeldOn(agreement)).isEmpty();
    }

    @Test
    @DisplayName(
            "F22, F49: after a group each has their own actions in their file; the supervisor says in whose theirs stand")
    void actionsOfAGroup() {
        bed.at(SessionTestBed.TODAY.atTime(9, 0));
        long other = bed.agreementWithoutBooking(SUPERVISOR, "nqsw", SessionTestBed.terms());
        bed.at(LocalDateTime.of(2027, 1, 13, 9, 0));
        bed.inTransaction(() -> bed.get(CaseRegister.class).discussed("nqsw", "CS-7", false, LocalDate.of(2027, 1, 4)));
        begin(SUPERVISOR);
        Task task = bed.task("Task_LogConsultation", "CN-000001");
        LocalDate due = LocalDate.of(2027, 1, 20);
        ActionRow own = new ActionRow("Ring the school", SUPERVISOR, due, ActionType.CASE, "CS-7", null);
        assertThat(fields(task, groupWith(own))).containsExactly("actions[0].file");
        assertThat(fields(
                        task, groupWith(new ActionRow("Ring", SUPERVISOR, due, ActionType.CASE, "CS-7", "AG-000001"))))
                .as("the case is in the other's register")
                .containsExactly("actions[0].caseReference");
        assertThat(fields(task, groupWith(new ActionRow("Ring", SUPERVISOR, due, ActionType.CASE, null, "AG-000009"))))
                .containsExactly("actions[0].file");

        bed.complete(
                task,
                groupWith(
                        new ActionRow("Ring the school", SUPERVISOR, due, ActionType.CASE, "CS-7", "AG-000002"),
                        new ActionRow("Read the guidance", SUPERVISEE, due, ActionType.TRAINING, " ", null)));
        assertThat(bed.get(Actions.class).open(other))
                .extracting(ActionItem::what)
                .containsExactly("Ring the school");
        assertThat(bed.get(Actions.class).open(agreement))
                .extracting(ActionItem::what)
                .containsExactly("Read the guidance");
        assertThat(bed.get(RecordService.class)
                        .requireLatest(logged(other).requireId())
                        .read()
                        .actions())
                .extracting(RecordContent.Action::caseReference)
                .containsExactly("CS-7");
    }

    private static Values groupWith(ActionRow... actions) {
        return new Values(
                SessionKind.GROUP,
                null,
                List.of(new Attendance("AG-000001", true), new Attendance("AG-000002", true)),
                MET,
                60,
                MeetingMode.FACE_TO_FACE,
                "A new form",
                null,
                List.of(actions),
                null);
    }

    @Test
    @DisplayName("F22, E28: where the policy counts groups, one keeps the interval of each who was there")
    void groupCountsByPolicy() {
        bed.close();
        bed = new SessionTestBed(
                ENGINE.getProcessEngine(), TestBed.policy("groupCounts: false", "groupCounts: true"), "combined");
        agreement = bed.agreementWithoutBooking(SUPERVISOR, SUPERVISEE, SessionTestBed.terms());
        long other = bed.agreementWithoutBooking(SUPERVISOR, "nqsw", SessionTestBed.terms());
        bed.at(LocalDateTime.of(2027, 1, 13, 9, 0));
        begin(SUPERVISOR);
        bed.complete(bed.task("Task_LogConsultation", "CN-000001"), group(true, true));

        assertThat(bed.events(SessionHeld.class))
                .extracting(SessionHeld::agreementId)
                .containsExactly(agreement, other);
        assertThat(bed.get(SessionService.class).lastHeldOn(other)).contains(MET.toLocalDate());
    }

    @Test
    @DisplayName("F21: where there is nothing to log after all it is withdrawn, and nothing is kept")
    void isWithdrawn() {
        ProcessInstance instance = begin(SUPERVISEE);
        bed.complete(
                bed.task("Task_LogConsultation", "CN-000001"),
                new Values(null, null, List.of(), null, null, null, null, null, List.of(), true));

        assertThat(instance).isEnded().hasPassed("EndEvent_NothingLogged");
        assertThat(bed.get(SessionService.class).of(agreement)).isEmpty();
    }

    @Test
    @DisplayName("F21: each field wrong once; nobody logs under an agreement of others, and nobody without one begins")
    void eachFieldWrongOnce() {
        bed.agreementWithoutBooking("othersupervisor", "otherworker", SessionTestBed.terms());
        begin(SUPERVISEE);
        Task task = bed.task("Task_LogConsultation", "CN-000001");

        assertThat(fields(task, new Values(null, null, List.of(), null, null, null, null, null, List.of(), null)))
                .containsExactly("kind", "agreement", "start", "minutes", "mode", "about");
        assertThat(fields(task, adHoc("AG-000002", MET))).contains("agreement");
        assertThat(fields(task, adHoc("AG-000001", MET.plusDays(1)))).containsExactly("start");
        assertThat(fields(task, adHoc("AG-000001", MET.minusDays(10)))).containsExactly("start");
        assertThat(fields(task, group(true, null)))
                .as("a supervisee supervises nobody")
                .contains("attendance[0].present");
        assertThat(fields(
                        task,
                        new Values(
                                SessionKind.ADHOC,
                                "AG-000001",
                                List.of(),
                                MET,
                                481,
                                MeetingMode.REMOTE,
                                "x",
                                null,
                                List.of(new ActionRow(" ", "cover", null, null, null, null)),
                                null)))
                .containsExactly("minutes", "actions[0].what", "actions[0].owner", "actions[0].due", "actions[0].type");
        assertThatThrownBy(() -> begin("auditor")).isInstanceOf(AuthorizationException.class);
    }

    private ProcessInstance begin(String userId) {
        String key = bed.get(ConsultationStart.class).begin(userId);
        return ENGINE.getProcessEngine()
                .getRuntimeService()
                .startProcessInstanceByKey("consultation", key, Map.of("initiator", userId));
    }

    private List<String> fields(Task task, Values values) {
        return bed.check(task, task.getAssignee(), values).errors().stream()
                .map(FieldError::field)
                .toList();
    }

    private SupervisionSession logged(long ofAgreement) {
        return bed.get(SessionService.class).of(ofAgreement).get(0);
    }

    private static Values adHoc(String agreement, LocalDateTime start) {
        return new Values(
                SessionKind.ADHOC,
                agreement,
                List.of(),
                start,
                20,
                MeetingMode.REMOTE,
                "A placement",
                "It goes on",
                List.of(new ActionRow(
                        "Ring the school", SUPERVISEE, LocalDate.of(2027, 1, 20), ActionType.CASE, null, null)),
                null);
    }

    private static Values group(@Nullable Boolean first, @Nullable Boolean second) {
        return new Values(
                SessionKind.GROUP,
                null,
                List.of(new Attendance("AG-000001", first), new Attendance("AG-000002", second)),
                MET,
                60,
                MeetingMode.FACE_TO_FACE,
                "A new form",
                null,
                List.of(),
                null);
    }
}
