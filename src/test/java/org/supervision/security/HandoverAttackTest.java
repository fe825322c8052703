package org.supervision.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.supervision.scenario.AsAtTheStart;
import org.supervision.scenario.Demo.Person;
import org.supervision.scenario.Demo.Task;
import org.supervision.security.Http.Browser;

/** A change of supervisor by REST: the new one has nothing before the moment, the former one nothing after it. */
@ExtendWith(OutputCaptureExtension.class)
@AsAtTheStart
class HandoverAttackTest extends AttackTest {

    private static final String CANARY_TEXT = "Gartengrasmuecke";
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private Person outgoing;
    private Person supervisee;
    private Person next;
    private String agreement;

    @Test
    @DisplayName("R118, F76, F77: a hand-over from the plan to the day, and nobody reads or does what is not theirs")
    void handOversAreConfined(CapturedOutput log) {
        outgoing = demo.as("supervisor");
        supervisee = demo.as("nqsw");
        next = demo.as("cover");
        agreed();
        onlyTheLinePlans();

        LocalDate day = demo.now().atZone(LONDON).toLocalDate().plusDays(9);
        Task plan = demo.as("linemanager").start("changeOfSupervisor");
        assertThatNobodyBut("linemanager", plan);
        demo.as("linemanager")
                .complete(
                        plan,
                        values -> values.put("decision", "CHANGE")
                                .put("agreement", agreement)
                                .put("newSupervisor", "cover")
                                .put("effectiveOn", day.toString())
                                .put("reason", CANARY_TEXT + " reason"));
        Task summary = outgoing.task("Task_SummariseHandover");
        assertThatNobodyBut("supervisor", summary);
        Task accept = next.task("Task_AcceptHandover");
        assertThatNobodyBut("cover", accept);
        outgoing.complete(summary, values -> values.put("priorities", CANARY_TEXT + " court"));
        assertThat(next.form(accept).toString()).doesNotContain(CANARY_TEXT + " court");
        next.complete(accept, values -> values.put("decision", "ACCEPT"));
        Task prepare = outgoing.tasks("Task_PrepareAsSupervisor").get(0);

        Instant moment = day.atStartOfDay(LONDON).toInstant();
        demo.advanceTo(moment.minus(Duration.ofMinutes(1)));
        assertThat(next.get("/api/copies").body()).doesNotContain(agreement);
        assertThat(next.get("/api/tasks/" + prepare.id() + "/form").status()).isEqualTo(404);
        assertThat(outgoing.get("/api/tasks/" + prepare.id() + "/form").status())
                .isEqualTo(200);

        demo.advanceTo(moment);
        assertThat(next.get("/api/copies").body()).contains(agreement);
        assertThat(next.get("/api/tasks/" + prepare.id() + "/form").status()).isEqualTo(200);
        assertThat(outgoing.get("/api/copies").body()).doesNotContain(agreement);
        assertThat(outgoing.get("/api/tasks/" + prepare.id() + "/form").status())
                .isEqualTo(404);
        assertThat(outgoing.tryComplete(prepare).status()).isEqualTo(404);
        assertThat(outgoing.tasks())
                .noneMatch(task -> task.businessKey().startsWith(agreement)
                        || task.businessKey().equals(prepare.businessKey()));

        Task read = next.task("Task_ReadHandover");
        assertThatNobodyBut("cover", read);
        assertThat(next.form(read).toString()).contains(CANARY_TEXT + " court");
        next.complete(read, values -> values.put("read", true));
        assertThat(next.has("Task_DraftAgreement")).isTrue();

        for (String path : List.of("/history/variable-instance", "/history/detail", "/history/user-operation")) {
            assertThat(http.basic("admin").get("/engine-rest" + path).body()).doesNotContain(CANARY_TEXT);
        }
        assertThat(http.basic("admin").get("/outbox").body()).doesNotContain(CANARY_TEXT);
        assertThat(log).doesNotContain(CANARY_TEXT);
    }

    private void agreed() {
        Task draft = outgoing.start("supervisionAgreement");
        agreement = draft.businessKey().substring(0, "AG-000000".length());
        outgoing.complete(
                draft,
                values -> values.put("supervisee", "nqsw")
                        .put("intervalWeeks", 1)
                        .put("usualLocation", "Room 2")
                        .put("coverArrangements", "The cover manager")
                        .put("expectations", "We come prepared.")
                        .put("policyRead", true));
        supervisee.complete("Task_ConsiderAgreement", values -> values.put("decision", "AGREE"));
        outgoing.complete("Task_SignAgreementAsSupervisor", HandoverAttackTest::sign);
        supervisee.complete("Task_SignAgreementAsSupervisee", HandoverAttackTest::sign);
        Task book = supervisee.task("Task_BookSessions");
        supervisee.complete(book, values -> {});
    }

    private void onlyTheLinePlans() {
        for (String other : List.of("nqsw", "worker", "records", "auditor", "processowner", "admin")) {
            assertThat(http.basic(other)
                            .post("/api/processes/changeOfSupervisor/start", "")
                            .status())
                    .as(other)
                    .isIn(403, 404);
        }
        assertThat(http.browser("nqsw")
                        .post(Browser.ENGINE + "/process-definition/key/changeOfSupervisor/start", "{}")
                        .status())
                .isIn(400, 403, 404);
    }

    private void assertThatNobodyBut(String owner, Task task) {
        for (String other : List.of(
                "supervisor",
                "cover",
                "linemanager",
                "servicemanager",
                "worker",
                "nqsw",
                "othersupervisor",
                "records")) {
            if (!other.equals(owner)) {
                assertThat(demo.as(other)
                                .get("/api/tasks/" + task.id() + "/form")
                                .status())
                        .as(other)
                        .isEqualTo(404);
                assertThat(demo.as(other).tryComplete(task).status()).as(other).isEqualTo(404);
            }
        }
    }

    private static void sign(ObjectNode values) {
        values.put("confirmed", true).put("password", PASSWORD);
    }
}
