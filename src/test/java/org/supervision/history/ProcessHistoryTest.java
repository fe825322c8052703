package org.supervision.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.calendar.DaysOff;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.history.ProcessHistory.Ended;
import org.supervision.history.ProcessHistory.Finished;
import org.supervision.history.ProcessHistory.Month;
import org.supervision.history.ProcessHistory.Step;
import org.supervision.history.ProcessHistory.Visit;

/** What is told of instances that have ended, of a process with one task and a deadline. */
class ProcessHistoryTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE =
            ProcessEngineCoverageExtension.builder().build();

    private static final YearMonth MARCH = YearMonth.of(2027, 3);
    private static final String PROCESS = "finishedTrial";

    /** The end of Monday 29 March 2027 in London, where summer time has begun. */
    private static final Instant DUE = Instant.parse("2027-03-29T23:00:00Z");

    private ProcessEngine engine;
    private ProcessHistory history;
    private String deployment;

    @BeforeEach
    void deploy() {
        engine = ENGINE.getProcessEngine();
        deployment = engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "finished-trial.bpmn",
                        Bpmn.createExecutableProcess(PROCESS)
                                .name("Finished trial")
                                .camundaHistoryTimeToLive(1)
                                .startEvent("StartEvent_Trial")
                                .userTask("Task_Try")
                                .name("Try\nit")
                                .camundaAssignee("worker")
                                .camundaDueDate("${due}")
                                .endEvent("EndEvent_Tried")
                                .name("Tried")
                                .moveToActivity("Task_Try")
                                .boundaryEvent("BoundaryEvent_TooLate")
                                .timerWithDate("${due}")
                                .endEvent("EndEvent_TooLate")
                                .done())
                .deploy()
                .getId();
        history = new ProcessHistory(
                JdbcClient.create(
                        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getDataSource()),
                new WorkingCalendar(Clock.fixed(DUE, ZoneOffset.UTC), new DaysOff() {
                    @Override
                    public boolean isOff(LocalDate day) {
                        return false;
                    }

                    @Override
                    public LocalDate knownUntil() {
                        return LocalDate.of(2028, 12, 31);
                    }
                }));
    }

    @AfterEach
    void undeploy() {
        engine.getRepositoryService().deleteDeployment(deployment, true);
        ClockUtil.reset();
    }

    @Test
    @DisplayName("F104: of a month's finished instances it tells number, path, times and deadlines")
    void aMonth() {
        doneAfter(Duration.ofHours(1), "SE-000001");
        doneAfter(Duration.ofHours(3), "SE-000002");
        ProcessInstance late = begun("SE-000003");
        at(DUE);
        Job timer = engine.getManagementService()
                .createJobQuery()
                .processInstanceId(late.getId())
                .singleResult();
        engine.getManagementService().executeJob(timer.getId());
        ProcessInstance deleted = begun("SE-000004");
        engine.getRuntimeService().deleteProcessInstance(deleted.getId(), "not wanted");
        begun("SE-000005");

        assertThat(history.finished(MARCH)).contains(new Finished(PROCESS, "Finished trial", 4));
        Month month = history.month(PROCESS, MARCH);
        assertThat(month.finished()).isEqualTo(4);
        assertThat(month.counted()).isEqualTo(4);
        assertThat(month.median()).isEqualTo(Duration.ofHours(2));
        assertThat(month.longest()).isEqualTo(Duration.ofHours(14));
        Step task = month.steps().stream()
                .filter(step -> step.id().equals("Task_Try"))
                .findFirst()
                .orElseThrow();
        assertThat(task)
                .isEqualTo(new Step(
                        "Task_Try", "Try it", "userTask", 4, 2, Duration.ofHours(2), Duration.ofHours(14), 2, 1));
        assertThat(month.steps())
                .filteredOn(step -> step.id().startsWith("EndEvent"))
                .extracting(Step::id, Step::times)
                .containsExactlyInAnyOrder(tuple("EndEvent_Tried", 2L), tuple("EndEvent_TooLate", 1L));
    }

    @Test
    @DisplayName("F104: a task that is completed after its deadline has not met it")
    void completedTooLate() {
        ProcessInstance instance = begun("SE-000001");
        at(DUE.plusSeconds(1));
        engine.getTaskService().complete(task(instance).getId());

        assertThat(history.month(PROCESS, MARCH).steps())
                .filteredOn(step -> step.id().equals("Task_Try"))
                .extracting(Step::met, Step::late)
                .containsExactly(tuple(0L, 1L));
    }

    @Test
    @DisplayName("F104: a month begins and ends at midnight in London")
    void aMonthIsOfLondon() {
        ProcessInstance march = begun("SE-000001");
        at(Instant.parse("2027-03-31T22:59:59Z"));
        engine.getTaskService().complete(task(march).getId());
        ProcessInstance april = begun("SE-000002");
        at(Instant.parse("2027-03-31T23:00:00Z"));
        engine.getTaskService().complete(task(april).getId());

        assertThat(history.instances(PROCESS, MARCH, 0)).extracting(Ended::key).containsExactly("SE-000001");
        assertThat(history.instances(PROCESS, YearMonth.of(2027, 4), 0))
                .extracting(Ended::key)
                .containsExactly("SE-000002");
        assertThat(history.month(PROCESS, YearMonth.of(2027, 2)))
                .isEqualTo(new Month(PROCESS, 0, 0, null, null, List.of()));
    }

    @Test
    @DisplayName(
            "F104: an instance's path is told in its order, without anybody's name; of a key only what it is about")
    void aPath() {
        doneAfter(Duration.ofHours(1), "SE-000001/invited/worker");
        doneAfter(Duration.ofHours(2), "people@worker");
        doneAfter(Duration.ofHours(3), "AG-000123/T2");

        assertThat(history.instances(PROCESS, MARCH, 0))
                .extracting(Ended::key)
                .containsExactly("AG-000123/T2", "", "SE-000001");
        assertThat(history.instances(PROCESS, MARCH, 1)).isEmpty();
        Ended last = history.instances(PROCESS, MARCH, 0).get(0);
        ProcessHistory.Path path = history.path(last.id()).orElseThrow();
        assertThat(path.instance()).isEqualTo(last);
        assertThat(path.visits())
                .extracting(Visit::id, Visit::cancelled)
                .containsExactly(
                        tuple("StartEvent_Trial", false), tuple("Task_Try", false), tuple("EndEvent_Tried", false));
        assertThat(path.visits().get(1).due()).isEqualTo(DUE);
        assertThat(path.toString()).doesNotContain("worker");
    }

    @Test
    @DisplayName("F104: what has not ended has no path to tell, nor has what there isn't")
    void whatIsRunning() {
        assertThat(history.path(begun("SE-000001").getId())).isEmpty();
        assertThat(history.path("nothing")).isEmpty();
    }

    private ProcessInstance begun(String key) {
        at(DUE.minus(Duration.ofHours(14)));
        return engine.getRuntimeService().startProcessInstanceByKey(PROCESS, key, Map.of("due", Date.from(DUE)));
    }

    private void doneAfter(Duration time, String key) {
        ProcessInstance instance = begun(key);
        at(DUE.minus(Duration.ofHours(14)).plus(time));
        engine.getTaskService().complete(task(instance).getId());
    }

    private Task task(ProcessInstance instance) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance.getId())
                .singleResult();
    }

    private static void at(Instant instant) {
        ClockUtil.setCurrentTime(Date.from(instant));
    }
}
