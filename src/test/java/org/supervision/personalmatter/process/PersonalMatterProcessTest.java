package org.supervision.personalmatter.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.TestBed;
import org.supervision.access.Access;
import org.supervision.access.Content;
import org.supervision.access.Route;
import org.supervision.agreement.Fact;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.personalmatter.Ground;
import org.supervision.personalmatter.MatterOutcomes;
import org.supervision.personalmatter.PersonalMatterService;
import org.supervision.personalmatter.SharingState;
import org.supervision.personalmatter.SuperviseeAnswer;
import org.supervision.personalmatter.process.DecidePersonalMatterForm.Decision;
import org.supervision.session.Escalations;
import org.supervision.session.PersonalMatter;
import org.supervision.session.PersonalMatters;
import org.supervision.session.RecordDraft;
import org.supervision.session.RecordService;
import org.supervision.session.SessionTestBed;
import org.supervision.session.SupervisionSession;
import org.supervision.taskform.FormErrors.FieldError;

/** Every path of personal-matter.bpmn with the real services. */
@DisplayName("A personal matter: the supervisee is asked before the line manager knows (A5.1)")
@Deployment(
        resources = {
            "bpmn/personal-matter.bpmn",
            "bpmn/supervision-session.bpmn",
            "bpmn/session-booking.bpmn",
            "bpmn/supervision-agreement.bpmn",
            "bpmn/frequency-policy.dmn",
            "bpmn/session-outcome.dmn",
            "bpmn/record-deadline.dmn",
            "bpmn/case-coverage.dmn"
        })
class PersonalMatterProcessTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ProcessEngineCoverageExtension.builder()
            .excludeProcessDefinitionKeys(
                    "supervisionAgreement",
                    "supervisionSession",
                    "sessionBooking",
                    "frequency-policy",
                    "session-outcome",
                    "record-deadline")
            .assertClassCoverageAtLeast(1.0)
            .build();

    /** A Monday; two working days on is Wednesday 27 January. */
    private static final LocalDateTime START = LocalDateTime.of(2027, 1, 25, 10, 0);

    private static final LocalDate DAY = START.toLocalDate();
    private static final String WORDING = "Canary: an ill parent at home";

    private SessionTestBed bed;
    private PersonalMatterService matters;
    private SupervisionSession session;
    private String key;
    private ProcessInstance instance;

    @BeforeEach
    void start() {
        bed = new SessionTestBed(COVERAGE.getProcessEngine());
    }

    /** The record of a session is distributed with one matter flagged in it. */
    private void raised() {
        matters = bed.get(PersonalMatterService.class);
        long agreement = bed.agreementWithoutBooking("supervisor", "worker", SessionTestBed.terms());
        session = bed.recorded(agreement, START, draft(new RecordDraft.Matter(WORDING, true)));
        key = bed.get(PersonalMatters.class).of(session.requireId()).get(0).key();
        instance = bed.instance("personalMatter", key);
    }

    @Test
    @DisplayName(
            "A5.1, R118: the supervisor changes and the supervisee lets nothing pass: what is open ends, told to nobody")
    void staysBehind() {
        raised();
        bed.inTransaction(() -> matters.handOver(session.agreementId(), "supervisor", "cover", List.of()));
        assertThat(instance).isEnded().hasPassed("EndEvent_MatterStaysBehind");
        assertThat(matters.require(key).state()).isEqualTo(SharingState.KEPT);
        assertThat(kindsTo("linemanager")).isEmpty();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    private static RecordDraft draft(RecordDraft.Matter... matters) {
        return new RecordDraft(
                true, List.of(), List.of(), "None open", List.of(), List.of(), List.of(), List.of(matters));
    }

    @Test
    @DisplayName("R021, R022, F86: agreed within two working days, the supervisor speaks to the line manager")
    void isToldWithAgreement() {
        raised();
        assertThat(instance).isWaitingAtExactly("Task_AnswerPersonalMatter");
        assertThat(bed.task("Task_AnswerPersonalMatter", key).getAssignee()).isEqualTo("worker");
        assertThat(bed.task("Task_AnswerPersonalMatter", key).getDueDate())
                .isEqualTo(Instant.parse("2027-01-28T00:00:00Z"));
        assertThat(bed.show(bed.task("Task_AnswerPersonalMatter", key), "worker")
                        .facts())
                .containsEntry("wording", WORDING);
        assertThat(kindsTo("worker")).contains(MailKind.PERSONAL_MATTER_ASKED);
        assertThat(kindsTo("linemanager")).isEmpty();

        answer(SuperviseeAnswer.AGREE);

        assertThat(instance).isWaitingAtExactly("Task_SpeakToLineManager");
        assertThat(bed.task("Task_SpeakToLineManager", key).getAssignee()).isEqualTo("supervisor");
        assertThat(bed.task("Task_SpeakToLineManager", key).getDueDate())
                .isEqualTo(Instant.parse("2027-01-28T00:00:00Z"));
        assertThat(kindsTo("supervisor")).contains(MailKind.PERSONAL_MATTER_AGREED);
        assertThat(errors("Task_SpeakToLineManager", new SpokenOfMatterForm.Values(null)))
                .containsExactly("spokenOn A5.1");
        assertThat(errors("Task_SpeakToLineManager", new SpokenOfMatterForm.Values(DAY.plusDays(1))))
                .containsExactly("spokenOn A5.1");
        assertThat(errors("Task_SpeakToLineManager", new SpokenOfMatterForm.Values(DAY.minusDays(1))))
                .containsExactly("spokenOn A5.1");
        bed.complete(bed.task("Task_SpeakToLineManager", key), new SpokenOfMatterForm.Values(DAY));

        assertThat(instance)
                .isEnded()
                .hasPassed("EndEvent_LineManagerTold")
                .hasNotPassed("Task_DecidePersonalMatter", "Task_DiscussPersonalMatter");
        assertThat(matters.require(key).state()).isEqualTo(SharingState.TOLD);
        assertThat(matters.require(key).toldTo()).isEqualTo("linemanager");
        assertThat(linesFor("worker"))
                .anySatisfy(line -> assertThat(line).contains("was told with the supervisee's agreement"));
    }

    @Test
    @DisplayName("F87: declined, it stays between the two")
    void isKept() {
        raised();
        answer(SuperviseeAnswer.DECLINE);
        assertThat(instance).isWaitingAtExactly("Task_DecidePersonalMatter");
        assertThat(bed.task("Task_DecidePersonalMatter", key).getAssignee()).isEqualTo("supervisor");
        assertThat(bed.task("Task_DecidePersonalMatter", key).getDueDate())
                .isEqualTo(Instant.parse("2027-01-27T00:00:00Z"));
        decide(new DecidePersonalMatterForm.Values(Decision.KEEP, null, null, null, null));

        assertThat(instance)
                .isEnded()
                .hasPassed("EndEvent_NotDisclosed")
                .hasNotPassed("Task_DiscussPersonalMatter", "Task_SpeakToLineManager");
        assertThat(kindsTo("linemanager")).isEmpty();
        assertThat(linesFor("worker")).anySatisfy(line -> assertThat(line).contains("stays between the two of you"));
    }

    @Test
    @DisplayName(
            "R022, F88: disclosed without agreement, the supervisee is told and the line manager reads the same wording")
    void isDisclosedWithReason() {
        raised();
        answer(SuperviseeAnswer.DECLINE);
        assertThat(errors(
                        "Task_DecidePersonalMatter", new DecidePersonalMatterForm.Values(null, null, null, null, null)))
                .containsExactly("decision A5.1");
        assertThat(errors(
                        "Task_DecidePersonalMatter",
                        new DecidePersonalMatterForm.Values(Decision.DISCLOSE, null, " ", null, null)))
                .containsExactly("ground A5.1", "reason A5.1", "tellSupervisee A5.1");
        decide(new DecidePersonalMatterForm.Values(
                Decision.DISCLOSE, Ground.RISK_TO_CHILD, "A child may be harmed", true, null));

        assertThat(instance).isWaitingAtExactly("Task_DiscussPersonalMatter");
        assertThat(bed.task("Task_DiscussPersonalMatter", key).getAssignee()).isEqualTo("linemanager");
        Map<String, Object> facts = bed.show(bed.task("Task_DiscussPersonalMatter", key), "linemanager")
                .facts();
        assertThat(facts).containsEntry("wording", WORDING);
        assertThat((List<Object>) (List<?>) facts.get("summary"))
                .contains(new Fact("Told without agreement because", "Risk to a child"));
        assertThat(bed.noticesTo("worker"))
                .filteredOn(notice -> notice.kind() == MailKind.PERSONAL_MATTER_DISCLOSED)
                .singleElement()
                .satisfies(notice -> assertThat(notice.model())
                        .containsEntry(Notice.PATH, "/camunda/api/supervision/copies/personal-matters/" + key));
        assertThat(linesFor("worker")).contains("A child may be harmed");

        bed.complete(bed.task("Task_DiscussPersonalMatter", key), new SpokenOfMatterForm.Values(DAY));
        assertThat(instance).isEnded().hasPassed("EndEvent_DiscussedWithLineManager");
        assertThat(matters.require(key).state()).isEqualTo(SharingState.DISCUSSED);
    }

    @Test
    @DisplayName("R021: while a deputy acts for the line manager the matter waits for the line manager in person")
    void isNotForADeputy() {
        raised();
        bed.get(JdbcClient.class)
                .sql(
                        "insert into absence (initiator, created_at, status, person, from_on, until_on, deputy, row_version)"
                                + " values ('linemanager', current_timestamp, 'RECORDED', 'linemanager', :from, :until,"
                                + " 'othersupervisor', 0)")
                .param("from", DAY)
                .param("until", DAY.plusDays(14))
                .update();
        assertThat(bed.get(Escalations.class).lineManagerFor(session)).isEqualTo("othersupervisor");
        answer(SuperviseeAnswer.DECLINE);
        decide(new DecidePersonalMatterForm.Values(
                Decision.DISCLOSE, Ground.RISK_TO_CHILD, "A child may be harmed", true, null));

        Task task = bed.task("Task_DiscussPersonalMatter", key);
        assertThat(task.getAssignee()).isEqualTo("linemanager");
        assertThat(kindsTo("linemanager")).contains(MailKind.PERSONAL_MATTER_TO_DISCUSS);
        assertThat(kindsTo("othersupervisor")).isEmpty();
        assertThat(bed.get(Access.class).open("othersupervisor", Content.personalMatter(key), Route.FORM))
                .isFalse();
        assertThat(String.valueOf(bed.show(task, "linemanager").facts().get("summary")))
                .contains("who is away today; a deputy is not told");
    }

    @Test
    @DisplayName(
            "F118, R021: the line manager who was told leaves: the next one in person has the task and reads, a deputy never")
    void goesToTheNextLineManagerInPerson() {
        raised();
        answer(SuperviseeAnswer.DECLINE);
        decide(new DecidePersonalMatterForm.Values(
                Decision.DISCLOSE, Ground.RISK_TO_CHILD, "A child may be harmed", true, null));
        bed.people(
                TestBed.text("demo/people.csv")
                        .lines()
                        .map(line -> line.startsWith("userId,")
                                ? line + ",deputy,deputyFrom"
                                : line + (line.startsWith("linemanager,") ? ",cover," + DAY : ",,"))
                        .collect(Collectors.joining("\n")),
                DAY);
        assertThat(bed.task("Task_DiscussPersonalMatter", key).getAssignee()).isEqualTo("linemanager");

        bed.people(
                TestBed.text("demo/people.csv")
                        .lines()
                        .filter(line -> !line.startsWith("linemanager,"))
                        .map(line -> line.replace(",linemanager,", ",servicemanager,"))
                        .collect(Collectors.joining("\n")),
                DAY);
        assertThat(bed.task("Task_DiscussPersonalMatter", key).getAssignee()).isEqualTo("servicemanager");
        Access access = bed.get(Access.class);
        assertThat(access.open("servicemanager", Content.personalMatter(key), Route.FORM))
                .isTrue();
        assertThat(access.open("linemanager", Content.personalMatter(key), Route.FORM))
                .isFalse();
        assertThat(access.open("cover", Content.personalMatter(key), Route.FORM))
                .isFalse();
    }

    @Test
    @DisplayName("R022: the supervisee is not told only for a recorded reason, and then finds nothing of it")
    void isDisclosedUntold() {
        raised();
        answer(SuperviseeAnswer.DECLINE);
        DecidePersonalMatterForm.Values unreasoned = new DecidePersonalMatterForm.Values(
                Decision.DISCLOSE, Ground.OTHER, "An investigation is under way", false, null);
        assertThat(errors("Task_DecidePersonalMatter", unreasoned)).containsExactly("untoldReason A5.1");
        decide(new DecidePersonalMatterForm.Values(
                Decision.DISCLOSE, Ground.OTHER, "An investigation is under way", false, "It would be put at risk"));

        assertThat(kindsTo("worker")).doesNotContain(MailKind.PERSONAL_MATTER_DISCLOSED);
        assertThat(linesFor("worker").toString()).doesNotContain("investigation", "put at risk", "without");
        assertThat(linesFor("supervisor")).contains("An investigation is under way");
        assertThat(matters.require(key).untoldReason()).isEqualTo("It would be put at risk");
    }

    @Test
    @DisplayName("F87: talking it over first is asked for once; then it is yes or no")
    void isTalkedOverOnce() {
        raised();
        bed.at(START.plusDays(1));
        answer(SuperviseeAnswer.TALK_FIRST);

        assertThat(instance).isWaitingAtExactly("Task_AnswerPersonalMatter");
        assertThat(bed.task("Task_AnswerPersonalMatter", key).getDueDate())
                .isEqualTo(Instant.parse("2027-01-29T00:00:00Z"));
        assertThat(kindsTo("supervisor")).contains(MailKind.PERSONAL_MATTER_TO_TALK);
        assertThat(bed.show(bed.task("Task_AnswerPersonalMatter", key), "worker")
                        .options()
                        .get("decision"))
                .extracting(option -> option.value())
                .containsExactly("AGREE", "DECLINE");
        assertThat(errors(
                        "Task_AnswerPersonalMatter", new AnswerPersonalMatterForm.Values(SuperviseeAnswer.TALK_FIRST)))
                .containsExactly("decision A5.1");
        assertThat(errors("Task_AnswerPersonalMatter", new AnswerPersonalMatterForm.Values(null)))
                .containsExactly("decision A5.1");
        answer(SuperviseeAnswer.AGREE);
        assertThat(instance).isWaitingAtExactly("Task_SpeakToLineManager");
    }

    @Test
    @DisplayName("R022: just before the end of the second working day the answer still counts")
    void isNotDecidedBeforeTime() {
        raised();
        bed.at(Instant.parse("2027-01-27T23:59:59Z"));
        bed.runDueJobs();
        assertThat(instance).isWaitingAtExactly("Task_AnswerPersonalMatter");
    }

    @Test
    @DisplayName("R022: no answer by the end of the second working day is a no; the supervisor decides")
    void silenceIsANo() {
        raised();
        bed.at(Instant.parse("2027-01-28T00:00:00Z"));
        bed.runDueJobs();

        assertThat(instance)
                .isWaitingAtExactly("Task_DecidePersonalMatter")
                .hasPassed("BoundaryEvent_NoAnswer")
                .hasNotPassed("Task_SpeakToLineManager");
        assertThat(bed.task("Task_DecidePersonalMatter", key).getDueDate())
                .isEqualTo(Instant.parse("2027-01-30T00:00:00Z"));
        assertThat(kindsTo("supervisor")).contains(MailKind.PERSONAL_MATTER_TO_DECIDE);
        assertThat((List<Object>) (List<?>) bed.show(bed.task("Task_DecidePersonalMatter", key), "supervisor")
                        .facts()
                        .get("summary"))
                .contains(new Fact("The supervisee's answer", "none in time"));
    }

    @Test
    @DisplayName("R021: what isn't flagged starts nothing; a flag added by a correction starts it, once")
    void isFlaggedLater() {
        raised();
        RecordService records = bed.get(RecordService.class);
        long sessionId = session.requireId();
        bed.inTransaction(() -> {
            records.write(sessionId, draft(new RecordDraft.Matter("Caring for a parent", false)), "supervisor");
            records.distribute(sessionId);
        });
        assertThat(bed.get(PersonalMatters.class).of(sessionId))
                .extracting(PersonalMatter::forLineManager)
                .containsExactly(true, false);
        assertThat(running()).isEqualTo(1);

        for (int i = 0; i < 2; i++) {
            bed.inTransaction(() -> {
                records.write(sessionId, draft(new RecordDraft.Matter("Caring for a parent", true)), "supervisor");
                records.distribute(sessionId);
            });
        }
        assertThat(running()).isEqualTo(2);
    }

    @Test
    @DisplayName("A5.1: nobody but the two finds the matter among the copies, and the engine holds nothing of it")
    void isTheTwos() {
        raised();
        for (String stranger : List.of("linemanager", "servicemanager", "othersupervisor", "records", "nqsw")) {
            assertThat(bed.get(MatterOutcomes.class).of(key, stranger))
                    .as(stranger)
                    .isEmpty();
        }
        answer(SuperviseeAnswer.DECLINE);
        decide(new DecidePersonalMatterForm.Values(Decision.DISCLOSE, Ground.OTHER, "Canary reason", true, null));
        assertThat(COVERAGE.getProcessEngine().getRuntimeService().getVariables(instance.getId()))
                .containsExactly(Map.entry("decision", "DISCLOSE"));
        assertThat(bed.get(MatterOutcomes.class).of(key, "linemanager")).isEmpty();
    }

    private void answer(SuperviseeAnswer answer) {
        bed.complete(bed.task("Task_AnswerPersonalMatter", key), new AnswerPersonalMatterForm.Values(answer));
    }

    private void decide(DecidePersonalMatterForm.Values values) {
        bed.complete(bed.task("Task_DecidePersonalMatter", key), values);
    }

    private List<String> errors(String task, Record values) {
        return bed.check(bed.task(task, key), bed.task(task, key).getAssignee(), values).errors().stream()
                .map((FieldError error) -> error.field() + " " + error.clause())
                .toList();
    }

    private List<MailKind> kindsTo(String userId) {
        return bed.noticesTo(userId).stream().map(Notice::kind).toList();
    }

    private List<String> linesFor(String userId) {
        return bed.get(MatterOutcomes.class).of(key, userId).stream()
                .map(Fact::value)
                .toList();
    }

    private long running() {
        return COVERAGE.getProcessEngine()
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey("personalMatter")
                .count();
    }
}
