package org.supervision.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.scenario.Demo.Task;

/** Each party keeps a copy of the agreement and of every record, and nobody else has one. */
@DemoTest
@AsAtTheStart
@TestMethodOrder(OrderAnnotation.class) // one database: the second test goes on from the first
class CopiesTest {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Test
    @Order(2)
    @DisplayName(
            "R032, E27, F79: whoever covers holds, writes and signs that session, and finds nothing else of the file")
    void coverHasTheOneSession() {
        Demo demo = new Demo(port);
        Relationship pair = new Relationship(demo, "othersupervisor", "otherworker");
        String agreement = pair.agree(CopiesTest::terms).substring(0, "AG-000000".length());
        pair.bookWhatIsSuggested();
        Task before = pair.nextSession();
        pair.hold(before);
        pair.record(true);
        pair.bookWhatIsSuggested();
        Task covered = pair.nextSession();
        LocalDate day = Relationship.localTime(covered.followUp()).toLocalDate();

        Task absence = demo.as("othersupervisor").start("absenceCover");
        for (String other : new String[] {"cover", "otherworker", "linemanager", "processowner", "admin"}) {
            assertThatTaskIsClosedTo(demo, other, absence);
        }
        demo.as("othersupervisor")
                .complete(
                        absence,
                        values -> values.put("decision", "RECORD")
                                .put("kind", "SICKNESS")
                                .put("from", pair.today().plusDays(1).toString())
                                .put("until", day.plusDays(2).toString()));
        Task arrange = demo.as("linemanager").task("Task_ArrangeCover");
        assertThatAbsenceIsTheirs(demo, absence.businessKey(), arrange);
        demo.as("linemanager")
                .complete(
                        arrange,
                        values -> values.path("sessions").forEach(row -> ((ObjectNode) row).put("decision", "COVER")));

        Task prepare = demo.as("cover").task("Task_PrepareAsSupervisor");
        assertThat(prepare.businessKey()).isEqualTo(covered.businessKey());
        assertThat(demo.as("cover").form(prepare).toString())
                .contains("Book the course")
                .doesNotContain("What was said", "SICKNESS");
        assertThatTaskIsClosedTo(demo, "othersupervisor", prepare);
        assertThat(demo.as("cover")
                        .get("/api/tasks/" + prepare.id() + "/file")
                        .expect(200)
                        .body())
                .isEqualTo("{\"sessions\":[],\"agreement\":null,\"missed\":null}");
        JsonNode own = demo.as("otherworker")
                .get("/api/tasks/"
                        + demo.as("otherworker")
                                .task("Task_PrepareAsSupervisee")
                                .id() + "/file")
                .expect(200)
                .json();
        assertThat(own.at("/sessions/0/href").asText()).endsWith("/copies/records/" + before.businessKey());
        assertThat(own.at("/sessions/0/notes").toString()).contains("Signed by").doesNotContain("What was said");
        assertThat(own.at("/agreement/terms/0/href").asText()).endsWith("/copies/agreements/" + agreement + "/T1");
        assertThat(demo.as("othersupervisor").tasks("Task_HoldSession"))
                .extracting(Task::businessKey)
                .doesNotContain(covered.businessKey());
        assertThatFileIsClosedTo(demo, "cover", agreement, before);

        Relationship cover = new Relationship(demo, "cover", "otherworker");
        cover.hold(demo.as("cover").task("Task_HoldSession"));
        cover.record(true);
        String copy = "/api/copies/records/" + covered.businessKey();
        demo.as("cover").get(copy).expect(200);
        demo.as("otherworker").get(copy).expect(200);
        demo.as("supervisor").get(copy).expect(404);
        assertThatFileIsClosedTo(demo, "cover", agreement, before);
        assertThat(demo.as("cover").get("/api/copies").expect(200).body()).contains(covered.businessKey());
    }

    /** Nobody but their managers is asked; those are not told why, and others can neither see nor change it. */
    private void assertThatAbsenceIsTheirs(Demo demo, String key, Task arrange) {
        String asked = demo.as("linemanager").form(arrange).toString()
                + demo.as("linemanager")
                        .get("/api/tasks/cards?ids=" + arrange.id())
                        .body();
        assertThat(asked).contains("is away").doesNotContainIgnoringCase("sick");
        for (String other : new String[] {"cover", "otherworker", "othersupervisor", "servicemanager", "admin"}) {
            assertThatTaskIsClosedTo(demo, other, arrange);
        }
        assertThat(jdbc.sql("select kind from absence").query(String.class).list())
                .noneMatch(kind -> kind.contains("SICKNESS"));
        assertThat(jdbc.sql("select count(*) from act_hi_varinst where text_ like '%SICK%'")
                        .query(Integer.class)
                        .single())
                .isZero();

        Task attempt = demo.as("supervisor").start("absenceCover");
        JsonNode offered = demo.as("supervisor").form(attempt).get("options");
        assertThat(offered.get("person").findValuesAsText("value")).containsExactly("supervisor", "worker", "nqsw");
        assertThat(offered.get("absence")).isEmpty();
        String wrong = demo.as("supervisor")
                .save(attempt, values -> values.put("decision", "WITHDRAW").put("absence", key))
                .get("errors")
                .toString();
        assertThat(wrong).contains("Choose an absence from the list.");
        demo.as("supervisor").tryComplete(attempt).expect(422);
        demo.as("supervisor")
                .save(
                        attempt,
                        values -> values.put("decision", "RECORD")
                                .put("person", "othersupervisor")
                                .put("kind", "LEAVE")
                                .put("from", "2027-12-01"));
        demo.as("supervisor").tryComplete(attempt).expect(422);
        demo.as("supervisor").complete(attempt, values -> values.put("decision", "NOTHING"));
    }

    private static void assertThatTaskIsClosedTo(Demo demo, String other, Task task) {
        String form = "/api/tasks/" + task.id() + "/form";
        demo.as(other).get(form).expect(404);
        demo.as(other).get("/api/tasks/" + task.id() + "/file").expect(404);
        demo.as(other)
                .put(form, new ObjectMapper().createObjectNode().put("decision", "WITHDRAW"), "0")
                .expect(404);
        demo.as(other).tryComplete(task).expect(404);
        assertThat(demo.as(other).get("/api/tasks/cards?ids=" + task.id()).body())
                .as(other)
                .isEqualTo("[]");
    }

    private void assertThatFileIsClosedTo(Demo demo, String other, String agreement, Task before) {
        int refused = refusedTo(other);
        demo.as(other).get("/api/copies/records/" + before.businessKey()).expect(404);
        demo.as(other).get("/api/copies/agreements/" + agreement + "/T1").expect(404);
        assertThat(refusedTo(other)).as("each refusal is logged").isEqualTo(refused + 2);
        for (String path : new String[] {"copies/dates/%s", "file/%s", "actions/%s/actions", "cases/%s/cases"}) {
            demo.as(other).get("/api/" + path.formatted(agreement)).expect(404);
        }
        for (String list : new String[] {"/api/copies", "/api/actions", "/api/cases"}) {
            assertThat(demo.as(other).get(list).expect(200).body())
                    .as(list)
                    .doesNotContain(before.businessKey(), agreement);
        }
    }

    private int refusedTo(String reader) {
        return jdbc.sql("select count(*) from read_log where reader = :reader and ground = 'DENIED'")
                .param("reader", reader)
                .query(Integer.class)
                .single();
    }

    private static void terms(ObjectNode terms) {
        Relationship.usualTerms(terms).put("usualLocation", "Room 3").put("expectations", "<b>Time</b> to think");
    }

    @Test
    @Order(1)
    @DisplayName("A6.1d, B5a, R103: both keep the signed agreement and the distributed record; others find nothing")
    void bothKeepCopiesAndNobodyElse() throws Exception {
        Demo demo = new Demo(port);
        Relationship relationship = new Relationship(demo, "supervisor", "worker");
        relationship.agree(CopiesTest::terms);
        relationship.bookWhatIsSuggested();
        Task session = relationship.nextSession();
        relationship.hold(session);
        relationship.supervisor().complete("Task_WriteRecord", relationship::writeRecord);
        assertThatCaseFilesAreOwed(demo, session.businessKey());
        relationship.signAndFile();

        for (String party : new String[] {"supervisor", "worker"}) {
            Document list =
                    Jsoup.parse(demo.as(party).get("/api/copies").expect(200).body());
            assertThat(list.select("main li")).hasSize(3);
            assertThat(list.select("h1").text()).isEqualTo("Your supervision file");
            Document dates = open(demo, party, list.select("a[href*=dates]").attr("href"));
            assertThat(dates.select("tr").text()).contains("Session held", "Sarah Bennett");
            Document agreement =
                    open(demo, party, list.select("a[href*=agreements]").attr("href"));
            assertThat(agreement.select("main").text())
                    .contains(
                            "Between", "<b>Time</b> to think", "Room 3", "Signed (supervisor)", "Signed (supervisee)");
            assertThat(agreement.select("b")).isEmpty();
            Document record = open(demo, party, list.select("a[href*=records]").attr("href"));
            assertThat(record.select("h1").text()).contains(session.businessKey());
            assertThat(record.select("dt")).isNotEmpty();
            assertThat(record.select("main li").text()).contains("Signed by");
        }

        assertThatAdditionsAreTheTwosAlone(demo, session.businessKey());
        String agreement = "/api/copies/agreements/AG-000001/T1";
        String record = "/api/copies/records/" + session.businessKey();
        for (String other : new String[] {"othersupervisor", "linemanager", "processowner", "records", "admin"}) {
            assertThat(demo.as(other).get("/api/copies").expect(200).body()).doesNotContain("AG-000001", "SE-000001");
            demo.as(other).get(agreement).expect(404);
            demo.as(other).get(record).expect(404);
            demo.as(other).get(agreement + "/pdf").expect(404);
            demo.as(other).get(record + "/pdf").expect(404);
            demo.as(other).get("/api/copies/dates/AG-000001").expect(404);
            demo.as(other).get("/api/copies/dates/AG-000001/csv").expect(404);
        }
        assertThatTheFileTellsWhatThereIs(demo, session.businessKey());
        assertThatBothCanPrint(demo, agreement, record);
        for (String path :
                new String[] {"/api/copies", agreement, record, record + "/pdf", "/camunda/api/supervision/copies"}) {
            assertThat(anonymous(path).statusCode()).as(path).isEqualTo(401);
        }
        assertThatActionsAreTheTwosAlone(demo);
        assertThatCasesAreTheTwosAlone(demo, session.businessKey());
        assertThat(demo.as("worker")
                        .get("/api/copies/dates/AG-000001/csv")
                        .expect(200)
                        .body())
                .startsWith("\uFEFFdate,what,detail")
                .contains("Session held")
                .doesNotContain("Room 3", "Time");
        demo.as("worker").get("/api/copies/dates/AG-000002").expect(404);
        demo.as("worker").get("/api/copies/records/SE-x").expect(404);
        demo.as("worker").get("/api/copies/agreements/AG-000001/T2").expect(404);
    }

    /** A6.1d, B6: dates and states are no text, so that the file opens nothing; its terms do. */
    private void assertThatTheFileTellsWhatThereIs(Demo demo, String session) throws Exception {
        String file = "/api/file/AG-000001";
        int logged = readings();
        Document page = open(demo, "worker", file);
        assertThat(page.select("h1").text()).isEqualTo("Sarah Bennett (supervises you)");
        assertThat(page.select("section[aria-labelledby=sessions] li").eachText())
                .hasSizeGreaterThan(1)
                .anySatisfy(held -> assertThat(held)
                        .contains(
                                "Held",
                                "2 cases discussed",
                                "Record version 1, distributed",
                                "in time",
                                "Signed by Sarah Bennett",
                                "Signed by Daniel Okafor",
                                "Open the record of " + session))
                .anySatisfy(next -> assertThat(next).contains("Booked", ", in ", "Move it, or say what became of it"));
        assertThat(page.select("main").text())
                .contains("AG-000001/T1", "Signed by Daniel Okafor", "Review due by")
                .doesNotContain("Room 3", "Time", "What was said", "CS-1001");
        assertThat(open(demo, "supervisor", file).select("main a[href*=/cases/]"))
                .hasSize(1);
        assertThat(open(demo, "supervisor", "/api/file").select("h2 a").eachAttr("href"))
                .containsExactly(file);
        assertThat(readings()).as("nothing was opened").isEqualTo(logged);

        assertThat(open(demo, "worker", file + "/terms").select("tbody tr").eachText())
                .contains("Usual place Room 3");
        assertThat(open(demo, "worker", file + "/terms/T1").select("thead th").eachText())
                .anySatisfy(version -> assertThat(version).contains("Version 1", "agreed"))
                .anySatisfy(signed -> assertThat(signed).contains("T1, signed by both"));
        assertThat(open(demo, "supervisor", file + "/readings")
                        .select("tbody tr")
                        .text())
                .contains("AG-000001/T1: Agreement, by script", session + ": Record, version 1, by script", "Refused");
        demo.as("worker").get(file + "/terms/T2").expect(404);
        demo.as("worker").get("/api/file/AG-000002").expect(404);
        demo.as("worker").get("/api/file/AG-x").expect(404);
        for (String path : new String[] {file, file + "/terms", file + "/terms/T1", file + "/readings"}) {
            for (String other : new String[] {"othersupervisor", "linemanager", "processowner", "records", "admin"}) {
                assertThat(demo.as(other).get(path).expect(404).body()).doesNotContain("Room 3", "Okafor");
            }
            assertThat(anonymous(path).statusCode()).as(path).isEqualTo(401);
        }
    }

    private int readings() {
        return jdbc.sql("select count(*) from read_log").query(Integer.class).single();
    }

    /** F09, F44: to print something is to open it. */
    private static void assertThatBothCanPrint(Demo demo, String agreement, String record) {
        for (String path : new String[] {agreement, record}) {
            Document page = open(demo, "worker", path);
            assertThat(page.select("a[download]").eachText())
                    .containsExactly(
                            "Save as PDF, laid out as the Supervision Agreement",
                            "Save as PDF, laid out as the Supervision Contract");
            page.select("a[download]")
                    .eachAttr("href")
                    .forEach(pdf -> assertThat(new String(demo.as("worker").download(pdf), StandardCharsets.ISO_8859_1))
                            .startsWith("%PDF-"));
            assertThat(demo.as("supervisor")
                            .get(path + "/readings")
                            .expect(200)
                            .json()
                            .findValuesAsText("route"))
                    .contains("PDF");
            demo.as("worker").get(path + "/pdf?layout=other").expect(404);
        }
    }

    private static void assertThatCaseFilesAreOwed(Demo demo, String session) {
        assertThat(open(demo, "supervisor", "/api/cases").select("tbody tr").eachText())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("CS-1001 AB Daniel Okafor"),
                        second -> assertThat(second).startsWith("CS-1002 CD Daniel Okafor"));
        assertThat(open(demo, "linemanager", "/api/cases").select("main").text())
                .contains("Case files to update in your line", "Sarah Bennett 2 0")
                .doesNotContain("CS-1001", "AG-000001", session);
        assertThat(open(demo, "worker", "/api/cases").select("tbody")).isEmpty();
        String ids = demo.as("supervisor").tasks("Task_UpdateCaseFile").stream()
                .map(Task::id)
                .collect(Collectors.joining(","));
        assertThat(demo.as("supervisor")
                        .get("/api/tasks/cards?ids=" + ids)
                        .expect(200)
                        .json()
                        .findValuesAsText("what"))
                .containsExactlyInAnyOrder("Case CS-1001 AB", "Case CS-1002 CD");
        assertThat(demo.as("worker").get("/api/tasks/cards?ids=" + ids).body()).isEqualTo("[]");
    }

    private void assertThatActionsAreTheTwosAlone(Demo demo) throws Exception {
        String actions = "/api/actions/AG-000001";
        JsonNode action =
                demo.as("worker").get(actions + "/actions").expect(200).json().get(0);
        assertThat(action.get("what").asText()).isEqualTo("Book the course");
        assertThat(action.get("mine").asBoolean()).isTrue();
        String one = actions + "/actions/" + action.get("id").asLong();
        ObjectNode done =
                new ObjectMapper().createObjectNode().put("state", "DONE").put("note", "=Booked <b>it</b>");
        demo.as("supervisor").post(one, done).expect(403);
        demo.as("worker")
                .post(one, new ObjectMapper().createObjectNode().put("state", "DROPPED"))
                .expect(422);
        demo.as("worker").post(one, new ObjectMapper().createObjectNode()).expect(422);
        demo.as("worker").post(one, done).expect(204);
        Document page = open(demo, "supervisor", actions);
        assertThat(page.select("main").text()).contains("done on", "=Booked <b>it</b>", "For the appraisal");
        assertThat(page.select("b")).isEmpty();
        demo.as("worker").post(one, done.put("state", "OPEN")).expect(204);
        assertThat(open(demo, "worker", actions).select("button").eachText()).contains("It is done");
        assertThat(open(demo, "worker", actions).select("button[aria-label]").eachAttr("aria-label"))
                .contains("It is done: Book the course");
        assertThat(open(demo, "supervisor", actions).select("button")).isEmpty();
        assertThat(demo.as("supervisor")
                        .get(actions + "/training.csv")
                        .expect(200)
                        .body())
                .contains("Book the course,");
        for (String other : new String[] {"othersupervisor", "otherworker", "linemanager", "processowner", "admin"}) {
            for (String path : new String[] {actions, actions + "/actions", actions + "/training.csv"}) {
                assertThat(demo.as(other).get(path).expect(404).body()).doesNotContain("Book");
            }
            demo.as(other).post(one, done).expect(404);
            assertThat(demo.as(other).get("/api/actions").expect(200).body()).doesNotContain("AG-000001");
        }
        for (String path : new String[] {"/api/actions", actions + "/actions", "/camunda/api/supervision/actions"}) {
            assertThat(anonymous(path).statusCode()).as(path).isEqualTo(401);
        }
    }

    private void assertThatCasesAreTheTwosAlone(Demo demo, String session) throws Exception {
        String register = "/api/cases/AG-000001";
        JsonNode cases = demo.as("worker").get(register + "/cases").expect(200).json();
        assertThat(cases.findValuesAsText("reference")).containsExactly("CS-1001 AB", "CS-1002 CD");
        ObjectNode added = new ObjectMapper()
                .createObjectNode()
                .put("reference", "CS-2001")
                .put("initials", "ab")
                .put("priority", "yes");
        long id = demo.as("supervisor")
                .post(register + "/cases", added)
                .expect(201)
                .json()
                .get("id")
                .asLong();
        demo.as("supervisor").post(register + "/cases", added).expect(422);
        assertThat(demo.as("supervisor")
                        .post(register + "/cases", added.put("reference", "Jane Smith"))
                        .expect(422)
                        .body())
                .contains("This looks like a name")
                .doesNotContain("Jane");
        demo.as("worker")
                .put(
                        register + "/cases/" + id,
                        added.put("closedOn", "2027-12-31").put("type", "PIECE_OF_WORK"),
                        null)
                .expect(200);
        assertThat(open(demo, "supervisor", register).select("h3").eachText())
                .containsExactly("CS-2001 AB", "CS-1001 AB", "CS-1002 CD");
        assertThat(demo.as("worker").get(register + "/cases.csv").expect(200).body())
                .contains("CS-2001,AB,PIECE_OF_WORK,true,")
                .contains(",2027-12-31");

        Document files = open(demo, "supervisor", "/api/cases");
        assertThat(files.select("main ul li").text()).contains("3 open");
        assertThat(files.select("tbody")).as("both files were updated").isEmpty();
        String extract = open(demo, "worker", "/api/copies/records/" + session)
                .select("a[href*=/cases/]")
                .first()
                .attr("href");
        Document one = open(demo, "supervisor", extract);
        assertThat(one.select("main").text())
                .contains("For the case file: CS-1001 AB", "What was decided", session)
                .doesNotContain("CS-1002");
        assertThat(demo.as("supervisor").download(extract + "/pdf")).hasSizeGreaterThan(1_000);
        for (String other : new String[] {"othersupervisor", "otherworker", "linemanager", "processowner", "admin"}) {
            for (String path :
                    new String[] {register, register + "/cases", register + "/cases.csv", extract, extract + "/pdf"}) {
                assertThat(demo.as(other).get(path).expect(404).body()).doesNotContain("CS-1001");
            }
            demo.as(other)
                    .post(register + "/cases", added.put("reference", "CS-9"))
                    .expect(404);
            demo.as(other).put(register + "/cases/" + id, added, null).expect(404);
        }
        demo.as("worker").get("/api/cases/AG-000009").expect(404);
        demo.as("worker").get("/api/cases/AG-x").expect(404);
        demo.as("worker").put(register + "/cases/999", added, null).expect(404);
        for (String path :
                new String[] {"/api/cases", register + "/cases", extract, "/camunda/api/supervision/cases"}) {
            assertThat(anonymous(path).statusCode()).as(path).isEqualTo(401);
        }
    }

    /** F41: either adds to a distributed record, which stays as it is; others find nothing to add to. */
    private void assertThatAdditionsAreTheTwosAlone(Demo demo, String session) throws Exception {
        String record = "/api/copies/records/" + session;
        String before = open(demo, "supervisor", record).select(".hash").text();
        ObjectNode addition = JsonNodeFactory.instance.objectNode().put("text", "The <b>review</b> is in May.");
        for (String other : new String[] {"othersupervisor", "linemanager", "processowner", "records", "admin"}) {
            demo.as(other).post(record + "/addenda", addition).expect(404);
        }
        demo.as("worker")
                .post("/api/copies/records/SE-999999/addenda", addition)
                .expect(404);
        demo.as("worker")
                .post(record + "/addenda", addition.deepCopy().put("text", " "))
                .expect(422);
        demo.as("worker").post(record + "/addenda", addition).expect(204);

        Document after = open(demo, "supervisor", record);
        assertThat(after.select(".hash").text()).isEqualTo(before).isNotBlank();
        assertThat(after.select(".card").text()).contains("Daniel Okafor", "The <b>review</b> is in May.");
        assertThat(after.select(".card b")).isEmpty();
        assertThat(anonymous(record).body()).doesNotContain("in May");
    }

    private static Document open(Demo demo, String userId, String path) {
        return Jsoup.parse(demo.as(userId).get(path).expect(200).body());
    }

    private HttpResponse<String> anonymous(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .build(),
                        BodyHandlers.ofString());
    }
}
