package org.supervision.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.assertj.core.api.SoftAssertions;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.AcquireJobsCmd;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.supervision.bench.Plans;
import org.supervision.bench.Statements;
import org.supervision.bench.Statements.Sent;
import org.supervision.notification.SweepTask;
import org.supervision.scenario.Demo;
import org.supervision.scenario.Demo.Task;
import org.supervision.scenario.Relationship;

/** On PostgreSQL, no list, form or page reads a table that grows from one end to the other, and no sweep the history. */
public final class PlanBudget {

    /** Tables with as many rows as there are models, months, changes of the rules or jobs given up, whoever works with it. */
    private static final Set<String> SMALL = Set.of(
            "act_re_procdef",
            "act_re_decision_def",
            "act_re_decision_req_def",
            "act_re_deployment",
            "act_ge_property",
            "act_ge_schema_log",
            "act_id_group",
            "act_ru_jobdef",
            "act_ru_filter",
            "audit_round",
            "compliance_report",
            "policy_version",
            "closure_day",
            "closure_day_part",
            "act_ru_incident",
            "named_deputy",
            "content_protection",
            "demo_clock");

    /** A row a supervisor and month, of all services, though a page shows one; nothing has been done about it. */
    private static final String NUMBERS_OF_MONTHS = "compliance_line";

    private final ApplicationContext application;
    private final Demo demo;
    private final Statements statements;
    private final Plans plans;
    private final TransactionTemplate transaction;

    /** @param application on PostgreSQL, with somebody's work in it */
    public PlanBudget(ApplicationContext application, int port) {
        this.application = application;
        demo = new Demo(port);
        statements = application.getBean(Statements.class);
        plans = new Plans(application.getBean(DataSource.class));
        transaction = application.getBean(TransactionTemplate.class);
    }

    /** Asks for everything as the demo's people. */
    public void isKept() {
        manyOthers();
        SoftAssertions kept = new SoftAssertions();
        Map<String, Sent> deeds = new TreeMap<>(pages());
        deeds.put("the engine's own list of my tasks", statements.during(this::myTasks));
        deeds.put("looking for due jobs", statements.during(this::acquire));
        forms().forEach(deeds::put);
        draft().forEach(deeds::put);
        lists().forEach(deeds::put);
        deeds.forEach((what, sent) -> {
            assertThat(sent.selects()).as(what).isNotEmpty();
            plans.readWhole(sent)
                    .forEach((table, queries) -> kept.assertThat(
                                    SMALL.contains(table) || table.equals(NUMBERS_OF_MONTHS) ? Set.of() : queries)
                            .as("%s reads all of %s", what, table)
                            .isEmpty());
        });
        sweeps().forEach((what, sent) -> plans.readWhole(sent)
                .forEach((table, queries) -> kept.assertThat(table.startsWith("act_hi_") ? queries : Set.of())
                        .as("%s reads all of %s", what, table)
                        .isEmpty()));
        kept.assertAll();
    }

    /** Of others: of a handful PostgreSQL rightly reads all, whatever it is told. */
    private void manyOthers() {
        JdbcClient jdbc = JdbcClient.create(application.getBean(DataSource.class));
        jdbc.sql("insert into act_ru_task (id_, rev_, name_, assignee_, suspension_state_)"
                        + " select 'other' || n, 1, 'A task', 'other' || n % 500, 1 from generate_series(1, 5000) n")
                .update();
        jdbc.sql("insert into act_ru_task (id_, rev_, name_, task_def_key_, suspension_state_)"
                        + " select 'both' || n, 1, 'A task', 'Task_HoldSession', 1 from generate_series(1, 5000) n")
                .update();
        jdbc.sql(
                        "insert into act_ru_identitylink (id_, rev_, type_, user_id_, task_id_)"
                                + " select 'both' || n, 1, 'candidate', 'other' || n % 500, 'both' || n from generate_series(1, 5000) n")
                .update();
        jdbc.sql("insert into person (user_id, valid_from, name, mail, line_manager, service, person_role, worker_type,"
                        + " started_on, working_days, fte_percent, site_mode)"
                        + " select 'other' || n, date '2020-01-06', 'Other ' || n, 'other@example.org', 'other' || n % 500,"
                        + " 'Elsewhere', 'SOCIAL_WORKER', 'EXPERIENCED', date '2020-01-06', 'MON TUE', 100, 'FIELDWORK'"
                        + " from generate_series(1, 5000) n")
                .update();
        jdbc.sql("analyze act_ru_task, act_ru_identitylink, person").update();
    }

    private Map<String, Sent> pages() {
        Map<String, List<String>> pages = new LinkedHashMap<>();
        pages.put("supervisor", List.of("tasks", "today", "calendar", "file", "actions", "cases", "team", "deputies"));
        pages.put("worker", List.of("tasks", "today", "calendar", "file", "actions", "cases"));
        pages.put("linemanager", List.of("tasks", "team", "service", "compliance", "audits"));
        pages.put("records", List.of("today", "paper-agreements"));
        pages.put("admin", List.of("today", "administration", "policy", "closure-days", "stuck-tasks"));
        Map<String, Sent> sent = new TreeMap<>();
        pages.forEach((person, paths) -> paths.forEach(path -> sent.put(
                path + " of " + person,
                statements.during(() -> demo.as(person).get("/api/" + path).expect(200)))));
        return sent;
    }

    private Map<String, Sent> forms() {
        Map<String, Sent> sent = new TreeMap<>();
        Set<String> seen = new TreeSet<>();
        Stream.of("supervisor", "worker", "linemanager", "servicemanager", "records")
                .forEach(person -> {
                    for (Task task : demo.as(person).tasks()) {
                        if (seen.add(task.taskKey())) {
                            sent.put(
                                    "opening " + task.taskKey(),
                                    statements.during(() -> demo.as(person).form(task)));
                        }
                    }
                });
        assertThat(sent).isNotEmpty();
        return sent;
    }

    /** Of a pair that is new to each other. */
    private Map<String, Sent> draft() {
        Demo.Person supervisor = demo.as("othersupervisor");
        Map<String, Sent> sent = new TreeMap<>();
        Task[] draft = new Task[1];
        sent.put("starting an agreement", statements.during(() -> draft[0] = supervisor.start("supervisionAgreement")));
        supervisor.save(
                draft[0],
                values -> Relationship.usualTerms(values)
                        .put("supervisee", "otherworker")
                        .put("intervalWeeks", 3)
                        .put("durationMinutes", 60));
        sent.put(
                "completing a draft",
                statements.during(() -> supervisor.tryComplete(draft[0]).expect(204)));
        return sent;
    }

    /** Lists to choose from, of all people and all pairs. */
    private Map<String, Sent> lists() {
        Map<String, Sent> sent = new TreeMap<>();
        sent.put(
                "deputies of admin",
                statements.during(() -> demo.as("admin").get("/api/deputies").expect(200)));
        for (String process : List.of("recordDisclosure", "subjectAccess")) {
            Task request = demo.as("records").start(process);
            sent.put(
                    "opening " + request.taskKey(),
                    statements.during(() -> demo.as("records").form(request)));
        }
        for (String process : List.of("supervisionAgreement", "changeOfSupervisor", "absenceCover")) {
            Task start = demo.as("linemanager").start(process);
            sent.put(
                    "opening " + start.taskKey() + " of a manager",
                    statements.during(() -> demo.as("linemanager").form(start)));
        }
        return sent;
    }

    private void myTasks() {
        IdentityService identity = application.getBean(IdentityService.class);
        identity.setAuthentication("supervisor", List.of("supervisors", "supervisees"));
        try {
            application
                    .getBean(TaskService.class)
                    .createTaskQuery()
                    .taskAssignee("supervisor")
                    .listPage(0, 15);
        } finally {
            identity.clearAuthentication();
        }
    }

    private void acquire() {
        ProcessEngineConfigurationImpl engine = application.getBean(ProcessEngineConfigurationImpl.class);
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            engine.getCommandExecutorTxRequired().execute(new AcquireJobsCmd(engine.getJobExecutor()));
        });
    }

    private Map<String, Sent> sweeps() {
        Map<String, Sent> sent = new TreeMap<>();
        application
                .getBeansOfType(SweepTask.class)
                .forEach((name, sweep) -> sent.put(
                        name,
                        statements.during(() -> transaction.executeWithoutResult(status -> {
                            status.setRollbackOnly();
                            sweep.sweep(application.getBean(Clock.class).instant());
                        }))));
        return sent;
    }
}
