package org.supervision.disagreement.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.access.SupervisionFiles;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementEnded;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.EndReason;
import org.supervision.agreement.Fact;
import org.supervision.agreement.MeetingMode;
import org.supervision.agreement.SupervisorChanged;
import org.supervision.disagreement.DisagreementFacts;
import org.supervision.disagreement.DisagreementReferral;
import org.supervision.disagreement.DisagreementService;
import org.supervision.disagreement.ReferralState;
import org.supervision.missedsession.CaseTestBed;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.notification.SweepTask;
import org.supervision.people.DeputyChanged;
import org.supervision.people.People;
import org.supervision.session.DisagreementDecisions;
import org.supervision.session.HeldSession;
import org.supervision.session.RecordContent;
import org.supervision.session.RecordDraft;
import org.supervision.session.RecordService;
import org.supervision.session.SessionService;
import org.supervision.session.SupervisionSession;
import org.supervision.taskform.FormErrors.FieldError;

/** Every path of disagreement-referral.bpmn with the real services. */
@DisplayName("A disagreement: both try once more, then a manager decides (A7)")
@Deployment(
        resources = {
            "bpmn/disagreement-referral.bpmn",
            "bpmn/escalation-routing.dmn",
            "bpmn/supervision-session.bpmn",
            "bpmn/session-booking.bpmn",
            "bpmn/session-outcome.dmn",
            "bpmn/record-deadline.dmn",
            "bpmn/case-coverage.dmn",
            "bpmn/frequency-policy.dmn"
        })
class DisagreementReferralProcessTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ProcessEngineCoverageExtension.builder()
            .excludeProcessDefinitionKeys(
                    "supervisionSession",
                    "sessionBooking",
                    "escalation-routing",
                    "session-outcome",
                    "record-deadline",
                    "frequency-policy")
            .assertClassCoverageAtLeast(1.0)
            .build();

    private static final String ATTEMPT_1 = "Task_AttemptAsSupervisor";
    private static final String ATTEMPT_2 = "Task_AttemptAsSupervisee";
    private static final String APPOINT = "Task_AppointDecider";
    private static final String REPRESENTED = ",othersupervisor,2027-03-01,2027-03-03";
    private static final String DECIDE = "Task_DecideReferredDisagreement";

    /** Ten working days after Monday 1 March 2027, and as many after that: Good Friday is 26 March. */
    private static final Instant ATTEMPT_OVER = Instant.parse("2027-03-16T00:00:00Z");

    private CaseTestBed bed;
    private long agreement;
    private SupervisionSession session;
    private String key;
    private ProcessInstance instance;

    @BeforeEach
    void start() {
        bed = new CaseTestBed(COVERAGE.getProcessEngine(), "2027-02-01T09:00");
    }

    @AfterEach
    void close() {
        bed.close();
    }

    /** The record of Monday 1 March is distributed with one disagreement. */
    private void recorded() {
        recorded("supervisor", "worker");
    }

    private void recorded(String supervisor, String supervisee) {
        held(supervisor, supervisee);
        distribute("It can be closed", "It stays open");
        begun();
    }

    private void held(String supervisor, String supervisee) {
        agreement = bed.agreement(supervisor, supervisee, "2027-02-01", CaseTestBed.TERMS);
        session = bed.book(agreement, "2027-03-01T10:00");
        COVERAGE.getProcessEngine()
                .getRuntimeService()
                .deleteProcessInstance(
                        bed.instance("supervisionSession", session.key()).getId(), "recorded by hand");
        bed.at("2027-03-01T12:00");
        HeldSession held = new HeldSession(
                session.startAt(), session.endAt(), MeetingMode.FACE_TO_FACE, true, null, null, List.of());
        bed.inTransaction(() -> bed.get(SessionService.class).hold(session.requireId(), held, supervisor));
    }

    private void begun() {
        key = only().key();
        instance = bed.instance("disagreementReferral", key);
    }

    private void distribute(String supervisorPosition, String superviseePosition) {
        distribute(supervisorPosition, superviseePosition, session.supervisor());
    }

    private void distribute(String supervisorPosition, String superviseePosition, String author) {
        RecordService records = bed.get(RecordService.class);
        RecordDraft draft = new RecordDraft(
                true,
                List.of(),
                List.of(),
                "None open",
                List.of(),
                List.of(),
                List.of(new RecordContent.Position(supervisorPosition, superviseePosition, true)),
                List.of());
        bed.inTransaction(() -> {
            records.write(session.requireId(), draft, author);
            records.distribute(session.requireId());
        });
    }

    /** From the next day on the agreement and its file are this person's. */
    private void followedBy(String supervisor) {
        bed.inTransaction(() -> {
            bed.get(SupervisionFiles.class).handOver(agreement, supervisor, LocalDate.parse("2027-03-02"));
            bed.get(AgreementService.class).changeSupervisor(agreement, supervisor);
        });
        bed.at("2027-03-02T09:00");
    }

    private DisagreementReferral only() {
        List<DisagreementReferral> all = disagreements().onRecord(session.requireId());
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private DisagreementService disagreements() {
        return bed.get(DisagreementService.class);
    }

    private DisagreementReferral referral() {
        return disagreements().require(key);
    }

    private String assignee(String taskKey) {
        return bed.task(taskKey, key).getAssignee();
    }

    private Instant due(String taskKey) {
        return bed.task(taskKey, key).getDueDate().toInstant();
    }

    private void attempt(String taskKey, @Nullable String proposal, boolean resolved) {
        bed.complete(bed.task(taskKey, key), new AttemptForm.Values("I still think so", proposal, resolved));
    }

    private void bothFail() {
        attempt(ATTEMPT_1, "We close it in May", false);
        attempt(ATTEMPT_2, "We ask the family", false);
        bed.runDueJobs();
    }

    private void decide() {
        bed.complete(
                bed.task(DECIDE, key),
                new DecideReferredDisagreementForm.Values(
                        "It stays open", "The plan is not done", "Look again in May"));
    }

    private List<String> wrong(String taskKey, Record values) {
        return bed.check(bed.task(taskKey, key), assignee(taskKey), values).errors().stream()
                .map((FieldError error) -> error.field() + " " + error.clause())
                .toList();
    }

    private List<MailKind> mailsTo(String userId) {
        return bed.mailsTo(userId).stream()
                .filter(kind -> kind.name().startsWith("DISAGREEMENT"))
                .toList();
    }

    private String addition() {
        return bed.get(DisagreementFacts.class).addition(referral()).value();
    }

    @Test
    @DisplayName("R033, R034, F83, F84: both try, it stays open, the Service Manager decides, and both are told")
    void isDecided() {
        recorded();
        assertThat(instance).isWaitingAt(ATTEMPT_1, ATTEMPT_2);
        assertThat(assignee(ATTEMPT_1)).isEqualTo("supervisor");
        assertThat(assignee(ATTEMPT_2)).isEqualTo("worker");
        assertThat(List.of(due(ATTEMPT_1), due(ATTEMPT_2))).containsOnly(ATTEMPT_OVER);
        assertThat(mailsTo("supervisor")).containsExactly(MailKind.DISAGREEMENT_TO_ATTEMPT);
        assertThat(mailsTo("worker")).containsExactly(MailKind.DISAGREEMENT_TO_ATTEMPT);
        assertThat(((AttemptForm.Values)
                                bed.show(bed.task(ATTEMPT_2, key), "worker").proposal())
                        .position())
                .isEqualTo("It stays open");
        assertThat(wrong(ATTEMPT_1, new AttemptForm.Values(" ", null, null)))
                .containsExactly("position A7.1", "resolved A7.2");
        assertThat(wrong(ATTEMPT_1, new AttemptForm.Values("So", null, false))).containsExactly("proposal A7.2");
        assertThat(addition()).contains("Both try to resolve it by");

        bothFail();

        assertThat(instance)
                .isWaitingAtExactly(DECIDE)
                .hasPassed("EndEvent_BothAnswered")
                .hasNotPassed("BoundaryEvent_AttemptOver");
        assertThat(assignee(DECIDE)).isEqualTo("servicemanager");
        assertThat(due(DECIDE)).isEqualTo(ATTEMPT_OVER);
        assertThat(mailsTo("servicemanager")).containsExactly(MailKind.DISAGREEMENT_TO_DECIDE);
        assertThat(bed.show(bed.task(DECIDE, key), "servicemanager").facts().toString())
                .contains("It can be closed", "It stays open", "We close it in May", "We ask the family");
        assertThat(addition()).contains("decides by");
        assertThat(wrong(DECIDE, new DecideReferredDisagreementForm.Values(null, " ", null)))
                .containsExactly("decision A7.2", "reasons A7.2");
        RecordService records = bed.get(RecordService.class);
        String signedText = records.requireLatest(session.requireId()).content();
        decide();

        assertThat(instance).isEnded().hasPassed("EndEvent_DisagreementDecided");
        for (String party : List.of("supervisor", "worker")) {
            assertThat(bed.noticesTo(party))
                    .filteredOn(notice -> notice.kind() == MailKind.DISAGREEMENT_DECIDED)
                    .singleElement()
                    .satisfies(notice -> assertThat(notice.model())
                            .containsEntry(Notice.PATH, "/camunda/api/supervision/copies/records/" + session.key()));
        }
        assertThat(addition())
                .contains(
                        "Decided by",
                        "It stays open",
                        "Reasons: The plan is not done",
                        "What follows: Look again in May");
        assertThat(bed.get(DisagreementDecisions.class).on(session.requireId()))
                .as("what the next preparation shows")
                .containsExactly("It stays open\nThe plan is not done");
        assertThat(records.requireLatest(session.requireId()).content())
                .as("what is signed")
                .isEqualTo(signedText);
    }

    @Test
    @DisplayName("A7.2: what was never referred is referred by the sweep, once")
    void isReferredAfterAll() {
        recorded();
        COVERAGE.getProcessEngine()
                .getRuntimeService()
                .deleteProcessInstance(instance.getId(), "as before there were any");
        bed.get(JdbcClient.class).sql("delete from disagreement_referral").update();

        bed.inTransaction(disagreements()::referUnreferred);
        bed.inTransaction(disagreements()::referUnreferred);

        assertThat(bed.instance("disagreementReferral", only().key())).isWaitingAt(ATTEMPT_1, ATTEMPT_2);
    }

    @Test
    @DisplayName("A7.2: it is resolved only when both say so")
    void isResolvedByBoth() {
        recorded();
        attempt(ATTEMPT_1, null, true);
        assertThat(instance).isWaitingAt(ATTEMPT_2).isNotWaitingAt(ATTEMPT_1);
        attempt(ATTEMPT_2, "As Sam says", true);

        assertThat(instance).isEnded().hasPassed("EndEvent_Resolved").hasNotPassed("Task_ReferDisagreement");
        assertThat(referral().state()).isEqualTo(ReferralState.RESOLVED);
        assertThat(addition()).contains("Both say that it is resolved.");
        assertThat(mailsTo("servicemanager")).isEmpty();
    }

    @Test
    @DisplayName("A7.2: where one says that it is resolved and the other does not, it is referred")
    void isNotResolvedByOne() {
        recorded();
        attempt(ATTEMPT_1, null, true);
        attempt(ATTEMPT_2, "We ask the family", false);
        bed.runDueJobs();
        assertThat(instance).isWaitingAtExactly(DECIDE);
    }

    @Test
    @DisplayName("R034: just before the end of the tenth working day both can still resolve it")
    void isNotReferredBeforeTime() {
        recorded();
        bed.advanceTo("2027-03-15T23:59:59Z");
        assertThat(instance).isWaitingAt(ATTEMPT_1, ATTEMPT_2);
    }

    @Test
    @DisplayName("R034: at the end of the tenth working day it is referred, whoever has answered")
    void isReferredInTime() {
        recorded();
        attempt(ATTEMPT_1, null, true);
        bed.advanceTo(ATTEMPT_OVER.toString());
        assertThat(instance)
                .isWaitingAtExactly(DECIDE)
                .hasPassed("BoundaryEvent_AttemptOver")
                .hasNotPassed("EndEvent_BothAnswered");
        assertThat(due(DECIDE)).as("Good Friday and Easter Monday do not count").isEqualTo("2027-04-01T23:00:00Z");
    }

    @Test
    @DisplayName("C14, D2: a second referral within twelve months goes to the Strategic Manager; after that, not")
    void isReferredAgain() {
        recorded();
        bothFail();
        decide();
        distribute("Weekly visits", "Fortnightly visits");
        key = disagreements().onRecord(session.requireId()).get(1).key();
        bothFail();
        assertThat(assignee(DECIDE)).isEqualTo("strategicmanager");

        bed.get(JdbcClient.class)
                .sql("update disagreement_referral set referred_at = referred_at - interval '12' month")
                .update();
        bed.get(JdbcClient.class)
                .sql("update disagreement_referral set referred_at = referred_at - interval '1' day")
                .update();
        distribute("Two visits", "Three visits");
        key = disagreements().onRecord(session.requireId()).get(2).key();
        bothFail();
        assertThat(assignee(DECIDE)).isEqualTo("servicemanager");
    }

    @Test
    @DisplayName("C14, E13, E15: never a party, and past a Service Manager who is the line manager")
    void isDecidedByNoParty() {
        recorded("linemanager", "supervisor");
        bothFail();
        assertThat(assignee(DECIDE)).isEqualTo("strategicmanager");
    }

    @Test
    @DisplayName(
            "E13, B6: who has taken over an unwritten record disagrees on it, tries once more, and never decides it")
    void isOfWhoWroteTheRecord() {
        held("supervisor", "worker");
        followedBy("servicemanager");
        distribute("It can be closed", "It stays open", "servicemanager");
        begun();

        assertThat(assignee(ATTEMPT_1)).isEqualTo("servicemanager");
        assertThat(bed.mailsTo("servicemanager"))
                .contains(MailKind.RECORD_DISTRIBUTED, MailKind.DISAGREEMENT_TO_ATTEMPT);
        assertThat(bed.mailsTo("supervisor"))
                .doesNotContain(MailKind.RECORD_DISTRIBUTED, MailKind.DISAGREEMENT_TO_ATTEMPT);
        assertThat(((AttemptForm.Values) bed.show(bed.task(ATTEMPT_1, key), "servicemanager")
                                .proposal())
                        .position())
                .isEqualTo("It can be closed");
        bothFail();
        assertThat(assignee(DECIDE)).isEqualTo("strategicmanager");
        decide();
        assertThat(mailsTo("servicemanager")).contains(MailKind.DISAGREEMENT_DECIDED);
    }

    @Test
    @DisplayName("B6: what a supervisor held in the record stays theirs when another one follows and tries once more")
    void goesOnWithWhoFollows() {
        recorded();
        followedBy("othersupervisor");
        assertThat(addition()).contains(bed.get(People.class).nameOf("supervisor") + " (in the record)");
        bed.get(TaskService.class).setAssignee(bed.task(ATTEMPT_1, key).getId(), "othersupervisor");
        bothFail();
        assertThat(instance).isWaitingAtExactly(DECIDE);
        assertThat(addition()).contains(bed.get(People.class).nameOf("othersupervisor") + " (it is not resolved)");
    }

    /** The Strategic Manager supervises the only Service Manager, and they do not agree. */
    private void betweenTheLastTwo() {
        recorded("strategicmanager", "servicemanager");
        bothFail();
    }

    private List<String> whoMayAppoint() {
        return COVERAGE
                .getProcessEngine()
                .getTaskService()
                .getIdentityLinksForTask(bed.task(APPOINT, key).getId())
                .stream()
                .map(IdentityLink::getUserId)
                .toList();
    }

    private List<FieldError> refused(String userId, @Nullable String manager, @Nullable String reason) {
        return bed.check(bed.task(APPOINT, key), userId, new AppointDeciderForm.Values(manager, reason))
                .errors();
    }

    private void appoint(String manager) {
        bed.complete(bed.task(APPOINT, key), "admin", new AppointDeciderForm.Values(manager, "Nobody above is left."));
        bed.runDueJobs();
    }

    @Test
    @DisplayName(
            "E13, E14, D2: nobody may decide it: an administrator names a manager, who decides; neither of the two names one")
    void isDecidedByWhoIsAppointed() {
        betweenTheLastTwo();

        assertThat(instance).isWaitingAtExactly(APPOINT).hasPassed("BoundaryEvent_NobodyEligible");
        assertThat(whoMayAppoint()).containsExactly("admin");
        assertThat(due(APPOINT)).as("two working days after Monday 1 March").isEqualTo("2027-03-04T00:00:00Z");
        assertThat(bed.noticesTo("admin"))
                .singleElement()
                .satisfies(notice ->
                        assertThat(notice.model()).containsExactly(entry(Notice.DUE, LocalDate.parse("2027-03-03"))));
        assertThat(addition()).contains("It is not resolved, and goes to a manager, who decides.");
        appoint("linemanager");

        assertThat(instance).isWaitingAtExactly(DECIDE);
        assertThat(assignee(DECIDE)).isEqualTo("linemanager");
        assertThat(due(DECIDE)).isEqualTo(ATTEMPT_OVER);
        assertThat(mailsTo("linemanager")).containsExactly(MailKind.DISAGREEMENT_TO_DECIDE);
        decide();
        assertThat(instance).isEnded().hasPassed("EndEvent_DisagreementDecided");
        assertThat(addition()).contains("Decided by " + bed.get(People.class).nameOf("linemanager"));
        assertThat(bed.get(JdbcClient.class)
                        .sql("select manager || ' ' || appointed_by from disagreement_appointment")
                        .query(String.class)
                        .list())
                .containsExactly("linemanager admin");
    }

    @Test
    @DisplayName("E13, A7.2: neither of the two is appointed, nor whoever appoints, nor somebody who manages nobody")
    void isAppointedByTheRules() {
        betweenTheLastTwo();
        String neither = "manager Choose a manager from the list: neither of the two, nor yourself. A7.2";
        for (String nobody : List.of("strategicmanager", "servicemanager", "worker", "somebody")) {
            assertThat(refused("admin", nobody, "They know"))
                    .as(nobody)
                    .extracting(error -> error.field() + " " + error.message() + " " + error.clause())
                    .containsExactly(neither);
        }
        assertThat(refused("linemanager", "linemanager", "I know"))
                .extracting(error -> error.field() + " " + error.message() + " " + error.clause())
                .containsExactly(neither);
        assertThat(refused("admin", null, " "))
                .extracting(error -> error.field() + " " + error.message())
                .containsExactly("manager Choose who decides it.", "reason Say why this person.");
        assertThat(refused("admin", "linemanager", "They know both")).isEmpty();
        assertThat(bed.show(bed.task(APPOINT, key), "admin").options().get("manager"))
                .extracting(option -> option.value())
                .contains("linemanager", "supervisor")
                .doesNotContain("strategicmanager", "servicemanager", "worker", "admin");
    }

    @Test
    @DisplayName(
            "A7.2, R11: whoever appoints reads who the two are and since when, and nothing of what they disagree on")
    void appointsWithoutReading() {
        betweenTheLastTwo();
        assertThat(bed.show(bed.task(APPOINT, key), "admin").facts())
                .isEqualTo(Map.of(
                        "summary",
                        List.of(
                                new Fact("Supervisor", bed.get(People.class).nameOf("strategicmanager")),
                                new Fact("Supervisee", bed.get(People.class).nameOf("servicemanager")),
                                new Fact("Raised", "Monday 1 March 2027, 12:00"))));
    }

    @Test
    @DisplayName(
            "E14: while whoever was appointed is represented their deputy has it; then it is theirs again, by the same day")
    void isWithTheDeputyOfWhoIsAppointed() {
        betweenTheLastTwo();
        appoint("linemanager");
        Instant due = due(DECIDE);
        bed.people(
                CaseTestBed.demoPeople()
                        .lines()
                        .map(line -> line
                                + (line.startsWith("userId,")
                                        ? ",deputy,deputyFrom,deputyUntil"
                                        : line.startsWith("linemanager,") ? REPRESENTED : ",,,"))
                        .collect(Collectors.joining("\n")),
                "2027-03-01");
        assertThat(assignee(DECIDE)).isEqualTo("othersupervisor");
        assertThat(referral().decider()).isEqualTo("othersupervisor");

        bed.advanceTo("2027-03-04T06:00");
        bed.publish(new DeputyChanged(Set.of("linemanager", "othersupervisor")));
        assertThat(assignee(DECIDE)).isEqualTo("linemanager");
        assertThat(due(DECIDE)).isEqualTo(due);
    }

    @Test
    @DisplayName("E14, E16: whoever was appointed leaves, and nobody is left: somebody else is appointed, and decides")
    void isDecidedThoughWhoWasAppointedLeaves() {
        betweenTheLastTwo();
        appoint("linemanager");
        sweep();
        assertThat(instance).as("nobody has left").isWaitingAtExactly(DECIDE);
        bed.people(withoutTheLineManager(), "2027-03-01");
        sweep();
        sweep();

        assertThat(instance).isWaitingAtExactly(APPOINT).hasPassed("BoundaryEvent_NobodyLeft");
        assertThat(referral().decider()).isNull();
        assertThat(bed.noticesTo("admin"))
                .extracting(Notice::uniqueId)
                .containsExactly(key + "/appoint/0", key + "/appoint/1");
        assertThat(refused("admin", "linemanager", "They knew both")).hasSize(1);
        appoint("othersupervisor");
        assertThat(assignee(DECIDE)).isEqualTo("othersupervisor");
        decide();
        assertThat(instance).isEnded();
    }

    @Test
    @DisplayName("E14: whoever was appointed leaves before it is referred to them: somebody else is appointed")
    void isAppointedAgain() {
        betweenTheLastTwo();
        bed.complete(bed.task(APPOINT, key), "admin", new AppointDeciderForm.Values("linemanager", "They know both"));
        bed.people(withoutTheLineManager(), "2027-03-01");
        bed.runDueJobs();
        assertThat(instance).isWaitingAtExactly(APPOINT);
    }

    private void sweep() {
        Instant now = ClockUtil.getCurrentTime().toInstant();
        bed.inTransaction(() -> bed.all(SweepTask.class).stream()
                .filter(part -> part.getClass().getSimpleName().equals("DisagreementSweep"))
                .forEach(part -> part.sweep(now)));
    }

    private static String withoutTheLineManager() {
        return CaseTestBed.demoPeople()
                .lines()
                .filter(line -> !line.startsWith("linemanager,"))
                .map(line -> line.replace(",linemanager,", ",servicemanager,"))
                .collect(Collectors.joining("\n"));
    }

    @Test
    @DisplayName(
            "E13, B6: whoever supervises from now on is not asked to appoint who decides, and is not asked any more")
    void isNotAppointedByANewParty() {
        betweenTheLastTwo();
        bed.publish(new SupervisorChanged(agreement, "strategicmanager", "cover"));
        assertThat(whoMayAppoint()).containsExactly("admin");
        bed.publish(new SupervisorChanged(agreement, "cover", "admin"));
        assertThat(whoMayAppoint()).isEmpty();
    }

    @Test
    @DisplayName("E14, E17: the agreement ends while somebody is to be appointed")
    void isAlsoEndedWhileNobodyIsAppointed() {
        betweenTheLastTwo();
        bed.get(JdbcClient.class).sql("update agreement set status = 'ENDED'").update();
        bed.publish(new AgreementEnded(agreement, EndReason.LEAVER));
        assertThat(instance).isEnded().hasPassed("EndEvent_AgreementEnded");
        assertThat(referral().state()).isEqualTo(ReferralState.ENDED);
    }

    @Test
    @DisplayName("F85: a party raises one about the agreement; the other is asked too, and it goes the same way")
    void isRaisedAboutTheAgreement() {
        recorded();
        raise();
        assertThat(instance).isWaitingAtExactly("Task_RaiseDisagreement");
        assertThat(due("Task_RaiseDisagreement")).isEqualTo(ATTEMPT_OVER);
        assertThat(wrong("Task_RaiseDisagreement", new RaiseDisagreementForm.Values(null, null, null)))
                .containsExactly("about A7.1", "position A7.1");
        assertThat(wrong("Task_RaiseDisagreement", new RaiseDisagreementForm.Values("AG-000099", "No", null)))
                .containsExactly("about null");
        assertThat(bed.show(bed.task("Task_RaiseDisagreement", key), "worker")
                        .options()
                        .get("about"))
                .extracting(option -> option.value())
                .containsExactly(Agreement.keyOf(agreement), session.key());
        bed.complete(
                bed.task("Task_RaiseDisagreement", key),
                new RaiseDisagreementForm.Values(Agreement.keyOf(agreement), "Six weeks is too long", null));

        assertThat(instance).isWaitingAt(ATTEMPT_1, ATTEMPT_2);
        assertThat(((AttemptForm.Values)
                                bed.show(bed.task(ATTEMPT_1, key), "supervisor").proposal())
                        .position())
                .isNull();
        assertThat(bed.show(bed.task(ATTEMPT_1, key), "supervisor").facts().toString())
                .contains("Six weeks is too long");
        bothFail();
        decide();
        assertThat(instance).isEnded();
        assertThat(disagreements().onAgreement(agreement))
                .extracting(DisagreementReferral::key)
                .containsExactly(key);
        assertThat(bed.noticesTo("worker"))
                .anySatisfy(notice -> assertThat(notice.model())
                        .containsEntry(
                                Notice.PATH,
                                "/camunda/api/supervision/copies/agreements/" + Agreement.keyOf(agreement) + "/T1"));
    }

    @Test
    @DisplayName("A7.1: what a party raises about a record goes to the two of that session")
    void isRaisedAboutARecord() {
        recorded();
        raise();
        bed.complete(
                bed.task("Task_RaiseDisagreement", key),
                new RaiseDisagreementForm.Values(session.key(), "I never said so", null));
        assertThat(disagreements().onRecord(session.requireId())).hasSize(2);
        assertThat(referral().raisedPosition()).isEqualTo("I never said so");
        assertThat(mailsTo("supervisor"))
                .containsExactly(MailKind.DISAGREEMENT_TO_ATTEMPT, MailKind.DISAGREEMENT_TO_ATTEMPT);
    }

    @Test
    @DisplayName("A7.1: a party may leave it; somebody without an agreement has nothing to raise")
    void isWithdrawn() {
        recorded();
        raise();
        bed.complete(bed.task("Task_RaiseDisagreement", key), new RaiseDisagreementForm.Values(null, null, true));
        assertThat(instance).isEnded().hasPassed("EndEvent_RequestWithdrawn");
        assertThat(referral().state()).isEqualTo(ReferralState.WITHDRAWN);
        assertThatThrownBy(() -> new DisagreementReferralStart(disagreements()).begin("othersupervisor"))
                .isInstanceOf(AuthorizationException.class);
    }

    @Test
    @DisplayName("A7.2: when the agreement ends there is nothing left to decide, in whatever state it is")
    void endsWithTheAgreement() {
        recorded();
        String attempting = key;
        raise();
        bed.get(JdbcClient.class).sql("update agreement set status = 'ENDED'").update();
        bed.publish(new AgreementEnded(agreement, EndReason.LEAVER));

        assertThat(bed.instance("disagreementReferral", attempting)).isNull();
        assertThat(instance).isEnded().hasPassed("EndEvent_AgreementEnded");
        assertThat(disagreements().require(attempting).state()).isEqualTo(ReferralState.ENDED);
        assertThat(referral().state()).isEqualTo(ReferralState.ENDED);
        key = attempting;
        assertThat(addition()).contains("The agreement ended before it was decided.");
    }

    @Test
    @DisplayName("A7.2: a correction that says the same refers nothing twice, and the engine holds nothing of it")
    void isReferredOnce() {
        recorded();
        distribute("It can be closed", "It stays open");
        assertThat(only().key()).isEqualTo(key);
        bothFail();
        assertThat(COVERAGE.getProcessEngine().getRuntimeService().getVariables(instance.getId()))
                .isEqualTo(Map.of());
    }

    private void raise() {
        key = bed.inTransaction(() -> new DisagreementReferralStart(disagreements()).begin("worker"));
        instance =
                COVERAGE.getProcessEngine().getRuntimeService().startProcessInstanceByKey("disagreementReferral", key);
    }
}
