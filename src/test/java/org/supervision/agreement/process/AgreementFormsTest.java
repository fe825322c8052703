package org.supervision.agreement.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementFacts;
import org.supervision.agreement.AgreementTermService;
import org.supervision.agreement.AgreementTestBed;
import org.supervision.agreement.Answer;
import org.supervision.agreement.ChangeKind;
import org.supervision.agreement.MeetingMode;
import org.supervision.agreement.RecordAuthor;
import org.supervision.agreement.Ruling;
import org.supervision.agreement.process.DraftAgreementForm.Values;
import org.supervision.policy.Policies;
import org.supervision.taskform.FormErrors.FieldError;
import org.supervision.taskform.FormView.Option;

/** Each field of each form of an agreement wrong once: which field is named, and by which clause. */
@Deployment(resources = {"bpmn/supervision-agreement.bpmn", "bpmn/agreement-change.bpmn", "bpmn/frequency-policy.dmn"})
class AgreementFormsTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE =
            ProcessEngineCoverageExtension.builder().build();

    private static final LocalDate TODAY = AgreementTestBed.TODAY;

    private @Nullable AgreementTestBed bed;

    @AfterEach
    void close() {
        if (bed != null) {
            bed.close();
        }
    }

    @Test
    @DisplayName("Draft: an empty draft can be discarded, with a reason")
    void discarding() {
        Values discarded =
                new Values(null, null, null, null, null, null, null, null, null, null, null, null, true, null);
        assertThat(errors("combined", discarded)).containsExactly("discardReason null");
        Values kept = new Values(
                null, null, null, null, null, null, null, null, null, null, null, null, false, "Nobody needs it");
        assertThat(warnings(kept)).as("the words are lost").containsExactly("discard null");
    }

    @Test
    @DisplayName("R009, A2.2: the council's words on the purpose stand on the form, and in what both sign from then on")
    void purpose() {
        bed = new AgreementTestBed(ENGINE.getProcessEngine());
        AgreementTermService terms = bed.get(AgreementTermService.class);
        String purpose = bed.get(Policies.class).current().agreement().purpose();

        assertThat(purpose).contains("objectives");
        assertThat(bed.get(AgreementFacts.class).about(terms.open("supervisor")))
                .containsEntry("purpose", purpose);
        assertThat(terms.require(bed.agreementInForce().key() + "/T1").signedText())
                .contains("\n" + purpose + "\n");
    }

    @Test
    @DisplayName("A-hdr: an empty draft names every field that is missing")
    void anEmptyDraft() {
        assertThat(errors(
                        "combined",
                        new Values(null, null, null, null, null, null, null, null, null, null, null, null, null, null)))
                .containsExactly(
                        "supervisee A-hdr",
                        "intervalWeeks B1",
                        "usualLocation A-hdr",
                        "durationMinutes B2",
                        "mode B4",
                        "recordAuthor A6.1",
                        "distributionWorkingDays A6.1",
                        "coverArrangements A-br",
                        "expectations A1.1",
                        "policyRead A1.2");
    }

    @Test
    @DisplayName("R001: whom one supervises is one of one's own, and never oneself")
    void superviseeIsOneOfOnesOwn() {
        assertThat(errors("combined", new Draft().supervisee("supervisor").values()))
                .containsExactly("supervisee A-hdr");
        assertThat(errors("combined", new Draft().supervisee("otherworker").values()))
                .containsExactly("supervisee A-hdr");
        assertThat(errors("combined", new Draft().supervisee("nobody").values()))
                .containsExactly("supervisee A-hdr");
        assertThat(errors("combined", new Draft().supervisee("nqsw").values())).isEmpty();
    }

    @Test
    @DisplayName("R001: a pair has one live agreement")
    void aPairHasOneAgreement() {
        AgreementTestBed services = open("combined");
        services.agreementInForce();
        Task draft = draftOf("supervisor");

        assertThat(services.show(draft).options().get("supervisee"))
                .extracting(Option::value)
                .containsExactly("nqsw");
        assertThat(described(services.errors(draft, new Draft().values()))).containsExactly("supervisee A-hdr");
    }

    @Test
    @DisplayName("R001, ruling 23: a supervisor is offered his own people, a manager anybody else")
    void offersSupervisees() {
        open("combined");
        assertThat(offered(draftOf("supervisor"), "supervisee")).containsExactly("worker", "nqsw");
        assertThat(offered(draftOf("linemanager"), "supervisee"))
                .contains("supervisor", "othersupervisor", "worker")
                .doesNotContain("linemanager");
        assertThat(offered(draftOf("supervisor"), "coverSupervisor"))
                .contains("cover", "othersupervisor", "linemanager")
                .doesNotContain("supervisor", "worker");
    }

    @Test
    @DisplayName("R104: zero, negative and senseless intervals are wrong; more than four weeks is a warning with B1")
    void interval() {
        assertThat(errors("combined", new Draft().weeks(0).values())).containsExactly("intervalWeeks B1");
        assertThat(errors("combined", new Draft().weeks(-1).values())).containsExactly("intervalWeeks B1");
        assertThat(errors("combined", new Draft().weeks(27).values())).containsExactly("intervalWeeks B1");
        assertThat(errors("combined", new Draft().weeks(26).values())).isEmpty();
        assertThat(warnings(new Draft().weeks(5).values())).containsExactly("intervalWeeks B1");
        assertThat(warnings(new Draft().weeks(4).values())).isEmpty();
    }

    @Test
    @DisplayName("R105: the bands of the newly qualified shorten the interval by themselves")
    void bandsOfTheNewlyQualified() {
        assertThat(warnings(new Draft().supervisee("nqsw").weeks(4).values())).isEmpty();
    }

    @Test
    @DisplayName("R003: a place has at most two hundred characters")
    void place() {
        assertThat(errors("combined", new Draft().place("x".repeat(200)).values()))
                .isEmpty();
        assertThat(errors("combined", new Draft().place("x".repeat(201)).values()))
                .containsExactly("usualLocation null");
        assertThat(errors("combined", new Draft().place(" ").values())).containsExactly("usualLocation A-hdr");
    }

    @Test
    @DisplayName("R106: a session lasts one to two hours")
    void duration() {
        assertThat(errors("combined", new Draft().minutes(59).values())).containsExactly("durationMinutes B2");
        assertThat(errors("combined", new Draft().minutes(121).values())).containsExactly("durationMinutes B2");
        assertThat(errors("combined", new Draft().minutes(60).values())).isEmpty();
        assertThat(errors("combined", new Draft().minutes(120).values())).isEmpty();
    }

    @Test
    @DisplayName("R109, C28: remote needs a reason")
    void remote() {
        assertThat(errors("combined", new Draft().remote(null).values())).containsExactly("modeReason B4");
        assertThat(errors(
                        "combined", new Draft().remote("A hundred miles apart").values()))
                .isEmpty();
    }

    @Test
    @DisplayName("R024, R111: whom the agreement names writes the record; in contract-b always the supervisor")
    void author() {
        assertThat(errors("stoke", new Draft().author(RecordAuthor.SUPERVISEE).values()))
                .isEmpty();
        assertThat(errors(
                        "contract-b",
                        new Draft().author(RecordAuthor.SUPERVISEE).values()))
                .containsExactly("recordAuthor B5");
        assertThat(errors("contract-b", new Draft().values())).isEmpty();
    }

    @Test
    @DisplayName("R025: a record is distributed within one to ten working days")
    void distribution() {
        assertThat(errors("combined", new Draft().days(0).values())).containsExactly("distributionWorkingDays A6.1");
        assertThat(errors("combined", new Draft().days(11).values())).containsExactly("distributionWorkingDays A6.1");
        assertThat(errors("combined", new Draft().days(1).values())).isEmpty();
        assertThat(errors("combined", new Draft().days(10).values())).isEmpty();
    }

    @Test
    @DisplayName("R032: another supervisor covers, or it is said how sessions go on")
    void cover() {
        assertThat(errors("combined", new Draft().cover("worker").values())).containsExactly("coverSupervisor A-br");
        assertThat(errors("combined", new Draft().cover("supervisor").values()))
                .containsExactly("coverSupervisor A-br");
        assertThat(errors("combined", new Draft().cover("otherworker").values()))
                .containsExactly("coverSupervisor A-br");
        assertThat(errors("combined", new Draft().cover(null).values())).isEmpty();
        assertThat(errors("combined", new Draft().cover(null).arrangements(null).values()))
                .containsExactly("coverArrangements A-br");
    }

    @Test
    @DisplayName("R005, R007: own expectations, and the policy read")
    void expectationsAndPolicy() {
        assertThat(errors("combined", new Draft().expectations("").values())).containsExactly("expectations A1.1");
        assertThat(errors("combined", new Draft().read(false).values())).containsExactly("policyRead A1.2");
    }

    @Test
    @DisplayName("R104: an exception has a decision, a reason and, approved, an end in the future")
    void exception() {
        AgreementTestBed services = open("combined");
        Task draft = draftOf("supervisor");
        String key = keyOf(draft);
        services.complete(draft, new Draft().weeks(8).values());
        Task task = services.task("Task_ApproveException", key);

        assertThat(described(services.errors(task, new ApproveExceptionForm.Values(null, null, null))))
                .containsExactly("decision B1", "reason B1");
        assertThat(described(services.errors(task, approve(null)))).containsExactly("until B1");
        assertThat(described(services.errors(task, approve(TODAY)))).containsExactly("until B1");
        assertThat(services.errors(task, approve(TODAY.plusDays(1)))).isEmpty();
        assertThat(described(services.errors(
                        task, new ApproveExceptionForm.Values(ApproveExceptionForm.Decision.REFUSE, null, " "))))
                .containsExactly("reason B1");
    }

    @Test
    @DisplayName("A1.1, A7.2, A-sig: what the supervisee, the line manager and the signers leave out")
    void considerDecideAndSign() {
        AgreementTestBed services = open("combined");
        Task draft = draftOf("supervisor");
        String key = keyOf(draft);
        services.complete(draft, new Draft().values());
        Task consider = services.task("Task_ConsiderAgreement", key);
        assertThat(described(services.errors(consider, new ConsiderAgreementForm.Values(null, null, null))))
                .containsExactly("decision A1.1");
        assertThat(described(
                        services.errors(consider, new ConsiderAgreementForm.Values(Answer.PROPOSE_CHANGE, null, null))))
                .containsExactly("comment A1.1");
        ConsiderAgreementForm.Values cannot = new ConsiderAgreementForm.Values(Answer.CANNOT_AGREE, null, null);
        assertThat(described(services.errors(consider, cannot))).containsExactly("comment A7.2");
        services.complete(consider, new ConsiderAgreementForm.Values(Answer.CANNOT_AGREE, "Too long", null));

        Task decide = services.task("Task_DecideTerms", key);
        assertThat(described(services.errors(decide, new DecideTermsForm.Values(null, null))))
                .containsExactly("decision A7.2", "reason A7.2");
        services.complete(decide, new DecideTermsForm.Values(Ruling.CONTINUE, "Shorter"));
        services.complete(services.task("Task_DraftAgreement", key), new Draft().values());
        services.complete(
                services.task("Task_ConsiderAgreement", key),
                new ConsiderAgreementForm.Values(Answer.AGREE, null, null));
        Task sign = services.task("Task_SignAgreementAsSupervisee", key);
        assertThat(described(services.errors(sign, new SignAgreementForm.Values(false, null))))
                .containsExactly("confirmed A-sig");
        assertThat(services.show(sign).facts().get("text")).asString().contains("SUPERVISION AGREEMENT " + key);
    }

    @Test
    @DisplayName("Ruling 10: what a change leaves out, or sets in the past")
    void change() {
        AgreementTestBed services = open("combined");
        Agreement agreement = services.agreementInForce();
        Task task = services.task(
                "Task_ChangeAgreement",
                services.start("agreementChange", "worker").getBusinessKey());

        assertThat(described(services.errors(task, change(null, null, null, null))))
                .containsExactly("agreement null", "change null", "reason null");
        assertThat(described(services.errors(task, change("AG-999999", ChangeKind.AMEND, null, null))))
                .containsExactly("agreement null");
        assertThat(described(services.errors(task, change(agreement.key(), ChangeKind.END, null, null))))
                .containsExactly("endReason null");
        assertThat(described(
                        services.errors(task, change(agreement.key(), ChangeKind.SUSPEND, TODAY.minusDays(1), null))))
                .containsExactly("from null");
        assertThat(described(services.errors(
                        task, change(agreement.key(), ChangeKind.SUSPEND, LocalDate.of(2099, 1, 1), null))))
                .containsExactly("from null");
        assertThat(described(services.errors(task, change(agreement.key(), ChangeKind.SUSPEND, TODAY, TODAY))))
                .containsExactly("until A-br");
    }

    private List<String> errors(String profile, Values values) {
        AgreementTestBed services = open(profile);
        return described(services.errors(draftOf("supervisor"), values));
    }

    private List<String> warnings(Values values) {
        AgreementTestBed services = open("combined");
        return described(services.warnings(draftOf("supervisor"), values));
    }

    private AgreementTestBed open(String profile) {
        close();
        bed = new AgreementTestBed(ENGINE.getProcessEngine(), profile);
        return bed;
    }

    private Task draftOf(String userId) {
        return bed.task(
                "Task_DraftAgreement", bed.start("supervisionAgreement", userId).getBusinessKey());
    }

    private String keyOf(Task task) {
        return ENGINE.getProcessEngine()
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult()
                .getBusinessKey();
    }

    private List<String> offered(Task draft, String field) {
        return bed.show(draft).options().get(field).stream().map(Option::value).toList();
    }

    private static List<String> described(List<FieldError> errors) {
        return errors.stream()
                .map(error -> error.field() + " " + error.clause())
                .toList();
    }

    private static ApproveExceptionForm.Values approve(@Nullable LocalDate until) {
        return new ApproveExceptionForm.Values(ApproveExceptionForm.Decision.APPROVE, until, "Half-time post");
    }

    private static ChangeAgreementForm.Values change(
            @Nullable String agreement,
            @Nullable ChangeKind kind,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {
        return new ChangeAgreementForm.Values(
                agreement, kind, kind == null ? null : "A reason", null, from, until, null);
    }

    /** A right draft, to be made wrong in one field. */
    private static final class Draft {

        private String supervisee = "worker";
        private int weeks = 4;
        private String place = "Room 3, Swift House";
        private int minutes = 90;
        private MeetingMode mode = MeetingMode.FACE_TO_FACE;
        private @Nullable String modeReason;
        private RecordAuthor author = RecordAuthor.SUPERVISOR;
        private int days = 5;
        private @Nullable String cover = "cover";
        private @Nullable String arrangements = "The covering manager holds the session.";
        private String expectations = "We both come prepared.";
        private boolean read = true;

        Draft supervisee(String userId) {
            supervisee = userId;
            return this;
        }

        Draft weeks(int number) {
            weeks = number;
            return this;
        }

        Draft place(String text) {
            place = text;
            return this;
        }

        Draft minutes(int number) {
            minutes = number;
            return this;
        }

        Draft remote(@Nullable String reason) {
            mode = MeetingMode.REMOTE;
            modeReason = reason;
            return this;
        }

        Draft author(RecordAuthor party) {
            author = party;
            return this;
        }

        Draft days(int number) {
            days = number;
            return this;
        }

        Draft cover(@Nullable String userId) {
            cover = userId;
            return this;
        }

        Draft arrangements(@Nullable String text) {
            arrangements = text;
            return this;
        }

        Draft expectations(String text) {
            expectations = text;
            return this;
        }

        Draft read(boolean yes) {
            read = yes;
            return this;
        }

        Values values() {
            return new Values(
                    supervisee,
                    weeks,
                    place,
                    minutes,
                    mode,
                    modeReason,
                    author,
                    days,
                    cover,
                    arrangements,
                    expectations,
                    read,
                    null,
                    null);
        }
    }
}
