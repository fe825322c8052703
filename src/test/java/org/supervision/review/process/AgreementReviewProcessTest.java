package org.supervision.review.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Collectors;
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
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementStatus;
import org.supervision.agreement.AgreementTerm;
import org.supervision.agreement.AgreementTermService;
import org.supervision.agreement.AgreementTestBed;
import org.supervision.agreement.EndReason;
import org.supervision.agreement.Fact;
import org.supervision.agreement.Party;
import org.supervision.agreement.Remark;
import org.supervision.calendar.London;
import org.supervision.notification.SweepTask;
import org.supervision.review.AgreementReview;
import org.supervision.review.AgreementReviewService;
import org.supervision.review.ReviewOutcome;
import org.supervision.review.ReviewStatus;
import org.supervision.taskform.FormErrors.FieldError;

/** Every path of agreement-review.bpmn with the real services. */
@Deployment(resources = {"bpmn/agreement-review.bpmn", "bpmn/supervision-agreement.bpmn", "bpmn/frequency-policy.dmn"})
class AgreementReviewProcessTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ProcessEngineCoverageExtension.builder()
            .excludeProcessDefinitionKeys("supervisionAgreement", "frequency-policy")
            .assertClassCoverageAtLeast(1.0)
            .build();

    /** Twenty-eight days before the review of an agreement of 4 January 2027 is due. */
    private static final LocalDate START = LocalDate.of(2027, 6, 6);

    private static final LocalTime MORNING = LocalTime.of(9, 0);

    private AgreementTestBed bed;
    private AgreementService agreements;
    private AgreementTermService terms;
    private AgreementReviewService reviews;
    private Agreement agreement;
    private String key;

    @BeforeEach
    void start() {
        bed = new AgreementTestBed(COVERAGE.getProcessEngine());
        agreements = bed.get(AgreementService.class);
        terms = bed.get(AgreementTermService.class);
        reviews = bed.get(AgreementReviewService.class);
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    @DisplayName("R127, F72: both prepare a week before it is due; the supervisor holds it by the day itself")
    void isPreparedAndHeldInTime() {
        reviewStarts();
        assertThat(review())
                .isWaitingAt("Task_PrepareReviewAsSupervisor", "Task_PrepareReviewAsSupervisee", "Task_HoldReview");
        assertThat(bed.task("Task_PrepareReviewAsSupervisor", key).getAssignee())
                .isEqualTo("supervisor");
        assertThat(bed.task("Task_PrepareReviewAsSupervisee", key).getAssignee())
                .isEqualTo("worker");
        assertThat(bed.task("Task_PrepareReviewAsSupervisee", key).getDueDate())
                .isEqualTo(Instant.parse("2027-06-27T23:00:00Z"));
        assertThat(bed.task("Task_HoldReview", key).getDueDate()).isEqualTo(Instant.parse("2027-07-04T23:00:00Z"));
        assertThat(bed.mailsTo("worker")).contains("REVIEW_DUE");

        prepare("Task_PrepareReviewAsSupervisor", "The length", null);
        prepare("Task_PrepareReviewAsSupervisee", null, "The room");

        assertThat(review())
                .hasPassed("EndEvent_SupervisorPrepared", "EndEvent_SuperviseePrepared")
                .isWaitingAtExactly("SubProcess_Review", "Task_HoldReview");
        AgreementReview row = reviews.require(key);
        assertThat(row.preparation(Party.SUPERVISOR))
                .hasValueSatisfying(own -> assertThat(own.worksWell()).isEqualTo("The length"));
        assertThat((List<?>) bed.show(bed.task("Task_HoldReview", key)).facts().get("preparations"))
                .hasSize(2);
    }

    @Test
    @DisplayName("R127, F74: reaffirmed and confirmed, the terms are signed again; the next review counts from here")
    void isReaffirmed() {
        reviewStarts();
        ProcessInstance review = review();
        bed.at(START.plusDays(15), MORNING);
        hold(ReviewOutcome.REAFFIRM, null);
        assertThat(review).isWaitingAt("Task_ConfirmReview");
        assertThat(bed.task("Task_ConfirmReview", key).getAssignee()).isEqualTo("worker");
        assertThat(bed.mailsTo("worker")).contains("REVIEW_TO_CONFIRM");
        confirm();

        assertThat(review)
                .isEnded()
                .hasPassedInOrder("EndEvent_ReviewAgreed", "Task_StartNextTerm", "EndEvent_NextTermStarted")
                .hasNotPassed("Task_EndAgreement", "Task_ChaseReview");
        String next = agreement.key() + "/T2";
        assertThat(bed.hasTask("Task_SignAgreementAsSupervisor", next)).isTrue();
        assertThat(bed.hasTask("Task_DraftAgreement", next)).isFalse();
        terms.sign(next, Party.SUPERVISOR, "supervisor");
        terms.sign(next, Party.SUPERVISEE, "worker");
        bed.at(START.plusDays(20), MORNING);
        terms.activate(next);
        AgreementTerm renewed = agreements.termInForce(agreement.requireId()).orElseThrow();
        assertThat(renewed.key()).isEqualTo(next);
        assertThat(renewed.reviewDueOn()).isEqualTo("2027-12-21");
        assertThat(reviews.require(key).completedOn()).isEqualTo("2027-06-21");
    }

    @Test
    @DisplayName("R127, F74: amended, the next term is drafted from today's terms")
    void isAmended() {
        reviewStarts();
        hold(ReviewOutcome.AMEND, null);
        confirm();

        assertThat(bed.hasTask("Task_DraftAgreement", agreement.key() + "/T2")).isTrue();
        assertThat(agreements.status(agreement.requireId())).isEqualTo(AgreementStatus.IN_FORCE);
    }

    @Test
    @DisplayName("F06: when new terms are being drafted already, a review amends and starts no other")
    void joinsAnAmendmentUnderWay() {
        reviewStarts();
        terms.openNext(agreement.requireId(), false);
        assertThat(bed.errors(bed.task("Task_HoldReview", key), held(ReviewOutcome.REAFFIRM, null)))
                .extracting(FieldError::field)
                .containsExactly("outcome");
        hold(ReviewOutcome.AMEND, null);
        confirm();

        assertThat(agreements.terms(agreement.requireId())).hasSize(2);
    }

    @Test
    @DisplayName(
            "F06, B9: terms that are drafted between a review and its confirmation are the next, though it reaffirmed")
    void joinsAnAmendmentThatBeganBeforeTheConfirmation() {
        reviewStarts();
        hold(ReviewOutcome.REAFFIRM, null);
        terms.openNext(agreement.requireId(), false);
        confirm();

        assertThat(reviews.require(key).status()).isEqualTo(ReviewStatus.AGREED);
        assertThat(agreements.terms(agreement.requireId())).hasSize(2);
        assertThat(bed.hasTask("Task_DraftAgreement", agreement.key() + "/T2")).isTrue();
    }

    @Test
    @DisplayName("F74: a review may end the agreement, with the reason")
    void endsTheAgreement() {
        reviewStarts();
        ProcessInstance review = review();
        hold(ReviewOutcome.END, EndReason.ROLE_CHANGE);
        assertThat(reviews.textToConfirm(key)).contains("Outcome: the agreement ends", "because: a role changes");
        confirm();

        assertThat(review)
                .isEnded()
                .hasPassedInOrder("Task_EndAgreement", "EndEvent_AgreementEnded")
                .hasNotPassed("Task_StartNextTerm");
        Agreement ended = agreements.require(agreement.requireId());
        assertThat(ended.status()).isEqualTo(AgreementStatus.ENDED);
        assertThat(ended.endReason()).isEqualTo(EndReason.ROLE_CHANGE);
    }

    @Test
    @DisplayName("B9: what the supervisee does not confirm goes back to the supervisor with the reason")
    void goesBackWhenNotConfirmed() {
        reviewStarts();
        hold(ReviewOutcome.REAFFIRM, null);
        bed.complete(
                bed.task("Task_ConfirmReview", key),
                new ConfirmReviewForm.Values(ConfirmReviewForm.Decision.DISAGREE, "We agreed on fortnights", null));

        assertThat(review()).isWaitingAt("Task_HoldReview").hasNotPassed("EndEvent_ReviewAgreed");
        assertThat(bed.show(bed.task("Task_HoldReview", key)).facts().get("comments"))
                .isEqualTo(List.of(new Remark("Daniel Okafor (supervisee)", "We agreed on fortnights")));
        hold(ReviewOutcome.AMEND, null);
        assertThat(bed.mailsTo("worker"))
                .filteredOn("REVIEW_TO_CONFIRM"::equals)
                .hasSize(2);
        assertThat((List<Object>) (List<?>)
                        bed.show(bed.task("Task_ConfirmReview", key)).facts().get("summary"))
                .contains(new Fact("Outcome", "the agreement goes on with changed terms"));
    }

    @Test
    @DisplayName("F72: just before the end of the tenth working day after it was due nobody is chased")
    void isNotChasedBeforeTime() {
        reviewStarts();
        bed.at(Instant.parse("2027-07-16T22:59:59Z"));
        bed.runDueJobs();

        assertThat(bed.hasTask("Task_ChaseReview", key)).isFalse();
    }

    @Test
    @DisplayName("F72: at the end of the tenth working day after it was due the line manager chases the review")
    void isChasedInTime() {
        reviewStarts();
        bed.at(Instant.parse("2027-07-16T23:00:00Z"));
        bed.runDueJobs();

        Task chase = bed.task("Task_ChaseReview", key);
        assertThat(chase.getAssignee()).isEqualTo("linemanager");
        assertThat(bed.mailsTo("linemanager")).containsExactly("REVIEW_OVERDUE");
        assertThat(bed.errors(chase, new ChaseReviewForm.Values(null, null)))
                .extracting(FieldError::field)
                .containsExactly("done");
        bed.complete(chase, new ChaseReviewForm.Values(true, "On Monday"));

        assertThat(review()).hasPassed("EndEvent_ReviewChased").isWaitingAt("Task_HoldReview");
        assertThat(reviews.require(key)).satisfies(row -> {
            assertThat(row.chasedBy()).isEqualTo("linemanager");
            assertThat(row.chaseNote()).isEqualTo("On Monday");
        });
    }

    @Test
    @DisplayName("F104: the chase ends with the review")
    void completingEndsTheChase() {
        reviewStarts();
        ProcessInstance review = review();
        bed.at(Instant.parse("2027-07-16T23:00:00Z"));
        bed.runDueJobs();
        assertThat(bed.hasTask("Task_ChaseReview", key)).isTrue();
        hold(ReviewOutcome.REAFFIRM, null);
        confirm();

        assertThat(review).isEnded();
    }

    @Test
    @DisplayName("E17: an agreement that ends needs no review")
    void isNotNeededOnceTheAgreementEnded() {
        reviewStarts();
        ProcessInstance review = review();
        agreements.end(agreement.requireId(), EndReason.LEAVER);

        assertThat(review)
                .isEnded()
                .hasPassed("BoundaryEvent_AgreementEnded", "EndEvent_ReviewNotNeeded")
                .hasNotPassed("EndEvent_ReviewAgreed");
        assertThat(reviews.require(key).status()).isEqualTo(ReviewStatus.NOT_NEEDED);
    }

    @Test
    @DisplayName("B9: a review that is due is begun once, and begun by the sweep where it was left out")
    void isBegunOnce() {
        reviewStarts();
        terms.startReview(key);
        bed.get(SweepTask.class).sweep(bed.get(Clock.class).instant());
        assertThat(running()).isEqualTo(1);
        hold(ReviewOutcome.AMEND, null);
        confirm();
        bed.get(SweepTask.class).sweep(bed.get(Clock.class).instant());
        assertThat(running()).isZero();

        bed.at(START.plusMonths(6), MORNING);
        bed.get(SweepTask.class).sweep(bed.get(Clock.class).instant());

        assertThat(running()).isEqualTo(1);
        assertThat(reviews.require(key).dueOn()).isEqualTo("2027-12-06");
    }

    @Test
    @DisplayName("F75: other hours in the people file have the agreement reviewed early, once, and both are told")
    void otherHoursCallForAReview() {
        agreement = bed.agreementInForce();
        key = agreement.key() + "/T1";
        LocalDate day = LocalDate.of(2027, 3, 1);
        bed.at(day.minusDays(1), MORNING);
        bed.people(partTime(), day);
        assertThat(running()).as("they hold from tomorrow").isZero();

        bed.at(day, MORNING);
        sweep();
        sweep();
        assertThat(running()).isEqualTo(1);
        assertThat(reviews.require(key).dueOn()).isEqualTo(day.plusDays(28));
        assertThat(bed.mailsTo("worker")).containsOnlyOnce("REVIEW_DUE");
        assertThat(bed.mailsTo("supervisor")).containsOnlyOnce("REVIEW_DUE");

        hold(ReviewOutcome.REAFFIRM, null);
        confirm();
        bed.at(day.plusDays(1), MORNING);
        sweep();
        assertThat(running()).as("reviewed with these hours").isZero();
    }

    @Test
    @DisplayName("F75: another role does too, at once on the day of the import; another name does not")
    void anotherRoleCallsForAReview() {
        agreement = bed.agreementInForce();
        LocalDate day = LocalDate.of(2027, 3, 1);
        bed.at(day, MORNING);
        bed.people(TestBed.text("demo/people.csv").replace("Daniel Okafor", "Daniel Oke"), day.minusDays(1));
        assertThat(running()).isZero();
        bed.people(
                TestBed.text("demo/people.csv")
                        .replace(
                                "supervisor,Children and Families,SOCIAL_WORKER,EXPERIENCED,2022",
                                "supervisor,Children and Families,TEAM_MANAGER,MANAGER,2022"),
                day);
        assertThat(running()).isEqualTo(1);
    }

    private void sweep() {
        bed.get(SweepTask.class).sweep(bed.get(Clock.class).instant());
    }

    /** The demo's people, worker with three fifths of full time. */
    private static String partTime() {
        return TestBed.text("demo/people.csv")
                .lines()
                .map(line -> line.startsWith("worker,") ? line.replace(",1.0,", ",0.6,") : line)
                .collect(Collectors.joining("\n"));
    }

    /** The review of an agreement of six months less four weeks. */
    private void reviewStarts() {
        agreement = bed.agreementInForce();
        key = agreement.key() + "/T1";
        bed.at(START, MORNING);
        terms.startReview(key);
    }

    private ProcessInstance review() {
        return COVERAGE.getProcessEngine()
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey("agreementReview")
                .processInstanceBusinessKey(key)
                .singleResult();
    }

    private long running() {
        return COVERAGE.getProcessEngine()
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey("agreementReview")
                .count();
    }

    private void prepare(String task, @Nullable String worksWell, @Nullable String toChange) {
        bed.complete(bed.task(task, key), new PrepareReviewForm.Values(worksWell, toChange));
    }

    private void hold(ReviewOutcome outcome, @Nullable EndReason endReason) {
        bed.complete(bed.task("Task_HoldReview", key), held(outcome, endReason));
    }

    private HoldReviewForm.Values held(ReviewOutcome outcome, @Nullable EndReason endReason) {
        LocalDate today = LocalDate.ofInstant(bed.get(Clock.class).instant(), London.ZONE);
        return new HoldReviewForm.Values(outcome, today, "It works for both", endReason, null);
    }

    private void confirm() {
        bed.complete(
                bed.task("Task_ConfirmReview", key),
                new ConfirmReviewForm.Values(ConfirmReviewForm.Decision.CONFIRM, null, null));
    }
}
