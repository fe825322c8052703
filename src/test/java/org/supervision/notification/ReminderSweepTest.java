package org.supervision.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.transaction.support.TransactionTemplate;
import org.supervision.confidential.TestCipher;
import org.supervision.confidential.TextCipher;
import org.supervision.people.People;

/** Reminders of open tasks of a real engine. */
@NotificationProcessTest
@MockitoBean(types = People.class)
class ReminderSweepTest {

    /** Two tasks that are due at the end of Thursday 4 March 2027. */
    private static final Instant DUE = Instant.parse("2027-03-05T00:00:00Z");

    @Autowired
    private ReminderSweep sweep;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TextCipher cipher;

    private String deployment = "";

    @BeforeEach
    void start() {
        deployment = repository
                .createDeployment()
                .addModelInstance(
                        "example.bpmn",
                        Bpmn.createExecutableProcess("example")
                                .camundaHistoryTimeToLiveString("P1D")
                                .startEvent()
                                .parallelGateway("fork")
                                .userTask("Task_WriteRecord")
                                .camundaAssignee("supervisor")
                                .camundaDueDate("${due}")
                                .endEvent()
                                .moveToNode("fork")
                                .userTask("Task_AgreeNewDate")
                                .camundaCandidateUsers("supervisor,worker")
                                .camundaDueDate("${due}")
                                .endEvent()
                                .done())
                .deploy()
                .getId();
        runtime.startProcessInstanceByKey("example", "SE-000456", Map.of("due", Date.from(DUE)));
    }

    @AfterEach
    void cleanUp() {
        ClockUtil.reset();
        repository.deleteDeployment(deployment, true);
        runtime.createProcessInstanceQuery()
                .list()
                .forEach(instance -> runtime.deleteProcessInstance(instance.getId(), "test over"));
        List.of("mail", "reminder_sent", "reminder_gathering")
                .forEach(table -> jdbc.sql("delete from " + table).update());
    }

    @Test
    void eachPersonGetsOneDigestOfWhatCoincides() {
        sweepAt("2027-03-03T09:00:00Z");
        sweepAt("2027-03-04T06:00:00Z");
        assertThat(digests()).isEmpty();

        sweepAt("2027-03-04T09:00:00Z");

        assertThat(digests()).hasSize(2);
        assertThat(digestFor("supervisor"))
                .contains(
                        "Write the record of your supervision session\nDue today, by the end of: Thursday 4 March 2027")
                .contains("Agree a new date for the missed session\nDue today, by the end of: Thursday 4 March 2027")
                .contains("Reference: SE-000456");
        assertThat(digestFor("worker")).contains("Agree a new date").doesNotContain("Write the record");
    }

    @Test
    void eachReminderGoesOnceHoweverOftenItIsGathered() {
        sweepAt("2027-03-04T06:00:00Z");
        sweepAt("2027-03-04T09:00:00Z");
        jdbc.sql("delete from reminder_gathering").update();
        sweepAt("2027-03-04T09:00:01Z");
        sweepAt("2027-03-04T12:00:00Z");

        assertThat(digests()).hasSize(2);
    }

    @Test
    void aSweepThatComesLateCatchesUp() {
        sweepAt("2027-03-03T09:00:00Z");
        sweepAt("2027-03-08T06:00:00Z");

        assertThat(digestFor("supervisor"))
                .contains("Due today, by the end of: Thursday 4 March 2027")
                .contains("Was due by the end of: Thursday 4 March 2027");
    }

    @Test
    void whatIsDoneIsNotRemindedOf() {
        sweepAt("2027-03-04T06:00:00Z");
        tasks.createTaskQuery().list().forEach(task -> tasks.complete(task.getId()));

        sweepAt("2027-03-05T06:00:00Z");

        assertThat(digests()).isEmpty();
    }

    @Test
    void aTaskThatSomebodyClaimedIsHisAlone() {
        tasks.claim(
                tasks.createTaskQuery()
                        .taskDefinitionKey("Task_AgreeNewDate")
                        .singleResult()
                        .getId(),
                "worker");
        sweepAt("2027-03-04T06:00:00Z");
        sweepAt("2027-03-04T09:00:00Z");

        assertThat(digestFor("supervisor")).doesNotContain("Agree a new date");
        assertThat(digestFor("worker")).contains("Agree a new date");
    }

    private void sweepAt(String instant) {
        ClockUtil.setCurrentTime(Date.from(Instant.parse(instant)));
        transaction.executeWithoutResult(status -> sweep.sweep(Instant.parse(instant)));
    }

    private List<String> digests() {
        return TestCipher.stored(jdbc, cipher, "mail", "body_text", "kind = 'DIGEST'");
    }

    private String digestFor(String userId) {
        List<String> digests = TestCipher.stored(
                jdbc, cipher, "mail", "body_text", "kind = 'DIGEST' and recipient = '" + userId + "'");
        assertThat(digests).hasSize(1);
        return digests.get(0);
    }
}
