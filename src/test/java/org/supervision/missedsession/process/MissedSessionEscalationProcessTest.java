package org.supervision.missedsession.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.EventSubscription;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.OptimisticLockingFailureException;
import org.supervision.agreement.AgreementEnded;
import org.supervision.agreement.AgreementInForce;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.EndReason;
import org.supervision.missedsession.CaseMode;
import org.supervision.missedsession.CaseOpening;
import org.supervision.missedsession.CaseState;
import org.supervision.missedsession.CaseTestBed;
import org.supervision.missedsession.HeldClaims;
import org.supervision.missedsession.MissRefusedException;
import org.supervision.missedsession.MissedCase;
import org.supervision.missedsession.MissedCases;
import org.supervision.missedsession.PartyReport;
import org.supervision.notification.MailKind;
import org.supervision.policy.CountedAnew;
import org.supervision.policy.Moved;
import org.supervision.session.SessionMissed;
import org.supervision.session.SessionService;
import org.supervision.session.SessionState;
import org.supervision.session.SupervisionSession;
import org.supervision.taskform.FormErrors.FieldError;

/** Every path of missed-session-escalation.bpmn and the edge cases of processes.md 5.3, with real services and models. */
@Deployment(
        resources = {
            "bpmn/missed-session-escalation.bpmn",
            "bpmn/escalation-resolution.bpmn",
            "bpmn/escalation-routing.dmn",
            "bpmn/supervision-session.bpmn",
            "bpmn/session-booking.bpmn",
            "bpmn/session-outcome.dmn",
            "bpmn/record-deadline.dmn",
            "bpmn/case-coverage.dmn",
            "bpmn/frequency-policy.dmn"
        })
class MissedSessionEscalationProcessTest extends CaseStory {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ProcessEngineCoverageExtension.builder()
            .excludeProcessDefinitionKeys(
                    "escalationResolution",
                    "supervisionSession",
                    "sessionBooking",
                    "escalation-routing",
                    "session-outcome",
                    "record-deadline",
                    "frequency-policy")
            .assertClassCoverageAtLeast(1.0)
            .build();

    @Override
    ProcessEngine engine() {
        return COVERAGE.getProcessEngine();
    }

    @Test
    @DisplayName("R123, E29: a missed session opens a case, a new date in time is held and closes it")
    void recovered() {
        MissedCase missed = missed("2027-03-01T10:00");
        ProcessInstance process = bed.instance(P4, missed);
        assertThat(process).isWaitingAt("Task_AgreeNewDate");
        assertThat(missed.mode()).isEqualTo(CaseMode.MISSED);
        assertThat(missed.initialMissedOn()).isEqualTo("2027-03-01");
        assertThat(missed.rebookBy()).contains(CaseTestBed.instant("2027-03-09T00:00"));
        assertThat(missed.reportDeadline()).contains(CaseTestBed.instant("2027-03-16T00:00"));
        assertThat(bed.notices(MailKind.MISSED_SESSION_OPENED))
                .extracting("recipientUserId")
                .containsExactly("supervisor", "worker");

        SupervisionSession recovery = rebook(missed, "2027-03-08T10:00");
        assertThat(process).isWaitingAt("Task_AwaitNewSession");
        assertThat(now(missed).state()).isEqualTo(CaseState.REBOOKED);
        assertThat(bed.session(recovery).recoveryForCase()).isEqualTo(missed.id());

        bed.advanceTo("2027-03-08T12:00");
        bed.hold(recovery);
        assertThat(process)
                .isEnded()
                .hasPassedInOrder("Task_AwaitNewSession", "BoundaryEvent_SessionHeld", "Task_CloseRecovered")
                .hasNotPassed("Task_ReportAsSupervisor", "Task_ReportAsSupervisee");
        assertThat(now(missed).state()).isEqualTo(CaseState.CLOSED_RECOVERED);
        assertThat(now(missed).isCounted()).isTrue();
        assertThat(bed.instance(P4B, missed)).isNull();
    }

    @Test
    @DisplayName("R123, R124: no date within five working days: both owe a report from then, not a moment earlier")
    void noDateForthcoming() {
        MissedCase missed = missed("2027-03-01T10:00");
        bed.advanceTo("2027-03-08T23:59:59");
        assertThat(bed.instance(P4, missed)).isWaitingAt("Task_AgreeNewDate");
        bed.advanceTo("2027-03-09T00:00:01");
        assertThat(bed.instance(P4, missed))
                .hasPassed("BoundaryEvent_NoDateForthcoming")
                .isWaitingAt("Task_ReportAsSupervisor", "Task_ReportAsSupervisee");
        assertThat(now(missed).state()).isEqualTo(CaseState.REPORT_DUE);
        assertThat(bed.task("Task_ReportAsSupervisor", missed.key()).getDueDate())
                .isEqualTo(Instant.parse("2027-03-16T00:00:00Z"));
        assertThat(bed.mailsTo("worker")).containsExactly(MailKind.MISSED_SESSION_OPENED, MailKind.REPORT_OWED);
    }

    @Test
    @DisplayName("R124: both report, and the case waits for the managers")
    void bothReport() {
        MissedCase missed = missed("2027-03-01T10:00");
        noDate(missed);
        bed.complete("Task_ReportAsSupervisor", missed, REPORT);
        bed.complete(
                "Task_ReportAsSupervisee",
                missed,
                Map.of("whatHappened", "I waited", "attempts", "Two mails", "wouldHelp", "A cover supervisor"));

        assertThat(bed.instance(P4, missed)).hasPassed("EndEvent_BothReported").isWaitingAt("Task_AwaitResolution");
        assertThat(bed.get(MissedCases.class).reports(missed))
                .extracting(PartyReport::state)
                .containsOnly(PartyReport.State.REPORTED);
        assertThat(bed.timeline(missed))
                .containsSubsequence("OPENED MISSED", "MISSED", "NO_DATE", "REPORTS_ASKED", "REPORTED", "REPORTED");
    }

    @Test
    @DisplayName("E1: a second session missed while a date is sought joins the case, and both report at once")
    void e1WhileSeeking() {
        SupervisionSession second = bed.book(agreement, "2027-03-05T10:00");
        MissedCase missed = missed("2027-03-01T10:00");
        bed.advanceTo("2027-03-05T16:00");
        bed.miss(second);

        assertThat(bed.cases(agreement)).hasSize(1);
        assertThat(bed.instance(P4, missed))
                .hasPassed("BoundaryEvent_FurtherMiss")
                .isWaitingAt("Task_ReportAsSupervisor", "Task_ReportAsSupervisee");
        assertThat(now(missed).initialMissedOn()).isEqualTo("2027-03-01");
        assertThat(now(missed).reportDeadline()).isEqualTo(missed.reportDeadline());
        assertThat(bed.task("Task_ReportAsSupervisee", missed.key()).getDueDate())
                .isEqualTo(Instant.parse("2027-03-06T00:00:00Z"));
    }

    @Test
    @DisplayName("E1: the new session fails too: it joins the case, and both report at once")
    void e1WhenRebooked() {
        MissedCase missed = missed("2027-03-01T10:00");
        SupervisionSession recovery = rebook(missed, "2027-03-05T10:00");
        bed.advanceTo("2027-03-05T16:00");
        bed.miss(recovery);

        assertThat(bed.cases(agreement)).hasSize(1);
        assertThat(bed.instance(P4, missed))
                .hasPassed("Task_AwaitNewSession")
                .isWaitingAt("Task_ReportAsSupervisor", "Task_ReportAsSupervisee");
        assertThat(now(missed).reportsDueAt()).contains(Instant.parse("2027-03-06T00:00:00Z"));
        assertThat(now(missed).reportDeadline()).isEqualTo(missed.reportDeadline());
    }

    @Test
    @DisplayName("E2: a miss after a recovered case is a new case with a new anchor")
    void e2() {
        MissedCase first = missed("2027-03-01T10:00");
        SupervisionSession recovery = rebook(first, "2027-03-03T10:00");
        bed.advanceTo("2027-03-03T12:00");
        bed.hold(recovery);
        MissedCase second = missed("2027-04-06T10:00");

        assertThat(second.key()).isNotEqualTo(first.key());
        assertThat(second.initialMissedOn()).isEqualTo("2027-04-06");
        assertThat(bed.cases(agreement))
                .extracting(MissedCase::state)
                .containsExactly(CaseState.CLOSED_RECOVERED, CaseState.SEEKING_DATE);
    }

    @Test
    @DisplayName("E3: a regular session booked already is held in the window: it closes the case, which still counts")
    void e3() {
        SupervisionSession regular = bed.book(agreement, "2027-03-10T10:00");
        MissedCase missed = missed("2027-03-01T10:00");
        bed.advanceTo("2027-03-08T09:00");
        bed.completeAs("supervisor", "Task_AgreeNewDate", missed, Map.of("decision", "USE_BOOKED"));
        assertThat(now(missed).recoverySessionId()).contains(regular.id());
        bed.advanceTo("2027-03-10T12:00");
        bed.hold(regular);

        assertThat(now(missed).state()).isEqualTo(CaseState.CLOSED_RECOVERED);
        assertThat(now(missed).isCounted()).isTrue();
    }

    @Test
    @DisplayName("E27, R032: the new session is given to a cover: held by the cover, it closes the case and counts")
    void e27() {
        MissedCase missed = missed("2027-03-01T10:00");
        SupervisionSession recovery = rebook(missed, "2027-03-08T10:00");
        bed.cover(recovery, "cover");
        assertThat(now(missed).state()).as("as booked as before").isEqualTo(CaseState.REBOOKED);
        assertThat(bed.instance(P4, missed)).isWaitingAt("Task_AwaitNewSession");
        assertThat(bed.get(SessionService.class).lastHeldOn(agreement)).isEmpty();

        bed.advanceTo("2027-03-08T12:00");
        bed.hold(recovery);
        assertThat(bed.session(recovery).supervisor()).isEqualTo("cover");
        assertThat(bed.session(recovery).state()).isEqualTo(SessionState.HELD);
        assertThat(now(missed).state()).isEqualTo(CaseState.CLOSED_RECOVERED);
        assertThat(bed.get(SessionService.class).lastHeldOn(agreement)).contains(LocalDate.of(2027, 3, 8));
        bed.advanceTo("2027-04-05T09:00");
        bed.sweepIntervals();
        assertThat(bed.cases(agreement))
                .as("the interval runs from the covered session")
                .hasSize(1);
    }

    @Test
    @DisplayName("E3: a regular session closes the case also when nobody made it the new date; an earlier one does not")
    void e3Unmarked() {
        SupervisionSession before = bed.book(agreement, "2027-02-26T10:00");
        bed.book(agreement, "2027-03-04T10:00");
        MissedCase missed = missed("2027-03-01T10:00");
        bed.hold(before);
        assertThat(now(missed).state()).isEqualTo(CaseState.SEEKING_DATE);
        bed.advanceTo("2027-03-04T12:00");
        SupervisionSession regular = bed.get(SessionService.class).of(agreement).stream()
                .filter(session -> session.state() == SessionState.BOOKED)
                .findFirst()
                .orElseThrow();
        bed.hold(regular);
        assertThat(now(missed).state()).isEqualTo(CaseState.CLOSED_RECOVERED);
    }

    @Test
    @DisplayName(
            "R125, E4: the rebooked meeting on day 14 fails at 16:00: reports by 24:00 that day, then by itself, no grace")
    void e4() {
        MissedCase missed = missed("2027-03-01T10:00");
        SupervisionSession recovery = rebook(missed, "2027-03-15T14:00");
        bed.advanceTo("2027-03-15T16:00");
        bed.miss(recovery);
        assertThat(now(missed).reportsDueAt()).contains(Instant.parse("2027-03-16T00:00:00Z"));
        bed.advanceTo("2027-03-15T23:59:59");
        assertThat(bed.has("Task_ResolveMissedSupervision", missed)).isFalse();
        bed.advanceTo("2027-03-16T00:00:00");
        assertThat(bed.has("Task_ResolveMissedSupervision", missed)).isTrue();
        assertThat(bed.has("Task_ReportAsSupervisor", missed)).isFalse();
        assertThat(bed.get(MissedCases.class).reports(missed))
                .extracting(PartyReport::state)
                .containsOnly(PartyReport.State.NOT_REPORTED);
    }

    @Test
    @DisplayName(
            "E5: rebooked on day 14, outcome unknown at 24:00: it goes up, and a late \"held\" closes it once both say so")
    void e5() {
        MissedCase missed = missed("2027-03-01T10:00");
        SupervisionSession recovery = rebook(missed, "2027-03-15T14:00");
        bed.advanceTo("2027-03-16T10:00");
        assertThat(now(missed).state()).isEqualTo(CaseState.WITH_LM);
        bed.hold(recovery);
        assertThat(now(missed).state()).isEqualTo(CaseState.WITH_LM);
        assertThat(bed.task("Task_ConfirmHeld", missed.key()).getAssignee()).isEqualTo("worker");
        assertThat(bed.mailsTo("worker")).contains(MailKind.HELD_TO_CONFIRM);
        bed.complete("Task_ConfirmHeld", missed, Map.of("decision", "CONFIRM"));

        assertThat(now(missed).state()).isEqualTo(CaseState.HELD_LATE_RECORDED);
        assertThat(now(missed).isCounted()).isFalse();
        assertThat(bed.open()).doesNotContain("Task_ResolveMissedSupervision").contains("Task_WriteRecord");
        assertThat(bed.instance(P4, missed)).isNull();
        assertThat(bed.instance(P4B, missed)).isNull();
    }

    @Test
    @DisplayName("the form says that a place which was typed is not kept where no new date is agreed")
    void placeIsNotKept() {
        MissedCase missed = missed("2027-03-01T10:00");

        assertThat(bed.check(
                                "Task_AgreeNewDate",
                                missed,
                                Map.of("decision", "NO_DATE", "reason", "Both away", "location", "Room 9"))
                        .warnings())
                .extracting(FieldError::field)
                .containsExactly("decision");
    }

    @Test
    @DisplayName("E6: a new date beyond day 14 is kept, with a warning, but the reports fall due")
    void e6() {
        MissedCase missed = missed("2027-03-01T10:00");
        List<FieldError> warnings = bed.check(
                        "Task_AgreeNewDate", missed, Map.of("decision", "NEW_DATE", "start", "2027-03-16T10:00"))
                .warnings();
        assertThat(warnings).extracting(FieldError::field, FieldError::clause).contains(tuple("start", "B8"));
        SupervisionSession late = rebook(missed, "2027-03-16T10:00");

        assertThat(bed.session(late).state()).isEqualTo(SessionState.BOOKED);
        assertThat(bed.instance(P4, missed)).isWaitingAt("Task_ReportAsSupervisor", "Task_ReportAsSupervisee");
        bed.complete("Task_ReportAsSupervisor", missed, REPORT);
        bed.advanceTo("2027-03-16T12:00");
        bed.hold(late);
        assertThat(now(missed).state()).isEqualTo(CaseState.CLOSED_RESOLVED);
    }

    @Test
    @DisplayName("C18: where the policy lets a reason do, a late date with a reason needs no reports")
    void lateWithReason() {
        restartWithPolicy("lateRebook: REPORT ", "lateRebook: ALLOW_WITH_REASON ");
        MissedCase missed = missed("2027-03-01T10:00");
        Map<String, Object> late = Map.of("decision", "NEW_DATE", "start", "2027-03-18T10:00");
        assertThat(bed.wrong("Task_AgreeNewDate", missed, late)).containsExactly("reason");
        bed.completeAs(
                "worker",
                "Task_AgreeNewDate",
                missed,
                Map.of("decision", "NEW_DATE", "start", "2027-03-18T10:00", "reason", "Both at the same trial"));
        bed.advanceTo("2027-03-18T23:59:59");
        assertThat(bed.instance(P4, missed)).isWaitingAt("Task_AwaitNewSession");
        bed.advanceTo("2027-03-19T00:00:00");
        assertThat(now(missed).state()).isEqualTo(CaseState.WITH_LM);
    }

    @Test
    @DisplayName("E6: the new session is moved past day 14: the reports fall due by the deadline")
    void e6MovedPastTheDeadline() {
        MissedCase missed = missed("2027-03-01T10:00");
        SupervisionSession recovery = rebook(missed, "2027-03-10T10:00");
        bed.move(recovery, "2027-03-12T10:00");
        assertThat(bed.instance(P4, missed)).isWaitingAt("Task_AwaitNewSession");
        bed.move(recovery, "2027-03-16T10:00");
        assertThat(bed.instance(P4, missed)).isWaitingAt("Task_ReportAsSupervisor", "Task_ReportAsSupervisee");
        assertThat(now(missed).reportsDueAt()).isEqualTo(missed.reportDeadline());
    }

    @Test
    @DisplayName(
            "R124, R125, E7: only one reports: the line manager acts at once, the other is shown as not reported at the deadline")
    void e7() {
        MissedCase missed = missed("2027-03-01T10:00");
        bed.advanceTo("2027-03-10T10:00");
        assertThat(bed.has("Task_ResolveMissedSupervision", missed)).isFalse();
        bed.complete("Task_ReportAsSupervisee", missed, REPORT);
        assertThat(bed.task("Task_ResolveMissedSupervision", missed.key()).getAssignee())
                .isEqualTo("linemanager");
        assertThat(bed.mailsTo("linemanager")).containsExactly(MailKind.ESCALATION_RAISED);
        assertThat(bed.has("Task_ReportAsSupervisor", missed)).isTrue();

        bed.advanceTo("2027-03-16T00:00:00");
        assertThat(bed.has("Task_ReportAsSupervisor", missed)).isFalse();
        assertThat(bed.get(MissedCases.class).reports(missed))
                .extracting(PartyReport::state)
                .containsExactly(PartyReport.State.NOT_REPORTED, PartyReport.State.REPORTED);
        assertThat(bed.timeline(missed)).containsOnlyOnce("ESCALATED");
    }

    @Test
    @DisplayName(
            "E8: one reports a miss, the other says it was held: disputed, both statements before the line manager")
    void e8() {
        MissedCase missed = missed("2027-03-01T10:00");
        noDate(missed);
        bed.complete("Task_ReportAsSupervisor", missed, REPORT);
        bed.complete(
                "Task_ReportAsSupervisee",
                missed,
                Map.of(
                        "whatHappened",
                        "We met in the canteen",
                        "claimHeld",
                        true,
                        "actualStart",
                        "2027-03-01T10:00",
                        "actualEnd",
                        "2027-03-01T11:15"));
        assertThat(now(missed).isDisputed()).isTrue();
        assertThat(bed.task("Task_ConfirmHeld", missed.key()).getAssignee()).isEqualTo("supervisor");
        assertThat(bed.wrong("Task_ConfirmHeld", missed, Map.of("decision", "DISPUTE")))
                .containsExactly("statement");
        bed.complete("Task_ConfirmHeld", missed, Map.of("decision", "DISPUTE", "statement", "That was a chat"));

        assertThat(bed.instance(P4, missed))
                .hasPassed("Task_NoteDispute", "EndEvent_Disputed")
                .isNotEnded();
        assertThat(now(missed).isDisputed()).isTrue();
        assertThat(now(missed).state()).isEqualTo(CaseState.WITH_LM);
        assertThat(bed.show("Task_ResolveMissedSupervision", missed).facts().toString())
                .contains("We met in the canteen", "That was a chat", "It fell through twice");
    }

    @Test
    @DisplayName("E8: no answer within two working days counts as a dispute, not a moment earlier")
    void e8Unanswered() {
        MissedCase missed = missed("2027-03-01T10:00");
        bed.completeAs("supervisor", "Task_AgreeNewDate", missed, wasHeld());
        assertThat(bed.instance(P4, missed))
                .hasPassed("Task_ClaimHeld")
                .isWaitingAt("Task_AgreeNewDate", "Task_ConfirmHeld");
        assertThat(bed.wrong("Task_AgreeNewDate", missed, wasHeld())).containsExactly("decision");
        bed.advanceTo("2027-03-03T23:59:59");
        assertThat(bed.has("Task_ConfirmHeld", missed)).isTrue();
        assertThat(now(missed).isDisputed()).isFalse();
        bed.advanceTo("2027-03-04T00:00:01");
        assertThat(bed.has("Task_ConfirmHeld", missed)).isFalse();
        assertThat(now(missed).isDisputed()).isTrue();
        assertThat(bed.timeline(missed)).contains("DISPUTED UNANSWERED");
    }

    @Test
    @DisplayName("E8: both say that it was held: the case closes uncounted, and the session goes on at its record")
    void e8Confirmed() {
        MissedCase missed = missed("2027-03-01T10:00");
        bed.completeAs("worker", "Task_AgreeNewDate", missed, wasHeld());
        assertThat(bed.task("Task_ConfirmHeld", missed.key()).getAssignee()).isEqualTo("supervisor");
        bed.complete("Task_ConfirmHeld", missed, Map.of("decision", "CONFIRM"));
        assertThat(now(missed).state()).isEqualTo(CaseState.HELD_LATE_RECORDED);
        assertThat(bed.open()).contains("Task_WriteRecord").doesNotContain("Task_AgreeNewDate");
    }

    @Test
    @DisplayName("E8: while one says that it was held the other answers that, and neither can say so a second time")
    void e8OneClaimAtATime() {
        MissedCase missed = missed("2027-03-01T10:00");
        noDate(missed);
        Map<String, Object> held = Map.of(
                "whatHappened",
                "We met in the canteen",
                "claimHeld",
                true,
                "actualStart",
                "2027-03-01T10:00",
                "actualEnd",
                "2027-03-01T11:15");
        bed.complete("Task_ReportAsSupervisee", missed, held);
        String asked = bed.task("Task_ConfirmHeld", missed.key()).getId();

        assertThat(bed.check("Task_ReportAsSupervisor", missed, held).errors())
                .extracting(FieldError::field, FieldError::message)
                .containsExactly(tuple(
                        "claimHeld",
                        "The other person has said so already. Answer the task “Confirm that it was held” instead."));
        bed.complete("Task_ReportAsSupervisor", missed, REPORT);
        assertThat(bed.task("Task_ConfirmHeld", missed.key()).getId()).isEqualTo(asked);
        assertThat(bed.notices(MailKind.HELD_TO_CONFIRM)).hasSize(1);

        bed.complete("Task_ConfirmHeld", missed, Map.of("decision", "CONFIRM"));
        assertThat(bed.instance(P4, missed)).isNull();
        assertThat(bed.instance(P4B, missed)).as("in the same transaction").isNull();
    }

    @Test
    @DisplayName("E8: of two who say at the same moment that it was held one is let through")
    void e8BothClaimAtOnce() {
        MissedCase missed = missed("2027-03-01T10:00");
        CompletableFuture<Void> others = bed.inTransaction(() -> {
            claim(missed, "worker");
            // has looked before the first commits, and waits for the case's row
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> claim(missed, "supervisor"));
            assertThatThrownBy(() -> other.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            return other;
        });

        assertThatThrownBy(others::join).hasCauseInstanceOf(OptimisticLockingFailureException.class);
        assertThatThrownBy(() -> claim(missed, "supervisor"))
                .as("and looking again finds the claim")
                .isInstanceOf(OptimisticLockingFailureException.class);
        assertThat(bed.get(HeldClaims.class).latest(missed.key()).claimedBy()).isEqualTo("worker");
    }

    private void claim(MissedCase missed, String by) {
        Instant start = CaseTestBed.instant("2027-03-01T10:00");
        bed.get(HeldClaims.class).claim(missed.key(), by, start, start.plusSeconds(90 * 60), null);
    }

    private static Map<String, Object> wasHeld() {
        return Map.of(
                "decision",
                "WAS_HELD",
                "actualStart",
                "2027-03-01T10:00",
                "actualEnd",
                "2027-03-01T11:30",
                "reason",
                "I pressed the wrong button");
    }

    @Test
    @DisplayName(
            "E10: cancelled for an exceptional reason, a date within five days is held: it closes without counting")
    void e10Recovered() {
        SupervisionSession session = bed.book(agreement, "2027-03-01T10:00");
        bed.advanceTo("2027-02-25T10:00");
        bed.cancel(session);
        MissedCase missed = bed.open(agreement);
        assertThat(missed.mode()).isEqualTo(CaseMode.CANCELLED);
        assertThat(missed.initialMissedOn()).isEqualTo("2027-03-01");
        assertThat(missed.rebookBy()).contains(Instant.parse("2027-03-09T00:00:00Z"));
        SupervisionSession recovery = rebook(missed, "2027-03-04T10:00");
        bed.advanceTo("2027-03-04T12:00");
        bed.hold(recovery);
        assertThat(now(missed).state()).isEqualTo(CaseState.CLOSED_RECOVERED);
        assertThat(now(missed).isCounted()).isFalse();
    }

    @Test
    @DisplayName("E10: cancelled, and no date within five working days of the slot: missed, with the same anchor")
    void e10BecomesMissed() {
        SupervisionSession session = bed.book(agreement, "2027-03-01T10:00");
        bed.advanceTo("2027-02-25T10:00");
        bed.cancel(session);
        MissedCase missed = bed.open(agreement);
        bed.advanceTo("2027-03-08T23:59:59");
        assertThat(now(missed).mode()).isEqualTo(CaseMode.CANCELLED);
        bed.advanceTo("2027-03-09T00:00:00");
        assertThat(now(missed).mode()).isEqualTo(CaseMode.MISSED);
        assertThat(now(missed).isCounted()).isTrue();
        assertThat(now(missed).initialMissedOn()).isEqualTo("2027-03-01");
        assertThat(now(missed).reportDeadline()).contains(Instant.parse("2027-03-16T00:00:00Z"));
    }

    @Test
    @DisplayName("E10: the new session of a cancelled one is cancelled too: that attempt has failed, both report")
    void e10CancelledAgain() {
        MissedCase missed = missed("2027-03-01T10:00");
        SupervisionSession recovery = rebook(missed, "2027-03-04T10:00");
        bed.cancel(recovery);
        assertThat(bed.cases(agreement)).hasSize(1);
        assertThat(bed.instance(P4, missed)).isWaitingAt("Task_ReportAsSupervisor", "Task_ReportAsSupervisee");
    }

    @Test
    @DisplayName("E11: nobody recorded an outcome: presumed missed after two working days, anchored at the slot")
    void e11() {
        bed.book(agreement, "2027-03-01T10:00");
        bed.advanceTo("2027-03-03T23:59:59");
        assertThat(bed.cases(agreement)).isEmpty();
        bed.advanceTo("2027-03-04T00:00:01");
        MissedCase missed = bed.open(agreement);
        assertThat(missed.initialMissedOn()).isEqualTo("2027-03-01");
        assertThat(missed.rebookBy()).contains(Instant.parse("2027-03-09T00:00:00Z"));
    }

    @Test
    @DisplayName("E11: found only after the deadline: it goes up at once")
    void e11AfterTheDeadline() {
        bed.book(agreement, "2027-03-01T10:00");
        bed.at("2027-03-22T09:00");
        bed.runDueJobs();
        MissedCase missed = bed.open(agreement);
        assertThat(missed.initialMissedOn()).isEqualTo("2027-03-01");
        assertThat(missed.state()).isEqualTo(CaseState.WITH_LM);
        assertThat(bed.task("Task_ResolveMissedSupervision", missed.key()).getAssignee())
                .isEqualTo("linemanager");
        assertThat(bed.mailsTo("worker")).doesNotContain(MailKind.REPORT_OWED);
    }

    @Test
    @DisplayName("E17: the agreement ends for a leaver or a change of role: the case closes with it, and its tasks go")
    void e17() {
        MissedCase missed = missed("2027-03-01T10:00");
        bed.get(AgreementService.class).end(agreement, EndReason.ROLE_CHANGE);
        assertThat(now(missed).state()).isEqualTo(CaseState.CLOSED_ENDED);
        assertThat(now(missed).closeReason()).contains("ROLE_CHANGE");
        assertThat(bed.instance(P4, missed)).isNull();
        assertThat(bed.has("Task_AgreeNewDate", missed)).isFalse();
    }

    @Test
    @DisplayName("E17: an agreement made in error voids the case; one that gives way to another leaves it open")
    void e17ErrorAndSuperseded() {
        MissedCase missed = missed("2027-03-01T10:00");
        bed.publish(new AgreementEnded(agreement, EndReason.SUPERSEDED));
        assertThat(now(missed).open()).isTrue();
        bed.get(AgreementService.class).end(agreement, EndReason.ERROR);
        assertThat(now(missed).state()).isEqualTo(CaseState.CLOSED_VOID);
        assertThat(now(missed).isCounted()).isFalse();
    }

    @Test
    @DisplayName(
            "E17: an agreement gives way to another: its case goes on under that one, and a session there closes it")
    void e17Transferred() {
        MissedCase missed = missed("2027-03-01T10:00");
        bed.get(AgreementService.class).end(agreement, EndReason.SUPERSEDED);
        assertThat(now(missed).open()).isTrue();
        assertThat(bed.wrong("Task_AgreeNewDate", missed, Map.of("decision", "NEW_DATE", "start", "2027-03-08T10:00")))
                .containsExactly("decision");

        long successor = bed.agreement("othersupervisor", "worker", "2027-03-01", CaseTestBed.TERMS);
        bed.publish(new AgreementInForce(successor));
        assertThat(now(missed).agreementId()).isEqualTo(successor);
        assertThat(now(missed).initialMissedOn()).isEqualTo("2027-03-01");
        assertThat(bed.timeline(missed)).contains("TRANSFERRED");
        assertThat(engine().getTaskService()
                        .createTaskQuery()
                        .taskDefinitionKey("Task_AgreeNewDate")
                        .taskCandidateUser("othersupervisor")
                        .count())
                .isEqualTo(1);

        bed.completeAs(
                "othersupervisor",
                "Task_AgreeNewDate",
                missed,
                Map.of("decision", "NEW_DATE", "start", "2027-03-08T10:00"));
        SupervisionSession session = bed.booked(successor).get(0);
        bed.advanceTo("2027-03-08T12:00");
        bed.hold(session);
        assertThat(now(missed).state()).isEqualTo(CaseState.CLOSED_RECOVERED);
    }

    @Test
    @DisplayName("E16, E17: the other agreement is in force already: the case goes over at once, the report ends")
    void e17TransferredAtOnce() {
        MissedCase missed = missed("2027-03-01T10:00");
        noDate(missed);
        long successor = bed.agreement("othersupervisor", "worker", "2027-03-01", CaseTestBed.TERMS);
        bed.get(AgreementService.class).end(agreement, EndReason.SUPERSEDED);
        assertThat(now(missed).agreementId()).isEqualTo(successor);
        assertThat(bed.has("Task_ReportAsSupervisor", missed)).isFalse();
        assertThat(bed.has("Task_ReportAsSupervisee", missed)).isTrue();
    }

    @Test
    @DisplayName(
            "E16, ruling 2: the supervisor changes: the case stays open with its anchor, the former one owes nothing"
                    + " more, the line manager is told, and a session with the new one closes it")
    void e16() {
        MissedCase missed = missed("2027-03-01T10:00");
        noDate(missed);
        bed.get(AgreementService.class).changeSupervisor(agreement, "othersupervisor");
        assertThat(now(missed).open()).isTrue();
        assertThat(now(missed).initialMissedOn()).isEqualTo("2027-03-01");
        assertThat(bed.timeline(missed)).contains("TRANSFERRED").containsOnlyOnce("TRANSFERRED");
        assertThat(bed.instance(P4, missed)).hasPassed("BoundaryEvent_NoLongerSupervisor");
        assertThat(bed.has("Task_ReportAsSupervisor", missed)).isFalse();
        assertThat(bed.has("Task_ReportAsSupervisee", missed)).isTrue();
        assertThat(bed.timeline(missed)).doesNotContain("NOT_REPORTED");
        assertThat(bed.mailsTo("linemanager")).contains(MailKind.CASE_TRANSFERRED);
        SupervisionSession session = bed.book(agreement, "2027-03-10T10:00");
        bed.advanceTo("2027-03-10T12:00");
        bed.hold(session);
        assertThat(now(missed).open()).isFalse();
    }

    @Test
    @DisplayName("No case is opened where no sessions are owed any more")
    void nothingOwed() {
        SupervisionSession session = bed.book(agreement, "2027-03-01T10:00");
        bed.advanceTo("2027-03-01T16:00");
        bed.get(AgreementService.class).end(agreement, EndReason.LEAVER);
        bed.miss(session);
        assertThat(bed.cases(agreement)).isEmpty();
    }

    @Test
    @DisplayName("E18: the supervision is suspended: the case closes and is no miss of anybody's")
    void e18() {
        MissedCase missed = missed("2027-03-01T10:00");
        bed.get(AgreementService.class).suspend(agreement, LocalDate.of(2027, 3, 1), null);
        assertThat(now(missed).state()).isEqualTo(CaseState.SUSPENDED);
        assertThat(bed.instance(P4, missed)).isNull();
    }

    @Test
    @DisplayName("E19: the supervisor is sick on the day: missed all the same, the minimum must be kept")
    void e19() {
        SupervisionSession session = bed.book(agreement, "2027-03-01T10:00");
        bed.advanceTo("2027-03-01T12:00");
        bed.miss(session, "SICKNESS");
        assertThat(bed.open(agreement).mode()).isEqualTo(CaseMode.MISSED);
        assertThat(bed.open(agreement).isCounted()).isTrue();
    }

    @Test
    @DisplayName("E20: a miss of a session in the future, or of one more than twelve months ago, is refused")
    void e20() {
        SupervisionSession future = bed.book(agreement, "2027-03-01T10:00");
        CaseOpening opening = bed.get(CaseOpening.class);
        assertThatThrownBy(() -> opening.sessionMissed(future.requireId())).isInstanceOf(MissRefusedException.class);
        bed.at("2028-03-01T12:00");
        opening.sessionMissed(future.requireId());
        SupervisionSession old = bed.book(agreement, "2028-03-02T10:00");
        bed.at("2029-03-03T12:00");
        assertThatThrownBy(() -> opening.sessionMissed(old.requireId())).isInstanceOf(MissRefusedException.class);
        assertThat(bed.cases(agreement)).hasSize(1);
    }

    @Test
    @DisplayName("E21: told twice, a missed session opens one case and adds nothing to it")
    void e21() {
        MissedCase missed = missed("2027-03-01T10:00");
        long session = missed.firstSessionId().orElseThrow();
        bed.publish(new SessionMissed(session, agreement));
        bed.publish(new SessionMissed(session, agreement));
        assertThat(bed.cases(agreement)).hasSize(1);
        assertThat(bed.timeline(missed)).containsExactly("OPENED MISSED", "MISSED");
        assertThat(bed.instance(P4, missed)).isWaitingAt("Task_AgreeNewDate");
    }

    @Test
    @DisplayName("E22: two weeks over the spring clock change end at 24:00 BST, 23:00Z")
    void e22Spring() {
        MissedCase missed = missed("2027-03-15T10:00");
        assertThat(missed.reportDeadline()).contains(Instant.parse("2027-03-29T23:00:00Z"));
        bed.advanceTo("2027-03-29T22:59:59Z");
        assertThat(bed.has("Task_ResolveMissedSupervision", missed)).isFalse();
        bed.advanceTo("2027-03-29T23:00:00Z");
        assertThat(bed.has("Task_ResolveMissedSupervision", missed)).isTrue();
    }

    @Test
    @DisplayName("E22: two weeks over the autumn clock change end at 24:00 GMT, 00:00Z")
    void e22Autumn() {
        MissedCase missed = missed("2027-10-18T10:00");
        assertThat(missed.reportDeadline()).contains(Instant.parse("2027-11-02T00:00:00Z"));
        bed.advanceTo("2027-11-01T23:59:59Z");
        assertThat(bed.has("Task_ResolveMissedSupervision", missed)).isFalse();
        bed.advanceTo("2027-11-02T00:00:00Z");
        assertThat(bed.has("Task_ResolveMissedSupervision", missed)).isTrue();
    }

    @Test
    @DisplayName("E23: a deadline on a bank holiday stands; the line manager's days count from the day it went up")
    void e23() {
        MissedCase missed = missed("2027-03-15T10:00");
        bed.advanceTo("2027-03-30T08:00");
        assertThat(now(missed).firedAt()).contains(Instant.parse("2027-03-29T23:00:00Z"));
        assertThat(now(missed).actBy()).contains(CaseTestBed.instant("2027-04-07T00:00"));
    }

    @Test
    @DisplayName(
            "E24, F117: counted anew with a closure day, working days get one more, tables and timers alike; the two"
                    + " weeks stay")
    void countedAnewWithAClosureDay() {
        MissedCase missed = missed("2027-03-01T10:00");
        long agreement = missed.agreementId();
        SupervisionSession ahead = bed.book(agreement, "2027-03-05T15:00");
        SupervisionSession after = bed.book(agreement, "2027-03-12T15:00");
        LocalDate closed = LocalDate.of(2027, 3, 8);

        Moved moved = CountedAnew.with(bed, closed);

        assertThat(moved.dates()).isEqualTo(1);
        assertThat(moved.timers())
                .as("no date forthcoming, and the session presumed missed")
                .isEqualTo(2);
        assertThat(now(missed).rebookBy()).contains(CaseTestBed.instant("2027-03-10T00:00"));
        assertThat(now(missed).reportDeadline()).contains(CaseTestBed.instant("2027-03-16T00:00"));
        assertThat(dueOf("Task_AgreeNewDate", missed.key())).isEqualTo(CaseTestBed.instant("2027-03-10T00:00"));
        assertThat(dueOf("Task_HoldSession", ahead.key()))
                .as("counted from Friday")
                .isEqualTo(CaseTestBed.instant("2027-03-10T00:00"));
        assertThat(dueOf("Task_HoldSession", after.key()))
                .as("counted from after the day")
                .isEqualTo(CaseTestBed.instant("2027-03-16T00:00"));

        bed.advanceTo("2027-03-09T23:59:59");
        assertThat(bed.instance(P4, missed)).isWaitingAt("Task_AgreeNewDate");
        bed.advanceTo("2027-03-10T00:00:01");
        assertThat(bed.instance(P4, missed)).isWaitingAt("Task_ReportAsSupervisor", "Task_ReportAsSupervisee");
    }

    private Instant dueOf(String taskKey, String businessKey) {
        return bed.task(taskKey, businessKey).getDueDate().toInstant();
    }

    @Test
    @DisplayName("E24: closure days are no working days, and never extend the fourteen days")
    void e24() {
        restartWithPolicy(
                "closureDays: []", "closureDays: [2027-12-23, 2027-12-24, 2027-12-29, 2027-12-30, 2027-12-31]");
        MissedCase missed = missed("2027-12-20T10:00");
        assertThat(missed.rebookBy()).contains(CaseTestBed.instant("2028-01-04T00:00"));
        assertThat(missed.rebookBy()).isEqualTo(missed.reportDeadline());
        MissedCase same = now(missed);
        assertThat(same.reportDeadline()).contains(CaseTestBed.instant("2028-01-04T00:00"));
    }

    @Test
    @DisplayName(
            "E25: the engine is down at the deadline: it goes up on restart, with the lawful deadline and the real time")
    void e25() {
        MissedCase missed = missed("2027-03-01T10:00");
        bed.at("2027-03-17T09:00");
        bed.runDueJobs();
        assertThat(now(missed).state()).isEqualTo(CaseState.WITH_LM);
        assertThat(now(missed).reportDeadline()).contains(Instant.parse("2027-03-16T00:00:00Z"));
        assertThat(now(missed).firedAt()).contains(Instant.parse("2027-03-17T09:00:00Z"));
        assertThat(now(missed).actBy()).contains(CaseTestBed.instant("2027-03-25T00:00"));
    }

    @Test
    @DisplayName("E26: a case goes by the policy of its opening, whatever changes meanwhile")
    void e26() {
        restartWithPolicy(
                "case: { printRequired: true }",
                "case: { printRequired: true }\n  - version: \"2\"\n    from: 2027-03-05\n    common:\n"
                        + "      escalation: { lmResolveWd: 9 }\n");
        MissedCase missed = missed("2027-03-01T10:00");
        bed.advanceTo("2027-03-08T10:00");
        noDate(missed);
        bed.complete("Task_ReportAsSupervisor", missed, REPORT);
        assertThat(now(missed).policyVersion()).startsWith("1");
        assertThat(now(missed).actBy()).contains(Instant.parse("2027-03-16T00:00:00Z"));
    }

    @Test
    @DisplayName("E31: a further miss while reports are owed or a manager has the case is only noted")
    void e31() {
        SupervisionSession second = bed.book(agreement, "2027-03-11T10:00");
        MissedCase missed = missed("2027-03-01T10:00");
        noDate(missed);
        bed.complete("Task_ReportAsSupervisor", missed, REPORT);
        bed.advanceTo("2027-03-11T14:00");
        assertThat(now(missed).state()).isEqualTo(CaseState.WITH_SM);
        Instant actBy = now(missed).actBy().orElseThrow();
        bed.miss(second);

        assertThat(bed.cases(agreement)).hasSize(1);
        assertThat(now(missed).state()).isEqualTo(CaseState.WITH_SM);
        assertThat(now(missed).escalationLevel()).contains(1);
        assertThat(now(missed).actBy()).contains(actBy);
        assertThat(bed.task("Task_DecideReferral", missed.key()).getDueDate()).isEqualTo(actBy);
        assertThat(bed.timeline(missed)).filteredOn("MISSED"::equals).hasSize(2);
    }

    @Test
    @DisplayName(
            "R035, E9: two moves are no miss; the third is an interval breach and goes to the line manager at once")
    void e9ThirdMove() {
        SupervisionSession session = bed.book(agreement, "2027-02-15T10:00");
        bed.move(session, "2027-02-16T10:00");
        bed.move(session, "2027-02-17T10:00");
        assertThat(bed.cases(agreement)).isEmpty();
        bed.move(session, "2027-02-18T10:00");

        MissedCase breach = bed.open(agreement);
        assertThat(breach.mode()).isEqualTo(CaseMode.INTERVAL);
        assertThat(breach.isCounted()).isFalse();
        assertThat(breach.state()).isEqualTo(CaseState.WITH_LM);
        assertThat(bed.instance(P4, breach)).hasPassed("Task_EscalateBreach").isWaitingAt("Task_AwaitResolution");
        bed.advanceTo("2027-02-18T12:00");
        bed.hold(session);
        assertThat(now(breach).state()).isEqualTo(CaseState.CLOSED_RESOLVED);
    }

    @Test
    @DisplayName("E9: one move that leaves more than the ceiling and five working days is an interval breach")
    void e9Gap() {
        SupervisionSession session = bed.book(agreement, "2027-02-15T10:00");
        bed.move(session, "2027-03-08T10:00");
        assertThat(bed.cases(agreement)).isEmpty();
        bed.move(session, "2027-03-09T10:00");
        assertThat(bed.open(agreement).mode()).isEqualTo(CaseMode.INTERVAL);
    }

    @Test
    @DisplayName(
            "R035, E30: before the first session the interval counts from the effective date; a breach has no report tasks")
    void e30() {
        bed.advanceTo("2027-03-08T23:00");
        bed.sweepIntervals();
        assertThat(bed.cases(agreement)).isEmpty();
        bed.advanceTo("2027-03-09T06:00");
        bed.sweepIntervals();
        MissedCase breach = bed.open(agreement);
        assertThat(breach.initialMissedOn()).isEqualTo("2027-03-01");
        assertThat(breach.reportDeadline()).isEmpty();
        assertThat(bed.open()).doesNotContain("Task_ReportAsSupervisor", "Task_AgreeNewDate");
        assertThat(bed.task("Task_ResolveMissedSupervision", breach.key()).getAssignee())
                .isEqualTo("linemanager");
        assertThat(breach.actBy()).contains(Instant.parse("2027-03-17T00:00:00Z"));
        bed.sweepIntervals();
        assertThat(bed.cases(agreement)).hasSize(1);
    }

    @Test
    @DisplayName("E30, policy: an interval of less than a week is breached on its own day")
    void e30ShortInterval() {
        restartWithPolicy("until: P6W, maxDays: 7", "until: P6W, maxDays: 3", "toleranceWd: 5", "toleranceWd: 0");
        long newlyQualified = bed.agreement("supervisor", "nqsw", "2027-02-01", CaseTestBed.TERMS);
        bed.advanceTo("2027-02-04T23:00");
        bed.sweepIntervals();
        assertThat(bed.cases(newlyQualified)).isEmpty();
        bed.advanceTo("2027-02-05T06:00");
        bed.sweepIntervals();
        assertThat(bed.open(newlyQualified).initialMissedOn()).isEqualTo("2027-02-04");
        assertThat(bed.cases(agreement)).isEmpty();
    }

    @Test
    @DisplayName(
            "E30: from the last held session; while a case is open a breach changes nothing; a miss joins the breach")
    void e30Joins() {
        SupervisionSession first = bed.book(agreement, "2027-02-10T10:00");
        bed.advanceTo("2027-02-10T12:00");
        bed.hold(first);
        SupervisionSession later = bed.book(agreement, "2027-03-19T10:00");
        bed.advanceTo("2027-03-17T23:00");
        bed.sweepIntervals();
        assertThat(bed.cases(agreement)).isEmpty();
        bed.advanceTo("2027-03-18T06:00");
        bed.sweepIntervals();
        MissedCase breach = bed.open(agreement);
        Instant actBy = breach.actBy().orElseThrow();
        bed.advanceTo("2027-03-19T12:00");
        bed.miss(later);
        bed.sweepIntervals();
        assertThat(bed.cases(agreement)).hasSize(1);
        assertThat(now(breach).actBy()).contains(actBy);
        assertThat(bed.timeline(breach)).contains("INTERVAL_BREACHED", "MISSED");
    }

    @Test
    @DisplayName("E30: a resumed agreement is no breach at once: its interval counts anew")
    void e30Resumed() {
        AgreementService agreements = bed.get(AgreementService.class);
        agreements.suspend(agreement, LocalDate.of(2027, 2, 8), null);
        bed.advanceTo("2027-05-10T06:00");
        bed.sweepIntervals();
        assertThat(bed.cases(agreement)).isEmpty();
        agreements.resume(agreement);
        bed.advanceTo("2027-05-11T06:00");
        bed.sweepIntervals();
        assertThat(bed.cases(agreement)).isEmpty();
        bed.advanceTo("2027-06-15T06:00");
        bed.sweepIntervals();
        assertThat(bed.open(agreement).mode()).isEqualTo(CaseMode.INTERVAL);
    }

    @Test
    @DisplayName(
            "E18: a manager finds a long absence after both have reported: supervision is suspended, the case ends")
    void suspendedByTheManager() {
        MissedCase missed = missed("2027-03-01T10:00");
        noDate(missed);
        bed.complete("Task_ReportAsSupervisor", missed, REPORT);
        bed.complete("Task_ReportAsSupervisee", missed, REPORT);
        ProcessInstance process = bed.instance(P4, missed);
        bed.complete(
                "Task_ResolveMissedSupervision",
                missed,
                Map.of("resolution", "ABSENCE", "absentUntil", "2027-05-31", "note", "Long-term sick"));
        assertThat(process).isEnded().hasPassed("EndEvent_Resolved", "EndEvent_CaseResolved");
        assertThat(now(missed).state()).isEqualTo(CaseState.SUSPENDED);
        assertThat(bed.get(AgreementService.class).require(agreement).suspendedUntil())
                .isEqualTo("2027-05-31");
        assertThat(bed.instance(P4B, missed)).isNull();
    }

    @Test
    @DisplayName("E18: a manager finds a long absence while a report is still owed: the case ends all the same")
    void suspendedWhileAReportIsOwed() {
        MissedCase missed = missed("2027-03-01T10:00");
        noDate(missed);
        bed.complete("Task_ReportAsSupervisee", missed, REPORT);
        bed.complete(
                "Task_ResolveMissedSupervision", missed, Map.of("resolution", "ABSENCE", "note", "Long-term sick"));
        assertThat(now(missed).state()).isEqualTo(CaseState.SUSPENDED);
        assertThat(bed.instance(P4, missed)).isNull();
        assertThat(bed.instance(P4B, missed)).isNull();
        assertThat(bed.open()).doesNotContain("Task_ReportAsSupervisor");
    }

    @Test
    @DisplayName("Ruling 2: each message has one listener for a case, wherever the case stands")
    void oneListenerForEachMessage() {
        MissedCase missed = missed("2027-03-01T10:00");
        assertListeners(missed, "FurtherMiss", "SessionHeld", "AgreementEnded", "HeldClaimed");
        SupervisionSession recovery = rebook(missed, "2027-03-04T10:00");
        assertListeners(missed, "FurtherMiss", "SessionHeld", "AgreementEnded", "HeldClaimed");
        bed.advanceTo("2027-03-04T12:00");
        bed.miss(recovery);
        assertListeners(missed, "SessionHeld", "AgreementEnded", "HeldClaimed", "SupervisorChanged");
        bed.complete("Task_ReportAsSupervisor", missed, REPORT);
        assertListeners(missed, "SessionHeld", "AgreementEnded", "HeldClaimed", "CaseClosed");
        bed.complete("Task_ReportAsSupervisee", missed, REPORT);
        assertListeners(missed, "SessionHeld", "AgreementEnded", "HeldClaimed", "CaseClosed", "ResolutionEnded");
    }

    private void assertListeners(MissedCase missed, String... messages) {
        List<String> listening = Stream.of(P4, P4B)
                .map(process -> bed.instance(process, missed))
                .filter(Objects::nonNull)
                .flatMap(
                        instance -> engine()
                                .getRuntimeService()
                                .createEventSubscriptionQuery()
                                .processInstanceId(instance.getId())
                                .list()
                                .stream())
                .map(EventSubscription::getEventName)
                .toList();
        assertThat(listening).containsExactlyInAnyOrder(messages);
    }

    @Test
    @DisplayName("Each field of the new date's form, wrong once")
    void newDateFields() {
        bed.book(agreement, "2027-03-12T10:00");
        MissedCase missed = missed("2027-03-01T10:00");
        String form = "Task_AgreeNewDate";
        assertThat(bed.wrong(form, missed, Map.of())).containsExactly("decision");
        assertThat(bed.wrong(form, missed, Map.of("decision", "NEW_DATE"))).containsExactly("start");
        assertThat(bed.wrong(form, missed, Map.of("decision", "NEW_DATE", "start", "2027-02-26T10:00")))
                .containsExactly("start");
        assertThat(bed.wrong(form, missed, Map.of("decision", "NEW_DATE", "start", "2027-03-12T10:30")))
                .containsExactly("start");
        assertThat(bed.wrong(
                        form,
                        missed,
                        Map.of("decision", "NEW_DATE", "start", "2027-03-08T10:00", "location", "x".repeat(201))))
                .containsExactly("location");
        assertThat(bed.wrong(form, missed, Map.of("decision", "NO_DATE", "reason", " ")))
                .containsExactly("reason");
        assertThat(bed.wrong(form, missed, Map.of("decision", "USE_BOOKED", "start", "2027-03-11T10:00")))
                .containsExactly("start");
        assertThat(bed.wrong(form, missed, Map.of("decision", "WAS_HELD"))).containsExactly("actualStart", "actualEnd");
        assertThat(bed.wrong(form, missed, held("2027-02-26T10:00", "2027-02-26T11:00")))
                .containsExactly("actualStart");
        assertThat(bed.wrong(form, missed, held("2027-03-01T18:00", "2027-03-01T18:30")))
                .containsExactly("actualStart", "actualEnd");
        assertThat(bed.wrong(form, missed, held("2027-03-01T11:00", "2027-03-01T10:00")))
                .containsExactly("actualEnd");
        assertThat(bed.show(form, missed).options().get("start")).hasSize(1);
        assertThat(bed.show(form, missed).facts()).containsKeys("summary", "comments", "booked");
    }

    private static Map<String, Object> held(String start, String end) {
        return Map.of("decision", "WAS_HELD", "actualStart", start, "actualEnd", end);
    }

    @Test
    @DisplayName("Each field of the reports and of the confirmation, wrong once")
    void reportFields() {
        MissedCase missed = missed("2027-03-01T10:00");
        noDate(missed);
        String form = "Task_ReportAsSupervisor";
        assertThat(bed.wrong(form, missed, Map.of())).containsExactly("whatHappened");
        assertThat(bed.wrong(form, missed, Map.of("whatHappened", "Held", "claimHeld", true)))
                .containsExactly("actualStart", "actualEnd");
        bed.complete(
                form,
                missed,
                Map.of(
                        "whatHappened",
                        "Held",
                        "claimHeld",
                        true,
                        "actualStart",
                        "2027-03-01T10:00",
                        "actualEnd",
                        "2027-03-01T11:00"));
        assertThat(bed.wrong("Task_ConfirmHeld", missed, Map.of())).containsExactly("decision");
        assertThat(bed.show("Task_ConfirmHeld", missed).facts()).containsEntry("statement", "Held");
        assertThat(bed.show("Task_ReportAsSupervisee", missed).facts()).containsKeys("summary", "comments");
    }
}
