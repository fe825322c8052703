package org.supervision.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.supervision.calendar.London;
import org.supervision.calendar.LondonWords;

/** What people who are no administrators try with the pages of administration, and what administrators may not. */
class AdministrationAttackTest extends AttackTest {

    private static final List<String> STAFF = List.of(
            "supervisor",
            "worker",
            "nqsw",
            "othersupervisor",
            "otherworker",
            "cover",
            "linemanager",
            "servicemanager",
            "strategicmanager",
            "records",
            "auditor");

    /** Others move the clock that they share, so that days are counted from where it stands. */
    private LocalDate inDays(int days) {
        return LocalDate.ofInstant(demo.now(), London.ZONE).plusDays(days);
    }

    private String proposal(int workingDays) {
        return "{\"from\":\"%s\",\"reason\":\"x\",\"record.dueWd\":\"%d\"}".formatted(inDays(30), workingDays);
    }

    private int send(String userId, String method, String path, String body, String type) {
        return http.basic(userId).send(method, path, body, type).status();
    }

    private int post(String userId, String path, String json) {
        return send(userId, "POST", path, json, "application/json");
    }

    @Test
    @DisplayName("F115 to F118: nobody else finds a page of administration or gets anything done there")
    void forAdministratorsOnly() {
        List<String> others = new ArrayList<>(STAFF);
        for (String userId : others) {
            for (String page : List.of("/api/administration", "/api/administration/state", "/api/policy")) {
                assertThat(demo.as(userId).get(page).status()).as(userId + page).isEqualTo(404);
            }
            for (String page : List.of("/api/policy/keys", "/api/policy/versions")) {
                assertThat(demo.as(userId).get(page).status()).as(userId + page).isEqualTo(404);
            }
            for (String action : List.of("preview", "dry-run", "proposals")) {
                assertThat(post(userId, "/api/policy/" + action, proposal(4)))
                        .as(userId + action)
                        .isEqualTo(404);
            }
        }
        others.add("processowner");
        for (String userId : others) {
            for (String page : List.of("/api/people", "/api/people/people.csv", "/api/people/imports/PI-000001")) {
                assertThat(demo.as(userId).get(page).status()).as(userId + page).isEqualTo(404);
            }
            assertThat(send(userId, "POST", "/api/people/preview", "userId\n", "text/csv"))
                    .as(userId)
                    .isEqualTo(404);
            assertThat(send(userId, "POST", "/api/people/apply?shown=x", "userId\n", "text/csv"))
                    .as(userId)
                    .isEqualTo(404);
        }
        assertThat(jdbc.sql("select count(*) from policy_version where proposed_by <> 'admin'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    @DisplayName("F115: what is applied is what was shown")
    void nothingButWhatWasShown() {
        String directory =
                demo.as("admin").get("/api/people/people.csv").expect(200).body();
        String other = directory.replace("Daniel Okafor", "<script>alert(1)</script>");

        String shown = http.basic("admin")
                .send("POST", "/api/people/preview", other, "text/csv")
                .body();
        assertThat(shown).contains("&lt;script&gt;").doesNotContain("<script>");
        String shorter = directory
                .lines()
                .filter(line -> !line.startsWith("cover,"))
                .map(line -> line.replace(
                        "nqsw,Niamh Kelly,niamh.kelly@example.org,supervisor",
                        "nqsw,Niamh Kelly,niamh.kelly@example.org,othersupervisor"))
                .collect(Collectors.joining("\n"));
        assertThat(http.basic("admin")
                        .send("POST", "/api/people/preview", shorter, "text/csv")
                        .body())
                .contains("Leaving", "Chloe Marsden", "1 person gets another line manager", "Apply exactly this");
        assertThat(send("admin", "POST", "/api/people/apply?shown=0", other, "text/csv"))
                .isEqualTo(409);
        assertThat(send("admin", "POST", "/api/people/preview", directory + "x,y\n", "text/csv"))
                .isEqualTo(200);
        assertThat(demo.as("admin").get("/api/people/people.csv").expect(200).body())
                .isEqualTo(directory);
        assertThat(demo.as("admin")
                        .get("/api/people/imports/PI-000001")
                        .expect(200)
                        .body())
                .contains("Everything is set up");
        for (String key : List.of("PI-999999", "PI-9999999999999999999", "AG-000001", "..%2Fpeople.csv")) {
            assertThat(demo.as("admin").get("/api/people/imports/" + key).status())
                    .as(key)
                    .isBetween(400, 404);
        }
    }

    @Test
    @DisplayName("F103, F118: nobody else sends a mail again, gives a task or has a job tried")
    void mailsTasksAndJobs() {
        List<String> others = new ArrayList<>(STAFF);
        for (String userId : others) {
            assertThat(demo.as(userId).get("/api/stuck-tasks/jobs").status())
                    .as(userId)
                    .isEqualTo(404);
            assertThat(post(userId, "/api/stuck-tasks/jobs/1/retry", "{}"))
                    .as(userId)
                    .isEqualTo(404);
        }
        others.add("processowner");
        for (String userId : others) {
            assertThat(post(userId, "/api/outbox/1/again", "{}")).as(userId).isEqualTo(404);
            assertThat(post(userId, "/api/stuck-tasks/1/give", "{\"to\":\"cover\"}"))
                    .as(userId)
                    .isEqualTo(404);
        }
        assertThat(post("admin", "/api/outbox/999999/again", "{}")).isEqualTo(404);
        assertThat(post("admin", "/api/stuck-tasks/1/give", "{\"to\":\"admin\"}"))
                .isEqualTo(404);
        assertThat(post("admin", "/api/stuck-tasks/1/give", "{}")).isEqualTo(422);
        assertThat(post("processowner", "/api/stuck-tasks/jobs/1/retry", "{}")).isEqualTo(404);
        assertThat(demo.as("processowner")
                        .get("/api/stuck-tasks/jobs")
                        .expect(200)
                        .body())
                .startsWith("[");
    }

    @Test
    @DisplayName("F117: nobody else adds or removes a closure day")
    void closureDays() {
        String day = "{\"day\":\"2028-12-27\",\"name\":\"<b>closed</b>\"}";
        List<String> others = new ArrayList<>(STAFF);
        for (String userId : others) {
            assertThat(demo.as(userId).get("/api/closure-days").status())
                    .as(userId)
                    .isEqualTo(404);
            assertThat(demo.as(userId).get("/api/closure-days/list").status())
                    .as(userId)
                    .isEqualTo(404);
        }
        others.add("processowner");
        for (String userId : others) {
            for (String action : List.of("", "/preview", "/dry-run", "/1/remove")) {
                assertThat(post(userId, "/api/closure-days" + action, day))
                        .as(userId + action)
                        .isEqualTo(404);
            }
        }
        assertThat(post("admin", "/api/closure-days/preview", day)).isEqualTo(200);
        assertThat(post("admin", "/api/closure-days", day)).isEqualTo(200);
        assertThat(post("admin", "/api/closure-days", day)).isEqualTo(422);
        assertThat(post("admin", "/api/closure-days", "{\"day\":\"2027-01-01\",\"name\":\"x\"}"))
                .isEqualTo(422);
        assertThat(demo.as("processowner").get("/api/closure-days").expect(200).body())
                .contains("&lt;b&gt;closed", "Wednesday 27 December 2028")
                .doesNotContain("<b>");
        long id = jdbc.sql("select max(id) from closure_day").query(Long.class).single();
        assertThat(post("admin", "/api/closure-days/" + id + "/remove", "{}")).isEqualTo(200);
        assertThat(post("admin", "/api/closure-days/" + id + "/remove", "{}")).isEqualTo(404);
    }

    @Test
    @DisplayName("F123, E13: nobody but an administrator names a deputy for somebody else, or ends one")
    void deputiesOfOneself() {
        String forLinemanager = "{\"manager\":\"linemanager\",\"deputy\":\"%%s\",\"from\":\"%s\",\"until\":\"%s\"}"
                .formatted(inDays(60), inDays(61));
        for (String userId : List.of("worker", "nqsw", "otherworker", "processowner", "records", "auditor")) {
            assertThat(demo.as(userId).get("/api/deputies").status()).as(userId).isEqualTo(404);
            assertThat(demo.as(userId).get("/api/deputies/list").status())
                    .as(userId)
                    .isEqualTo(404);
            assertThat(post(userId, "/api/deputies", forLinemanager.formatted("cover")))
                    .as(userId)
                    .isEqualTo(404);
        }
        for (String userId : List.of("supervisor", "othersupervisor", "cover", "servicemanager", "strategicmanager")) {
            assertThat(post(userId, "/api/deputies", forLinemanager.formatted(userId)))
                    .as(userId)
                    .isEqualTo(404);
        }
        assertThat(post("linemanager", "/api/deputies", forLinemanager.formatted("worker")))
                .isEqualTo(422);
        assertThat(post("linemanager", "/api/deputies", forLinemanager.formatted("servicemanager")))
                .isEqualTo(200);
        long id = jdbc.sql("select max(id) from named_deputy").query(Long.class).single();
        assertThat(demo.as("supervisor").get("/api/deputies/list").expect(200).body())
                .isEqualTo("[]");
        for (String userId : List.of("supervisor", "worker", "servicemanager", "processowner")) {
            assertThat(post(userId, "/api/deputies/" + id + "/end", "{}"))
                    .as(userId)
                    .isEqualTo(404);
        }
        assertThat(demo.as("linemanager").get("/api/deputies").expect(200).body())
                .contains(LondonWords.of(inDays(60)));
        assertThat(post("linemanager", "/api/deputies/" + id + "/end", "{}")).isEqualTo(200);
        assertThat(post("admin", "/api/deputies/" + id + "/end", "{}")).isEqualTo(404);
    }

    @Test
    @DisplayName("F116: an administrator proposes, and a process owner puts in force what is not their own")
    void fourEyes() {
        assertThat(post("admin", "/api/policy/proposals", proposal(4))).isEqualTo(200);
        long id =
                jdbc.sql("select max(id) from policy_version").query(Long.class).single();
        String proposal = "/api/policy/proposals/" + id;

        for (String userId : STAFF) {
            assertThat(post(userId, proposal + "/approve", "{}")).as(userId).isEqualTo(404);
            assertThat(post(userId, proposal + "/refuse", "{\"reason\":\"x\"}"))
                    .as(userId)
                    .isEqualTo(404);
            assertThat(post(userId, proposal + "/withdraw", "{}")).as(userId).isEqualTo(404);
        }
        assertThat(post("admin", proposal + "/approve", "{}")).isEqualTo(404);
        assertThat(post("processowner", proposal + "/withdraw", "{}")).isEqualTo(404);
        assertThat(post("admin", "/api/policy/proposals", proposal(99))).isEqualTo(422);
        assertThat(post("admin", "/api/policy/proposals", "[]")).isEqualTo(400);
        assertThat(post("processowner", proposal + "/refuse", "{\"reason\":\" \"}"))
                .isEqualTo(422);
        assertThat(post("processowner", proposal + "/refuse", "{\"reason\":\"too tight\"}"))
                .isEqualTo(200);
        assertThat(post("processowner", proposal + "/approve", "{}")).isEqualTo(404);
        assertThat(demo.as("admin").get("/api/policy").expect(200).body()).contains("too tight");
        assertThat(demo.as("admin").get("/api/administration").expect(200).body())
                .contains("Stuck work");
    }
}
