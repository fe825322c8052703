package org.supervision.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who sees which tasks nobody has. */
class StuckTasksAttackTest extends AttackTest {

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
}
