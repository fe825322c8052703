package org.supervision.agreement.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
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
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementEnded;
import org.supervision.agreement.AgreementResumed;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementStatus;
import org.supervision.agreement.AgreementSuspended;
import org.supervision.agreement.AgreementTestBed;
import org.supervision.agreement.ChangeKind;
import org.supervision.agreement.EndReason;
import org.supervision.agreement.TermReviewDue;
import org.supervision.agreement.process.ChangeAgreementForm.Values;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.SweepTask;
import org.supervision.taskform.FormErrors.FieldError;
import org.supervision.taskform.FormView.Option;

/** Every path of agreement-change.bpmn with the real services. */
@Deployment(
        resources = {
            "bpmn/agreement-change.bpmn",
            "bpmn/supervision-agreement.bpmn",
            "bpmn/agreement-review.bpmn",
            "bpmn/frequency-policy.dmn"
        })
class AgreementChangeProcessTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ProcessEngineCoverageExtension.builder()
            .excludeProcessDefinitionKeys("supervisionAgreement", "agreementReview", "frequency-policy")
            .assertClassCoverageAtLeast(1.0)
            .build();

    private static final LocalDate TODAY = AgreementTestBed.TODAY;
    private static final LocalDate FIRST_OF_APRIL = LocalDate.of(2027, 4, 1);

    private AgreementTestBed bed;
    private AgreementService agreements;
    private Agreement agreement;

    @BeforeEach
    void start() {
        bed = new AgreementTestBed(COVERAGE.getProcessEngine());
        agreements = bed.get(AgreementService.class);
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    @DisplayName("Ruling 10: parties and their line managers may change an agreement, nobody else")
    void isOfferedToThoseWhoMay() {
        agreement = bed.agreementInForce();
        assertThat(offeredTo("supervisor")).extracting(Option::value).containsExactly(agreement.key());
        assertThat(offeredTo("worker"))
                .extracting(Option::label)
                .containsExactly("Sarah Bennett and Daniel Okafor (" + agreement.key() + ")");
        assertThat(offeredTo("linemanager")).hasSize(1);
        assertThatThrownBy(() -> bed.start("agreementChange", "othersupervisor"))
                .isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> bed.start("agreementChange", "servicemanager"))
                .isInstanceOf(AuthorizationException.class);
    }

    @Test
    @DisplayName("Contract: a change goes by the agreement's key, from the start where there is but one to change")
    void goesByTheAgreementsKey() {
        agreement = bed.agreementInForce();
        assertThat(bed.start("agreementChange", "worker").getBusinessKey()).isEqualTo(agreement.key());

        Agreement second = bed.agreementInForce("nqsw", 1);
        ProcessInstance change = bed.start("agreementChange", "supervisor");
        assertThat(change.getBusinessKey()).matches("CH-\\d{6}");
        bed.complete(
                formOf(change),
                new Values(second.key(), ChangeKind.SUSPEND, "A reason", null, FIRST_OF_APRIL, null, null));
        assertThat(businessKeyOf(change)).isEqualTo(second.key());
    }

    @Test
    @DisplayName("Contract: whoever turns to another agreement on the form changes that one, under its key")
    void turnsToAnotherAgreement() {
        agreement = bed.agreementInForce();
        ProcessInstance change = bed.start("agreementChange", "supervisor");
        Agreement second = bed.agreementInForce("nqsw", 1);

        bed.complete(
                formOf(change),
                new Values(second.key(), ChangeKind.SUSPEND, "A reason", null, FIRST_OF_APRIL, null, null));

        assertThat(businessKeyOf(change)).isEqualTo(second.key());
        bed.at(FIRST_OF_APRIL, LocalTime.of(9, 0));
        bed.runDueJobs();
        assertThat(agreements.status(second.requireId())).isEqualTo(AgreementStatus.SUSPENDED);
        assertThat(status()).isEqualTo(AgreementStatus.IN_FORCE);
    }

    @Test
    @DisplayName(
            "Ruling 2: of several changes under one agreement's key each does its own, and one message reaches one")
    void severalUnderOneKey() {
        agreement = bed.agreementInForce();
        ProcessInstance waiting = changed(ChangeKind.SUSPEND, null, FIRST_OF_APRIL, null);
        ProcessInstance asked = bed.start("agreementChange", "worker");
        ProcessInstance askedToo = bed.start("agreementChange", "worker");
        assertThat(List.of(waiting, asked, askedToo))
                .extracting(AgreementChangeProcessTest::businessKeyOf)
                .containsOnly(agreement.key());

        bed.complete(formOf(askedToo), values(ChangeKind.REVIEW, null, null, null));
        assertThat(askedToo).isEnded().hasPassed("Task_ApplyChange");
        assertThat(bed.events(TermReviewDue.class)).hasSize(1);
        assertThat(waiting).isWaitingAtExactly("Task_WaitForDay");
        assertThat(COVERAGE.getProcessEngine()
                        .getRuntimeService()
                        .createMessageCorrelation("ChangeWithdrawn")
                        .processInstanceBusinessKey(agreement.key())
                        .correlateAllWithResult())
                .hasSize(1);

        assertThat(waiting).isEnded().hasPassed("EndEvent_ChangeWithdrawn");
        assertThat(asked).isWaitingAtExactly("Task_ChangeAgreement");
    }

    @Test
    @DisplayName("Ruling 10, F06: amend begins a next term from today's terms")
    void amends() {
        agreement = bed.agreementInForce();
        ProcessInstance change = changed(ChangeKind.AMEND, null, null, null);

        assertThat(change)
                .isEnded()
                .hasPassedInOrder("Task_ChangeAgreement", "Task_ApplyChange", "EndEvent_ChangeApplied")
                .hasNotPassed("Task_WaitForDay");
        Task draft = bed.task("Task_DraftAgreement", agreement.key() + "/T2");
        DraftAgreementForm.Values proposal =
                (DraftAgreementForm.Values) bed.show(draft).proposal();
        assertThat(proposal.usualLocation()).isEqualTo("Room 3, Swift House");
        assertThat(bed.show(draft).options().get("supervisee"))
                .extracting(Option::value)
                .containsExactly("worker");
        assertThat(errorsOf(ChangeKind.AMEND, null, null, null))
                .extracting(FieldError::field)
                .containsExactly("change");
    }

    @Test
    @DisplayName("A-br, E18: suspended with dates it resumes by itself the day after the last")
    void suspendsWithDates() {
        agreement = bed.agreementInForce();
        changed(ChangeKind.SUSPEND, null, TODAY, TODAY.plusDays(30));
        assertThat(status()).isEqualTo(AgreementStatus.SUSPENDED);
        assertThat(bed.events(AgreementSuspended.class)).hasSize(1);

        bed.at(TODAY.plusDays(30), LocalTime.of(6, 0));
        sweep();
        assertThat(status()).isEqualTo(AgreementStatus.SUSPENDED);
        bed.at(TODAY.plusDays(31), LocalTime.of(6, 0));
        sweep();

        assertThat(status()).isEqualTo(AgreementStatus.IN_FORCE);
        assertThat(bed.events(AgreementResumed.class)).hasSize(1);
    }

    @Test
    @DisplayName("Ruling 10: resume takes a suspended agreement up again")
    void resumes() {
        agreement = bed.agreementInForce();
        assertThat(errorsOf(ChangeKind.RESUME, null, null, null))
                .extracting(FieldError::field)
                .containsExactly("change");
        changed(ChangeKind.SUSPEND, null, null, null);
        assertThat(errorsOf(ChangeKind.SUSPEND, null, null, null))
                .extracting(FieldError::field)
                .containsExactly("change");
        assertThat(errorsOf(ChangeKind.REVIEW, null, null, null))
                .extracting(FieldError::field)
                .containsExactly("change");

        changed(ChangeKind.RESUME, null, null, null);

        assertThat(status()).isEqualTo(AgreementStatus.IN_FORCE);
    }

    @Test
    @DisplayName("Ruling 10, F75: a review can be asked for early, once at a time")
    void reviewsEarly() {
        agreement = bed.agreementInForce();
        changed(ChangeKind.REVIEW, null, null, null);

        String term = agreement.key() + "/T1";
        assertThat(bed.events(TermReviewDue.class)).containsExactly(new TermReviewDue(term, TODAY.plusDays(28)));
        assertThat(bed.hasTask("Task_HoldReview", term)).isTrue();
        assertThat(errorsOf(ChangeKind.REVIEW, null, null, null))
                .extracting(FieldError::field)
                .containsExactly("change");
    }

    @Test
    @DisplayName("Ruling 10, E17: end it with a reason")
    void ends() {
        agreement = bed.agreementInForce();
        changed(ChangeKind.END, EndReason.LEAVER, null, null);

        assertThat(status()).isEqualTo(AgreementStatus.ENDED);
        assertThat(bed.events(AgreementEnded.class))
                .containsExactly(new AgreementEnded(agreement.requireId(), EndReason.LEAVER));
        assertThatThrownBy(() -> bed.start("agreementChange", "supervisor"))
                .as("nothing is left to change")
                .isInstanceOf(AuthorizationException.class);
    }

    @Test
    @DisplayName("E17: the supervisee leaves: the agreement ends by itself on the day after the last one, not before")
    void endsForALeaver() {
        agreement = bed.agreementInForce();
        Agreement other = bed.agreementInForce("nqsw", 1);
        LocalDate last = FIRST_OF_APRIL.minusDays(1);
        String header = "workingDays,fte,siteMode";
        bed.people(
                TestBed.text("demo/people.csv")
                        .replace(header, header + ",leavingOn")
                        .replaceAll("FIELDWORK", "FIELDWORK,")
                        .replaceFirst("(worker,Daniel.*)FIELDWORK,", "$1FIELDWORK," + last),
                last.minusDays(20));
        bed.at(last, LocalTime.of(6, 0));
        sweep();
        assertThat(status()).isEqualTo(AgreementStatus.IN_FORCE);

        bed.at(FIRST_OF_APRIL, LocalTime.of(6, 0));
        sweep();
        sweep();
        assertThat(status()).isEqualTo(AgreementStatus.ENDED);
        assertThat(bed.events(AgreementEnded.class))
                .containsExactly(new AgreementEnded(agreement.requireId(), EndReason.LEAVER));
        assertThat(agreements.status(other.requireId())).isEqualTo(AgreementStatus.IN_FORCE);
    }

    @Test
    @DisplayName("E17: whoever is missing from a people file has left, which can be put right until the next morning")
    void isPutRightInTime() {
        agreement = bed.agreementInForce();
        String people = TestBed.text("demo/people.csv");
        LocalDate today = bed.get(WorkingCalendar.class).today();
        bed.people(people.replaceFirst("\nworker,Daniel.*", ""), today);
        bed.people(people, today);
        sweep();
        assertThat(status()).isEqualTo(AgreementStatus.IN_FORCE);

        bed.people(people.replaceFirst("\nworker,Daniel.*", ""), today);
        sweep();
        assertThat(status()).isEqualTo(AgreementStatus.ENDED);
    }

    @Test
    @DisplayName("Ruling 10: a change for a later day waits until the last moment before it")
    void waitsForItsDay() {
        agreement = bed.agreementInForce();
        ProcessInstance change = changed(ChangeKind.END, EndReason.LEAVER, FIRST_OF_APRIL, null);
        bed.at(Instant.parse("2027-03-31T22:59:59Z"));
        bed.runDueJobs();

        assertThat(change).isWaitingAtExactly("Task_WaitForDay");
        assertThat(businessKeyOf(change)).isEqualTo(agreement.key());
        assertThat(status()).isEqualTo(AgreementStatus.IN_FORCE);
        assertThat(errorsOf(ChangeKind.SUSPEND, null, FIRST_OF_APRIL.plusDays(1), null))
                .extracting(FieldError::field)
                .containsExactly("from");
    }

    @Test
    @DisplayName("Ruling 10: a change for a later day is applied when that day begins in London")
    void isAppliedOnItsDay() {
        agreement = bed.agreementInForce();
        ProcessInstance change = changed(ChangeKind.END, EndReason.LEAVER, FIRST_OF_APRIL, null);
        bed.at(Instant.parse("2027-03-31T23:00:00Z"));
        bed.runDueJobs();

        assertThat(change)
                .isEnded()
                .hasPassedInOrder("BoundaryEvent_DayCome", "Task_ApplyChange", "EndEvent_ChangeApplied")
                .hasNotPassed("EndEvent_ChangeWithdrawn");
        assertThat(status()).isEqualTo(AgreementStatus.ENDED);
    }

    @Test
    @DisplayName("Ruling 2: a change that waits is withdrawn when the agreement ends before its day")
    void isWithdrawnWhenTheAgreementEnds() {
        agreement = bed.agreementInForce();
        ProcessInstance waiting = changed(ChangeKind.SUSPEND, null, FIRST_OF_APRIL, null);
        ProcessInstance ending = changed(ChangeKind.END, EndReason.ROLE_CHANGE, null, null);

        assertThat(ending).isEnded().hasPassed("EndEvent_ChangeApplied");
        assertThat(waiting).isEnded().hasPassed("EndEvent_ChangeWithdrawn").hasNotPassed("Task_ApplyChange");
    }

    @Test
    @DisplayName("Ruling 10: a change that was outrun by another does nothing on its day")
    void isOutrun() {
        agreement = bed.agreementInForce();
        ProcessInstance waiting = changed(ChangeKind.SUSPEND, null, FIRST_OF_APRIL, null);
        changed(ChangeKind.SUSPEND, null, null, null);
        bed.at(FIRST_OF_APRIL, LocalTime.of(9, 0));
        bed.runDueJobs();

        assertThat(waiting).isEnded();
        assertThat(bed.events(AgreementSuspended.class)).hasSize(1);
    }

    @Test
    @DisplayName("Ruling 10: whoever asked can withdraw the request on its form; nothing changes")
    void isWithdrawnOnItsForm() {
        agreement = bed.agreementInForce();
        ProcessInstance change = bed.start("agreementChange", "worker");
        bed.complete(formOf(change), withdrawn());

        assertThat(change)
                .isEnded()
                .hasPassedInOrder("Task_ChangeAgreement", "EndEvent_RequestWithdrawn")
                .hasNotPassed("Task_ApplyChange", "Task_WaitForDay");
        assertThat(status()).isEqualTo(AgreementStatus.IN_FORCE);
        changed(ChangeKind.SUSPEND, null, null, null);
        assertThat(status()).as("another can be asked for").isEqualTo(AgreementStatus.SUSPENDED);
    }

    @Test
    @DisplayName("Ruling 10: a request that names no agreement yet can be withdrawn, too")
    void isWithdrawnBeforeAnAgreementIsChosen() {
        bed.agreementInForce();
        bed.agreementInForce("nqsw", 1);
        ProcessInstance change = bed.start("agreementChange", "supervisor");
        bed.complete(formOf(change), withdrawn());

        assertThat(change).isEnded().hasPassed("EndEvent_RequestWithdrawn");
    }

    @Test
    @DisplayName("Ruling 10: when the agreement ends, the forms that were to change it are closed")
    void endsWithItsAgreement() {
        agreement = bed.agreementInForce();
        ProcessInstance asked = bed.start("agreementChange", "worker");
        ProcessInstance askedByManager = bed.start("agreementChange", "linemanager");
        ProcessInstance ending = changed(ChangeKind.END, EndReason.LEAVER, null, null);

        assertThat(ending).isEnded().hasPassed("EndEvent_ChangeApplied").hasNotPassed("EndEvent_NothingToChange");
        assertThat(asked).isEnded().hasPassed("EndEvent_NothingToChange").hasNotPassed("Task_ApplyChange");
        assertThat(askedByManager).isEnded().hasPassed("EndEvent_NothingToChange");
    }

    @Test
    @DisplayName("Ruling 10: a form with several agreements to choose from is closed when the last of them has ended")
    void endsWithTheLastAgreement() {
        agreement = bed.agreementInForce();
        Agreement second = bed.agreementInForce("nqsw", 1);
        ProcessInstance choosing = bed.start("agreementChange", "supervisor");

        bed.inTransaction(() -> agreements.end(agreement.requireId(), EndReason.LEAVER));
        assertThat(choosing).isWaitingAtExactly("Task_ChangeAgreement");
        bed.inTransaction(() -> agreements.end(second.requireId(), EndReason.LEAVER));
        assertThat(choosing).isEnded().hasPassed("EndEvent_NothingToChange");
    }

    private static Values withdrawn() {
        return new Values(null, null, null, null, null, null, true);
    }

    private ProcessInstance changed(
            ChangeKind kind, @Nullable EndReason endReason, @Nullable LocalDate from, @Nullable LocalDate until) {
        ProcessInstance change = bed.start("agreementChange", "supervisor");
        assertThat(change).isWaitingAt("Task_ChangeAgreement").task().isAssignedTo("supervisor");
        bed.complete(formOf(change), values(kind, endReason, from, until));
        return change;
    }

    private List<FieldError> errorsOf(
            ChangeKind kind, @Nullable EndReason endReason, @Nullable LocalDate from, @Nullable LocalDate until) {
        return bed.errors(formOf(bed.start("agreementChange", "supervisor")), values(kind, endReason, from, until));
    }

    private Values values(
            ChangeKind kind, @Nullable EndReason endReason, @Nullable LocalDate from, @Nullable LocalDate until) {
        return new Values(agreement.key(), kind, "A reason", endReason, from, until, null);
    }

    private List<Option> offeredTo(String userId) {
        return bed.show(formOf(bed.start("agreementChange", userId))).options().get("agreement");
    }

    private Task formOf(ProcessInstance change) {
        return COVERAGE.getProcessEngine()
                .getTaskService()
                .createTaskQuery()
                .processInstanceId(change.getId())
                .singleResult();
    }

    private AgreementStatus status() {
        return agreements.status(agreement.requireId());
    }

    private void sweep() {
        Instant now = bed.get(Clock.class).instant();
        bed.get(SweepTask.class).sweep(now);
    }

    private static String businessKeyOf(ProcessInstance instance) {
        return COVERAGE.getProcessEngine()
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceId(instance.getId())
                .singleResult()
                .getBusinessKey();
    }
}
