package org.supervision.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What people try with agreements that were signed on paper. */
class PaperAttackTest extends AttackTest {

    private static final String PAGE = "/api/paper-agreements";
    private static final String FILE = """
            supervisor,supervisee,intervalWeeks,usualLocation,durationMinutes,mode,recordAuthor,distributionWorkingDays,\
            coverSupervisor,expectations,signedOnBySupervisor,signedOnBySupervisee,scanReference
            othersupervisor,otherworker,4,Room 1,90,FACE_TO_FACE,SUPERVISOR,5,cover,Be early,2026-12-01,2026-12-01,DMS-1
            """;

    @Test
    @DisplayName("only the records officer enters what was signed on paper, not who would gain by it")
    void onlyRecordsOfficers() {
        int before = agreements();
        for (String userId : List.of(
                "supervisor",
                "worker",
                "nqsw",
                "othersupervisor",
                "otherworker",
                "cover",
                "linemanager",
                "servicemanager",
                "strategicmanager",
                "processowner",
                "auditor",
                "admin")) {
            assertThat(demo.as(userId).get(PAGE).status()).as(userId).isEqualTo(404);
            assertThat(demo.as(userId).get(PAGE + "/columns.csv").status())
                    .as(userId)
                    .isEqualTo(404);
            for (String way : List.of("/import?confirm=1", "/preview", "/enter?confirm=1")) {
                assertThat(send(userId, way, FILE)).as(userId + way).isEqualTo(404);
            }
        }
        assertThat(send("records", "/import", FILE)).isEqualTo(200);
        assertThat(send("records", "/import?confirm=7", FILE)).isEqualTo(409);
        assertThat(send("records", "/import?confirm=x", FILE)).isEqualTo(400);
        assertThat(send("records", "/import", "x' or 1=1 --")).isEqualTo(422);
        assertThat(send("records", "/import", "x".repeat(1024 * 1024 + 1))).isEqualTo(413);
        assertThat(send("records", "/enter?confirm=7", FILE)).isEqualTo(409);
        assertThat(send("records", "/enter", FILE)).isEqualTo(400);
        assertThat(agreements()).isEqualTo(before);
        assertThat(demo.as("records").get(PAGE).expect(200).body()).contains("Agreements on paper");
    }

    private int send(String userId, String query, String body) {
        return http.basic(userId).send("POST", PAGE + query, body, "text/csv").status();
    }

    private int agreements() {
        return jdbc.sql("select count(*) from agreement").query(Integer.class).single();
    }
}
