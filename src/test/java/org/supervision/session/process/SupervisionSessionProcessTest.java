package org.supervision.session.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.supervision.session.SessionTestBed.SUPERVISEE;
import static org.supervision.session.SessionTestBed.SUPERVISOR;
import static org.supervision.session.process.SessionForms.cancelled;
import static org.supervision.session.process.SessionForms.held;
import static org.supervision.session.process.SessionForms.notHeld;
import static org.supervision.session.process.SessionForms.prepared;
import static org.supervision.session.process.SessionForms.rearranged;
import static org.supervision.session.process.SessionForms.record;
import static org.supervision.session.process.SessionForms.signed;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
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
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementTerms;
import org.supervision.agreement.EndReason;
import org.supervision.agreement.MeetingMode;
import org.supervision.agreement.RecordAuthor;
import org.supervision.calendar.London;
import org.supervision.caseload.CaseRegister;
import org.supervision.notification.Invitation;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.session.CoverAssigned;
import org.supervision.session.Disagreement;
import org.supervision.session.DisagreementUnresolved;
import org.supervision.session.FiledSessions;
import org.supervision.session.NewSession;
import org.supervision.session.RecordService;
import org.supervision.session.SessionCancelled;
import org.supervision.session.SessionHeld;
import org.supervision.session.SessionMissed;
import org.supervision.session.SessionMoved;
import org.supervision.session.SessionService;
import org.supervision.session.SessionState;
import org.supervision.session.SessionTestBed;
import org.supervision.session.SignatureDecision;
import org.supervision.session.SupervisionRecord;
import org.supervision.session.SupervisionSession;

@DisplayName("A session from its invitation to its signed record (A2 to A7, B2 to B7)")
@Deployment(
        resources = {
            "bpmn/session-booking.bpmn",
            "bpmn/supervision-session.bpmn",
            "bpmn/frequency-policy.dmn",
            "bpmn/session-outcome.dmn",
            "bpmn/record-deadline.dmn",
            "bpmn/case-coverage.dmn"
        })
class SupervisionSessionProcessTest {

    @RegisterExtension
    static ProcessEngineCoverageExtension extension = ProcessEngineCoverageExtension.builder()
            .excludeProcessDefinitionKeys(SessionBookingProcess.KEY)
            .assertClassCoverageAtLeast(1.0)
            .build();

    /** Monday 25 January 2027, 10:00; the next working days are the 26th, 27th, and so on. */
    private static final LocalDateTime START = LocalDateTime.of(2027, 1, 25, 10, 0);

    private static final LocalDate DAY = START.toLocalDate();

    ProcessEngine engine;
    SessionTestBed bed;
    SupervisionSession session;
    ProcessInstance instance;

    @BeforeEach
    void setUp() {
        engine = extension.getProcessEngine();
        bed = new SessionTestBed(engine);
    }

    @AfterEach
    void tearDown() {
        bed.close();
    }

    private void booked() {
        booked(SessionTestBed.terms());
    }

    private void booked(AgreementTerms terms) {
        long agreement = bed.agreementWithoutBooking(SUPERVISOR, SUPERVISEE, terms);
        session = bed.book(agreement, START);
        instance = bed.instance(SupervisionSessionProcess.KEY, session.key());
    }

    private void withPolicy(String from, String to) {
        bed.close();
        bed = new SessionTestBed(engine, SessionTestBed.policy(from, to), "combined");
        booked(SessionTestBed.terms());
    }

    private Task task(String key) {
        return bed.task(key, session.key());
    }

    private void hold() {
        bed.at(START.plusMinutes(95));
        bed.complete(task("Task_HoldSession"), SUPERVISOR, held(START, START.plusMinutes(90)));
    }

    private void write() {
        bed.complete(task("Task_WriteRecord"), record(SUPERVISEE, DAY.plusDays(14)));
    }

    private static Date endOf(LocalDate day) {
        return Date.from(day.plusDays(1).atStartOfDay(London.ZONE).toInstant());
    }

    private static Instant justBefore(Date due) {
        return due.toInstant().minusSeconds(1);
    }

    private List<Notice> notices(String person, MailKind kind) {
        return bed.noticesTo(person).stream()
                .filter(notice -> notice.kind() == kind)
                .toList();
    }

    @Test
    @DisplayName("R011, R107: a booked session is in both calendars, and both are to prepare and to hold it")
    void invitesBoth() {
        booked();
        assertThat(instance)
                .isWaitingAt("Task_PrepareAsSupervisor", "Task_PrepareAsSupervisee", "Task_HoldSession")
                .hasPassed("Task_SendInvitations");
        for (String person : List.of(SUPERVISOR, SUPERVISEE)) {
            Invitation invitation =
                    notices(person, MailKind.SESSION_INVITATION).get(0).invitation();
            assertThat(invitation)
                    .isEqualTo(Invitation.request(session.key(), 0, session.startAt(), session.endAt(), "Room 12"));
        }
        Task hold = task("Task_HoldSession");
        assertThat(hold.getAssignee()).isNull();
        assertThat(engine.getTaskService().getIdentityLinksForTask(hold.getId()))
                .extracting(IdentityLink::getUserId)
                .containsExactlyInAnyOrder(SUPERVISOR, SUPERVISEE);
        assertThat(hold.getFollowUpDate().toInstant()).isEqualTo(session.startAt());
        assertThat(hold.getDueDate()).as("one working day after it").isEqualTo(endOf(DAY.plusDays(1)));
        assertThat(task("Task_PrepareAsSupervisor").getAssignee()).isEqualTo(SUPERVISOR);
        assertThat(task("Task_PrepareAsSupervisee").getAssignee()).isEqualTo(SUPERVISEE);
        assertThat(task("Task_PrepareAsSupervisee").getDueDate())
                .as("two working days before: Thursday")
                .isEqualTo(endOf(DAY.minusDays(4)));
    }

    @Test
    @DisplayName("R020, R023–R027: prepared, held, recorded, distributed in time and signed by both")
    void goesTheWholeWay() {
        booked();
        bed.complete(task("Task_PrepareAsSupervisor"), prepared());
        bed.complete(task("Task_PrepareAsSupervisee"), prepared("Court skills"));
        hold();

        assertThat(instance).isWaitingAt("Task_WriteRecord").hasPassed("Event_SessionHeld");
        assertThat(bed.events(SessionHeld.class))
                .containsExactly(new SessionHeld(
                        session.requireId(),
                        session.agreementId(),
                        session.startAt(),
                        START.plusMinutes(95).atZone(London.ZONE).toInstant()));
        assertThat(bed.session(session).state()).isEqualTo(SessionState.HELD);
        Task write = task("Task_WriteRecord");
        assertThat(write.getAssignee()).isEqualTo(SUPERVISOR);
        assertThat(write.getDueDate()).as("five working days").isEqualTo(endOf(DAY.plusDays(7)));

        write();
        assertThat(notices(SUPERVISOR, MailKind.RECORD_DISTRIBUTED)).hasSize(1);
        assertThat(notices(SUPERVISEE, MailKind.RECORD_DISTRIBUTED)).hasSize(1);
        assertThat(task("Task_SignRecordAsSupervisee").getDueDate()).isEqualTo(endOf(DAY.plusDays(7)));

        bed.complete(task("Task_SignRecordAsSupervisor"), signed(SignatureDecision.SIGN));
        bed.complete(task("Task_SignRecordAsSupervisee"), signed(SignatureDecision.SIGN_WITH_DISAGREEMENT));
        assertThat(instance).hasPassed("EndEvent_SessionClosed").isNotEnded();
        for (Task caseFile : bed.tasks("Task_UpdateCaseFile", session.key())) {
            assertThat(caseFile.getAssignee()).isEqualTo(SUPERVISOR);
            assertThat(caseFile.getDueDate()).as("two working days").isEqualTo(endOf(DAY.plusDays(2)));
            bed.complete(caseFile, new UpdateCaseFileForm.Values(DAY, "Note 12", null));
        }

        assertThat(instance)
                .hasPassedInOrder(
                        "Task_SendInvitations",
                        "Task_HoldSession",
                        "Event_SessionHeld",
                        "Task_WriteRecord",
                        "Task_DistributeRecord",
                        "Task_CloseRecord",
                        "EndEvent_SessionClosed")
                .hasNotPassed("EndEvent_SessionMissed", "Task_ChaseRecord")
                .isEnded();
        SupervisionRecord record = bed.get(RecordService.class).require(session.requireId());
        assertThat(record.distributedOnTime()).isTrue();
        assertThat(record.closedAt()).isNotNull();
    }

    @Test
    @DisplayName("R012: rearranged before its start, with the new date in the same step")
    void rearranges() {
        booked();
        LocalDateTime newStart = START.plusDays(2).withHour(14);
        bed.complete(task("Task_HoldSession"), SUPERVISEE, rearranged(newStart));

        assertThat(instance)
                .isWaitingAt("Task_HoldSession")
                .hasPassed("Task_RearrangeSession")
                .hasNotPassed("EndEvent_OutcomeKnown");
        SupervisionSession moved = bed.session(session);
        assertThat(moved.startAt()).isEqualTo(newStart.atZone(London.ZONE).toInstant());
        assertThat(moved.moves()).isEqualTo(1);
        assertThat(moved.duration()).isEqualTo(session.duration());
        assertThat(bed.get(FiledSessions.class)
                        .of(session.agreementId())
                        .apply(session.requireId())
                        .moves())
                .containsExactly(new FiledSessions.Move(session.startAt(), moved.startAt()));
        assertThat(notices(SUPERVISOR, MailKind.SESSION_UPDATE).get(0).invitation())
                .isEqualTo(Invitation.request(session.key(), 1, moved.startAt(), moved.endAt(), "Room 12"));
        assertThat(bed.events(SessionMoved.class))
                .containsExactly(new SessionMoved(session.requireId(), session.agreementId(), 1));
        assertThat(task("Task_HoldSession").getFollowUpDate().toInstant()).isEqualTo(moved.startAt());
        assertThat(task("Task_PrepareAsSupervisor").getDueDate())
                .as("two working days before the new date")
                .isEqualTo(endOf(DAY));

        bed.at(justBefore(endOf(DAY.plusDays(2))));
        bed.runDueJobs();
        assertThat(instance).as("no longer presumed missed after the old date").isWaitingAt("Task_HoldSession");
    }

    @Test
    @DisplayName("R013: cancelled in exceptional circumstances: out of both calendars, and a new date is to be found")
    void cancels() {
        booked();
        bed.complete(task("Task_HoldSession"), SUPERVISOR, cancelled());

        assertThat(instance).hasPassed("EndEvent_SessionCancelled").isEnded();
        assertThat(bed.session(session).state()).isEqualTo(SessionState.CANCELLED);
        assertThat(notices(SUPERVISEE, MailKind.SESSION_CANCELLATION).get(0).invitation())
                .isEqualTo(Invitation.cancel(session.key(), 1, session.startAt(), session.endAt()));
        assertThat(bed.events(SessionCancelled.class))
                .containsExactly(new SessionCancelled(session.requireId(), session.agreementId()));
        assertThat(bed.events(SessionMissed.class)).isEmpty();
    }

    @Test
    @DisplayName("F33: either party says that it did not take place")
    void isMissed() {
        booked();
        bed.at(START.plusMinutes(1));
        bed.complete(task("Task_HoldSession"), SUPERVISEE, notHeld());

        assertThat(instance).hasPassed("EndEvent_SessionMissed").isEnded();
        assertThat(bed.session(session).state()).isEqualTo(SessionState.MISSED);
        assertThat(bed.events(SessionMissed.class))
                .containsExactly(new SessionMissed(session.requireId(), session.agreementId()));
    }

    @Test
    @DisplayName("E11: presumed missed when nobody has said anything two working days after it, not a moment earlier")
    void isPresumedMissed() {
        booked();
        Date due = endOf(DAY.plusDays(2));
        bed.at(justBefore(due));
        assertThat(bed.runDueJobs()).as("its start").isEqualTo(1);
        assertThat(instance).isWaitingAt("Task_HoldSession");

        bed.at(due.toInstant());
        bed.runDueJobs();

        assertThat(instance)
                .hasPassedInOrder(
                        "EndEvent_HorizonChecked",
                        "Task_PresumeMissed",
                        "EndEvent_PresumedMissed",
                        "EndEvent_SessionMissed")
                .isEnded();
        assertThat(bed.session(session).requireOutcome().presumed()).isTrue();
        assertThat(bed.events(SessionMissed.class)).hasSize(1);
    }

    @Test
    @DisplayName("E5: a session that was missed for all that was known goes on at its record")
    void isHeldLate() {
        booked();
        bed.at(START.plusMinutes(1));
        bed.complete(task("Task_HoldSession"), SUPERVISEE, notHeld());
        bed.at(START.plusDays(1));

        bed.inTransaction(() -> {
            SessionService sessions = bed.get(SessionService.class);
            Instant start = session.startAt();
            sessions.recordHeldLate(session.requireId(), start, start.plus(Duration.ofMinutes(80)));
            sessions.recordHeldLate(session.requireId(), start, start.plus(Duration.ofMinutes(80)));
        });

        ProcessInstance late = bed.instance(SupervisionSessionProcess.KEY, session.key());
        assertThat(late)
                .hasPassed("StartEvent_HeldLate")
                .hasNotPassed("Event_SessionHeld")
                .isWaitingAt("Task_WriteRecord");
        assertThat(bed.session(session).state()).isEqualTo(SessionState.HELD);
        assertThat(task("Task_WriteRecord").getDueDate())
                .as("the session's day is day 0 all the same")
                .isEqualTo(endOf(DAY.plusDays(7)));
    }

    @Test
    @DisplayName("A session falls away with its agreement and leaves both calendars")
    void isVoided() {
        booked();
        bed.inTransaction(() -> bed.get(AgreementService.class).end(session.agreementId(), EndReason.LEAVER));

        assertThat(instance).hasPassed("EndEvent_SessionVoided").isEnded();
        assertThat(bed.session(session).state()).isEqualTo(SessionState.VOID);
        assertThat(notices(SUPERVISOR, MailKind.SESSION_CANCELLATION)).hasSize(1);
        assertThat(bed.events(SessionMissed.class)).isEmpty();
    }

    @Test
    @DisplayName("R025, E29: the line manager chases a record five working days after it was due, not a moment earlier")
    void chasesTheRecord() {
        booked();
        hold();
        Date chase = endOf(DAY.plusDays(14));
        bed.at(justBefore(chase));
        assertThat(bed.runDueJobs()).isZero();

        bed.at(chase.toInstant());
        bed.runDueJobs();

        assertThat(instance).isWaitingAt("Task_WriteRecord", "Task_ChaseRecord");
        assertThat(task("Task_ChaseRecord").getAssignee()).isEqualTo("linemanager");
        assertThat(notices("linemanager", MailKind.RECORD_TO_CHASE)).hasSize(1);
        bed.complete(task("Task_ChaseRecord"), new ChaseRecordForm.Values(true, "Spoken to today"));
        write();
        assertThat(instance).hasPassed("EndEvent_RecordChased").isWaitingAt("Task_SignRecordAsSupervisor");
        assertThat(bed.get(RecordService.class).require(session.requireId()).distributedOnTime())
                .isFalse();
    }

    @Test
    @DisplayName("R025, E13: an administrator chases the record of whoever has nobody above")
    void chasesTheRecordOfTheHighest() {
        heldByTheHighest();
        bed.at(endOf(DAY.plusDays(14)).toInstant());
        bed.runDueJobs();
        assertThat(task("Task_ChaseRecord").getAssignee()).isEqualTo("admin");
    }

    @Test
    @DisplayName("R021, E13: what is personal is not to be told to a line manager whom nobody has")
    void nobodyToTell() {
        heldByTheHighest();
        WriteRecordForm.Values usual = record("servicemanager", DAY.plusDays(14));
        WriteRecordForm.Values personal = new WriteRecordForm.Values(
                usual.agendaAgreed(),
                usual.items(),
                usual.cases(),
                usual.fewerCasesReason(),
                usual.actions(),
                usual.earlierActions(),
                usual.disagreements(),
                List.of(new WriteRecordForm.MatterRow("A move", true)));
        assertThat(bed.check(task("Task_WriteRecord"), "strategicmanager", personal)
                        .errors())
                .extracting("field")
                .containsExactly("personalMatters[0].forLineManager");
    }

    private void heldByTheHighest() {
        session = bed.book(
                bed.agreementWithoutBooking("strategicmanager", "servicemanager", SessionTestBed.terms()), START);
        bed.at(START.plusMinutes(95));
        bed.complete(task("Task_HoldSession"), "strategicmanager", held(START, START.plusMinutes(90)));
    }

    @Test
    @DisplayName(
            "A6.1: a chase that nobody has done yet falls away with the record, and can come back with a correction")
    void noChaseOutlivesTheRecord() {
        booked();
        hold();
        Date chase = endOf(DAY.plusDays(14));
        bed.at(chase.toInstant());
        bed.runDueJobs();
        assertThat(instance).isWaitingAt("Task_WriteRecord", "Task_ChaseRecord");

        write();

        assertThat(instance)
                .hasPassed("BoundaryEvent_RecordWritten", "EndEvent_NoChaseNeeded")
                .hasNotPassed("EndEvent_RecordChased")
                .isWaitingAt("Task_SignRecordAsSupervisor", "Task_SignRecordAsSupervisee", "Task_UpdateCaseFile");
        assertThat(bed.hasTask("Task_ChaseRecord", session.key())).isFalse();

        bed.complete(task("Task_SignRecordAsSupervisee"), signed(SignatureDecision.RETURN));
        bed.at(chase.toInstant().plus(Duration.ofDays(30)));
        bed.runDueJobs();
        assertThat(task("Task_ChaseRecord").getAssignee()).isEqualTo("linemanager");
        Task write = task("Task_WriteRecord");
        bed.complete(write, (WriteRecordForm.Values) bed.show(write, SUPERVISOR).proposal());
        assertThat(bed.hasTask("Task_ChaseRecord", session.key())).isFalse();
    }

    @Test
    @DisplayName("F42: sent back by either, corrected as a new version, at most twice; case files are asked for once")
    void isReturnedAndCorrected() {
        booked();
        hold();
        write();
        Task supervisors = task("Task_SignRecordAsSupervisor");
        bed.complete(task("Task_SignRecordAsSupervisee"), signed(SignatureDecision.RETURN));

        assertThat(instance)
                .hasPassed("EndEvent_ReturnedBySupervisee", "BoundaryEvent_RecordReturned")
                .isWaitingAt("Task_WriteRecord", "Task_UpdateCaseFile");
        assertThat(bed.tasks("Task_SignRecordAsSupervisor", session.key())).isEmpty();
        assertThat(notices(SUPERVISOR, MailKind.RECORD_RETURNED)).hasSize(1);
        WriteRecordForm.Values earlier = (WriteRecordForm.Values)
                bed.show(task("Task_WriteRecord"), SUPERVISOR).proposal();
        assertThat(earlier.cases()).hasSize(2);
        bed.complete(task("Task_WriteRecord"), earlier);
        bed.complete(task("Task_SignRecordAsSupervisor"), signed(SignatureDecision.RETURN));
        assertThat(instance).hasPassed("EndEvent_ReturnedBySupervisor");
        bed.complete(task("Task_WriteRecord"), earlier);

        Task again = task("Task_SignRecordAsSupervisor");
        assertThat(again.getId()).isNotEqualTo(supervisors.getId());
        assertThat(bed.check(again, SUPERVISOR, signed(SignatureDecision.RETURN))
                        .errors())
                .extracting("field")
                .containsExactly("decision");
        assertThat(bed.tasks("Task_UpdateCaseFile", session.key())).hasSize(2);
        assertThat(bed.get(RecordService.class).versions(session.requireId()))
                .extracting("versionNumber")
                .containsExactly(1, 2, 3);
        assertThat(bed.get(RecordService.class).require(session.requireId()).distributedOnTime())
                .isTrue();
    }

    @Test
    @DisplayName("C27: whoever does not sign within five working days says why, and the record stands")
    void staysUnsigned() {
        booked();
        hold();
        write();
        Date due = endOf(DAY.plusDays(7));
        bed.at(justBefore(due));
        assertThat(bed.runDueJobs()).isZero();
        assertThat(instance).hasNotPassed("Task_ExplainUnsignedAsSupervisor");

        bed.at(due.toInstant());
        bed.runDueJobs();

        Task explain = task("Task_ExplainUnsignedAsSupervisee");
        assertThat(explain.getAssignee()).isEqualTo(SUPERVISEE);
        assertThat(explain.getDueDate()).isEqualTo(endOf(DAY.plusDays(9)));
        bed.complete(explain, new ExplainUnsignedForm.Values("On leave"));
        bed.complete(task("Task_ExplainUnsignedAsSupervisor"), new ExplainUnsignedForm.Values("Forgot"));
        assertThat(instance).hasPassed("EndEvent_RecordSigned", "EndEvent_SessionClosed");
        assertThat(bed.get(RecordService.class).unsigned(session.requireId())).hasSize(2);
    }

    @Test
    @DisplayName("R034: a disagreement that is new and unresolved is referred, once")
    void refersADisagreement() {
        booked();
        hold();
        bed.complete(task("Task_WriteRecord"), SessionForms.withDisagreement(record(SUPERVISEE, DAY.plusDays(14))));

        Disagreement unresolved = bed.get(RecordService.class).disagreements(session.requireId()).stream()
                .filter(Disagreement::unresolved)
                .findFirst()
                .orElseThrow();
        assertThat(bed.events(DisagreementUnresolved.class))
                .containsExactly(new DisagreementUnresolved(unresolved.id()));
    }

    @Test
    @DisplayName("C8: where the policy has no signatures, a distributed record is closed at once")
    void needsNoSignature() {
        withPolicy("signature: REQUIRED", "signature: NONE");
        hold();
        write();

        assertThat(instance)
                .hasPassed("EndEvent_SessionClosed")
                .hasNotPassed("SubProcess_SignRecord")
                .isWaitingAt("Task_UpdateCaseFile");
    }

    @Test
    @DisplayName("F45, A6.1: where the supervisee writes, the supervisor confirms it by signing")
    void isWrittenBySupervisee() {
        booked(new AgreementTerms(
                4, "Room 12", 90, MeetingMode.FACE_TO_FACE, null, RecordAuthor.SUPERVISEE, 3, null, null, null, null));
        hold();

        assertThat(task("Task_WriteRecord").getAssignee()).isEqualTo(SUPERVISEE);
        assertThat(task("Task_WriteRecord").getDueDate()).as("as agreed").isEqualTo(endOf(DAY.plusDays(3)));

        write();

        assertThat(task("Task_SignRecordAsSupervisor").getAssignee()).isEqualTo(SUPERVISOR);
        assertThat(task("Task_SignRecordAsSupervisee").getAssignee()).isEqualTo(SUPERVISEE);
        assertThat(instance).as("not confirmed yet").hasNotPassed("EndEvent_SessionClosed");
    }

    @Test
    @DisplayName("E27: a covered session is held, written and signed by whoever covers, and counts")
    void isCovered() {
        booked();
        SupervisionSession covered = bed.inTransaction(() -> bed.get(SessionService.class)
                .book(new NewSession(
                        session.agreementId(),
                        START.plusDays(1).atZone(London.ZONE).toInstant(),
                        Duration.ofMinutes(90),
                        "Room 3",
                        MeetingMode.FACE_TO_FACE,
                        null,
                        "cover",
                        null)));
        session = covered;
        assertThat(task("Task_PrepareAsSupervisor").getAssignee()).isEqualTo("cover");
        bed.at(START.plusDays(1).plusMinutes(95));
        bed.complete(
                task("Task_HoldSession"),
                "cover",
                held(START.plusDays(1), START.plusDays(1).plusMinutes(90)));

        assertThat(task("Task_WriteRecord").getAssignee()).isEqualTo("cover");
        assertThat(bed.events(SessionHeld.class)).hasSize(1);
        assertThat(bed.get(SessionService.class).lastHeldOn(session.agreementId()))
                .contains(DAY.plusDays(1));
        write();
        assertThat(task("Task_SignRecordAsSupervisor").getAssignee()).isEqualTo("cover");
        assertThat(bed.get(CaseRegister.class).of(SUPERVISEE)).hasSize(2);
    }

    @Test
    @DisplayName(
            "R032, E27: a booked session that is given to a cover is his, in his tasks and calendar, until it is given back")
    void isGivenToCover() {
        booked();
        hand("cover");

        assertThat(task("Task_PrepareAsSupervisor").getAssignee()).isEqualTo("cover");
        assertThat(candidates("Task_HoldSession")).containsExactlyInAnyOrder("cover", SUPERVISEE);
        assertThat(task("Task_PrepareAsSupervisee").getAssignee()).isEqualTo(SUPERVISEE);
        assertThat(bed.events(CoverAssigned.class))
                .containsExactly(new CoverAssigned(session.requireId(), session.agreementId(), SUPERVISOR, "cover"));
        assertThat(lastNotice("cover").kind()).isEqualTo(MailKind.SESSION_TO_COVER);
        assertThat(lastNotice(SUPERVISEE).kind()).isEqualTo(MailKind.SESSION_COVERED);
        assertThat(lastNotice(SUPERVISOR).kind()).isEqualTo(MailKind.SESSION_GIVEN_TO_COVER);
        assertThat(lastNotice(SUPERVISEE).invitation()).isNotNull();
        hand("cover");
        assertThat(bed.events(CoverAssigned.class)).as("once").hasSize(1);

        hand(SUPERVISOR);
        assertThat(task("Task_PrepareAsSupervisor").getAssignee()).isEqualTo(SUPERVISOR);
        assertThat(candidates("Task_HoldSession")).containsExactlyInAnyOrder(SUPERVISOR, SUPERVISEE);
        bed.at(START.plusMinutes(95));
        bed.complete(task("Task_HoldSession"), SUPERVISOR, held(START, START.plusMinutes(90)));
        assertThatIllegalStateException().isThrownBy(() -> hand("cover"));
    }

    private void hand(String supervisor) {
        bed.inTransaction(() -> bed.get(SessionService.class).handTo(session.requireId(), supervisor));
    }

    private Notice lastNotice(String userId) {
        List<Notice> notices = bed.noticesTo(userId);
        return notices.get(notices.size() - 1);
    }

    private List<String> candidates(String key) {
        return engine.getTaskService().getIdentityLinksForTask(task(key).getId()).stream()
                .map(IdentityLink::getUserId)
                .toList();
    }

    @Test
    @DisplayName("A2.4: a manager moves a booked session; its task, its deadline and both calendars go with it")
    void isMovedByManager() {
        booked();
        Task before = task("Task_HoldSession");
        Instant moved = START.plusDays(2).atZone(London.ZONE).toInstant();
        bed.inTransaction(() -> bed.get(SessionService.class).moveFor(session.requireId(), moved, "linemanager"));

        assertThat(instance)
                .hasPassed("BoundaryEvent_MovedByManager", "Task_RearrangeSession")
                .isWaitingAt("Task_HoldSession");
        assertThat(task("Task_HoldSession").getId()).isNotEqualTo(before.getId());
        assertThat(task("Task_HoldSession").getFollowUpDate()).isEqualTo(Date.from(moved));
        assertThat(bed.session(session).moves()).isEqualTo(1);
        assertThat(lastNotice(SUPERVISEE).kind()).isEqualTo(MailKind.SESSION_UPDATE);
        bed.inTransaction(() -> bed.get(AgreementService.class).end(session.agreementId(), EndReason.LEAVER));
        assertThatIllegalStateException()
                .isThrownBy(() -> bed.inTransaction(
                        () -> bed.get(SessionService.class).moveFor(session.requireId(), moved, "linemanager")));
    }

    @Test
    @DisplayName("B2: a session that was far too short opens no case, but does not count as held")
    void isTooShortToCount() {
        booked();
        bed.at(START.plusMinutes(20));
        bed.complete(task("Task_HoldSession"), SUPERVISOR, SessionForms.cutShort(START, START.plusMinutes(15)));

        assertThat(instance).isWaitingAt("Task_WriteRecord");
        assertThat(bed.session(session).state()).isEqualTo(SessionState.PART_HELD);
        assertThat(bed.events(SessionHeld.class)).isEmpty();
        assertThat(bed.events(SessionMissed.class)).isEmpty();
        assertThat(bed.get(SessionService.class).lastHeldOn(session.agreementId()))
                .isEmpty();
    }

    @Test
    @DisplayName("Ruling 6: an outcome has the horizon checked at once")
    void checksTheHorizon() {
        booked();
        assertThat(bed.booking(session.agreementId())).as("one is not enough").isNotNull();
        SupervisionSession next = bed.book(session.agreementId(), START.plusDays(28));
        assertThat(bed.booking(session.agreementId())).as("two are").isNull();

        hold();

        assertThat(bed.booking(session.agreementId())).isNotNull();
        assertThat(bed.session(next).state()).isEqualTo(SessionState.BOOKED);
        bed.at(LocalDate.of(2027, 1, 26), LocalTime.NOON);
    }
}
