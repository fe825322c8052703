package org.supervision.disclosure.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.supervision.disclosure.BundleContent;
import org.supervision.disclosure.BundleContent.Part;
import org.supervision.disclosure.Disclosure;
import org.supervision.disclosure.DisclosureEvent;
import org.supervision.disclosure.DisclosureEvent.Kind;
import org.supervision.disclosure.DisclosureLists;
import org.supervision.disclosure.DisclosureService;
import org.supervision.disclosure.DisclosureState;
import org.supervision.disclosure.Purpose;
import org.supervision.disclosure.Redaction;
import org.supervision.disclosure.process.PrepareBundleForm.Decision;
import org.supervision.disclosure.process.PrepareBundleForm.PassageRow;
import org.supervision.disclosure.process.PrepareBundleForm.RecordRow;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.session.ItemOutcome;
import org.supervision.session.RecordContent.CaseDiscussed;
import org.supervision.session.RecordContent.Item;
import org.supervision.session.RecordDraft;
import org.supervision.session.RecordService;
import org.supervision.session.SessionTestBed;
import org.supervision.session.SupervisionSession;
import org.supervision.taskform.FormErrors.FieldError;

/** Every path of record-disclosure.bpmn with the real services. */
@DisplayName("Records are shown to others on a basis, in part, for a time, and everybody knows (A6.2, A6.3, B6)")
@Deployment(
        resources = {
            "bpmn/record-disclosure.bpmn",
            "bpmn/disclosure-basis.dmn",
            "bpmn/supervision-session.bpmn",
            "bpmn/session-booking.bpmn",
            "bpmn/frequency-policy.dmn",
            "bpmn/session-outcome.dmn",
            "bpmn/record-deadline.dmn",
            "bpmn/case-coverage.dmn"
        })
class RecordDisclosureProcessTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ProcessEngineCoverageExtension.builder()
            .excludeProcessDefinitionKeys(
                    "supervisionSession",
                    "sessionBooking",
                    "frequency-policy",
                    "session-outcome",
                    "record-deadline",
                    "disclosure-basis")
            .assertClassCoverageAtLeast(1.0)
            .build();

    /** A Monday; the request is made the same day. */
    private static final LocalDateTime START = LocalDateTime.of(2027, 1, 25, 10, 0);

    private static final LocalDate DAY = START.toLocalDate();
    private static final LocalDate UNTIL = LocalDate.of(2027, 2, 19);
    private static final String REASON = "A complaint about conduct on 3 March is being looked into";

    private SessionTestBed bed;
    private DisclosureService disclosures;
    private SupervisionSession session;
    private String key;
    private ProcessInstance instance;

    @BeforeEach
    void start() {
        bed = new SessionTestBed(COVERAGE.getProcessEngine());
    }

    @AfterEach
    void close() {
        bed.close();
    }

    /** A record is distributed, and the records officer has started a request. */
    private void started() {
        disclosures = bed.get(DisclosureService.class);
        long agreement = bed.agreementWithoutBooking("supervisor", "worker", SessionTestBed.terms());
        session = bed.recorded(
                agreement,
                START,
                new RecordDraft(
                        true,
                        List.of(new Item(
                                "WB",
                                "Well-being",
                                ItemOutcome.DISCUSSED,
                                "Tired. Mrs Smith called, Mrs  smith wrote")),
                        List.of(new CaseDiscussed("CS-1001", true, false, "The plan of the child", "Visit weekly")),
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new RecordDraft.Matter("Canary: an ill parent", false))));
        begin("records");
    }

    private void begin(String requester) {
        key = bed.inTransaction(() -> disclosures.begin(requester));
        instance = COVERAGE.getProcessEngine().getRuntimeService().startProcessInstanceByKey("recordDisclosure", key);
    }

    private RequestDisclosureForm.Values requested(Purpose purpose, String viewer) {
        return new RequestDisclosureForm.Values(
                RequestDisclosureForm.Decision.REQUEST,
                purpose,
                "It is needed",
                "The panel",
                "AG-000001",
                DAY,
                DAY,
                viewer,
                UNTIL);
    }

    private void request(Purpose purpose) {
        bed.complete(bed.task("Task_RequestDisclosure", key), requested(purpose, "cover"));
    }

    private void consent(String side, ConsentForm.Decision decision) {
        bed.complete(bed.task("Task_ConsentAs" + side, key), new ConsentForm.Values(decision, null));
    }

    private AuthoriseDisclosureForm.Values authorised(@Nullable LocalDate noticeOn, @Nullable String noticeReason) {
        return new AuthoriseDisclosureForm.Values(
                AuthoriseDisclosureForm.Decision.AUTHORISE,
                REASON,
                "What bears on the complaint",
                "cover",
                UNTIL,
                noticeOn,
                noticeReason);
    }

    private PrepareBundleForm.Values proposed() {
        PrepareBundleForm.Values proposal =
                (PrepareBundleForm.Values) bed.show(prepare(), "records").proposal();
        return new PrepareBundleForm.Values(Decision.RELEASE, proposal.records(), proposal.passages());
    }

    private Task prepare() {
        return bed.task("Task_PrepareBundle", key);
    }

    private void release() {
        bed.complete(prepare(), "records", proposed());
    }

    @Test
    @DisplayName("R028, F90: with both agreements the named reader sees the bundle, and both are told")
    void isShownWithBothAgreements() {
        started();
        assertThat(bed.task("Task_RequestDisclosure", key).getAssignee()).isEqualTo("records");
        request(Purpose.OTHER);
        assertThat(instance).isWaitingAt("Task_ConsentAsSupervisor", "Task_ConsentAsSupervisee");
        for (String side : List.of("Supervisor", "Supervisee")) {
            assertThat(bed.task("Task_ConsentAs" + side, key).getDueDate())
                    .isEqualTo(Instant.parse("2027-02-02T00:00:00Z"));
        }
        assertThat(bed.task("Task_ConsentAsSupervisee", key).getAssignee()).isEqualTo("worker");
        assertThat(kindsTo("worker")).contains(MailKind.DISCLOSURE_CONSENT_ASKED);
        assertThat(errors(bed.task("Task_ConsentAsSupervisee", key), new ConsentForm.Values(null, null)))
                .containsExactly("decision A6.2");
        consent("Supervisor", ConsentForm.Decision.AGREE);
        assertThat(instance).isWaitingAt("Task_ConsentAsSupervisee");
        consent("Supervisee", ConsentForm.Decision.AGREE);

        assertThat(instance).isWaitingAt("Task_PrepareBundle").hasPassed("EndEvent_BothAgreed");
        assertThat(prepare().getDueDate()).isEqualTo(Instant.parse("2027-02-09T00:00:00Z"));
        assertThat(kindsTo("records")).contains(MailKind.DISCLOSURE_TO_PREPARE);
        assertThat(open("cover")).isNull();
        release();

        assertThat(instance)
                .isWaitingAtExactly("Task_AwaitEndOfAccess")
                .hasPassedInOrder("EndEvent_BundlePrepared", "Task_ReleaseBundle")
                .hasNotPassed("Task_AuthoriseDisclosure", "Task_CloseUndisclosed");
        assertThat(kindsTo("worker")).contains(MailKind.DISCLOSURE_NOTICE);
        assertThat(kindsTo("supervisor")).contains(MailKind.DISCLOSURE_NOTICE);
        assertThat(bed.noticesTo("cover"))
                .filteredOn(notice -> notice.kind() == MailKind.DISCLOSURE_RELEASED)
                .singleElement()
                .satisfies(notice -> assertThat(notice.model()).containsEntry(Notice.DUE, UNTIL));
        assertThat(open("cover").records().get(0).parts())
                .extracting(Part::label)
                .contains("Well-being", "Case CS-1001");
        assertThat(open("cover").toString()).doesNotContain("Canary");
        assertThat(disclosures.isOnHold(1)).isFalse();
    }

    @Test
    @DisplayName("R028: one refusal is enough; the requester is told and nobody sees anything")
    void isRefusedByOne() {
        started();
        request(Purpose.OTHER);
        consent("Supervisor", ConsentForm.Decision.REFUSE);

        assertNothingShown("EndEvent_SupervisorRefused");
        assertThat(kinds()).containsExactly(Kind.REQUESTED, Kind.REFUSED);
    }

    @Test
    @DisplayName("R028: the other's refusal is enough, too")
    void isRefusedByTheOther() {
        started();
        request(Purpose.OTHER);
        consent("Supervisor", ConsentForm.Decision.AGREE);
        consent("Supervisee", ConsentForm.Decision.REFUSE);

        assertNothingShown("EndEvent_SuperviseeRefused");
    }

    @Test
    @DisplayName("R028: just before the end of the fifth working day both can still agree")
    void isOpenUntilTheDeadline() {
        started();
        request(Purpose.OTHER);
        bed.at(Instant.parse("2027-02-01T23:59:59Z"));
        bed.runDueJobs();
        assertThat(instance).isWaitingAt("Task_ConsentAsSupervisor", "Task_ConsentAsSupervisee");
    }

    @Test
    @DisplayName("R028: silence at the end of the fifth working day is a no")
    void silenceIsANo() {
        started();
        request(Purpose.OTHER);
        consent("Supervisor", ConsentForm.Decision.AGREE);
        bed.at(Instant.parse("2027-02-02T00:00:00Z"));
        bed.runDueJobs();

        assertNothingShown("EndEvent_NoConsent");
        assertThat(kinds()).containsExactly(Kind.REQUESTED, Kind.AGREED, Kind.NO_ANSWER);
    }

    @Test
    @DisplayName("F90: an agreement is withdrawn until the release, and access never begins")
    void isWithdrawn() {
        started();
        request(Purpose.OTHER);
        assertThat(withdraw("supervisor")).as("before agreeing").isFalse();
        consent("Supervisor", ConsentForm.Decision.AGREE);
        consent("Supervisee", ConsentForm.Decision.AGREE);
        for (String stranger : List.of("records", "cover", "linemanager", "nqsw")) {
            assertThat(withdraw(stranger)).as(stranger).isFalse();
        }
        assertThat(withdraw("worker")).isTrue();

        assertNothingShown("BoundaryEvent_ConsentWithdrawn");
        assertThat(withdraw("worker")).as("twice").isFalse();
        assertThat(withdraw("supervisor")).as("after the other").isFalse();
        assertThat(kinds()).endsWith(Kind.WITHDRAWN);
    }

    @Test
    @DisplayName("F90: what is released can't be withdrawn any more")
    void isNotWithdrawnOnceReleased() {
        started();
        request(Purpose.OTHER);
        consent("Supervisor", ConsentForm.Decision.AGREE);
        consent("Supervisee", ConsentForm.Decision.AGREE);
        release();
        assertThat(withdraw("worker")).isFalse();
        assertThat(open("cover")).isNotNull();
    }

    @Test
    @DisplayName("R031, R116: conduct is authorised by the Service Manager; the delayed notice goes out on its day")
    void isAuthorisedWithDelayedNotice() {
        started();
        request(Purpose.CONDUCT);
        Task authorise = bed.task("Task_AuthoriseDisclosure", key);
        assertThat(authorise.getAssignee()).isEqualTo("servicemanager");
        assertThat(authorise.getDueDate()).isEqualTo(Instant.parse("2027-02-02T00:00:00Z"));
        assertThat(kindsTo("worker")).doesNotContain(MailKind.DISCLOSURE_CONSENT_ASKED);
        bed.complete(authorise, authorised(LocalDate.of(2027, 2, 22), "They could put pressure on others"));
        release();

        assertThat(instance).isWaitingAtExactly("Task_AwaitEndOfAccess").hasNotPassed("SubProcess_AskBoth");
        assertThat(open("cover")).isNotNull();
        assertThat(kindsTo("worker")).doesNotContain(MailKind.DISCLOSURE_NOTICE);
        assertThat(bed.get(DisclosureLists.class).ofRecordsOf("worker")).isEmpty();
        assertThat(disclosures.isOnHold(1)).isFalse();

        bed.at(LocalDateTime.of(2027, 2, 21, 6, 0));
        bed.inTransaction(() -> disclosures.giveNotices());
        assertThat(kindsTo("worker")).doesNotContain(MailKind.DISCLOSURE_NOTICE);
        bed.at(LocalDateTime.of(2027, 2, 22, 6, 0));
        bed.inTransaction(() -> disclosures.giveNotices());
        bed.inTransaction(() -> disclosures.giveNotices());
        assertThat(kindsTo("worker"))
                .filteredOn(MailKind.DISCLOSURE_NOTICE::equals)
                .hasSize(1);
        assertThat(bed.get(DisclosureLists.class).ofRecordsOf("worker")).hasSize(1);
    }

    @Test
    @DisplayName("R117: formal proceedings are authorised, and the records held")
    void isHeldForProceedings() {
        started();
        request(Purpose.COURT);
        bed.complete(bed.task("Task_AuthoriseDisclosure", key), authorised(null, null));

        assertThat(disclosures.isOnHold(1)).isTrue();
        release();
        assertThat(kindsTo("worker")).contains(MailKind.DISCLOSURE_NOTICE);
    }

    @Test
    @DisplayName("R031: the Service Manager refuses; each field of the decision is checked")
    void isNotAuthorised() {
        started();
        request(Purpose.PERFORMANCE);
        Task authorise = bed.task("Task_AuthoriseDisclosure", key);
        assertThat(errors(authorise, new AuthoriseDisclosureForm.Values(null, null, null, null, null, null, null)))
                .containsExactly("decision A6.3", "reason A6.3");
        assertThat(errors(
                        authorise,
                        new AuthoriseDisclosureForm.Values(
                                AuthoriseDisclosureForm.Decision.AUTHORISE,
                                "Twenty-nine characters, not 30",
                                null,
                                "worker",
                                DAY.plusDays(29),
                                DAY,
                                null)))
                .containsExactly("scope A6.3", "viewer B6", "accessUntil B6", "noticeOn A6.3", "noticeReason A6.3");
        assertThat(errors(
                        authorise,
                        new AuthoriseDisclosureForm.Values(
                                AuthoriseDisclosureForm.Decision.AUTHORISE,
                                "Too short",
                                "All",
                                "servicemanager",
                                DAY.plusDays(28),
                                null,
                                "For no day")))
                .containsExactly("reason A6.3", "viewer A6.3", "noticeOn A6.3");
        bed.complete(
                authorise,
                new AuthoriseDisclosureForm.Values(
                        AuthoriseDisclosureForm.Decision.REFUSE, REASON, null, null, null, null, null));

        assertNothingShown("EndEvent_NotAuthorised");
        assertThat(kindsTo("worker")).doesNotContain(MailKind.DISCLOSURE_NOTICE);
    }

    @Test
    @DisplayName("R031: whoever asks for it does not authorise it")
    void isNotAuthorisedByTheRequester() {
        started();
        begin("servicemanager");
        request(Purpose.PERFORMANCE);
        assertThat(bed.task("Task_AuthoriseDisclosure", key).getAssignee()).isEqualTo("strategicmanager");
    }

    @Test
    @DisplayName("R029: decisions on cases need no agreement, and nothing but the casework is in the bundle")
    void isCaseworkOnly() {
        started();
        request(Purpose.CASEWORK_DECISION);
        assertThat(instance).isWaitingAt("Task_PrepareBundle").hasNotPassed("SubProcess_AskBoth");
        release();

        assertThat(open("cover").records().get(0).parts())
                .containsExactly(new Part("Case CS-1001", "The plan of the child\nVisit weekly"));
    }

    @Test
    @DisplayName("F91: the officer leaves parts out and blacks words out; the record itself stays as it is")
    void isRedacted() {
        started();
        request(Purpose.CASEWORK_DECISION);
        String before = record();
        String part = session.key() + "/1/0";
        bed.complete(
                prepare(),
                "records",
                new PrepareBundleForm.Values(
                        Decision.RELEASE,
                        List.of(new RecordRow(session.key(), 1)),
                        List.of(new PassageRow(part, false, "the  CHILD\nCS-1001"))));

        assertThat(open("cover").records().get(0).parts())
                .containsExactly(
                        new Part("Case " + Redaction.BLACK, "The plan of " + Redaction.BLACK + "\nVisit weekly"));
        assertThat(record()).isEqualTo(before).contains("The plan of the child");
    }

    @Test
    @DisplayName("F91: what is wrong with a bundle is said by field, and a part that the form lost is not shown")
    void isCheckedBeforeRelease() {
        started();
        request(Purpose.CASEWORK_DECISION);
        String part = session.key() + "/1/0";
        assertThat(errors(prepare(), new PrepareBundleForm.Values(null, List.of(), List.of())))
                .containsExactly("decision B6", "records B6");
        assertThat(errors(
                        prepare(),
                        new PrepareBundleForm.Values(
                                Decision.RELEASE,
                                List.of(new RecordRow(session.key(), 2)),
                                List.of(
                                        new PassageRow(part, null, "nowhere"),
                                        new PassageRow("SE-9/1/1", null, null)))))
                .containsExactly(
                        "records[0].version B6", "passages[0].blackOut B6", "passages[1].blackOut B6", "records B6");
        assertThat(errors(
                        prepare(),
                        new PrepareBundleForm.Values(
                                Decision.RELEASE, List.of(new RecordRow(session.key(), 1)), List.of())))
                .containsExactly("records B6");
        bed.at(UNTIL.plusDays(1).atTime(9, 0));
        assertThat(errors(prepare(), proposed())).containsExactly("decision B6");
        bed.complete(prepare(), "records", new PrepareBundleForm.Values(Decision.CLOSE, List.of(), List.of()));
        assertNothingShown("EndEvent_NothingToRelease");
    }

    @Test
    @DisplayName("R116, F91: a moment before the end of the last day the reader still reads; at its end access is over")
    void endsByItself() {
        started();
        request(Purpose.CASEWORK_DECISION);
        release();
        bed.at(Instant.parse("2027-02-19T23:59:59Z"));
        bed.runDueJobs();
        assertThat(instance).isWaitingAtExactly("Task_AwaitEndOfAccess");
        assertThat(open("cover")).isNotNull();

        bed.at(Instant.parse("2027-02-20T00:00:00Z"));
        assertThat(open("cover")).as("even before the job ran").isNull();
        bed.runDueJobs();

        assertThat(instance).isEnded().hasPassedInOrder("BoundaryEvent_AccessExpired", "Task_EndAccess");
        assertThat(open("cover")).isNull();
        assertThat(kinds()).endsWith(Kind.OPENED, Kind.DENIED, Kind.EXPIRED, Kind.DENIED);
        assertThat(disclosure().state()).isEqualTo(DisclosureState.ENDED);
    }

    @Test
    @DisplayName("B6: nobody but the named reader opens the bundle, and each try is logged for both to see")
    void isTheReadersAlone() {
        started();
        request(Purpose.CASEWORK_DECISION);
        release();
        for (String stranger :
                List.of("othersupervisor", "linemanager", "servicemanager", "worker", "records", "admin")) {
            assertThat(open(stranger)).as(stranger).isNull();
        }
        assertThat(disclosures.log(disclosure()))
                .filteredOn(event -> event.kind() == Kind.DENIED)
                .extracting(DisclosureEvent::userId)
                .contains("othersupervisor", "linemanager");
        assertThat(bed.get(DisclosureLists.class).ofRecordsOf("worker")).hasSize(1);
        assertThat(bed.get(DisclosureLists.class).ofRecordsOf("othersupervisor"))
                .isEmpty();
        assertThat(bed.get(DisclosureLists.class).lookedAfterBy("linemanager")).isEmpty();
        assertThat(bed.get(DisclosureLists.class).toRead("linemanager")).isEmpty();
    }

    @Test
    @DisplayName("B6: the records officer can end access before its day")
    void isEndedEarly() {
        started();
        request(Purpose.CASEWORK_DECISION);
        release();
        assertThat(bed.inTransaction(() -> disclosures.revoke(key, "cover"))).isFalse();
        assertThat(bed.inTransaction(() -> disclosures.revoke(key, "worker"))).isFalse();
        assertThat(bed.inTransaction(() -> disclosures.revoke(key, "records"))).isTrue();

        assertThat(instance).isEnded().hasPassed("Task_EndAccess").hasNotPassed("BoundaryEvent_AccessExpired");
        assertThat(open("cover")).isNull();
        assertThat(kinds()).contains(Kind.REVOKED).doesNotContain(Kind.EXPIRED);
    }

    @Test
    @DisplayName("D5: what is handled elsewhere is turned away, and each field of a request is checked")
    void isCheckedAtTheRequest() {
        started();
        Task task = bed.task("Task_RequestDisclosure", key);
        assertThat(errors(task, requested(Purpose.OWN_DATA, "cover"))).containsExactly("purpose A6.3");
        assertThat(errors(task, requested(Purpose.NEW_LINE_MANAGER, "cover"))).containsExactly("purpose B6");
        assertThat(errors(task, requested(Purpose.CONDUCT, "nqsw"))).containsExactly("viewer B6");
        assertThat(errors(task, requested(Purpose.OTHER, "worker"))).containsExactly("viewer B6");
        assertThat(errors(task, requested(Purpose.OTHER, "nobody"))).containsExactly("viewer B6");
        assertThat(errors(task, new RequestDisclosureForm.Values(null, null, null, null, null, null, null, null, null)))
                .containsExactly(
                        "decision null",
                        "purpose A6.2",
                        "explanation A6.2",
                        "agreement A6.2",
                        "from A6.2",
                        "to A6.2",
                        "viewer B6",
                        "accessUntil B6");
        assertThat(errors(task, requestedFor("AG-000099", DAY, DAY, UNTIL))).containsExactly("agreement null");
        assertThat(errors(task, requestedFor("mine", DAY, DAY, UNTIL))).containsExactly("agreement null");
        assertThat(errors(task, requestedFor("AG-000001", DAY, DAY.minusDays(1), UNTIL)))
                .containsExactly("to null");
        assertThat(errors(task, requestedFor("AG-000001", DAY.plusDays(1), DAY.plusDays(2), UNTIL)))
                .containsExactly("from null");
        assertThat(errors(task, requestedFor("AG-000001", DAY, DAY, DAY.minusDays(1))))
                .containsExactly("accessUntil B6");
        assertThat(errors(task, requestedFor("AG-000001", DAY, DAY, DAY.plusDays(29))))
                .containsExactly("accessUntil B6");
        bed.complete(
                task,
                new RequestDisclosureForm.Values(
                        RequestDisclosureForm.Decision.DROP, null, null, null, null, null, null, null, null));

        assertThat(instance).isEnded().hasPassed("EndEvent_RequestDropped").hasNotPassed("Task_DecideBasis");
        assertThat(disclosure().state()).isEqualTo(DisclosureState.DROPPED);
    }

    @Test
    @DisplayName("rulings: the engine holds an enum of the basis and of the decision, and nothing else")
    void leavesNoTextInTheEngine() {
        started();
        request(Purpose.OTHER);
        assertThat(COVERAGE.getProcessEngine().getRuntimeService().getVariables(instance.getId()))
                .containsOnly(Map.entry("decision", "REQUEST"), Map.entry("basis", "CONSENT"));
    }

    private RequestDisclosureForm.Values requestedFor(
            String agreement, LocalDate from, LocalDate to, LocalDate accessUntil) {
        return new RequestDisclosureForm.Values(
                RequestDisclosureForm.Decision.REQUEST,
                Purpose.OTHER,
                "It is needed",
                null,
                agreement,
                from,
                to,
                "cover",
                accessUntil);
    }

    private void assertNothingShown(String passed) {
        assertThat(instance)
                .isEnded()
                .hasPassed(passed, "Task_CloseUndisclosed", "EndEvent_NotDisclosed")
                .hasNotPassed("Task_ReleaseBundle");
        assertThat(open("cover")).isNull();
        assertThat(disclosure().state()).isEqualTo(DisclosureState.NOT_DISCLOSED);
        assertThat(kindsTo("records")).contains(MailKind.DISCLOSURE_NOT_AGREED);
        assertThat(kindsTo("cover")).isEmpty();
    }

    private boolean withdraw(String userId) {
        return bed.inTransaction(() -> disclosures.withdraw(key, userId));
    }

    private @Nullable BundleContent open(String userId) {
        return bed.inTransaction(() -> disclosures.open(key, userId)).orElse(null);
    }

    private Disclosure disclosure() {
        return disclosures.require(key);
    }

    private List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        disclosures.log(disclosure()).forEach(event -> kinds.add(event.kind()));
        return kinds;
    }

    private String record() {
        return bed.get(RecordService.class).requireLatest(session.requireId()).content();
    }

    private List<MailKind> kindsTo(String userId) {
        return bed.noticesTo(userId).stream().map(Notice::kind).toList();
    }

    private List<String> errors(Task task, Record values) {
        String userId = task.getAssignee() == null ? "records" : task.getAssignee();
        return bed.check(task, userId, values).errors().stream()
                .map((FieldError error) -> error.field() + " " + error.clause())
                .toList();
    }
}
