package org.supervision.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who sees the mails with the session of Tasklist. */
class OutboxAttackTest extends AttackTest {

    private static final String OUTBOX = "/camunda/api/supervision/outbox";

    @Test
    @DisplayName("F103: the outbox is for administrators, in a session as with a sign-in of its own")
    void theOutboxIsForAdministrators() {
        for (String userId : List.of("worker", "supervisor", "linemanager", "processowner", "records", "auditor")) {
            for (String path : List.of("", "/", "/1", "/1/invite.ics")) {
                assertThat(http.browser(userId).get(OUTBOX + path).status())
                        .as(userId + path)
                        .isEqualTo(404);
            }
        }
        assertThat(http.anonymous().get(OUTBOX).status()).isEqualTo(401);
        assertThat(http.browser("admin").get(OUTBOX).body()).contains("<h1>");
        assertThat(http.browser("admin").get(OUTBOX + "/999999").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("A backup is written for administrators alone, and only where there is a folder for it")
    void backupsAreForAdministrators() {
        for (String userId : List.of("worker", "supervisor", "linemanager", "processowner", "records", "auditor")) {
            assertThat(http.basic(userId).post("/api/backups", null).status())
                    .as(userId)
                    .isEqualTo(404);
        }
        assertThat(http.anonymous().post("/api/backups", null).status()).isEqualTo(401);
        assertThat(http.basic("admin").post("/api/backups", null).status()).isEqualTo(409);
    }
}
