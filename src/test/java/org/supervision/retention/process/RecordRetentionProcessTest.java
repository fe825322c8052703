package org.supervision.retention.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.TestDatabase;
import org.supervision.access.Access;
import org.supervision.access.Content;
import org.supervision.access.ReadChain;
import org.supervision.access.Route;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.retention.DisposalCertificate;
import org.supervision.retention.DisposalItem.Decision;
import org.supervision.retention.DisposalItem.Outcome;
import org.supervision.retention.Disposals;
import org.supervision.retention.LegalHolds;
import org.supervision.session.ItemOutcome;
import org.supervision.session.RecordContent.CaseDiscussed;
import org.supervision.session.RecordContent.Item;
import org.supervision.session.RecordDraft;
import org.supervision.session.SessionTestBed;
import org.supervision.session.SupervisionSession;
import org.supervision.taskform.FormErrors.FieldError;

/** Every path of record-retention.bpmn with the real services, under a policy of one year. */
@DisplayName("Files whose time is over go when two people have said so, and leave a certificate (A6.3, B6)")
@Deployment(
        resources = {
            "bpmn/record-retention.bpmn",
            "bpmn/supervision-session.bpmn",
            "bpmn/session-booking.bpmn",
            "bpmn/frequency-policy.dmn",
            "bpmn/session-outcome.dmn",
            "bpmn/record-deadline.dmn",
            "bpmn/case-coverage.dmn"
        })
class RecordRetentionProcessTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ProcessEngineCoverageExtension.builder()
            .excludeProcessDefinitionKeys(
                    "supervisionSession", "sessionBooking", "frequency-policy", "session-outcome", "record-deadline")
            .assertClassCoverageAtLeast(1.0)
            .build();

    private static final LocalDateTime START = LocalDateTime.of(2027, 1, 25, 10, 0);
    private static final LocalDate ENDED = LocalDate.of(2027, 2, 28);

    /** A Monday, a year after the end. */
    private static final LocalDate DUE = LocalDate.of(2028, 2, 28);

    /** What may be left when every file is gone: no word of any of them. */
    private static final Set<String> LEFT = Set.of(
            "person",
            "people_import",
            "read_log",
            "read_log_head",
            "seal_head",
            "case_extract_head",
            "disposal_list",
            "disposal_item",
            "disposal_certificate");

    private SessionTestBed bed;
    private Disposals disposals;
    private JdbcClient jdbc;
    private SupervisionSession session;
    private long agreement;
    private String list;

    @AfterEach
    void close() {
        bed.close();
    }

    private void policy(String base) {
        bed = new SessionTestBed(
                COVERAGE.getProcessEngine(),
                SessionTestBed.policy("years: 6", "years: 1", "base: EMPLOYMENT_END", "base: " + base),
                "combined");
        disposals = bed.get(Disposals.class);
        jdbc = bed.get(JdbcClient.class);
    }

    /** A record was distributed, its supervisee has read it, and the agreement has ended. */
    private void ended() {
        agreement = bed.agreementWithoutBooking("supervisor", "worker", SessionTestBed.terms());
        session = bed.recorded(
                agreement,
                START,
                new RecordDraft(
                        true,
                        List.of(new Item("WB", "Well-being", ItemOutcome.DISCUSSED, "Tired")),
                        List.of(new CaseDiscussed("CS-1001", true, false, "The plan of the child", "Visit weekly")),
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()));
        assertThat(bed.inTransaction(
                        () -> bed.get(Access.class).open("worker", Content.record(session.key(), 1), Route.PAGE)))
                .isTrue();
        end(agreement, ENDED);
    }

    private void end(long id, LocalDate on) {
        jdbc.sql("update agreement set status = 'ENDED', live_pair = null, ended_on = :on where id = :id")
                .param("on", on)
                .param("id", id)
                .update();
    }

    /** The sweep's part on this London date; the list's key, or null where none was made. */
    private @Nullable String sweepOn(LocalDate day) {
        bed.at(day.atTime(6, 0));
        return bed.inTransaction(
                () -> disposals.listDue().map(made -> made.key()).orElse(null));
    }

    private ProcessInstance listed() {
        policy("AGREEMENT_END");
        ended();
        list = sweepOn(DUE);
        return bed.instance("recordRetention", list);
    }

    private Task review() {
        return bed.task("Task_ReviewDisposal", list);
    }

    private Task approve() {
        return bed.task("Task_ApproveDisposal", list);
    }

    private int item() {
        return Math.toIntExact(disposals.itemsOf(list).get(0).requireId());
    }

    private ReviewDisposalForm.Values reviewed(
            @Nullable Decision decision, @Nullable String reason, @Nullable LocalDate until) {
        return new ReviewDisposalForm.Values(List.of(new ReviewDisposalForm.FileRow(item(), decision, reason, until)));
    }

    private ApproveDisposalForm.Values approved(
            ApproveDisposalForm.@Nullable Decision decision, @Nullable String reason) {
        return new ApproveDisposalForm.Values(List.of(new ApproveDisposalForm.FileRow(item(), decision, reason)));
    }

    private List<String> wrong(Task task, String userId, Record values) {
        return bed.check(task, userId, values).errors().stream()
                .map(FieldError::field)
                .toList();
    }

    @Test
    @DisplayName("a file is listed when its year is over, not a day earlier, and once a month")
    void isListedInTime() {
        policy("AGREEMENT_END");
        ended();
        assertThat(sweepOn(DUE.minusDays(1))).isNull();

        list = sweepOn(DUE);

        assertThat(bed.instance("recordRetention", list)).isWaitingAt("Task_ReviewDisposal");
        assertThat(review().getDueDate()).isEqualTo(Date.from(Instant.parse("2028-03-27T23:00:00Z")));
        assertThat(bed.noticesTo("records")).extracting(Notice::kind).containsExactly(MailKind.DISPOSAL_TO_REVIEW);
        assertThat(sweepOn(DUE)).isNull();
        assertThat(sweepOn(LocalDate.of(2028, 3, 1))).isNull();

        long other = bed.agreementWithoutBooking("othersupervisor", "otherworker", SessionTestBed.terms());
        end(other, LocalDate.of(2027, 1, 31));
        assertThat(sweepOn(LocalDate.of(2028, 3, 2))).isNotNull().isNotEqualTo(list);
        long third = bed.agreementWithoutBooking("othersupervisor", "otherworker", SessionTestBed.terms());
        end(third, LocalDate.of(2027, 1, 31));
        assertThat(sweepOn(LocalDate.of(2028, 3, 31))).isNull();
        assertThat(sweepOn(LocalDate.of(2028, 4, 1))).isNotNull();
    }

    @Test
    @DisplayName(
            "under EMPLOYMENT_END the file of somebody in post is not due, and then the later of the two ends counts")
    void countsFromTheEndOfEmployment() {
        policy("EMPLOYMENT_END");
        ended();
        assertThat(sweepOn(LocalDate.of(2029, 1, 31))).isNull();

        jdbc.sql("update person set leaving_on = date '2029-01-31' where user_id = 'worker'")
                .update();
        assertThat(sweepOn(LocalDate.of(2030, 1, 30))).isNull();
        assertThat(sweepOn(LocalDate.of(2030, 1, 31))).isNotNull();
    }

    @Test
    @DisplayName(
            "R030: two people decide; then everything in the file is gone, the read log stays whole, and a certificate stays")
    void isDisposedOf() {
        ProcessInstance instance = listed();
        ReadChain.Head head = bed.get(ReadChain.class).head();
        bed.complete(review(), "records", reviewed(Decision.DISPOSE, null, null));
        assertThat(approve().getDueDate())
                .isEqualTo(Date.from(Instant.parse("2028-03-13T23:59:59Z").plusSeconds(1)));
        assertThat(bed.noticesTo("servicemanager"))
                .extracting(Notice::kind)
                .containsExactly(MailKind.DISPOSAL_TO_APPROVE);
        assertThat(wrong(approve(), "records", approved(ApproveDisposalForm.Decision.APPROVE, null)))
                .containsExactly("");
        assertThatThrownBy(() -> bed.inTransaction(() -> disposals.approve(list, "records", List.of())))
                .isInstanceOf(IllegalArgumentException.class);

        bed.complete(approve(), "servicemanager", approved(ApproveDisposalForm.Decision.APPROVE, null));
        assertThat(rows("agreement")).isEqualTo(1);
        bed.runDueJobs();

        assertThat(instance)
                .isEnded()
                .hasPassedInOrder(
                        "Task_ReviewDisposal",
                        "Task_ApproveDisposal",
                        "Task_DisposeOfFile",
                        "EndEvent_FilesDisposedOf");
        assertThat(tablesWithRows()).isSubsetOf(LEFT).contains("read_log", "disposal_certificate");
        assertThat(bed.get(ReadChain.class).head()).isEqualTo(head);
        assertThat(bed.get(ReadChain.class).verify()).isEmpty();
        assertThat(disposals.itemsOf(list)).singleElement().satisfies(gone -> {
            assertThat(gone.outcome()).isEqualTo(Outcome.DISPOSED);
            assertThat(disposals.inWords(gone)).isEqualTo("AG-%06d".formatted(agreement));
        });
        DisposalCertificate certificate = disposals.certificates().get(0);
        assertThat(certificate.agreementId()).isEqualTo(agreement);
        assertThat(certificate.reviewedBy()).isEqualTo("records");
        assertThat(certificate.approvedBy()).isEqualTo("servicemanager");
        assertThat(certificate.endedOn()).isEqualTo(ENDED);
        assertThat(certificate.dueOn()).isEqualTo(DUE);
        assertThat(certificate.contents())
                .contains("\"agreement\":1", "\"record_version\":1", "\"supervision_session\":1", "\"work_case\":1")
                .doesNotContain("Tired", "child");
        assertThat(certificate.isIntact()).isTrue();
        jdbc.sql("update disposal_certificate set approved_by = 'records'").update();
        assertThat(disposals.certificate(certificate.requireId()))
                .hasValueSatisfying(changed -> assertThat(changed.isIntact()).isFalse());
        assertThat(sweepOn(LocalDate.of(2028, 4, 3))).isNull();
    }

    @Test
    @DisplayName("nothing of other files goes, and the supervisee's register stays while another agreement is left")
    void otherFilesStay() {
        listed();
        long other = bed.agreementWithoutBooking("othersupervisor", "worker", SessionTestBed.terms());
        bed.book(other, LocalDateTime.of(2028, 3, 6, 10, 0));
        bed.complete(review(), "records", reviewed(Decision.DISPOSE, null, null));
        bed.complete(approve(), "servicemanager", approved(ApproveDisposalForm.Decision.APPROVE, null));
        bed.inTransaction(() -> disposals.dispose(item()));

        assertThat(jdbc.sql("select id from agreement").query(Long.class).list())
                .containsExactly(other);
        assertThat(rows("supervision_session")).isEqualTo(1);
        assertThat(rows("work_case")).isEqualTo(1);
        assertThat(rows("record_version")).isZero();
    }

    @Test
    @DisplayName("a hold that comes after the approval keeps the file; once it is lifted, the file is listed again")
    void holdsComeFirst() {
        ProcessInstance instance = listed();
        bed.complete(review(), "records", reviewed(Decision.DISPOSE, null, null));
        bed.complete(approve(), "servicemanager", approved(ApproveDisposalForm.Decision.APPROVE, null));
        LegalHolds holds = bed.get(LegalHolds.class);
        long hold = bed.inTransaction(
                () -> holds.set(agreement, "records", "A claim").requireId());

        bed.runDueJobs();

        assertThat(instance).isEnded();
        assertThat(rows("record_version")).isEqualTo(1);
        assertThat(disposals.certificates()).isEmpty();
        assertThat(disposals.itemsOf(list).get(0).outcome()).isEqualTo(Outcome.HELD);
        assertThat(sweepOn(LocalDate.of(2028, 4, 3))).isNull();
        bed.inTransaction(() -> holds.lift(hold, "records", "Settled"));
        assertThat(sweepOn(LocalDate.of(2028, 4, 3))).isNotNull();
    }

    @Test
    @DisplayName("what is kept is not approved by anybody, and listed again on its day")
    void isKept() {
        ProcessInstance instance = listed();
        LocalDate until = LocalDate.of(2028, 6, 15);

        bed.complete(review(), "records", reviewed(Decision.KEEP, "The team asked for it", until));

        assertThat(instance).isEnded().hasPassed("EndEvent_FilesKept").hasNotPassed("Task_ApproveDisposal");
        assertThat(jdbc.sql("select reason from disposal_item")
                        .query(String.class)
                        .single())
                .startsWith("enc:");
        assertThat(sweepOn(until.minusDays(1))).isNull();
        assertThat(sweepOn(until)).isNotNull();
    }

    @Test
    @DisplayName("a hold of the review stands at once, and a file under one can't be disposed of")
    void isHeld() {
        listed();
        bed.inTransaction(() -> bed.get(LegalHolds.class).set(agreement, "records", "Another claim"));
        assertThat(wrong(review(), "records", reviewed(Decision.DISPOSE, null, null)))
                .containsExactly("files[0].decision");

        bed.complete(review(), "records", reviewed(Decision.HOLD, "A claim", null));

        assertThat(bed.get(LegalHolds.class).all()).hasSize(2);
        assertThat(disposals.itemsOf(list).get(0).outcome()).isEqualTo(Outcome.HELD);
    }

    @Test
    @DisplayName("the second person refuses: the file stays")
    void isRefused() {
        ProcessInstance instance = listed();
        bed.complete(review(), "records", reviewed(Decision.DISPOSE, null, null));
        assertThat(wrong(approve(), "servicemanager", approved(ApproveDisposalForm.Decision.REFUSE, " ")))
                .containsExactly("files[0].reason");

        bed.complete(
                approve(), "servicemanager", approved(ApproveDisposalForm.Decision.REFUSE, "An inquiry is announced"));

        assertThat(instance).isEnded().hasPassed("EndEvent_DisposalRefused").hasNotPassed("Task_DisposeOfFile");
        assertThat(rows("record_version")).isEqualTo(1);
        bed.inTransaction(() -> disposals.dispose(item()));
        assertThat(rows("record_version")).isEqualTo(1);
    }

    @Test
    @DisplayName("each field of both forms is checked, and they show no content")
    void formsAreChecked() {
        listed();
        Task review = review();
        assertThat(bed.show(review, "records").facts().toString())
                .contains("AG-%06d".formatted(agreement))
                .doesNotContain("Tired", "CS-1001");
        assertThat(wrong(review, "records", reviewed(null, null, null))).containsExactly("files[0].decision");
        assertThat(wrong(review, "records", reviewed(Decision.KEEP, null, null)))
                .containsExactly("files[0].reason", "files[0].keepUntil");
        assertThat(wrong(review, "records", reviewed(Decision.KEEP, "x", DUE))).containsExactly("files[0].keepUntil");
        assertThat(wrong(review, "records", reviewed(Decision.KEEP, "x", DUE.plusYears(1))))
                .isEmpty();
        assertThat(wrong(
                        review,
                        "records",
                        reviewed(Decision.KEEP, "x", DUE.plusYears(1).plusDays(1))))
                .containsExactly("files[0].keepUntil");
        assertThat(wrong(review, "records", reviewed(Decision.HOLD, null, null)))
                .containsExactly("files[0].reason");
        assertThat(wrong(review, "records", new ReviewDisposalForm.Values(List.of())))
                .containsExactly("files");
        assertThat(wrong(
                        review,
                        "records",
                        new ReviewDisposalForm.Values(
                                List.of(new ReviewDisposalForm.FileRow(item() + 1, Decision.DISPOSE, null, null)))))
                .containsExactly("files");
        bed.complete(review, "records", reviewed(Decision.DISPOSE, "not said", DUE));
        assertThat(disposals.itemsOf(list).get(0).reason()).isNull();

        Task approve = approve();
        assertThat(bed.show(approve, "servicemanager").facts().toString()).doesNotContain("Tired");
        assertThat(wrong(approve, "servicemanager", approved(null, null))).containsExactly("files[0].decision");
        assertThat(wrong(approve, "servicemanager", new ApproveDisposalForm.Values(List.of())))
                .containsExactly("files");
        bed.inTransaction(() -> bed.get(LegalHolds.class).set(agreement, "records", "A claim"));
        assertThat(wrong(approve, "servicemanager", approved(ApproveDisposalForm.Decision.APPROVE, null)))
                .containsExactly("files[0].decision");
    }

    private int rows(String table) {
        return jdbc.sql("select count(*) from " + table).query(Integer.class).single();
    }

    private Set<String> tablesWithRows() {
        Set<String> tables = new TreeSet<>(TestDatabase.tables(jdbc));
        tables.removeIf(table -> rows(table) == 0);
        return tables;
    }
}
