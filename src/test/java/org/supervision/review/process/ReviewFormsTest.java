package org.supervision.review.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.supervision.agreement.AgreementTermService;
import org.supervision.agreement.AgreementTestBed;
import org.supervision.agreement.EndReason;
import org.supervision.agreement.Fact;
import org.supervision.calendar.London;
import org.supervision.notification.Reminder;
import org.supervision.notification.ReminderSource;
import org.supervision.review.ReviewOutcome;
import org.supervision.taskform.TaskContext;

/** Each field of each form of a review wrong once: which field is named, and by which clause. */
@Deployment(resources = {"bpmn/agreement-review.bpmn", "bpmn/frequency-policy.dmn"})
class ReviewFormsTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE =
            ProcessEngineCoverageExtension.builder().build();

    private static final LocalDate TODAY = LocalDate.of(2027, 6, 7);

    private @Nullable AgreementTestBed bed;

    @AfterEach
    void close() {
        if (bed != null) {
            bed.close();
        }
    }

    @Test
    @DisplayName("B9: a preparation says at least one thing")
    void preparation() {
        String key = review();
        Task task = bed.task("Task_PrepareReviewAsSupervisee", key);

        assertThat(errors(task, new PrepareReviewForm.Values(null, null))).containsExactly("worksWell B9");
        assertThat(errors(task, new PrepareReviewForm.Values(null, "The day"))).isEmpty();
        assertThat(errors(task, new PrepareReviewForm.Values("The place", null)))
                .isEmpty();
    }

    @Test
    @DisplayName("B9: a review was held on a day of its term that is past, with an outcome and, to end, a reason")
    void outcome() {
        String key = review();
        Task task = bed.task("Task_HoldReview", key);

        assertThat(errors(task, held(null, null, null))).containsExactly("heldOn B9", "outcome B9");
        assertThat(errors(task, held(ReviewOutcome.AMEND, TODAY.plusDays(1), null)))
                .containsExactly("heldOn B9");
        assertThat(errors(task, held(ReviewOutcome.AMEND, AgreementTestBed.TODAY.minusDays(1), null)))
                .containsExactly("heldOn B9");
        assertThat(errors(task, held(ReviewOutcome.END, TODAY, null))).containsExactly("endReason B9");
        assertThat(errors(task, held(ReviewOutcome.END, TODAY, EndReason.LEAVER)))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "R102, B0: the appraisal's date is kept with the review, shown at it, and the supervisor is reminded once")
    void appraisal() {
        String key = review();
        Task task = bed.task("Task_HoldReview", key);
        LocalDate appraisal = TODAY.plusDays(40);

        assertThat(errors(task, held(appraisal.minusDays(41)))).containsExactly("appraisalDueOn B0");
        assertThat(errors(task, held(TODAY))).isEmpty();
        bed.complete(task, held(appraisal));
        assertThat(bed.show(bed.task("Task_ConfirmReview", key)).facts().get("summary"))
                .asInstanceOf(list(Fact.class))
                .contains(new Fact("Performance appraisal due by", "Saturday 17 July 2027"));
        Instant reminded = appraisal.minusDays(28).atStartOfDay(London.ZONE).toInstant();
        ReminderSource reminders = bed.get(ReminderSource.class);
        assertThat(reminders.due(reminded.minusSeconds(1), reminded))
                .containsExactly(new Reminder(
                        "supervisor",
                        "appraisal",
                        Reminder.Phase.AHEAD,
                        "AG-000001",
                        appraisal,
                        appraisal.minusDays(28)));
        assertThat(reminders.due(reminded, reminded.plusSeconds(86400))).isEmpty();
        assertThat(reminders.due(reminded.minusSeconds(86400), reminded.minusSeconds(1)))
                .isEmpty();
    }

    private static HoldReviewForm.Values held(LocalDate appraisalDueOn) {
        return new HoldReviewForm.Values(ReviewOutcome.REAFFIRM, TODAY, null, null, appraisalDueOn);
    }

    @Test
    @DisplayName("B9: the supervisee confirms, or says what is not right; only a confirmation is signed")
    void confirmation() {
        String key = review();
        bed.complete(bed.task("Task_HoldReview", key), held(ReviewOutcome.REAFFIRM, TODAY, null));
        Task task = bed.task("Task_ConfirmReview", key);
        ConfirmReviewForm form = bed.get(ConfirmReviewForm.class);
        TaskContext context =
                new TaskContext(task.getId(), "Task_ConfirmReview", "agreementReview", key, "worker", null);
        ConfirmReviewForm.Values disagree =
                new ConfirmReviewForm.Values(ConfirmReviewForm.Decision.DISAGREE, null, null);

        assertThat(errors(task, new ConfirmReviewForm.Values(null, null, null))).containsExactly("decision B9");
        assertThat(errors(task, disagree)).containsExactly("comment B9");
        assertThat(form.needsSignature(context, disagree)).isFalse();
        assertThat(form.needsSignature(
                        context, new ConfirmReviewForm.Values(ConfirmReviewForm.Decision.CONFIRM, null, null)))
                .isTrue();
    }

    private String review() {
        bed = new AgreementTestBed(ENGINE.getProcessEngine());
        String key = bed.agreementInForce().key() + "/T1";
        bed.at(TODAY, LocalTime.of(9, 0));
        bed.get(AgreementTermService.class).startReview(key);
        return key;
    }

    private List<String> errors(Task task, Record values) {
        return bed.errors(task, values).stream()
                .map(error -> error.field() + " " + error.clause())
                .toList();
    }

    private static HoldReviewForm.Values held(
            @Nullable ReviewOutcome outcome, @Nullable LocalDate on, @Nullable EndReason endReason) {
        return new HoldReviewForm.Values(outcome, on, null, endReason, null);
    }
}
