package org.supervision.people.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.TestBed;
import org.supervision.agreement.AgreementNeeds;
import org.supervision.agreement.AgreementTestBed;
import org.supervision.people.ImportPreview;
import org.supervision.people.ImportRun;
import org.supervision.people.ImportRunningException;
import org.supervision.people.ImportRuns;
import org.supervision.people.People;
import org.supervision.people.PeopleImport;

/** In a bed, what follows from a file is set up for 25 people at once. */
@DisplayName("F115 what follows from an import of many people is set up in parts")
@Deployment(resources = {"bpmn/directory-import.bpmn", "bpmn/supervision-agreement.bpmn", "bpmn/frequency-policy.dmn"})
class DirectoryImportProcessTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ProcessEngineCoverageExtension.builder()
            .excludeProcessDefinitionKeys("supervisionAgreement")
            .assertClassCoverageAtLeast(1.0)
            .build();

    private static final LocalDate TODAY = AgreementTestBed.TODAY;
    private static final int MANY = 60;

    private AgreementTestBed bed;
    private ImportRuns runs;
    private ManagementService management;

    @BeforeEach
    void start() {
        bed = new AgreementTestBed(COVERAGE.getProcessEngine());
        runs = bed.get(ImportRuns.class);
        management = COVERAGE.getProcessEngine().getManagementService();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    @DisplayName(
            "F115: the directory holds all of it at once, agreements to draft come part by part, and then it is over")
    void many() {
        send(withNewcomers(MANY));

        assertThat(bed.get(People.class).find("new60")).as("in the directory").isPresent();
        assertThat(drafts()).isZero();
        assertThat(run().concerned()).isEqualTo(MANY);
        assertThat(instance()).isWaitingAt("Task_SetUpPeople");

        for (int done : List.of(25, 50, 60)) {
            execute(jobs().get(0));
            assertThat(run().setUp()).isEqualTo(done);
            assertThat(drafts()).isEqualTo(done);
            assertThat(run().isFinished()).isFalse();
        }
        ProcessInstance instance = instance();
        assertThat(runs.running()).hasSize(1);
        execute(jobs().get(0));

        assertThat(instance).isEnded();
        assertThat(runs.running()).isEmpty();
        assertThat(run().isFinished()).isTrue();
        AgreementNeeds.CalledFor calledFor =
                bed.get(AgreementNeeds.class).calledFor(runs.newInTheirLine(run().key()), TODAY);
        assertThat(calledFor).isEqualTo(new AgreementNeeds.CalledFor(MANY, 0, List.of()));
    }

    @Test
    @DisplayName(
            "F115: a part that fails leaves nothing behind, holds up no other, and is done by its next attempt, once")
    void aPartThatFails() {
        send(withNewcomers(MANY));
        String key = run().key();
        JdbcClient jdbc = bed.get(JdbcClient.class);
        List<Job> parts = jobs();
        jdbc.sql("update person set user_id = 'lost' where user_id = 'new51'").update();

        assertThatThrownBy(() -> execute(parts.get(2))).isInstanceOf(NoSuchElementException.class);
        assertThat(drafts()).isZero();
        execute(parts.get(0));
        execute(parts.get(1));
        assertThat(drafts()).isEqualTo(50);
        assertThat(runs.notSetUp(key)).hasSize(10).contains("new51", "new60");
        assertThat(management.createJobQuery().withException().list())
                .singleElement()
                .satisfies(job -> assertThat(job.getRetries()).isPositive());

        assertThatExceptionOfType(ImportRunningException.class).isThrownBy(() -> send(withNewcomers(MANY + 1)));

        management.setJobRetries(parts.get(2).getId(), 0);
        send(withNewcomers(MANY + 1));
        assertThat(run().isFinished())
                .as("once it is given up, another may put it right")
                .isTrue();
        jdbc.sql("delete from person where user_id = 'lost'").update();
        execute(parts.get(2));
        bed.inTransaction(() -> runs.setUp(key, 3));
        execute(jobs().get(0));

        assertThat(runs.running()).isEmpty();
        assertThat(runs.notSetUp(key)).isEmpty();
        assertThat(drafts()).isEqualTo(MANY + 1);
    }

    @Test
    @DisplayName("F115: a second import is refused while one is not through; one that changes nothing is not")
    void oneAfterTheOther() {
        String many = withNewcomers(MANY);
        send(many);

        assertThatExceptionOfType(ImportRunningException.class)
                .isThrownBy(() -> send(withNewcomers(MANY + 1)))
                .satisfies(e -> assertThat(e.running().concerned()).isEqualTo(MANY));
        assertThat(bed.get(People.class).find("new61")).isEmpty();
        assertThat(send(many).unchanged()).isPositive();

        bed.runDueJobs();
        send(withNewcomers(MANY + 1));

        assertThat(run().isFinished()).as("one person more at once").isTrue();
        assertThat(drafts()).isEqualTo(MANY + 1);
    }

    private ImportPreview send(String csv) {
        return bed.get(PeopleImport.class).apply(csv.getBytes(UTF_8), TODAY, "admin", null, null);
    }

    private static String withNewcomers(int number) {
        return TestBed.text("demo/people.csv")
                + IntStream.rangeClosed(1, number)
                        .mapToObj(
                                "new%1$02d,Nia %1$02d,nia%1$02d@example.org,supervisor,Children and Families,SOCIAL_WORKER,EXPERIENCED,2026-12-01,MON TUE WED THU FRI,1.0,FIELDWORK\n"
                                        ::formatted)
                        .collect(Collectors.joining());
    }

    private ImportRun run() {
        return runs.latest(1).get(0);
    }

    private ProcessInstance instance() {
        return COVERAGE.getProcessEngine()
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(run().key())
                .singleResult();
    }

    /** Of the import, in the order of its parts. */
    private List<Job> jobs() {
        return management.createJobQuery().processDefinitionKey("directoryImport").list().stream()
                .sorted(Comparator.comparing(job -> (Integer) COVERAGE.getProcessEngine()
                        .getRuntimeService()
                        .getVariables(job.getExecutionId())
                        .getOrDefault("importPart", 0)))
                .toList();
    }

    private void execute(Job job) {
        bed.inTransaction(() -> management.executeJob(job.getId()));
    }

    private long drafts() {
        return COVERAGE.getProcessEngine()
                .getTaskService()
                .createTaskQuery()
                .taskDefinitionKey("Task_DraftAgreement")
                .count();
    }
}
