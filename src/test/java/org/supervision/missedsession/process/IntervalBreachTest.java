package org.supervision.missedsession.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementInForce;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.SignedOnPaper;
import org.supervision.missedsession.CaseMode;
import org.supervision.missedsession.CaseState;
import org.supervision.missedsession.MissedCase;
import org.supervision.session.SupervisionSession;

/** Failure to meet at the prescribed interval, whatever is moved, cancelled, renewed or suspended meanwhile. */
@DisplayName("Supervision that fails to occur at the prescribed interval (A7.2, B8)")
@Deployment(
        resources = {
            "bpmn/missed-session-escalation.bpmn",
            "bpmn/escalation-resolution.bpmn",
            "bpmn/supervision-session.bpmn",
            "bpmn/session-booking.bpmn",
            "bpmn/escalation-routing.dmn",
            "bpmn/frequency-policy.dmn",
            "bpmn/session-outcome.dmn",
            "bpmn/record-deadline.dmn",
            "bpmn/case-coverage.dmn"
        })
class IntervalBreachTest extends CaseStory {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE =
            ProcessEngineCoverageExtension.builder().build();

    /** Held on Wednesday 10 February: four weeks later is 10 March, and five working days after that 17 March. */
    private static final String JUST_BEFORE = "2027-03-17T23:59";

    private static final String JUST_AFTER = "2027-03-18T00:01";

    @Override
    ProcessEngine engine() {
        return ENGINE.getProcessEngine();
    }

    private void held() {
        SupervisionSession first = bed.book(agreement, "2027-02-10T10:00");
        bed.advanceTo("2027-02-10T12:00");
        bed.hold(first);
    }

    private void sweepTwice() {
        bed.sweepIntervals();
        bed.sweepIntervals();
    }

    private void assertBreachAtTheToleranceAlone() {
        bed.advanceTo(JUST_BEFORE);
        sweepTwice();
        assertThat(bed.cases(agreement)).isEmpty();
        bed.advanceTo(JUST_AFTER);
        sweepTwice();
        assertThat(bed.cases(agreement)).hasSize(1);
        assertThat(bed.open(agreement).mode()).isEqualTo(CaseMode.INTERVAL);
        assertThat(bed.open(agreement).initialMissedOn()).isEqualTo("2027-03-10");
    }

    @Test
    @DisplayName("R035: a breach from the first day after the tolerance, once, however often the sweep looks")
    void justBeforeAndAfter() {
        held();
        assertBreachAtTheToleranceAlone();
        assertThat(bed.timeline(bed.open(agreement)))
                .filteredOn("INTERVAL_BREACHED"::equals)
                .hasSize(1);
        assertThat(bed.has("Task_ResolveMissedSupervision", bed.open(agreement)))
                .isTrue();
    }

    @Test
    @DisplayName("F11, R035: of an agreement that was signed on paper it counts from the last session held before")
    void heldOnPaper() {
        bed.publish(new SignedOnPaper(Agreement.keyOf(agreement) + "/T1", agreement, LocalDate.of(2027, 2, 10)));
        assertBreachAtTheToleranceAlone();
    }

    @Test
    @DisplayName("R035: before the first held session the interval counts from the effective date")
    void beforeTheFirst() {
        bed.advanceTo("2027-03-08T23:59");
        sweepTwice();
        assertThat(bed.cases(agreement)).isEmpty();
        bed.advanceTo("2027-03-09T00:01");
        sweepTwice();
        assertThat(bed.cases(agreement)).hasSize(1);
    }

    @Test
    @DisplayName(
            "R035, E9: two sessions moved past one another leave the gap to the last held one, and that is seen at once")
    void movedPastOneAnother() {
        held();
        SupervisionSession first = bed.book(agreement, "2027-03-08T10:00");
        SupervisionSession second = bed.book(agreement, "2027-03-15T10:00");
        bed.move(second, "2027-03-17T10:00");
        assertThat(bed.cases(agreement)).isEmpty();
        bed.move(second, "2027-03-18T10:00");
        assertThat(bed.cases(agreement)).as("the first is still booked in time").isEmpty();
        bed.move(first, "2027-03-25T10:00");

        assertThat(bed.open(agreement).mode()).isEqualTo(CaseMode.INTERVAL);
        bed.move(first, "2027-03-24T10:00");
        sweepTwice();
        assertThat(bed.cases(agreement)).hasSize(1);
    }

    @Test
    @DisplayName("R035, E9: a chain of moves, each within the rules, still owes the session from the last held one")
    void chainOfMoves() {
        held();
        SupervisionSession first = bed.book(agreement, "2027-03-08T10:00");
        SupervisionSession second = bed.book(agreement, "2027-03-12T10:00");
        bed.move(first, "2027-03-15T10:00");
        bed.move(second, "2027-03-16T10:00");
        bed.move(first, "2027-03-17T16:00");
        bed.move(second, "2027-03-17T10:00");
        assertThat(bed.cases(agreement)).isEmpty();
        bed.advanceTo("2027-03-17T12:00");
        bed.hold(second);
        bed.advanceTo(JUST_AFTER);
        sweepTwice();
        assertThat(bed.cases(agreement)).as("held on the last day").isEmpty();
    }

    @Test
    @DisplayName(
            "R035, E10: cancelled and booked anew in turn, there is one case, and the breach joins it without effect")
    void cancelledAndBookedInTurn() {
        held();
        bed.cancel(bed.book(agreement, "2027-03-08T10:00"));
        MissedCase missed = bed.open(agreement);
        bed.cancel(rebook(missed, "2027-03-10T10:00"));
        CaseState state = now(missed).state();
        Optional<Integer> level = now(missed).escalationLevel();
        Optional<Instant> actBy = now(missed).actBy();
        bed.book(agreement, "2027-03-30T10:00");
        bed.at(JUST_BEFORE);
        sweepTwice();
        assertThat(bed.timeline(missed)).doesNotContain("INTERVAL_BREACHED");
        bed.at(JUST_AFTER);
        sweepTwice();

        assertThat(bed.cases(agreement)).hasSize(1);
        assertThat(bed.timeline(missed)).filteredOn("INTERVAL_BREACHED"::equals).hasSize(1);
        assertThat(now(missed).state()).isEqualTo(state);
        assertThat(now(missed).escalationLevel()).isEqualTo(level);
        assertThat(now(missed).actBy()).isEqualTo(actBy);
    }

    @Test
    @DisplayName("R035, E9: a third move while a case is open joins it")
    void thirdMoveJoins() {
        held();
        SupervisionSession later = bed.book(agreement, "2027-03-09T10:00");
        bed.cancel(bed.book(agreement, "2027-03-08T10:00"));
        MissedCase missed = bed.open(agreement);
        CaseState state = now(missed).state();
        for (String time : List.of("2027-03-10T10:00", "2027-03-11T10:00", "2027-03-12T10:00")) {
            bed.move(later, time);
        }
        assertThat(bed.cases(agreement)).hasSize(1);
        assertThat(bed.timeline(missed)).filteredOn("INTERVAL_BREACHED"::equals).hasSize(1);
        assertThat(now(missed).state()).isEqualTo(state);
    }

    @Test
    @DisplayName("R035: a new or changed term gives no new interval")
    void renewed() {
        held();
        bed.at("2027-03-08T09:00");
        bed.renew(agreement, LocalDate.of(2027, 3, 8));
        bed.publish(new AgreementInForce(agreement));
        assertBreachAtTheToleranceAlone();
    }

    @Test
    @DisplayName(
            "R035, E18: no interval runs while supervision is suspended; what lies before counts no more afterwards")
    void suspended() {
        held();
        AgreementService agreements = bed.get(AgreementService.class);
        bed.inTransaction(() -> agreements.suspend(agreement, LocalDate.of(2027, 2, 11), null));
        bed.advanceTo("2027-05-10T09:00");
        sweepTwice();
        assertThat(bed.cases(agreement)).isEmpty();

        bed.inTransaction(() -> agreements.resume(agreement));
        SupervisionSession next = bed.book(agreement, "2027-05-17T10:00");
        bed.move(next, "2027-05-18T10:00");
        sweepTwice();
        assertThat(bed.cases(agreement)).isEmpty();
        bed.move(next, "2027-06-15T10:00");
        assertThat(bed.open(agreement).mode()).isEqualTo(CaseMode.INTERVAL);
    }

    @Test
    @DisplayName(
            "E29: a session that was held closes the miss without a record; that the record is overdue is another matter")
    void heldWithoutRecord() {
        held();
        MissedCase missed = missed("2027-03-01T10:00");
        SupervisionSession held = rebook(missed, "2027-03-04T10:00");
        bed.advanceTo("2027-03-04T12:00");
        bed.hold(held);
        assertThat(now(missed).state()).isEqualTo(CaseState.CLOSED_RECOVERED);
        assertThat(bed.hasTask("Task_WriteRecord", held.key())).isTrue();

        bed.advanceTo("2027-03-18T23:59");
        assertThat(bed.hasTask("Task_ChaseRecord", held.key())).isFalse();
        bed.advanceTo("2027-03-19T00:01");
        assertThat(bed.task("Task_ChaseRecord", held.key()).getAssignee()).isEqualTo("linemanager");
        assertThat(now(missed).state()).isEqualTo(CaseState.CLOSED_RECOVERED);
    }
}
