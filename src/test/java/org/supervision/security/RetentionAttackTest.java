package org.supervision.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.supervision.scenario.Demo.Person;
import org.supervision.scenario.Demo.Task;
import org.supervision.scenario.FileThatIsOver;

/** What people try with files whose time is over, with legal holds and with certificates. */
class RetentionAttackTest extends AttackTest {

    private static final String PAGE = "/api/retention";
    private static final List<String> OTHERS =
            List.of("worker", "supervisor", "linemanager", "servicemanager", "processowner", "auditor", "admin");

    @Test
    @DisplayName("holds and certificates are the records officer's alone, and what is sent is checked")
    void holdsAreTheRecordsOfficers() {
        long agreement = FileThatIsOver.make(jdbc);
        String key = "AG-%06d".formatted(agreement);
        for (String userId : OTHERS) {
            Person other = demo.as(userId);
            assertThat(other.get(PAGE).status()).as(userId).isEqualTo(404);
            assertThat(other.get(PAGE + "/certificates/1").status()).as(userId).isEqualTo(404);
            assertThat(other.post(PAGE + "/agreements", named(key)).status())
                    .as(userId)
                    .isEqualTo(404);
            assertThat(other.post(PAGE + "/holds", hold(key, "Mine")).status())
                    .as(userId)
                    .isEqualTo(404);
            assertThat(other.post(PAGE + "/holds/1/lift", hold(null, "Mine")).status())
                    .as(userId)
                    .isEqualTo(404);
        }
        assertThat(jdbc.sql("select count(*) from legal_hold")
                        .query(Integer.class)
                        .single())
                .isZero();

        Person records = demo.as("records");
        assertThat(records.post(PAGE + "/agreements", named("nobody's name"))
                        .expect(200)
                        .json()
                        .get("options"))
                .isEmpty();
        for (ObjectNode wrong : List.of(
                hold(null, "Why"),
                hold("AG-1", "Why"),
                hold(key + "/T1", "Why"),
                hold("AG-000000000000000000001", "Why"),
                hold("AG-999999", "Why"),
                hold("x' or 1=1 --", "Why"),
                hold(key, null),
                hold(key, " "),
                hold(key, "x".repeat(2001)))) {
            assertThat(records.post(PAGE + "/holds", wrong).status())
                    .as(wrong.toString())
                    .isEqualTo(422);
        }
        assertThat(records.post(PAGE + "/holds/999999/lift", hold(null, "Why")).status())
                .isEqualTo(404);
        assertThat(records.get(PAGE + "/certificates/999999").status()).isEqualTo(404);

        assertThat(records.post(PAGE + "/holds", hold(key, "<script>alert(1)</script> =1+1"))
                        .status())
                .isEqualTo(204);
        assertThat(records.get(PAGE).expect(200).body())
                .contains(key, "&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert");
        long id = jdbc.sql("select max(id) from legal_hold").query(Long.class).single();
        assertThat(records.post(PAGE + "/holds/" + id + "/lift", hold(null, "")).status())
                .isEqualTo(422);
        assertThat(records.post(PAGE + "/holds/" + id + "/lift", hold(null, "Settled"))
                        .status())
                .isEqualTo(204);
        assertThat(records.get(PAGE).expect(200).body()).contains("lifted", "Settled");
        forget(agreement);
    }

    @Test
    @DisplayName("a file goes through both hands and nobody else's, and the certificate is the records officer's")
    void disposalTakesTwo() {
        long agreement = FileThatIsOver.make(jdbc);
        demo.advance("P1D");
        Person records = demo.as("records");
        Person manager = demo.as("servicemanager");
        Task review = records.task("Task_ReviewDisposal");
        for (String userId : OTHERS) {
            assertThat(demo.as(userId)
                            .get("/api/tasks/" + review.id() + "/form")
                            .status())
                    .as(userId)
                    .isEqualTo(404);
            assertThat(demo.as(userId).tryComplete(review).status()).as(userId).isEqualTo(404);
        }
        assertThat(records.tryComplete(review).status()).isEqualTo(422);
        records.complete(
                review, values -> values.path("files").forEach(file -> ((ObjectNode) file).put("decision", "DISPOSE")));

        Task approve = manager.task("Task_ApproveDisposal");
        assertThat(records.get("/api/tasks/" + approve.id() + "/form").status()).isEqualTo(404);
        assertThat(records.tryComplete(approve).status()).isEqualTo(404);
        manager.complete(
                approve,
                values -> values.path("files").forEach(file -> ((ObjectNode) file).put("decision", "APPROVE")));
        demo.advance("PT1M");

        assertThat(jdbc.sql("select count(*) from agreement where id = :id")
                        .param("id", agreement)
                        .query(Integer.class)
                        .single())
                .isZero();
        long certificate = jdbc.sql("select id from disposal_certificate where agreement_id = :id")
                .param("id", agreement)
                .query(Long.class)
                .single();
        assertThat(records.get(PAGE + "/certificates/" + certificate)
                        .expect(200)
                        .body())
                .contains("AG-%06d".formatted(agreement), "Agreement term", "29 January 2026");
        assertThat(manager.get(PAGE + "/certificates/" + certificate).status()).isEqualTo(404);
    }

    private void forget(long agreement) {
        for (String table : List.of("legal_hold", "agreement_term")) {
            jdbc.sql("delete from " + table + " where agreement_id = :id")
                    .param("id", agreement)
                    .update();
        }
        jdbc.sql("delete from agreement where id = :id").param("id", agreement).update();
    }

    private static ObjectNode named(String typed) {
        return JsonNodeFactory.instance.objectNode().put("named", typed);
    }

    private static ObjectNode hold(String agreement, String reason) {
        return JsonNodeFactory.instance.objectNode().put("agreement", agreement).put("reason", reason);
    }
}
