package org.supervision.subjectaccess.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.access.Access;
import org.supervision.access.Content;
import org.supervision.access.Reading;
import org.supervision.access.Route;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.session.ItemOutcome;
import org.supervision.session.RecordContent.Item;
import org.supervision.session.RecordDraft;
import org.supervision.session.SessionTestBed;
import org.supervision.session.SupervisionSession;
import org.supervision.subjectaccess.ItemDecision;
import org.supervision.subjectaccess.SubjectAccess;
import org.supervision.subjectaccess.SubjectAccessAnswer;
import org.supervision.subjectaccess.SubjectAccessPeople;
import org.supervision.subjectaccess.SubjectAccessService;
import org.supervision.subjectaccess.SubjectAccessState;
import org.supervision.subjectaccess.process.RedactSubjectAccessForm.Decision;
import org.supervision.subjectaccess.process.RedactSubjectAccessForm.Row;
import org.supervision.taskform.FormErrors.FieldError;

/** Every path of subject-access.bpmn with the real services. */
@DisplayName("Somebody gets their own data within a month, and nothing about others (C32, D5)")
@Deployment(
        resources = {
            "bpmn/subject-access.bpmn",
            "bpmn/supervision-session.bpmn",
            "bpmn/session-booking.bpmn",
            "bpmn/frequency-policy.dmn",
            "bpmn/session-outcome.dmn",
            "bpmn/record-deadline.dmn"
        })
class SubjectAccessProcessTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ProcessEngineCoverageExtension.builder()
            .excludeProcessDefinitionKeys(
                    "supervisionSession", "sessionBooking", "frequency-policy", "session-outcome", "record-deadline")
            .assertClassCoverageAtLeast(1.0)
            .build();

    /** A Monday; the request is taken in the Monday after. */
    private static final LocalDateTime START = LocalDateTime.of(2027, 1, 25, 10, 0);

    private static final LocalDate RECEIVED = LocalDate.of(2027, 1, 31);
    private static final Instant DUE = Instant.parse("2027-03-01T00:00:00Z");

    private SessionTestBed bed;
    private SubjectAccessService requests;
    private SupervisionSession session;
    private String key;
    private ProcessInstance instance;

    @BeforeEach
    void start() {
        bed = new SessionTestBed(COVERAGE.getProcessEngine());
    }

    /** A record is distributed, and the records officer has started a request. */
    private void started() {
        requests = bed.get(SubjectAccessService.class);
        long agreement = bed.agreementWithoutBooking("supervisor", "worker", SessionTestBed.terms());
        session = bed.recorded(
                agreement,
                START,
                new RecordDraft(
                        true,
                        List.of(new Item("WB", "Well-being", ItemOutcome.DISCUSSED, "Tired. Mrs Smith called")),
                        List.of(),
                        "None is open",
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new RecordDraft.Matter("An ill parent", false))));
        bed.at(LocalDateTime.of(2027, 2, 1, 9, 0));
        key = bed.inTransaction(() -> requests.begin("records"));
        instance = COVERAGE.getProcessEngine().getRuntimeService().startProcessInstanceByKey("subjectAccess", key);
    }

    @AfterEach
    void close() {
        bed.close();
    }

    private Task takeIn() {
        return bed.task("Task_RequestSubjectAccess", key);
    }

    private Task redact() {
        return bed.task("Task_RedactSubjectAccess", key);
    }

    private static RequestSubjectAccessForm.Values asked(@Nullable String subject, @Nullable LocalDate receivedOn) {
        return new RequestSubjectAccessForm.Values(
                RequestSubjectAccessForm.Decision.REQUEST, subject, receivedOn, "Came in person", null);
    }

    private void takenIn() {
        bed.complete(takeIn(), asked("worker", RECEIVED));
    }

    private List<Row> rows() {
        return ((RedactSubjectAccessForm.Values) bed.show(redact(), "records").proposal()).items();
    }

    private static List<Row> included(List<Row> rows) {
        return rows.stream()
                .map(row -> new Row(row.id(), ItemDecision.INCLUDE, row.blackOut()))
                .toList();
    }

    private void decide(Decision decision, @Nullable String reason, List<Row> rows) {
        bed.complete(redact(), "records", new RedactSubjectAccessForm.Values(decision, reason, rows));
    }

    private List<String> errors(Decision decision, @Nullable String reason, List<Row> rows) {
        return fields(bed.check(redact(), "records", new RedactSubjectAccessForm.Values(decision, reason, rows))
                .errors());
    }

    private static List<String> fields(List<FieldError> errors) {
        return errors.stream().map(FieldError::field).toList();
    }

    private SubjectAccess request() {
        return requests.require(key);
    }

    private Optional<SubjectAccessAnswer> download(String userId) {
        return bed.inTransaction(() -> requests.download(key, userId));
    }

    private List<MailKind> kindsTo(String userId) {
        return bed.noticesTo(userId).stream().map(Notice::kind).toList();
    }

    private int count(String table) {
        return bed.get(JdbcClient.class)
                .sql("select count(*) from " + table)
                .query(Integer.class)
                .single();
    }

    private List<Reading> readings(Content content) {
        return bed.inTransaction(() -> bed.get(Access.class).readings("worker", content));
    }

    @Test
    @DisplayName(
            "F93, C32: the person gets what is held, without what is left out and blacked out, and sees who opened it")
    void isAnswered() {
        started();
        assertThat(takeIn().getAssignee()).isEqualTo("records");
        assertThat(takeIn().getDueDate()).isEqualTo(Instant.parse("2027-02-04T00:00:00Z"));
        takenIn();
        assertThat(instance).isWaitingAtExactly("Task_RedactSubjectAccess");
        assertThat(redact().getDueDate())
                .as("31 January, and February has no 31st")
                .isEqualTo(DUE);
        assertThat(kindsTo("records")).containsExactly(MailKind.SUBJECT_ACCESS_TO_REDACT);
        assertThat(rows())
                .extracting(Row::id)
                .containsExactly(
                        "person",
                        "agreement/AG-000001/T1",
                        "session/SE-000001",
                        "record/SE-000001/1",
                        "personal-matter/PM-000001");

        List<Row> rows = rows().stream()
                .map(row -> switch (row.id()) {
                    case "record/SE-000001/1" -> new Row(row.id(), ItemDecision.INCLUDE, "mrs smith");
                    case "personal-matter/PM-000001" -> new Row(row.id(), ItemDecision.THIRD_PARTY, null);
                    default -> new Row(row.id(), ItemDecision.INCLUDE, null);
                })
                .toList();
        decide(Decision.RELEASE, null, rows);

        assertThat(instance)
                .isWaitingAtExactly("Task_AwaitEndOfDownload")
                .hasPassed("Task_ReleaseAnswer")
                .hasNotPassed("Task_TellOverdue", "Task_CloseWithdrawn");
        assertThat(bed.noticesTo("worker"))
                .filteredOn(notice -> notice.kind() == MailKind.SUBJECT_ACCESS_READY)
                .singleElement()
                .satisfies(notice -> assertThat(notice.businessKey()).isEqualTo(key));
        assertThat(count("subject_access_copy")).as("the copy is gone").isZero();
        SubjectAccessAnswer answer = download("records").orElseThrow();
        assertThat(answer.items())
                .extracting(SubjectAccessAnswer.Item::title)
                .contains("Entry in the directory", "Record of SE-000001, version 1")
                .doesNotContain("Personal matter PM-000001");
        assertThat(answer.toString())
                .contains("Daniel Okafor", "Tired. █████ called", "Room 12")
                .doesNotContainIgnoringCase("Smith")
                .doesNotContain("ill parent");
        assertThat(answer.leftOut()).containsOnly(Map.entry("About somebody else", 1));
        assertThat(request().decisions()).doesNotContainIgnoringCase("smith");

        assertThat(readings(Content.record(session.key(), 0)))
                .extracting(Reading::reader, Reading::ground, Reading::route)
                .contains(tuple("records", "SUBJECT_ACCESS", "EXPORT"), tuple("records", "SUBJECT_ACCESS", "DOWNLOAD"));
    }

    @Test
    @DisplayName("C32: what was held on the day of the request is answered, whatever goes or comes later")
    void isAnsweredAsOfThatDay() {
        started();
        takenIn();
        bed.recorded(
                1,
                LocalDateTime.of(2027, 2, 8, 10, 0),
                new RecordDraft(true, List.of(), List.of(), null, List.of(), List.of(), List.of(), List.of()));
        bed.get(JdbcClient.class).sql("delete from personal_matter").update();
        decide(Decision.RELEASE, null, included(rows()));

        assertThat(download("records").orElseThrow().items())
                .extracting(SubjectAccessAnswer.Item::title)
                .contains("Personal matter PM-000001")
                .doesNotContain("Record of SE-000002, version 1");
    }

    @Test
    @DisplayName("C32: the download lasts to the end of its last day, and then the answer is gone")
    void downloadEndsByItself() {
        started();
        takenIn();
        decide(Decision.RELEASE, null, included(rows()));
        assertThat(request().requireDownloadUntil()).isEqualTo(LocalDate.of(2027, 3, 1));

        bed.at(Instant.parse("2027-03-01T23:59:59Z"));
        bed.runDueJobs();
        assertThat(instance).isWaitingAtExactly("Task_AwaitEndOfDownload");
        assertThat(download("records")).isPresent();

        bed.at(Instant.parse("2027-03-02T00:00:00Z"));
        assertThat(download("records")).as("whether or not anything runs").isEmpty();
        bed.runDueJobs();
        assertThat(instance).isEnded().hasPassed("BoundaryEvent_DownloadExpired", "EndEvent_DownloadEnded");
        assertThat(count("subject_access_export")).isZero();
        assertThat(request().state()).isEqualTo(SubjectAccessState.ENDED);
        assertThat(download("records")).isEmpty();
    }

    @Test
    @DisplayName("C32: a records officer ends the download before its day, and nobody else does")
    void downloadIsTakenBack() {
        started();
        takenIn();
        decide(Decision.RELEASE, null, included(rows()));
        for (String other : List.of("worker", "supervisor", "servicemanager", "auditor", "admin")) {
            assertThat(bed.inTransaction(() -> requests.takeBack(key, other)))
                    .as(other)
                    .isFalse();
        }
        assertThat(bed.inTransaction(() -> requests.takeBack(key, "records"))).isTrue();

        assertThat(instance).isEnded().hasPassed("Task_AwaitEndOfDownload", "Task_EndDownload");
        assertThat(count("subject_access_export")).isZero();
        assertThat(bed.inTransaction(() -> requests.takeBack(key, "records"))).isFalse();
    }

    @Test
    @DisplayName("C32: just before the end of the month nobody is told; at its end the Service Manager is, once")
    void isOverdue() {
        started();
        takenIn();
        bed.at(DUE.minusSeconds(1));
        bed.runDueJobs();
        assertThat(kindsTo("servicemanager")).doesNotContain(MailKind.SUBJECT_ACCESS_OVERDUE);

        bed.at(DUE);
        bed.runDueJobs();
        bed.runDueJobs();
        assertThat(instance).isWaitingAtExactly("Task_RedactSubjectAccess").hasPassed("EndEvent_OverdueTold");
        assertThat(kindsTo("servicemanager")).containsOnlyOnce(MailKind.SUBJECT_ACCESS_OVERDUE);
        assertThat(request().overdueAt()).isNotNull();
        assertThat(errors(Decision.EXTEND, "Too much", rows())).containsExactly("decision");
        decide(Decision.RELEASE, null, included(rows()));
        assertThat(download("records")).isPresent();
    }

    @Test
    @DisplayName("C32: for a reason it takes two months longer, once, and what was decided stays")
    void isPutOff() {
        started();
        takenIn();
        assertThat(errors(Decision.EXTEND, " ", rows())).containsExactly("extensionReason");
        List<Row> some = rows().stream()
                .map(row -> row.id().startsWith("record/") ? new Row(row.id(), ItemDecision.INCLUDE, "Mrs Smith") : row)
                .toList();
        int told = bed.notices().size();
        decide(Decision.EXTEND, "There is much to look through", some);

        assertThat(instance).isWaitingAtExactly("Task_RedactSubjectAccess");
        assertThat(redact().getDueDate())
                .as("30 April, in summer time")
                .isEqualTo(Instant.parse("2027-04-30T23:00:00Z"));
        assertThat(bed.notices()).as("nobody is told").hasSize(told);
        assertThat(rows()).isEqualTo(some);
        assertThat(errors(Decision.EXTEND, "Still more", some)).containsExactly("decision");
        bed.at(DUE);
        bed.runDueJobs();
        assertThat(kindsTo("servicemanager")).doesNotContain(MailKind.SUBJECT_ACCESS_OVERDUE);
        bed.at(Instant.parse("2027-04-30T23:00:00Z"));
        bed.runDueJobs();
        assertThat(kindsTo("servicemanager")).containsOnlyOnce(MailKind.SUBJECT_ACCESS_OVERDUE);
    }

    @Test
    @DisplayName("C32: a request that is withdrawn leaves no copy and no way to read")
    void isWithdrawn() {
        started();
        takenIn();
        decide(Decision.WITHDRAW, null, List.of());

        assertThat(instance).isEnded().hasPassed("Task_CloseWithdrawn", "EndEvent_RequestWithdrawn");
        assertThat(request().state()).isEqualTo(SubjectAccessState.WITHDRAWN);
        assertThat(count("subject_access_copy")).isZero();
        assertThat(opensRecord("records", Route.EXPORT)).isFalse();
        assertThat(download("records")).isEmpty();
        assertThat(kindsTo("worker")).doesNotContain(MailKind.SUBJECT_ACCESS_READY);
    }

    @Test
    @DisplayName("a request that was started by mistake is dropped")
    void isDropped() {
        started();
        bed.complete(
                takeIn(),
                new RequestSubjectAccessForm.Values(RequestSubjectAccessForm.Decision.DROP, null, null, null, null));

        assertThat(instance).isEnded().hasPassed("EndEvent_RequestDropped");
        assertThat(request().state()).isEqualTo(SubjectAccessState.DROPPED);
        assertThat(count("access_grant")).isZero();
    }

    @Test
    @DisplayName("C32: each field of a request is checked, and says what is wrong with it")
    void requestsAreChecked() {
        started();
        assertThat(fields(bed.check(
                                takeIn(), "records", new RequestSubjectAccessForm.Values(null, null, null, null, null))
                        .errors()))
                .containsExactly("decision", "subject", "receivedOn", "identityCheck");
        assertThat(requestErrors("nobody", RECEIVED)).containsExactly("subject");
        assertThat(requestErrors("records", RECEIVED)).containsExactly("subject");
        assertThat(requestErrors("worker", LocalDate.of(2027, 2, 2))).containsExactly("receivedOn");
        assertThat(requestErrors("worker", LocalDate.of(1999, 12, 31))).containsExactly("receivedOn");
        assertThat(requestErrors("worker", LocalDate.of(2027, 2, 1))).isEmpty();
        assertThat(bed.check(takeIn(), "records", asked("worker", LocalDate.of(2026, 12, 31)))
                        .warnings())
                .extracting(FieldError::field)
                .containsExactly("receivedOn");
    }

    private List<String> requestErrors(String subject, LocalDate receivedOn) {
        return fields(bed.check(takeIn(), "records", asked(subject, receivedOn)).errors());
    }

    @Test
    @DisplayName("C32: nothing is released before each item is decided, and words to black out stand in their item")
    void itemsAreChecked() {
        started();
        takenIn();
        List<Row> rows = rows();
        assertThat(errors(Decision.RELEASE, null, rows))
                .containsExactly(
                        "items[0].decision",
                        "items[1].decision",
                        "items[2].decision",
                        "items[3].decision",
                        "items[4].decision");
        List<Row> all = included(rows);
        assertThat(errors(null, null, all)).containsExactly("decision");
        assertThat(errors(Decision.RELEASE, null, all.subList(0, 4))).containsExactly("items");
        assertThat(errors(Decision.RELEASE, null, List.of())).containsExactly("items");
        List<Row> twice = new ArrayList<>(all);
        twice.set(4, all.get(0));
        assertThat(errors(Decision.RELEASE, null, twice)).containsExactly("items[4].decision", "items");
        List<Row> wrong = new ArrayList<>(all);
        wrong.set(3, new Row(all.get(3).id(), ItemDecision.INCLUDE, "Mrs Jones"));
        assertThat(errors(Decision.RELEASE, null, wrong)).containsExactly("items[3].blackOut");
        assertThat(errors(Decision.WITHDRAW, null, List.of())).isEmpty();
    }

    @Test
    @DisplayName("C32, B6: the records officer reads it for the request alone, and nobody else reads it at all")
    void isReadForTheRequestAlone() {
        started();
        assertThat(opensRecord("records", Route.EXPORT)).as("before").isFalse();
        takenIn();
        assertThat(opensRecord("records", Route.EXPORT)).isTrue();
        assertThat(opensRecord("records", Route.PAGE)).isFalse();
        assertThat(opensRecord("records", Route.FORM)).isFalse();
        for (String other : List.of("servicemanager", "auditor", "admin", "nqsw")) {
            assertThat(bed.inTransaction(() -> requests.open(key, other)))
                    .as(other)
                    .isEmpty();
            assertThat(opensRecord(other, Route.EXPORT)).as(other).isFalse();
            assertThatThrownBy(() -> bed.get(SubjectAccessStart.class).begin(other))
                    .isInstanceOf(AuthorizationException.class);
        }
        decide(Decision.RELEASE, null, included(rows()));
        for (String other : List.of("worker", "supervisor", "servicemanager", "auditor", "admin")) {
            assertThat(download(other)).as(other).isEmpty();
        }
        assertThat(readings(Content.record(session.key(), 0)))
                .extracting(Reading::reader, Reading::ground)
                .contains(tuple("auditor", "DENIED"))
                .doesNotContain(tuple("worker", "PARTY"), tuple("supervisor", "PARTY"));
    }

    private boolean opensRecord(String reader, Route route) {
        return bed.inTransaction(() -> bed.get(Access.class).open(reader, Content.record(session.key(), 1), route));
    }

    @Test
    @DisplayName("C32: neither the person nor whoever supervises them looks through it")
    void isAnsweredByNobodyClose() {
        started();
        SubjectAccessPeople people = bed.get(SubjectAccessPeople.class);
        assertThat(people.officers("worker")).containsExactly("records");
        bed.agreementWithoutBooking("supervisor", "records", SessionTestBed.terms());
        assertThat(people.officers("supervisor")).containsExactly("admin");
        assertThat(people.officers("records")).containsExactly("admin");
        takenIn();
        assertThat(bed.get(SubjectAccessCards.class).who(List.of(key), "records"))
                .containsExactly(Map.entry(key, "Daniel Okafor"));
    }
}
