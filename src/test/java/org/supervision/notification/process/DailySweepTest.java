package org.supervision.notification.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.supervision.notification.NotificationProcessTest;
import org.supervision.notification.SweepTask;
import org.supervision.people.People;

@NotificationProcessTest
@Import(DailySweepTest.Parts.class)
@MockitoBean(types = People.class)
class DailySweepTest {

    @Autowired
    private DailySweepProcess sweep;

    @Autowired
    private Diligent diligent;

    @Autowired
    private Failing failing;

    @Autowired
    private Piecemeal piecemeal;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ManagementService management;

    @Autowired
    private ProcessEngineConfigurationImpl configuration;

    @BeforeEach
    void start() {
        AbstractAssertions.init(engine);
        at("2027-01-04T08:00:00Z");
    }

    @AfterEach
    void cleanUp() {
        AbstractAssertions.reset();
        ClockUtil.reset();
        diligent.ran.clear();
        failing.fails = false;
        piecemeal.begun = 0;
        piecemeal.failsFrom = Integer.MAX_VALUE;
        piecemeal.committed = 0;
        planned().forEach(instance -> runtime.deleteProcessInstance(instance.getId(), "test over"));
    }

    @Test
    void startUpPlansExactlyOneSweepAtThePolicysNextTime() {
        sweep.ensurePlanned();
        sweep.ensurePlanned();

        assertThat(planned()).singleElement().satisfies(instance -> {
            assertThat(instance.getBusinessKey()).isEqualTo("SW-2027-01-04T09:00:00Z");
            assertThat(instance).isWaitingAt("Task_AwaitSweep");
        });
    }

    @Test
    void startUpKeepsTheEarliestSweepAndCancelsOthers() {
        plan("SW-2027-01-04T06:00:00Z");
        plan("SW-2027-01-04T09:00:00Z");
        plan("SW-2027-01-09T09:00:00Z");

        sweep.ensurePlanned();

        assertThat(planned()).extracting(ProcessInstance::getBusinessKey).containsExactly("SW-2027-01-04T06:00:00Z");
    }

    @Test
    void aSweepThatIsPlannedTooLateIsReplaced() {
        plan("SW-2027-01-09T09:00:00Z");

        sweep.ensurePlanned();

        assertThat(planned()).extracting(ProcessInstance::getBusinessKey).containsExactly("SW-2027-01-04T09:00:00Z");
    }

    @Test
    void theSweepRunsAtItsTimeAndPlansTheNext() {
        at("2027-01-04T10:00:00Z");
        sweep.ensurePlanned();
        ProcessInstance first = planned().get(0);

        at("2027-01-05T05:59:59Z");
        runDueJobs();
        assertThat(first).isWaitingAt("Task_AwaitSweep");
        assertThat(diligent.ran).isEmpty();

        at("2027-01-05T06:00:00Z");
        runDueJobs();
        assertThat(first)
                .isEnded()
                .hasPassedInOrder(
                        "BoundaryEvent_SweepDue", "Task_PlanNextSweep", "Task_RunSweep", "EndEvent_SweepDone");
        assertThat(diligent.ran).containsExactly(Instant.parse("2027-01-05T06:00:00Z"));
        assertThat(planned()).extracting(ProcessInstance::getBusinessKey).containsExactly("SW-2027-01-05T09:00:00Z");
    }

    @Test
    void whatLooksAfterOurTablesRunsOnceADay() {
        plan("SW-2027-01-04T09:00:00Z");
        at("2027-01-04T09:00:00Z");
        runDueJobs();
        assertThat(diligent.ran).as("not the day's first").isEmpty();

        at("2027-01-05T06:00:00Z");
        runDueJobs();
        assertThat(diligent.ran).as("the day's first").hasSize(1);

        at("2027-01-06T05:00:00Z");
        runDueJobs();
        assertThat(diligent.ran)
                .as("in place of those of the day that was missed")
                .hasSize(2);
    }

    @Test
    void aSweepCanBeCalledForEarly() {
        sweep.ensurePlanned();
        ProcessInstance first = planned().get(0);

        runtime.createMessageCorrelation("SweepNow")
                .processInstanceBusinessKey(first.getBusinessKey())
                .correlate();
        runDueJobs();

        assertThat(first).isEnded().hasNotPassed("BoundaryEvent_SweepDue");
        assertThat(diligent.ran).hasSize(1);
    }

    @Test
    void aPartThatFailsIsTriedAgainByItselfAndHoldsUpNothing() {
        at("2027-01-04T10:00:00Z");
        failing.fails = true;
        sweep.ensurePlanned();
        ProcessInstance first = planned().get(0);

        at("2027-01-05T06:00:00Z");
        runDueJobs();

        assertThat(first).isWaitingAt("Task_RunSweepPart");
        assertThat(diligent.ran).hasSize(1);
        Job retry = management.createJobQuery().processInstanceId(first.getId()).singleResult();
        assertThat(retry.getRetries()).isEqualTo(6);
        assertThat(retry.getDuedate()).isEqualTo(Date.from(Instant.parse("2027-01-05T06:01:00Z")));
        assertThat(planned()).extracting(ProcessInstance::getBusinessKey).contains("SW-2027-01-05T09:00:00Z");

        failing.fails = false;
        at("2027-01-05T06:01:00Z");
        runDueJobs();
        assertThat(first).isEnded();
        assertThat(diligent.ran).hasSize(1);
    }

    @Test
    void whatDoesNotFitIntoHalfOfAJobsTimeRunsInJobsOfItsOwn() {
        JobExecutor executor = configuration.getJobExecutor();
        int usual = executor.getLockTimeInMillis();
        executor.setLockTimeInMillis(0);
        try {
            plan("SW-2027-01-04T06:00:00Z");
            ProcessInstance late = planned().get(0);

            runDueJobs();

            assertThat(late).isEnded().hasPassed("Task_RunSweepPart", "EndEvent_RestDone");
            assertThat(diligent.ran).hasSize(1);
        } finally {
            executor.setLockTimeInMillis(usual);
        }
    }

    @Test
    void whatAPartDidInEarlierTransactionsStaysWhenALaterOneFails() {
        at("2027-01-04T10:00:00Z");
        sweep.ensurePlanned();
        ProcessInstance first = planned().get(0);
        piecemeal.failsFrom = 3;

        at("2027-01-05T06:00:00Z");
        runDueJobs();
        assertThat(first).isWaitingAt("Task_RunSweepPart");
        assertThat(piecemeal.committed).isEqualTo(2);

        piecemeal.failsFrom = Integer.MAX_VALUE;
        at("2027-01-05T06:01:00Z");
        runDueJobs();
        assertThat(first).isEnded();
        assertThat(piecemeal.committed).isEqualTo(Piecemeal.PIECES);
    }

    @ParameterizedTest(name = "after {0} comes {1}")
    @CsvSource({
        "2027-01-04T05:59:59Z, 2027-01-04T06:00:00Z",
        "2027-01-04T06:00:00Z, 2027-01-04T09:00:00Z",
        "2027-01-04T09:00:00Z, 2027-01-05T06:00:00Z",
        // the clocks go forward in the night to Sunday 28 March 2027 and back in the night to Sunday 31 October
        "2027-03-27T09:00:00Z, 2027-03-28T05:00:00Z",
        "2027-03-28T05:00:00Z, 2027-03-28T08:00:00Z",
        "2027-10-30T08:00:00Z, 2027-10-31T06:00:00Z",
        "2027-10-31T06:00:00Z, 2027-10-31T09:00:00Z",
        "2027-12-31T09:00:00Z, 2028-01-01T06:00:00Z",
    })
    void theNextSweepIsAtTheSameTimeOfDayInLondon(Instant after, Instant next) {
        assertThat(sweep.nextAfter(after)).isEqualTo(next);
    }

    private void plan(String businessKey) {
        runtime.createMessageCorrelation("SweepPlanned")
                .processInstanceBusinessKey(businessKey)
                .correlateStartMessage();
    }

    private List<ProcessInstance> planned() {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKey("dailySweep")
                .list();
    }

    private void runDueJobs() {
        List<Job> due = management.createJobQuery().executable().list();
        while (!due.isEmpty()) {
            for (Job job : due) {
                try {
                    management.executeJob(job.getId());
                } catch (IllegalStateException failed) {
                    assertThat(failed).hasMessage("as the test wants it");
                }
            }
            due = management.createJobQuery().executable().list();
        }
    }

    private static void at(String instant) {
        ClockUtil.setCurrentTime(Date.from(Instant.parse(instant)));
    }

    static class Diligent implements SweepTask {

        private final List<Instant> ran = new ArrayList<>();

        @Override
        public void sweep(Instant now) {
            ran.add(now);
        }
    }

    static class Failing implements SweepTask {

        private boolean fails;

        @Override
        public void sweep(Instant now) {
            if (fails) {
                throw new IllegalStateException("as the test wants it");
            }
        }
    }

    /** Does a quarter in each transaction. */
    static class Piecemeal implements SweepTask {

        private static final int PIECES = 4;

        private int begun;
        private int committed;
        private int failsFrom = Integer.MAX_VALUE;

        @Override
        public void sweep(Instant now) {
            begun++;
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    committed++;
                }
            });
            if (begun >= failsFrom) {
                throw new IllegalStateException("as the test wants it");
            }
        }

        @Override
        public boolean goesOn(Instant now) {
            return committed < PIECES;
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Parts {

        @Bean
        @Order(3)
        Piecemeal piecemeal() {
            return new Piecemeal();
        }

        @Bean
        @Order(1)
        Failing failing() {
            return new Failing();
        }

        @Bean
        @Order(2)
        Diligent diligent() {
            return new Diligent();
        }
    }
}
