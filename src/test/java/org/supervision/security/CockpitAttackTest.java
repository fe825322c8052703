package org.supervision.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.supervision.security.Http.Browser;

/** Who sees what has become of finished processes, and what is stuck. */
class CockpitAttackTest extends AttackTest {

    private static final List<String> PATHS = List.of(
            "",
            "/history?month=2027-01",
            "/history/supervisionAgreement?month=2027-01",
            "/history/supervisionAgreement/instances?month=2027-01",
            "/instances/nothing",
            "/pictures/supervisionAgreement");

    @Test
    @DisplayName("F104: the history is for process owners and administrators, in Cockpit as by script")
    void forProcessOwnersAndAdministrators() {
        for (String userId :
                List.of("worker", "supervisor", "cover", "linemanager", "servicemanager", "records", "auditor")) {
            Browser browser = http.browser(userId);
            for (String path : PATHS) {
                assertThat(browser.get("/camunda/api/supervision/cockpit" + path)
                                .status())
                        .as(userId + path)
                        .isEqualTo(404);
                assertThat(http.basic(userId).get("/api/cockpit" + path).status())
                        .as(userId + path)
                        .isEqualTo(404);
            }
        }
        for (String path : PATHS) {
            assertThat(http.anonymous().get("/api/cockpit" + path).status()).isEqualTo(401);
            assertThat(http.anonymous()
                            .get("/camunda/api/supervision/cockpit" + path)
                            .status())
                    .isEqualTo(401);
            int expected = path.startsWith("/instances") ? 404 : 200;
            for (String userId : List.of("processowner", "admin")) {
                assertThat(http.basic(userId).get("/api/cockpit" + path).status())
                        .as(userId + path)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    @DisplayName("F104, B6: what process owners see of finished mail names nobody it went to")
    void namesNobody() {
        String month = demo.now().toString().substring(0, 7);
        demo.as("supervisor").start("supervisionAgreement");
        demo.advance("PT1H");
        Browser owner = http.browser("processowner");
        String at = "/camunda/api/supervision/cockpit";

        assertThat(owner.get(at + "/history?month=" + month).body()).contains("\"mailDelivery\"");
        String instances =
                owner.get(at + "/history/mailDelivery/instances?month=" + month).body();
        assertThat(instances).doesNotContain("worker").doesNotContain("supervisor");
        for (JsonNode instance :
                owner.get(at + "/history/dailySweep/instances?month=" + month).json()) {
            String path =
                    owner.get(at + "/instances/" + instance.get("id").asText()).body();
            assertThat(path).contains("\"visits\":[{").doesNotContain("worker").doesNotContain("assignee");
        }
    }

    @Test
    @DisplayName("F104: what is no month, no page, no process and no picture is refused")
    void junk() {
        Http.Client owner = http.basic("processowner");
        for (String path : List.of(
                "/history",
                "/history?month=2027-13",
                "/history?month=%2B999999999-01",
                "/history/x?month=0000-01",
                "/history/supervisionAgreement/instances?month=2027-01&page=-1",
                "/history/supervisionAgreement/instances?month=2027-01&page=99999999999",
                "/pictures/nothing",
                "/pictures/..%2Fapplication",
                "/pictures/supervision-agreement",
                "/instances/'%20or%201=1")) {
            assertThat(owner.get("/api/cockpit" + path).status()).as(path).isIn(400, 404);
        }
        assertThat(owner.get("/api/cockpit/history/nothing?month=2027-01")
                        .json()
                        .get("finished")
                        .asInt())
                .isZero();
        assertThat(owner.get("/api/cockpit/pictures/supervisionAgreement").body())
                .contains("data-element-id=\"Task_DraftAgreement\"");
    }
}
