package org.supervision.notification.process;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.complete;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.task;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.BpmnError;
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

/** Every path of mail-delivery.bpmn; what its delegate does is told by {@link MailDeliveryTest}. */
@Deployment(resources = "bpmn/mail-delivery.bpmn")
class MailDeliveryProcessTest {

    private static final Map<Object, Object> BEANS = new HashMap<>();

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ProcessEngineCoverageExtension.builder(
                    BareEngine.with("mailDeliveryPaths", BEANS))
            .assertClassCoverageAtLeast(1.0)
            .build();

    private static final Date NOW = Date.from(Instant.parse("2027-03-01T10:00:00Z"));
    private static final Date OPENS = Date.from(Instant.parse("2027-03-02T07:30:00Z"));

    private final MailDeliveryProcess mailDelivery = mock(MailDeliveryProcess.class);
    private boolean rejected;
    private int delivered;
    private RuntimeService runtime;
    private ManagementService management;

    @BeforeEach
    void start() {
        AbstractAssertions.init(COVERAGE.getProcessEngine());
        runtime = COVERAGE.getProcessEngine().getRuntimeService();
        management = COVERAGE.getProcessEngine().getManagementService();
        BEANS.put("mailDelivery", mailDelivery);
        BEANS.put("deliverMail", (JavaDelegate) execution -> deliver());
        when(mailDelivery.windowOpensAt(any())).thenReturn(OPENS);
        when(mailDelivery.corrector(any())).thenReturn("supervisor");
        when(mailDelivery.correctDueAt(any())).thenReturn(OPENS);
        ClockUtil.setCurrentTime(NOW);
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
    void aMailInMailHoursIsDeliveredAtOnce() {
        ProcessInstance delivery = queued(true);
        assertThat(delivery).isWaitingAt("Task_DeliverMail");

        BareEngine.runDueJobs(management, NOW);

        assertThat(delivery)
                .isEnded()
                .hasPassedInOrder("StartEvent_MailQueued", "Gateway_MailHours", "Task_DeliverMail", "EndEvent_MailSent")
                .hasNotPassed("Task_WaitForMailHours", "Task_CorrectAddress");
        org.assertj.core.api.Assertions.assertThat(delivered).isEqualTo(1);
    }

    @Test
    void aMailOutsideMailHoursWaitsForThem() {
        ProcessInstance delivery = queued(false);

        BareEngine.runDueJobs(management, new Date(OPENS.getTime() - 1000));
        assertThat(delivery).isWaitingAt("Task_WaitForMailHours");

        BareEngine.runDueJobs(management, OPENS);
        assertThat(delivery).isEnded().hasPassedInOrder("BoundaryEvent_MailHoursBegun", "EndEvent_MailSent");
    }

    @Test
    void aMailThatWaitsCanBeReleased() {
        ProcessInstance delivery = queued(false);

        runtime.createMessageCorrelation("MailReleased")
                .processInstanceBusinessKey("key")
                .correlate();
        BareEngine.runDueJobs(management, NOW);

        assertThat(delivery).isEnded().hasPassed("EndEvent_MailSent").hasNotPassed("BoundaryEvent_MailHoursBegun");
    }

    @Test
    void aRejectedMailIsCorrectedAndSentAgain() {
        rejected = true;
        ProcessInstance delivery = queued(true);
        BareEngine.runDueJobs(management, NOW);
        assertThat(delivery).isWaitingAt("Task_CorrectAddress").task().isAssignedTo("supervisor");

        rejected = false;
        complete(task(delivery), Map.of("decision", "SEND_AGAIN"));
        BareEngine.runDueJobs(management, NOW);

        assertThat(delivery)
                .isEnded()
                .hasPassedInOrder("BoundaryEvent_MailRejected", "Task_CorrectAddress", "EndEvent_MailSent")
                .hasNotPassed("EndEvent_DeliveredByHand");
    }

    @Test
    void aRejectedMailIsGivenByHand() {
        rejected = true;
        ProcessInstance delivery = queued(true);
        BareEngine.runDueJobs(management, NOW);

        complete(task(delivery), Map.of("decision", "BY_HAND"));

        assertThat(delivery).isEnded().hasPassed("EndEvent_DeliveredByHand").hasNotPassed("EndEvent_MailSent");
    }

    private ProcessInstance queued(boolean mayGoNow) {
        when(mailDelivery.mayGoNow(any())).thenReturn(mayGoNow);
        return runtime.createMessageCorrelation("MailQueued")
                .processInstanceBusinessKey("key")
                .correlateStartMessage();
    }

    private void deliver() {
        if (rejected) {
            throw new BpmnError("MAIL_REJECTED");
        }
        delivered++;
    }
}
