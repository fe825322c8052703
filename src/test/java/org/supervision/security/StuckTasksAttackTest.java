package org.supervision.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who sees which tasks nobody has. */
class StuckTasksAttackTest extends AttackTest {

    @Autowired
    private ManagementService management;

    @Test
    @DisplayName("F118: tasks that nobody has are for administrators and process owners, to read only")
    void forAdministratorsAndProcessOwners() {
        List<String> others =
                List.of("worker", "nqsw", "supervisor", "cover", "linemanager", "servicemanager", "records", "auditor");
        for (String userId : others) {
            assertThat(demo.as(userId).get("/api/stuck-tasks").status())
                    .as(userId)
                    .isEqualTo(404);
        }
        for (String userId : List.of("admin", "processowner")) {
            assertThat(demo.as(userId).get("/api/stuck-tasks").expect(200).body())
                    .startsWith("[");
            assertThat(demo.as(userId)
                            .post("/api/stuck-tasks", JsonNodeFactory.instance.objectNode())
                            .status())
                    .as(userId)
                    .isGreaterThanOrEqualTo(400);
        }
    }

    @Test
    @DisplayName("F118: who may have a stuck task is looked for by administrators alone, and of a task that is stuck")
    void takersAreForAdministrators() {
        for (String userId : List.of("worker", "supervisor", "servicemanager", "processowner", "admin")) {
            assertThat(demo.as(userId)
                            .post(
                                    "/api/stuck-tasks/none/takers",
                                    JsonNodeFactory.instance.objectNode().put("named", "a"))
                            .status())
                    .as(userId)
                    .isEqualTo(404);
        }
    }

    @Test
    @DisplayName("F118: a job that the engine has given up is tried once more")
    void triesAgain() {
        String job = management
                .createJobQuery()
                .timers()
                .processDefinitionKey("dailySweep")
                .listPage(0, 1)
                .get(0)
                .getId();
        management.setJobRetries(job, 0);
        assertThat(demo.as("processowner")
                        .get("/api/stuck-tasks/jobs")
                        .expect(200)
                        .body())
                .contains(job);

        demo.as("processowner")
                .post("/api/stuck-tasks/jobs/" + job + "/retry", JsonNodeFactory.instance.objectNode())
                .expect(200);

        assertThat(demo.as("processowner")
                        .get("/api/stuck-tasks/jobs")
                        .expect(200)
                        .body())
                .doesNotContain(job);
        assertThat(management.createJobQuery().jobId(job).singleResult().getRetries())
                .isEqualTo(1);
    }
}
