package org.supervision.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What people try with the extracts for a case system. */
class CaseExtractAttackTest extends AttackTest {

    private static final String PAGE = "/api/case-extracts";

    @Test
    @DisplayName("F59: while no group is configured there are no extracts, for nobody, and nothing is noted of any")
    void offUntilConfigured() {
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
                "records",
                "auditor",
                "admin")) {
            for (String query : List.of("", "?after=0&limit=1", "?limit=x", "?after=-1")) {
                assertThat(http.basic(userId).get(PAGE + query).status())
                        .as(userId + query)
                        .isIn(400, 404);
            }
            assertThat(http.basic(userId).get(PAGE).status()).as(userId).isEqualTo(404);
        }
        assertThat(http.anonymous().get(PAGE).status()).isEqualTo(401);
        assertThat(jdbc.sql("select count(*) from case_extract")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
