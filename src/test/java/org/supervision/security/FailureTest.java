package org.supervision.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.function.Consumer;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.supervision.scenario.Demo.Answer;
import org.supervision.scenario.Demo.Task;

/** What is left of people's words where something fails: the database refuses every new mail, midway through the work. */
@ExtendWith(OutputCaptureExtension.class)
@DisabledIfSystemProperty(
        named = "test.database",
        matches = "postgres",
        disabledReason = "it reads H2's script of its tables")
class FailureTest extends AttackTest {

    private static final String SECRET = "Stieglitz";

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    @Autowired
    private ManagementService management;

    private Task draft;
    private String instance;

    private void start(String supervisor) {
        draft = demo.as(supervisor).start("supervisionAgreement");
        instance = tasks.createTaskQuery().taskId(draft.id()).singleResult().getProcessInstanceId();
    }

    @AfterEach
    void mend() {
        jdbc.sql("alter table mail drop constraint if exists refused").update();
        runtime.deleteProcessInstance(instance, "test over");
    }

    private void refuseMails() {
        jdbc.sql("alter table mail add constraint refused check (1 = 0) nocheck")
                .update();
    }

    private static Consumer<ObjectNode> terms(String supervisee) {
        return values -> values.put("supervisee", supervisee)
                .put("usualLocation", "Room 2")
                .put("coverArrangements", SECRET)
                .put("expectations", SECRET)
                .put("policyRead", true);
    }

    @Test
    @DisplayName("case 42: a completion that fails after the form was applied leaves the draft and nothing else")
    void case42Rollback(CapturedOutput log) {
        start("strategicmanager");
        demo.as("strategicmanager").save(draft, terms("servicemanager"));
        long versions = count("agreement_terms_version");
        refuseMails();

        Answer answer = demo.as("strategicmanager").tryComplete(draft);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json().get("detail").asText())
                .isEqualTo(
                        "Something went wrong on our side and nothing was changed. Your draft is kept; try again later.");
        assertThat(answer.body()).doesNotContain(SECRET);
        assertThat(log.getOut().lines().filter(line -> line.contains(" ERROR ")))
                .as("said once")
                .hasSize(1)
                .first(STRING)
                .endsWith("A request failed");
        assertThat(count("agreement_terms_version")).isEqualTo(versions);
        assertThat(demo.as("strategicmanager")
                        .form(draft)
                        .get("values")
                        .get("expectations")
                        .asText())
                .isEqualTo(SECRET);
        assertThatNothingIsLeftInTheClear(log);
    }

    @Test
    @DisplayName("case 41: a job that fails on what people wrote leaves nothing of it with job, incident or log")
    void case41FailingJob(CapturedOutput log) {
        start("servicemanager");
        demo.as("servicemanager").complete(draft, terms("linemanager"));
        Task consider = demo.as("linemanager").tasks("Task_ConsiderAgreement").stream()
                .filter(task -> task.businessKey().equals(draft.businessKey()))
                .findFirst()
                .orElseThrow();
        demo.as("linemanager")
                .complete(
                        consider,
                        values -> values.put("decision", "CANNOT_AGREE").put("comment", SECRET));
        refuseMails();

        Job job = management
                .createJobQuery()
                .processInstanceId(instance)
                .timers()
                .list()
                .get(0);
        while (management.createJobQuery().jobId(job.getId()).singleResult().getRetries() > 0) {
            assertThatThrownBy(() -> management.executeJob(job.getId()))
                    .satisfies(e -> assertThat(String.valueOf(e.getMessage())).doesNotContain(SECRET));
        }

        assertThat(management.getJobExceptionStacktrace(job.getId()))
                .contains("Exception")
                .doesNotContain(SECRET);
        assertThat(runtime.createIncidentQuery().processInstanceId(instance).list())
                .isNotEmpty()
                .allSatisfy(incident -> assertThat(String.valueOf(incident.getIncidentMessage()))
                        .doesNotContain(SECRET));
        assertThatNothingIsLeftInTheClear(log);
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    private void assertThatNothingIsLeftInTheClear(CapturedOutput log) {
        assertThat(jdbc.sql("script nosettings").query(String.class).list())
                .map(statement -> statement.toLowerCase(Locale.ROOT))
                .noneSatisfy(statement -> assertThat(statement).contains(SECRET.toLowerCase(Locale.ROOT)))
                .noneSatisfy(statement -> assertThat(statement).contains("537469656c69747a"));
        assertThat(log).doesNotContain(SECRET);
    }
}
