package org.supervision.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.transaction.support.TransactionTemplate;
import org.supervision.confidential.TestCipher;
import org.supervision.confidential.TextCipher;
import org.supervision.people.People;

/** Reminders of open tasks of a real engine. */
@NotificationProcessTest
@TestPropertySource(properties = "supervision.mail.digests-at-once=1")
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

    @Test
    void aTransactionHoldsTheMailsOfSoManyPeopleAndTheNextThoseOfOthers() {
        sweepAt("2027-03-04T06:00:00Z");
        Instant now = at("2027-03-04T09:00:00Z");

        once(now);
        assertThat(digests()).hasSize(1);
        assertThat(sweep.goesOn(now)).isTrue();

        once(now);
        assertThat(digests()).hasSize(2);
        assertThat(sweep.goesOn(now)).isFalse();
    }

    @Test
    void whatComesUpBetweenTwoTransactionsIsToldToWhoHasHadAMail() {
        sweepAt("2027-03-04T06:00:00Z");
        Instant now = at("2027-03-04T09:00:00Z");
        once(now);
        String first = jdbc.sql("select recipient from mail where kind = 'DIGEST'")
                .query(String.class)
                .single();

        runtime.startProcessInstanceByKey("example", "SE-000457", Map.of("due", Date.from(DUE)));
        while (sweep.goesOn(now)) {
            once(now);
        }

        assertThat(TestCipher.stored(
                        jdbc, cipher, "mail", "body_text", "kind = 'DIGEST' and recipient = '" + first + "'"))
                .hasSize(2)
                .anySatisfy(text -> assertThat(text).contains("Reference: SE-000457"));
    }

    @Test
    void ofTwoThatGatherAtOnceOneFailsAndFindsWhatIsLeftWhenItRunsAgain() {
        sweepAt("2027-03-04T06:00:00Z");
        Instant now = at("2027-03-04T09:00:00Z");

        CompletableFuture<Void> second = transaction.execute(status -> {
            sweep.sweep(now);
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> once(now));
            other.copy().completeOnTimeout(null, 300, TimeUnit.MILLISECONDS).join();
            return other;
        });

        assertThat(second)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(digests()).hasSize(1);
        once(now);
        assertThat(digests()).hasSize(2);
        assertThat(sweep.goesOn(now)).isFalse();
    }

    private void sweepAt(String instant) {
        Instant now = at(instant);
        do {
            once(now);
        } while (sweep.goesOn(now));
    }

    private void once(Instant now) {
        transaction.executeWithoutResult(status -> sweep.sweep(now));
    }

    private static Instant at(String instant) {
        Instant now = Instant.parse(instant);
        ClockUtil.setCurrentTime(Date.from(now));
        return now;
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
