package org.supervision.missedsession.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.supervision.missedsession.CaseState;
import org.supervision.missedsession.CaseTestBed;
import org.supervision.missedsession.MissedCase;
import org.supervision.notification.MailKind;
import org.supervision.people.DeputyChanged;
import org.supervision.session.SupervisionSession;

/** Every path of escalation-resolution.bpmn: whose turn it is, until when, and what a decision does. */
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
class EscalationResolutionProcessTest extends CaseStory {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ProcessEngineCoverageExtension.builder()
            .excludeProcessDefinitionKeys(
                    "missedSessionEscalation",
                    "supervisionSession",
                    "sessionBooking",
                    "escalation-routing",
                    "session-outcome",
                    "record-deadline",
                    "frequency-policy")
            .assertClassCoverageAtLeast(1.0)
            .build();

    private static final String RESOLVE = "Task_ResolveMissedSupervision";
    private static final String DECIDE = "Task_DecideReferral";

    @Override
    ProcessEngine engine() {
        return COVERAGE.getProcessEngine();
    }

    /** A case that the supervisee has reported on Monday 1 March. */
    private MissedCase reported() {
        MissedCase missed = missed("2027-03-01T10:00");
        noDate(missed);
        bed.complete("Task_ReportAsSupervisee", missed, REPORT);
        return now(missed);
    }

    private SupervisionSession at(String start) {
        return bed.booked(agreement).stream()
                .filter(session -> session.startAt().equals(CaseTestBed.instant(start)))
                .findFirst()
                .orElseThrow();
    }

    private String assignee(String taskKey, MissedCase missed) {
        return bed.task(taskKey, missed.key()).getAssignee();
    }

    @Test
    @DisplayName("B8: the line manager fixes a date, the session is held: the case closes")
    void newDate() {
        MissedCase missed = reported();
        assertThat(assignee(RESOLVE, missed)).isEqualTo("linemanager");
        assertThat(bed.task(RESOLVE, missed.key()).getDueDate()).isEqualTo(Instant.parse("2027-03-09T00:00:00Z"));
        bed.complete(RESOLVE, missed, Map.of("resolution", "NEW_DATE", "start", "2027-03-05T14:00"));

        assertThat(bed.instance(P4B, missed)).isWaitingAt("Task_AwaitHeld");
        SupervisionSession fixed = at("2027-03-05T14:00");
        assertThat(fixed.supervisor()).isEqualTo("supervisor");
        assertThat(fixed.recoveryForCase()).isEqualTo(missed.id());
        assertThat(now(missed).heldBy()).contains(Instant.parse("2027-03-06T00:00:00Z"));
        bed.advanceTo("2027-03-05T16:00");
        bed.hold(fixed);
        assertThat(now(missed).state()).isEqualTo(CaseState.CLOSED_RESOLVED);
        assertThat(bed.instance(P4B, missed)).isNull();
        assertThat(bed.mailsTo("linemanager")).containsExactly(MailKind.ESCALATION_RAISED);
        assertThat(bed.mailsTo("supervisor")).contains(MailKind.ESCALATION_RESOLVED);
        assertThat(bed.mailsTo("worker")).endsWith(MailKind.ESCALATION_RESOLVED);
    }

    @Test
    @DisplayName("R032, E27: another supervisor covers: the session is theirs, and closes the case when held")
    void cover() {
        MissedCase missed = reported();
        bed.complete(
                RESOLVE,
                missed,
                Map.of(
                        "resolution",
                        "COVER",
                        "supervisor",
                        "cover",
                        "start",
                        "2027-03-05T14:00",
                        "note",
                        "Sick leave"));
        SupervisionSession fixed = at("2027-03-05T14:00");
        assertThat(fixed.supervisor()).isEqualTo("cover");
        bed.advanceTo("2027-03-05T16:00");
        bed.hold(fixed);
        assertThat(now(missed).state()).isEqualTo(CaseState.CLOSED_RESOLVED);
    }

    @Test
    @DisplayName("F70: the two and their managers see what has happened so far, when, and nobody's words")
    void timeline() {
        MissedCase missed = reported();
        assertThat(bed.show(bed.task(RESOLVE, missed.key()), "linemanager").facts())
                .extractingByKey("timeline")
                .asString()
                .contains(
                        "2027-03-01T",
                        "The session of Monday 1 March 2027, 10:00 was missed",
                        "Both were asked to report",
                        "reported",
                        "It went to Farida Hussain")
                .doesNotContain("null");
    }

    @Test
    @DisplayName("R035: not resolved by the end of the fifth working day, it goes to the Service Manager, not before")
    void notResolvedInTime() {
        MissedCase missed = reported();
        bed.advanceTo("2027-03-08T23:59:59");
        assertThat(bed.has(RESOLVE, missed)).isTrue();
        bed.advanceTo("2027-03-09T00:00:00");
        assertThat(bed.has(RESOLVE, missed)).isFalse();
        assertThat(bed.instance(P4B, missed)).hasPassed("BoundaryEvent_NotResolved", "BoundaryEvent_Unresolved");
        assertThat(assignee(DECIDE, missed)).isEqualTo("servicemanager");
        assertThat(now(missed).state()).isEqualTo(CaseState.WITH_SM);
        assertThat(now(missed).actBy()).contains(CaseTestBed.instant("2027-03-24T00:00"));
        assertThat(bed.mailsTo("linemanager")).containsExactly(MailKind.ESCALATION_RAISED, MailKind.ESCALATION_NOTED);
    }

    @Test
    @DisplayName(
            "A7.2: not decided by the Service Manager in ten working days, it goes to the Strategic Manager and stays")
    void upToTheStrategicManager() {
        MissedCase missed = reported();
        bed.advanceTo("2027-03-23T23:59:59");
        assertThat(now(missed).state()).isEqualTo(CaseState.WITH_SM);
        bed.advanceTo("2027-03-24T00:00:00");
        assertThat(now(missed).state()).isEqualTo(CaseState.WITH_STR);
        assertThat(bed.instance(P4B, missed)).hasPassed("BoundaryEvent_NotDecided");
        assertThat(assignee(DECIDE, missed)).isEqualTo("strategicmanager");
        Instant due = now(missed).actBy().orElseThrow();
        bed.advanceTo("2027-08-02T09:00");
        assertThat(now(missed).state()).isEqualTo(CaseState.WITH_STR);
        assertThat(assignee(DECIDE, missed)).isEqualTo("strategicmanager");
        assertThat(bed.task(DECIDE, missed.key()).getDueDate()).isEqualTo(due);
    }

    @Test
    @DisplayName("B8: the session that the line manager fixed isn't held by the end of its day: one level up")
    void heldByPassed() {
        MissedCase missed = reported();
        bed.complete(RESOLVE, missed, Map.of("resolution", "NEW_DATE", "start", "2027-03-05T14:00"));
        SupervisionSession fixed = at("2027-03-05T14:00");
        bed.advanceTo("2027-03-05T16:00");
        bed.miss(fixed);
        bed.advanceTo("2027-03-05T23:59:59");
        assertThat(bed.instance(P4B, missed)).isWaitingAt("Task_AwaitHeld");
        bed.advanceTo("2027-03-06T00:00:00");
        assertThat(bed.instance(P4B, missed)).hasPassed("BoundaryEvent_HeldByPassed");
        assertThat(assignee(DECIDE, missed)).isEqualTo("servicemanager");
    }

    @Test
    @DisplayName("R126: the line manager refers it; the Service Manager decides with reasons")
    void referred() {
        MissedCase missed = reported();
        bed.complete(RESOLVE, missed, Map.of("resolution", "REFER", "note", "I am not heard"));
        assertThat(assignee(DECIDE, missed)).isEqualTo("servicemanager");
        assertThat(bed.show(DECIDE, missed).facts().toString()).contains("I am not heard", "It fell through twice");
        bed.complete(
                DECIDE,
                missed,
                Map.of(
                        "resolution",
                        "INTERIM",
                        "supervisor",
                        "othersupervisor",
                        "start",
                        "2027-03-15T10:00",
                        "reasons",
                        "Until the post is filled"));
        assertThat(at("2027-03-15T10:00").supervisor()).isEqualTo("othersupervisor");
        assertThat(bed.instance(P4B, missed)).isWaitingAt("Task_AwaitHeld");
    }

    @Test
    @DisplayName("A7.2: the Service Manager suspends for a long absence")
    void absence() {
        MissedCase missed = reported();
        bed.complete(RESOLVE, missed, Map.of("resolution", "ABSENCE", "note", "Maternity leave"));
        assertThat(bed.instance(P4B, missed)).isNull();
        assertThat(now(missed).state()).isEqualTo(CaseState.SUSPENDED);
    }

    @Test
    @DisplayName("The session that a manager fixed is cancelled: he decides again, with no more time than it had")
    void withdrawn() {
        MissedCase missed = reported();
        bed.complete(RESOLVE, missed, Map.of("resolution", "NEW_DATE", "start", "2027-03-05T14:00"));
        SupervisionSession fixed = at("2027-03-05T14:00");
        bed.cancel(fixed);
        assertThat(assignee(RESOLVE, missed)).isEqualTo("linemanager");
        assertThat(now(missed).actBy()).contains(Instant.parse("2027-03-06T00:00:00Z"));
        assertThat(bed.timeline(missed)).contains("DECISION_WITHDRAWN");
    }

    @Test
    @DisplayName("The session that a manager fixed is moved: within its day's end it stands, past it he decides again")
    void fixedSessionMoved() {
        MissedCase missed = reported();
        bed.complete(RESOLVE, missed, Map.of("resolution", "NEW_DATE", "start", "2027-03-05T14:00"));
        SupervisionSession fixed = at("2027-03-05T14:00");
        bed.move(fixed, "2027-03-05T16:00");
        assertThat(bed.instance(P4B, missed)).isWaitingAt("Task_AwaitHeld");
        bed.move(fixed, "2027-03-08T10:00");
        assertThat(bed.has(RESOLVE, missed)).isTrue();
    }

    @Test
    @DisplayName(
            "E2: the third missed session in six months goes to the Service Manager at once; the line manager is told")
    void e2Repeated() {
        for (String day : List.of("2027-02-08", "2027-02-15")) {
            MissedCase earlier = missed(day + "T10:00");
            SupervisionSession recovery = rebook(earlier, LocalDate.parse(day).plusDays(2) + "T10:00");
            bed.advanceTo(LocalDate.parse(day).plusDays(2) + "T12:00");
            bed.hold(recovery);
        }
        MissedCase missed = reported();
        assertThat(bed.has(RESOLVE, missed)).isFalse();
        assertThat(assignee(DECIDE, missed)).isEqualTo("servicemanager");
        assertThat(missed.escalationLevel()).contains(1);
        assertThat(bed.task(DECIDE, missed.key()).getPriority()).isEqualTo(75);
        assertThat(missed.actBy()).contains(Instant.parse("2027-03-16T00:00:00Z"));
        assertThat(bed.mailsTo("linemanager"))
                .contains(MailKind.ESCALATION_NOTED)
                .doesNotContain(MailKind.ESCALATION_RAISED);
    }

    @Test
    @DisplayName("C14: the second referral in twelve months goes straight to the Strategic Manager")
    void secondReferral() {
        MissedCase second = referredAgain();
        assertThat(assignee(DECIDE, second)).isEqualTo("strategicmanager");
        assertThat(now(second).state()).isEqualTo(CaseState.WITH_STR);
    }

    @Test
    @DisplayName("C14, policy: a referral before the months that the policy sets is not counted")
    void secondReferralLongAfter() {
        restartWithPolicy("referralsWithinMonths: 12", "referralsWithinMonths: 1");
        MissedCase second = referredAgain();
        assertThat(assignee(DECIDE, second)).isEqualTo("servicemanager");
        assertThat(now(second).state()).isEqualTo(CaseState.WITH_SM);
    }

    /** A case that was referred on Tuesday 6 April, after one on Monday 1 March. */
    private MissedCase referredAgain() {
        MissedCase first = reported();
        bed.complete(RESOLVE, first, Map.of("resolution", "REFER", "note", "Please decide"));
        bed.complete(DECIDE, first, Map.of("resolution", "NEW_DATE", "start", "2027-03-05T14:00", "reasons", "Enough"));
        SupervisionSession fixed = at("2027-03-05T14:00");
        bed.advanceTo("2027-03-05T16:00");
        bed.hold(fixed);
        MissedCase second = missed("2027-04-06T10:00");
        noDate(second);
        bed.complete("Task_ReportAsSupervisee", second, REPORT);
        bed.complete(RESOLVE, second, Map.of("resolution", "REFER", "note", "Again"));
        return second;
    }

    @Test
    @DisplayName("Policy: a case that nobody reported goes to the Service Manager where the council wants that")
    void unreportedStraightUp() {
        restartWithPolicy("autoTarget: LM ", "autoTarget: SM ");
        MissedCase missed = missed("2027-03-01T10:00");
        bed.advanceTo("2027-03-16T00:00:00");
        assertThat(assignee(DECIDE, missed)).isEqualTo("servicemanager");
    }

    @Test
    @DisplayName("E12: the supervisor is the line manager's own supervisee: normal, the line manager gets the task")
    void e12() {
        bed.agreement("linemanager", "supervisor", "2027-02-01", CaseTestBed.TERMS);
        MissedCase missed = reported();
        assertThat(assignee(RESOLVE, missed)).isEqualTo("linemanager");
    }

    @Test
    @DisplayName("E13: the line manager is the supervisee: the next above decides, and it is noted why")
    void e13LineManagerIsTheSupervisee() {
        agreement = bed.agreement("supervisor", "linemanager", "2027-02-01", CaseTestBed.TERMS);
        MissedCase missed = missed("2027-03-01T10:00");
        bed.advanceTo("2027-03-16T00:00:00");
        assertThat(assignee(RESOLVE, missed)).isEqualTo("servicemanager");
        assertThat(bed.timeline(missed)).contains("MANAGER_PASSED_OVER PARTY");
        assertThat(bed.mailsTo("linemanager")).doesNotContain(MailKind.ESCALATION_RAISED);
    }

    @Test
    @DisplayName("E13: nobody in the line is left: an administrator or Strategic Manager names somebody, never a party")
    void e13NobodyLeft() {
        agreement = bed.agreement("servicemanager", "strategicmanager", "2027-02-01", CaseTestBed.TERMS);
        MissedCase missed = missed("2027-03-01T10:00");
        bed.advanceTo("2027-03-16T00:00:00");
        assertThat(bed.instance(P4B, missed))
                .hasPassed("BoundaryEvent_NobodyEligible")
                .isWaitingAt("Task_AppointManager");
        String appoint = "Task_AppointManager";
        assertThat(engine().getTaskService()
                        .createTaskQuery()
                        .taskCandidateUser("admin")
                        .list())
                .extracting("taskDefinitionKey")
                .contains(appoint);
        assertThat(engine().getTaskService()
                        .createTaskQuery()
                        .taskCandidateUser("strategicmanager")
                        .list())
                .extracting("taskDefinitionKey")
                .doesNotContain(appoint);
        assertThat(bed.mailsTo("admin")).containsExactly(MailKind.TASK_WAITING);
        assertThat(bed.wrong(appoint, missed, Map.of())).containsExactly("manager", "reason");
        assertThat(bed.wrong(appoint, missed, Map.of("manager", "servicemanager", "reason", "He knows")))
                .containsExactly("manager");
        bed.completeAs("admin", appoint, missed, Map.of("manager", "linemanager", "reason", "Nobody else is left"));
        assertThat(assignee(RESOLVE, missed)).isEqualTo("linemanager");
    }

    @Test
    @DisplayName("E14: the line manager is away: his deputy gets the case")
    void e14Deputy() {
        bed.people(peopleWith("linemanager", "othersupervisor,2027-02-22,2027-03-31"), "2027-02-01");
        MissedCase missed = reported();
        assertThat(assignee(RESOLVE, missed)).isEqualTo("othersupervisor");
        assertThat(bed.timeline(missed)).contains("MANAGER_PASSED_OVER REPRESENTED");
    }

    @Test
    @DisplayName("E14, F123: a case that is open goes to the deputy on the first day and back after the last")
    void e14DeputyOfAnOpenCase() {
        MissedCase missed = reported();
        Object due = bed.task(RESOLVE, missed.key()).getDueDate();
        bed.people(peopleWith("linemanager", "othersupervisor,2027-03-01,2027-03-03"), "2027-03-01");
        assertThat(assignee(RESOLVE, missed)).isEqualTo("othersupervisor");
        assertThat(now(missed).resolver()).contains("othersupervisor");
        assertThat(bed.mailsTo("othersupervisor")).containsExactly(MailKind.TASK_TAKEN_OVER);

        bed.advanceTo("2027-03-04T06:00");
        bed.publish(new DeputyChanged(Set.of("linemanager", "othersupervisor")));
        assertThat(assignee(RESOLVE, missed)).isEqualTo("linemanager");
        assertThat(now(missed).resolver()).contains("linemanager");
        assertThat(bed.task(RESOLVE, missed.key()).getDueDate()).isEqualTo(due);
        assertThat(bed.timeline(missed)).filteredOn("ROUTED LM"::equals).hasSize(3);
    }

    @Test
    @DisplayName("F118, E14: who has an open case leaves: the next above has it at once")
    void managerOfAnOpenCaseLeaves() {
        MissedCase missed = reported();
        bed.people(
                CaseTestBed.demoPeople()
                        .lines()
                        .filter(line -> !line.startsWith("linemanager,"))
                        .map(line -> line.replace(",linemanager,", ",servicemanager,"))
                        .collect(Collectors.joining("\n")),
                "2027-03-01");
        assertThat(assignee(RESOLVE, missed)).isEqualTo("servicemanager");
        bed.complete(RESOLVE, missed, Map.of("resolution", "NEW_DATE", "start", "2027-03-05T14:00"));
        assertThat(bed.instance(P4B, missed)).isWaitingAt("Task_AwaitHeld");
    }

    @Test
    @DisplayName(
            "E14: away for more than five working days, and the deputy is a party: the next above, with the reason")
    void e14Absent() {
        bed.people(peopleWith("linemanager", "supervisor,2027-02-22,2027-03-09"), "2027-02-01");
        MissedCase missed = reported();
        assertThat(assignee(RESOLVE, missed)).isEqualTo("servicemanager");
        assertThat(bed.timeline(missed)).contains("MANAGER_PASSED_OVER ABSENT");
    }

    @Test
    @DisplayName("E14: away for five working days at most: the case waits for the line manager")
    void e14BrieflyAbsent() {
        bed.people(peopleWith("linemanager", "supervisor,2027-02-22,2027-03-08"), "2027-02-01");
        MissedCase missed = reported();
        assertThat(assignee(RESOLVE, missed)).isEqualTo("linemanager");
    }

    @Test
    @DisplayName("E14: the post is vacant, or its holder has left: the next above")
    void e14VacantOrLeft() {
        bed.people(
                CaseTestBed.demoPeople().replace("sarah.bennett@example.org,linemanager", "sarah.bennett@example.org,"),
                "2027-02-01");
        MissedCase missed = reported();
        assertThat(assignee(RESOLVE, missed)).isEqualTo("servicemanager");
        assertThat(bed.timeline(missed)).contains("MANAGER_PASSED_OVER VACANT");
    }

    @Test
    @DisplayName("E15: the line manager is the Service Manager: unresolved, it goes to the Strategic Manager")
    void e15() {
        bed.people(
                CaseTestBed.demoPeople()
                        .replace("sarah.bennett@example.org,linemanager", "sarah.bennett@example.org,servicemanager"),
                "2027-02-01");
        MissedCase missed = reported();
        assertThat(assignee(RESOLVE, missed)).isEqualTo("servicemanager");
        bed.advanceTo("2027-03-09T00:00:00");
        assertThat(assignee(DECIDE, missed)).isEqualTo("strategicmanager");
        assertThat(now(missed).state()).isEqualTo(CaseState.WITH_STR);
    }

    /** The demo's people with a deputy of one of them: user id, first and last day. */
    private static String peopleWith(String userId, String deputy) {
        StringBuilder csv = new StringBuilder();
        CaseTestBed.demoPeople().lines().filter(line -> !line.isBlank()).forEach(line -> {
            String more = line.startsWith("userId,") ? "deputy,deputyFrom,deputyUntil" : ",,";
            csv.append(line)
                    .append(',')
                    .append(line.startsWith(userId + ",") ? deputy : more)
                    .append('\n');
        });
        return csv.toString();
    }

    @Test
    @DisplayName("Each field of the line manager's form, wrong once")
    void resolveFields() {
        MissedCase missed = reported();
        assertThat(bed.wrong(RESOLVE, missed, Map.of())).containsExactly("resolution");
        assertThat(bed.wrong(RESOLVE, missed, Map.of("resolution", "NEW_DATE"))).containsExactly("start");
        assertThat(bed.wrong(RESOLVE, missed, session("NEW_DATE", "2027-03-15T10:00")))
                .isEmpty();
        assertThat(bed.wrong(RESOLVE, missed, session("NEW_DATE", "2027-03-16T10:00")))
                .containsExactly("start");
        assertThat(bed.wrong(RESOLVE, missed, session("NEW_DATE", "2027-02-26T10:00")))
                .containsExactly("start");
        assertThat(bed.wrong(RESOLVE, missed, session("COVER", "2027-03-05T10:00")))
                .containsExactly("supervisor");
        for (String party : List.of("supervisor", "worker", "nqsw", "nobody")) {
            Map<String, Object> values = session("INTERIM", "2027-03-05T10:00");
            values.put("supervisor", party);
            assertThat(bed.wrong(RESOLVE, missed, values)).containsExactly("supervisor");
        }
        assertThat(bed.wrong(RESOLVE, missed, Map.of("resolution", "ABSENCE"))).containsExactly("note");
        assertThat(bed.wrong(
                        RESOLVE,
                        missed,
                        Map.of(
                                "resolution",
                                "ABSENCE",
                                "absentFrom",
                                "2027-03-02",
                                "absentUntil",
                                "2027-02-28",
                                "note",
                                "Sick")))
                .containsExactly("absentFrom", "absentUntil");
        assertThat(bed.wrong(RESOLVE, missed, Map.of("resolution", "REFER"))).containsExactly("note");
        assertThat(bed.show(RESOLVE, missed).options().get("supervisor"))
                .extracting("value")
                .contains("cover", "othersupervisor")
                .doesNotContain("supervisor", "worker", "admin");
    }

    @Test
    @DisplayName("Each field of the Service Manager's form, wrong once")
    void decideFields() {
        MissedCase missed = reported();
        bed.complete(RESOLVE, missed, Map.of("resolution", "REFER", "note", "Please decide"));
        assertThat(bed.wrong(DECIDE, missed, Map.of())).containsExactly("resolution", "reasons");
        assertThat(bed.wrong(DECIDE, missed, Map.of("resolution", "REFER", "reasons", "No")))
                .containsExactly("resolution");
        assertThat(bed.wrong(DECIDE, missed, session("NEW_DATE", "2027-03-05T10:00")))
                .containsExactly("reasons");
    }

    private static Map<String, Object> session(String resolution, String start) {
        return new LinkedHashMap<>(Map.of("resolution", resolution, "start", start));
    }
}
