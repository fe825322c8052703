package org.supervision.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;
import org.supervision.bench.Clones;
import org.supervision.bench.Statements;
import org.supervision.bench.Statements.Sent;
import org.supervision.calendar.London;
import org.supervision.confidential.TextCipher;
import org.supervision.notification.SweepTask;
import org.supervision.policy.PolicyDryRun;
import org.supervision.scenario.AsAtTheStart;
import org.supervision.scenario.Demo;
import org.supervision.scenario.Demo.Task;
import org.supervision.scenario.DemoTest;
import org.supervision.scenario.Relationship;

/** How many statements the product sends, and that they are as many for ten times the rows. */
@DemoTest
@Import(Statements.class)
@AsAtTheStart
class StatementBudgetsTest {

    private static final int COPIES = 9;

    private static final String SWEEP = "sweep ";
    private static final String FORM = "form ";

    /** A second page of a list, a batch more, a group of people who are not there among few. */
    private static final int SLACK = 3;

    private static final Map<String, List<String>> PAGES = pages();

    @LocalServerPort
    private int port;

    @Autowired
    private Statements statements;

    @Autowired
    private Map<String, SweepTask> sweeps;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private TextCipher cipher;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private PolicyDryRun dryRun;

    @Autowired
    private ManagementService management;

    @Autowired
    private Clock clock;

    /** The forms that list agreements, by whose they are. */
    private final Map<String, Task> forms = new TreeMap<>();

    private Demo demo;

    private static Map<String, List<String>> pages() {
        Map<String, List<String>> pages = new LinkedHashMap<>();
        pages.put(
                "supervisor",
                List.of(
                        "tasks",
                        "today",
                        "calendar",
                        "file",
                        "file/AG-000001",
                        "actions",
                        "cases",
                        "team",
                        "deputies"));
        pages.put("worker", List.of("tasks", "today", "calendar", "file", "actions", "cases"));
        pages.put("linemanager", List.of("tasks", "today", "calendar", "team", "service", "compliance", "audits"));
        pages.put("servicemanager", List.of("today", "team", "service"));
        pages.put("records", List.of("today", "disclosures", "subject-access", "retention", "paper-agreements"));
        pages.put("admin", List.of("today", "administration", "people", "policy", "closure-days", "stuck-tasks"));
        return pages;
    }

    @Test
    @DisplayName(
            "A deed, a page and a sweep take no more statements than they may, and the same for ten times the rows")
    void statementsDoNotGrow() {
        demo = new Demo(port);
        Budget deeds = Budget.of("deeds");
        live(deeds);
        demo.advance("PT5M");
        Stream.of(Map.entry("supervisor", "agreementChange"), Map.entry("linemanager", "changeOfSupervisor"))
                .forEach(one -> forms.put(one.getKey(), demo.as(one.getKey()).start(one.getValue())));

        sweepAll(); // what there is to be done is done before the copies are made
        Map<String, Sent> few = measureAll();
        new Clones(dataSource, cipher).make(List.of("worker"), 1, COPIES, column -> true);
        Map<String, Sent> many = measureAll();

        Budget pages = Budget.of("pages");
        Budget parts = Budget.of("sweeps");
        Budget growth = Budget.of("more-for-each-relationship");
        few.forEach(
                (what, sent) -> (what.startsWith(SWEEP) ? parts : pages).took(what.replace(SWEEP, ""), sent.count()));
        many.forEach((what, sent) -> {
            int more = sent.count() - few.get(what).count() - SLACK;
            if (more > 0) {
                growth.took(what, (more + COPIES - 1) / COPIES, sent.beyond(few.get(what)));
            }
        });
        assertAll(deeds::isKept, pages::isKept, parts::isKept, growth::isKept);
    }

    /** From the draft to the signed record of the first session, each step counted. */
    private void live(Budget deeds) {
        Relationship pair = new Relationship(demo, "supervisor", "worker");
        Demo.Person supervisor = demo.as("supervisor");
        Task[] draft = new Task[1];
        took(deeds, "start agreement", () -> draft[0] = supervisor.start("supervisionAgreement"));
        fill(supervisor, draft[0], values -> Relationship.usualTerms(values).put("supervisee", "worker"));
        took(deeds, "complete draft", () -> done(supervisor, draft[0]));
        step(
                deeds,
                "consider agreement",
                "worker",
                "Task_ConsiderAgreement",
                values -> values.put("decision", "AGREE"));
        step(deeds, "sign agreement", "supervisor", "Task_SignAgreementAsSupervisor", Relationship::sign);
        step(deeds, "sign agreement", "worker", "Task_SignAgreementAsSupervisee", Relationship::sign);
        demo.advance("PT5M");
        step(deeds, "book two sessions", "supervisor", "Task_BookSessions", values -> book(values));
        demo.advance("PT5M");
        demo.advanceTo(LocalDateTime.of(2027, 1, 18, 12, 0));
        step(
                deeds,
                "hold",
                "supervisor",
                "Task_HoldSession",
                values -> values.put("outcome", "HELD")
                        .put("actualStart", "2027-01-18T10:00")
                        .put("actualEnd", "2027-01-18T11:30")
                        .put("privateSpace", true));
        demo.advance("PT5M");
        step(deeds, "write record", "supervisor", "Task_WriteRecord", pair::writeRecord);
        step(deeds, "sign record", "supervisor", "Task_SignRecordAsSupervisor", StatementBudgetsTest::signRecord);
        step(deeds, "sign record", "worker", "Task_SignRecordAsSupervisee", StatementBudgetsTest::signRecord);
        String timer = management.createJobQuery().timers().orderByJobDuedate().asc().list().stream()
                .filter(job -> !"dailySweep".equals(job.getProcessDefinitionKey()))
                .findFirst()
                .orElseThrow()
                .getId();
        took(
                deeds,
                "fire a timer",
                () -> transaction.executeWithoutResult(status -> {
                    management.executeJob(timer);
                    status.setRollbackOnly();
                }));
    }

    private void step(Budget deeds, String what, String person, String taskKey, Consumer<ObjectNode> values) {
        Task task = demo.as(person).task(taskKey);
        fill(demo.as(person), task, values);
        took(deeds, what, () -> done(demo.as(person), task));
    }

    private static void fill(Demo.Person person, Task task, Consumer<ObjectNode> values) {
        assertThat(person.save(task, values).get("errors")).isEmpty();
    }

    private static void done(Demo.Person person, Task task) {
        person.tryComplete(task).expect(204);
    }

    private void took(Budget budget, String what, Runnable deed) {
        budget.took(what, statements.during(deed).count());
    }

    /** What the lists, pages and sweeps send that are there for many rows. */
    private Map<String, Sent> measureAll() {
        Map<String, Sent> all = new TreeMap<>();
        PAGES.forEach((person, paths) -> paths.forEach(path -> all.put(
                path + " of " + person,
                statements.during(() -> demo.as(person).get("/api/" + path).expect(200)))));
        dryRuns().forEach((what, run) -> {
            Sent sent = statements.during(run);
            assertThat(sent.rows())
                    .as("%s: PostgreSQL refuses what is written while only reading", what)
                    .isZero();
            all.put(what, sent);
        });
        forms.forEach((person, task) -> all.put(
                FORM + task.taskKey() + " of " + person,
                statements.during(() -> demo.as(person).form(task))));
        all.putAll(sweepAll());
        return all;
    }

    /** What a change would mean for every agreement there is. */
    private Map<String, Runnable> dryRuns() {
        LocalDate tomorrow = LocalDate.ofInstant(demo.now(), London.ZONE).plusDays(1);
        JsonNode proposal = JsonNodeFactory.instance
                .objectNode()
                .put("from", tomorrow.toString())
                .put("reason", "combined")
                .put("frequency.ceilingDays", "14")
                .put("review.months", "3")
                .put("record.dueWd", "4");
        Map<String, Runnable> inOrder = new TreeMap<>(); // whoever comes first also reads what is kept for the second
        inOrder.put("dry run of a closure day", () -> dryRun.ofClosureOn(tomorrow));
        inOrder.put(
                "policy/dry-run of admin",
                () -> demo.as("admin").post("/api/policy/dry-run", proposal).expect(200));
        return inOrder;
    }

    private Map<String, Sent> sweepAll() {
        Map<String, Sent> all = new TreeMap<>();
        sweeps.forEach((name, sweep) -> all.put(
                SWEEP + name,
                statements.during(() -> transaction.executeWithoutResult(status -> sweep.sweep(clock.instant())))));
        return all;
    }

    private static void signRecord(ObjectNode values) {
        values.put("decision", "SIGN").put("password", Demo.PASSWORD);
    }

    private static void book(ObjectNode values) {
        ArrayNode sessions = values.withArray("sessions");
        for (int i = 0; i < 2; i++) {
            ((ObjectNode) sessions.get(i))
                    .put(
                            "start",
                            LocalDateTime.of(2027, 1, 18, 10, 0)
                                    .plusWeeks(4L * i)
                                    .toString());
        }
    }
}
