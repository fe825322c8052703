package org.supervision.agreement.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.core.io.ClassPathResource;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementStatus;
import org.supervision.agreement.AgreementTerm;
import org.supervision.agreement.AgreementTermService;
import org.supervision.agreement.AgreementTestBed;
import org.supervision.agreement.EndReason;
import org.supervision.agreement.Fact;
import org.supervision.agreement.TermsDrafting;
import org.supervision.notification.SweepTask;
import org.supervision.people.PeopleImport;

/** What an import of people asks of supervisors. */
@Deployment(resources = {"bpmn/supervision-agreement.bpmn", "bpmn/frequency-policy.dmn"})
class AgreementNeedsTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE =
            ProcessEngineCoverageExtension.builder().build();

    private static final LocalDate TODAY = AgreementTestBed.TODAY;
    private static final LocalDate MONDAY = LocalDate.of(2027, 2, 1);
    private static final String DEMO = demo();
    private static final String HIRE = hire(LocalDate.of(2026, 12, 1));

    private AgreementTestBed bed;
    private AgreementService agreements;

    @BeforeEach
    void start() {
        bed = new AgreementTestBed(ENGINE.getProcessEngine());
        agreements = bed.get(AgreementService.class);
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    @DisplayName("R006: loading an empty directory raises no draft")
    void aFirstLoadRaisesNothing() {
        assertThat(drafts()).isEmpty();
        assertThat(bed.mailsTo("supervisor")).isEmpty();
    }

    @Test
    @DisplayName("R006: a hire gives the line manager an agreement to draft, with the newcomer proposed")
    void aHireRaisesADraft() {
        load(HIRE, TODAY);

        assertThat(drafts()).containsExactly("supervisor: newcomer");
        DraftAgreementForm.Values proposal = (DraftAgreementForm.Values)
                bed.show(bed.task("Task_DraftAgreement", "AG-000001/T1")).proposal();
        assertThat(proposal.supervisee()).isEqualTo("newcomer");
        assertThat(whyNow("AG-000001/T1")).isEqualTo("Sarah Bennett is the line manager from Monday 4 January 2027");
        assertThat(bed.mailsTo("supervisor")).containsExactly("AGREEMENT_TO_DRAFT");
        assertThat(bed.get(AgreementTermService.class).require("AG-000001/T1").unsignedChaseAt())
                .as("fifteen working days from the first day")
                .isEqualTo("2027-01-26T00:00:00Z");
    }

    @Test
    @DisplayName("R006: the same file again, and the sweep, raise nothing twice")
    void nothingIsRaisedTwice() {
        load(HIRE, TODAY);
        load(HIRE, TODAY);
        load(HIRE, TODAY.plusDays(1));
        sweep();

        assertThat(drafts()).containsExactly("supervisor: newcomer");
    }

    @Test
    @DisplayName("R006: a hire from a later day is raised on that day, not before")
    void aLaterHireWaitsForItsDay() {
        load(HIRE, MONDAY);
        assertThat(drafts()).isEmpty();

        bed.at(MONDAY.minusDays(1), LocalTime.of(23, 0));
        sweep();
        assertThat(drafts()).isEmpty();

        bed.at(MONDAY, LocalTime.of(6, 0));
        sweep();
        sweep();
        assertThat(drafts()).containsExactly("supervisor: newcomer");
    }

    @Test
    @DisplayName("R006: who is in the file before the first day in post is raised on that first day")
    void aHireBeforeTheFirstDayWaits() {
        load(hire(MONDAY), TODAY);
        assertThat(drafts()).isEmpty();

        bed.at(MONDAY, LocalTime.of(6, 0));
        sweep();
        assertThat(drafts()).hasSize(1);
    }

    @Test
    @DisplayName("R006: who has left again by the first day, or moved on, needs no draft of that line manager")
    void whoLeavesBeforeNeedsNone() {
        load(HIRE, MONDAY);
        load(DEMO, MONDAY);
        load(moved("worker", "cover"), MONDAY.plusDays(1));
        load(moved("worker", "othersupervisor"), MONDAY.plusDays(2));

        bed.at(MONDAY.plusDays(2), LocalTime.of(6, 0));
        sweep();

        assertThat(drafts()).containsExactly("othersupervisor: worker");
    }

    @Test
    @DisplayName("R006: when the newcomer leaves, the draft ends by itself and nobody is chased")
    void whoLeavesEndsTheDraft() {
        load(HIRE, TODAY);
        load(DEMO, MONDAY);
        bed.at(MONDAY.minusDays(1), LocalTime.of(6, 0));
        sweep();
        assertThat(drafts()).as("until the last day").hasSize(1);

        bed.at(MONDAY, LocalTime.of(6, 0));
        sweep();
        sweep();

        assertThat(bed.open()).isEmpty();
        assertThat(agreements.require(1).endReason()).isEqualTo(EndReason.LEAVER);
        assertThat(bed.mailsTo("supervisor")).containsExactly("AGREEMENT_TO_DRAFT", "AGREEMENT_DRAFT_NOT_NEEDED");
        bed.at(MONDAY.plusDays(60), LocalTime.of(6, 0));
        bed.runDueJobs();
        assertThat(bed.open()).isEmpty();
        assertThat(bed.mailsTo("linemanager")).isEmpty();
    }

    @Test
    @DisplayName("R006: when the supervisor leaves and nobody follows yet, a draft on its way to signing ends, too")
    void aSupervisorLeaves() {
        load(HIRE, TODAY);
        TermsDrafting drafting = bed.get(TermsDrafting.class);
        drafting.propose("AG-000001/T1", "newcomer", AgreementTestBed.terms(1), "supervisor");
        drafting.checkFrequency("AG-000001/T1");

        load(
                HIRE.lines()
                        .filter(line -> !line.startsWith("supervisor,"))
                        .map(line -> line.replace("nia.new@example.org,supervisor,", "nia.new@example.org,,")
                                .replace("@example.org,supervisor,", "@example.org,cover,"))
                        .collect(Collectors.joining("\n", "", "\n")),
                TODAY);

        assertThat(agreements.require(1).endReason()).isEqualTo(EndReason.LEAVER);
        assertThat(drafts()).containsExactlyInAnyOrder("cover: worker", "cover: nqsw");
        assertThat(bed.mailsTo("newcomer")).endsWith("AGREEMENT_DRAFT_NOT_NEEDED");
    }

    @Test
    @DisplayName("R006: a signed agreement is no draft: a move alone does not end it")
    void aSignedAgreementIsLeftAlone() {
        load(HIRE, TODAY);
        sign("AG-000001/T1", "supervisor");
        bed.at(MONDAY, LocalTime.of(6, 0));
        load(
                HIRE.replace(
                        "newcomer,Nia New,nia.new@example.org,supervisor",
                        "newcomer,Nia New,nia.new@example.org,cover"),
                MONDAY);
        sweep();

        assertThat(agreements.status(1)).isEqualTo(AgreementStatus.IN_FORCE);
    }

    @Test
    @DisplayName("R006: who comes back after leaving needs an agreement again")
    void whoComesBackNeedsOne() {
        load(without("worker"), TODAY);
        assertThat(drafts()).isEmpty();

        bed.at(MONDAY, LocalTime.of(9, 0));
        load(DEMO, MONDAY);

        assertThat(drafts()).containsExactly("supervisor: worker");
    }

    @Test
    @DisplayName(
            "R006, E16: a new line manager drafts; the former agreement counts until the new one does, then gives way")
    void theFormerAgreementGivesWay() {
        Agreement former = bed.agreementInForce();

        load(moved("worker", "othersupervisor"), TODAY);
        assertThat(drafts()).containsExactly("othersupervisor: worker");
        assertThat(agreements.status(former.requireId())).isEqualTo(AgreementStatus.IN_FORCE);

        sign("AG-000002/T1", "othersupervisor");
        assertThat(agreements.require(former.requireId()).endReason()).isEqualTo(EndReason.SUPERSEDED);
        assertThat(agreements.status(2)).isEqualTo(AgreementStatus.IN_FORCE);
        assertThat(bed.mailsTo("supervisor")).contains("AGREEMENT_ENDED");
    }

    @Test
    @DisplayName("R006: the draft says whom the line manager followed, and whose supervision goes on")
    void theDraftSaysWhyNow() {
        bed.agreementInForce();
        load(moved("worker", "othersupervisor"), TODAY);
        assertThat(whyNow("AG-000002/T1"))
                .isEqualTo("Owen Prytherch is the line manager from Monday 4 January 2027, after Sarah Bennett");

        Agreement other = bed.agreementInForce("nqsw", 1);
        bed.inTransaction(() -> agreements.changeSupervisor(other.requireId(), "othersupervisor"));
        AgreementTerm next =
                bed.inTransaction(() -> bed.get(AgreementTermService.class).openNext(other.requireId(), false));
        assertThat(whyNow(next.key())).isEqualTo("Owen Prytherch supervises now, after Sarah Bennett");
    }

    @Test
    @DisplayName("R006: moved back before anything is signed, the agreement stands and the new draft is gone")
    void movedBackTheAgreementStands() {
        Agreement former = bed.agreementInForce();
        load(moved("worker", "othersupervisor"), TODAY);

        load(DEMO, TODAY);

        assertThat(agreements.status(former.requireId())).isEqualTo(AgreementStatus.IN_FORCE);
        assertThat(agreements.require(2).endReason()).isEqualTo(EndReason.SUPERSEDED);
        assertThat(drafts()).isEmpty();
        assertThat(bed.mailsTo("othersupervisor")).containsExactly("AGREEMENT_TO_DRAFT", "AGREEMENT_DRAFT_NOT_NEEDED");
        assertThat(bed.mailsTo("worker"))
                .as("nobody has shown him the draft, and his agreement goes on")
                .doesNotContain("AGREEMENT_DRAFT_NOT_NEEDED", "AGREEMENT_ENDED");
    }

    @Test
    @DisplayName("R006: whoever was shown a draft that is needed no more is told so, and not that an agreement ended")
    void aProposedDraftIsNotNeeded() {
        bed.agreementInForce();
        load(moved("worker", "othersupervisor"), TODAY);
        TermsDrafting drafting = bed.get(TermsDrafting.class);
        drafting.propose("AG-000002/T1", "worker", AgreementTestBed.terms(1), "othersupervisor");
        drafting.checkFrequency("AG-000002/T1");

        load(DEMO, TODAY);

        assertThat(bed.mailsTo("worker")).endsWith("AGREEMENT_DRAFT_NOT_NEEDED").doesNotContain("AGREEMENT_ENDED");
        assertThat(bed.mailsTo("othersupervisor")).endsWith("AGREEMENT_DRAFT_NOT_NEEDED");
    }

    @Test
    @DisplayName(
            "R006: corrected on the way, only the last line manager drafts, and the first agreement gives way to his")
    void aCorrectedMove() {
        Agreement former = bed.agreementInForce();
        load(moved("worker", "othersupervisor"), TODAY);
        bed.at(TODAY, LocalTime.of(9, 30));
        load(moved("worker", "cover"), TODAY);
        assertThat(drafts()).containsExactly("cover: worker");

        sign("AG-000003/T1", "cover");

        assertThat(agreements.require(former.requireId()).endReason()).isEqualTo(EndReason.SUPERSEDED);
        assertThat(agreements.inForce()).extracting(Agreement::supervisor).containsExactly("cover");
    }

    @Test
    @DisplayName("R006: an agreement outside the line of management is left alone by a move")
    void anotherAgreementIsLeftAlone() {
        Agreement other = bed.agreementInForce();
        load(moved("nqsw", "cover"), TODAY);
        sign("AG-000002/T1", "cover");

        assertThat(agreements.status(other.requireId())).isEqualTo(AgreementStatus.IN_FORCE);
    }

    private String whyNow(String termKey) {
        List<?> summary = (List<?>)
                bed.show(bed.task("Task_DraftAgreement", termKey)).facts().get("summary");
        return summary.stream()
                .map(Fact.class::cast)
                .filter(fact -> fact.label().equals("Why now"))
                .map(Fact::value)
                .findFirst()
                .orElseThrow();
    }

    private void load(String csv, LocalDate effectiveOn) {
        bed.get(PeopleImport.class).apply(csv.getBytes(UTF_8), effectiveOn, "people.csv");
    }

    private void sweep() {
        bed.get(SweepTask.class).sweep(bed.get(Clock.class).instant());
    }

    /** Takes a draft into force, past its forms. */
    private void sign(String key, String supervisor) {
        AgreementTermService terms = bed.get(AgreementTermService.class);
        String supervisee = terms.agreementOf(key).parties().supervisee();
        bed.get(TermsDrafting.class).propose(key, supervisee, AgreementTestBed.terms(1), supervisor);
        bed.get(TermsDrafting.class).checkFrequency(key);
        bed.agreeAndSign(key, supervisee);
    }

    /** Whose draft tasks are open, with whom they propose. */
    private List<String> drafts() {
        return ENGINE
                .getProcessEngine()
                .getTaskService()
                .createTaskQuery()
                .taskDefinitionKey("Task_DraftAgreement")
                .list()
                .stream()
                .map(task -> task.getAssignee() + ": "
                        + ((DraftAgreementForm.Values) bed.show(task).proposal()).supervisee())
                .toList();
    }

    private static String hire(LocalDate startedOn) {
        return DEMO
                + "newcomer,Nia New,nia.new@example.org,supervisor,Children and Families,SOCIAL_WORKER,EXPERIENCED,"
                + startedOn + ",MON TUE WED THU FRI,1.0,FIELDWORK\n";
    }

    private static String moved(String userId, String lineManager) {
        return DEMO.lines()
                .map(line -> line.startsWith(userId + ",")
                        ? line.replaceFirst("example\\.org,\\w+,", "example.org," + lineManager + ",")
                        : line)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String without(String userId) {
        return DEMO.lines().filter(line -> !line.startsWith(userId + ",")).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String demo() {
        try {
            return new String(new ClassPathResource("demo/people.csv").getContentAsByteArray(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
