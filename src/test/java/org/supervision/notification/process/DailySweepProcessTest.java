package org.supervision.notification.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every path of daily-sweep.bpmn; what its delegates do is told by {@link DailySweepTest}. */
@Deployment(resources = "bpmn/daily-sweep.bpmn")
class DailySweepProcessTest {

    private static final Map<Object, Object> BEANS = new HashMap<>();

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ProcessEngineCoverageExtension.builder(
                    BareEngine.with("dailySweepPaths", BEANS))
            .assertClassCoverageAtLeast(1.0)
            .build();

    private static final Date BEFORE = Date.from(Instant.parse("2027-01-04T08:59:59Z"));
    private static final Date DUE = Date.from(Instant.parse("2027-01-04T09:00:00Z"));

    private final DailySweepProcess dailySweep = mock(DailySweepProcess.class);
    private final List<String> done = new ArrayList<>();
    private String left = "";
    private RuntimeService runtime;
    private ManagementService management;

    @BeforeEach
    void start() {
        AbstractAssertions.init(COVERAGE.getProcessEngine());
        runtime = COVERAGE.getProcessEngine().getRuntimeService();
        management = COVERAGE.getProcessEngine().getManagementService();
        BEANS.put("dailySweep", dailySweep);
        BEANS.put("planNextSweep", (JavaDelegate) execution -> done.add("next"));
        BEANS.put("runSweep", (JavaDelegate) execution -> {
            done.add("all");
            execution.setVariable("sweepLeft", left);
        });
        BEANS.put("runSweepPart", (JavaDelegate) execution -> done.add((String) execution.getVariable("sweepPart")));
        when(dailySweep.dueAt(any())).thenReturn(DUE);
        when(dailySweep.left(any())).thenReturn(List.of("horizon", "reminders"));
        ClockUtil.setCurrentTime(BEFORE);
    }

    @AfterEach
    void reset() {
        ClockUtil.reset();
        AbstractAssertions.reset();
    }

    @AfterAll
    static void close() {
        COVERAGE.getProcessEngine().close();
    }

    @Test
    void theSweepWaitsForItsTimePlansTheNextAndRuns() {
        ProcessInstance sweep = planned();
        BareEngine.runDueJobs(management, BEFORE);
        assertThat(sweep).isWaitingAt("Task_AwaitSweep");

        BareEngine.runDueJobs(management, DUE);

        assertThat(sweep)
                .isEnded()
                .hasPassedInOrder(
                        "BoundaryEvent_SweepDue", "Task_PlanNextSweep", "Task_RunSweep", "EndEvent_SweepDone");
        assertThat(done).containsExactly("next", "all");
    }

    @Test
    void whatIsLeftRunsPartByPart() {
        left = "horizon,reminders";
        ProcessInstance sweep = planned();

        BareEngine.runDueJobs(management, DUE);

        assertThat(sweep)
                .isEnded()
                .hasPassedInOrder("Task_RunSweep", "Gateway_AllRun", "Task_RunSweepPart", "EndEvent_RestDone");
        assertThat(done).startsWith("next", "all").containsExactlyInAnyOrder("next", "all", "horizon", "reminders");
    }

    @Test
    void theSweepCanBeCalledForEarly() {
        ProcessInstance sweep = planned();

        runtime.createMessageCorrelation("SweepNow")
                .processInstanceBusinessKey("SW-2027-01-04T09:00:00Z")
                .correlate();
        BareEngine.runDueJobs(management, BEFORE);

        assertThat(sweep).isEnded().hasNotPassed("BoundaryEvent_SweepDue");
        assertThat(done).hasSize(2);
    }

    private ProcessInstance planned() {
        return runtime.createMessageCorrelation("SweepPlanned")
                .processInstanceBusinessKey("SW-2027-01-04T09:00:00Z")
                .correlateStartMessage();
    }
}
