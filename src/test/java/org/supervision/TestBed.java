package org.supervision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import org.supervision.access.Content;
import org.supervision.agreement.AgreementTerms;
import org.supervision.bench.Statements;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.confidential.TestCipher;
import org.supervision.confidential.TextCipher;
import org.supervision.engine.DecisionTables;
import org.supervision.engine.DueWork;
import org.supervision.engine.EngineAccess;
import org.supervision.engine.EngineClock;
import org.supervision.engine.GivenUp;
import org.supervision.engine.OperationLog;
import org.supervision.engine.ProcessVariables;
import org.supervision.engine.RunningProcesses;
import org.supervision.engine.TaskRules;
import org.supervision.engine.TestExpressionManager;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;
import org.supervision.people.PeopleImport;
import org.supervision.people.PeopleProperties;
import org.supervision.persistence.Documents;
import org.supervision.policy.Policies;
import org.supervision.policy.PolicyProperties;
import org.supervision.taskform.Choices;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormErrors.FieldError;
import org.supervision.taskform.FormView;
import org.supervision.taskform.FormView.Option;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/**
 * The real services of some features on a database of their own, with the demo people, beside a bare engine that calls them
 * from the models. The clock stands still until it is moved. Each bed begins with nothing but the people; the services and
 * the tables of an earlier one are used again where the engine and the policy are the same, as making them is slow.
 */
public abstract class TestBed implements AutoCloseable {

    /** The last used ones at the end; each is a database with the product's services. */
    private static final Map<Kept, AnnotationConfigApplicationContext> KEPT = new LinkedHashMap<>(8, 0.75f, true);

    private static final int MOST_KEPT = 4;

    protected final ProcessEngine engine;
    private final AnnotationConfigApplicationContext context;
    private final TransactionTemplate transaction;
    private final Recorder recorder;

    /**
     * @param now when the bed begins
     * @param policy text of the policy file
     * @param profile of the policy
     * @param services which services there are; extends {@link Services}
     */
    protected TestBed(
            ProcessEngine engine, Instant now, String policy, String profile, Class<? extends Services> services) {
        this.engine = engine;
        AbstractAssertions.init(engine);
        at(now);
        context = new Kept(engine, policy, profile, services).context();
        transaction = new TransactionTemplate(get(PlatformTransactionManager.class));
        recorder = get(Recorder.class);
        recorder.clear();
        TestExpressionManager.use(context);
        people(text("demo/people.csv"), LocalDate.of(2026, 1, 1));
    }

    /** The text of a file on the class path. */
    public static String text(String resource) {
        try {
            return new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The product's policy with some of its lines changed. */
    public static String policy(String... fromTo) {
        String text = text("policy.yaml");
        for (int i = 0; i < fromTo.length; i += 2) {
            if (!text.contains(fromTo[i])) {
                throw new AssertionError("The policy has no " + fromTo[i]);
            }
            text = text.replace(fromTo[i], fromTo[i + 1]);
        }
        return text;
    }

    /** A bean of the services. */
    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /** All beans of this type. */
    public <T> Collection<T> all(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    /** Puts engine and services at this instant. */
    public void at(Instant instant) {
        ClockUtil.setCurrentTime(Date.from(instant));
    }

    /** Reads a people file as it counts from this London date. */
    public void people(String csv, LocalDate from) {
        get(PeopleImport.class).apply(csv.getBytes(StandardCharsets.UTF_8), from, "people.csv");
    }

    /** As the product does it: in one transaction. */
    public <T> T inTransaction(Supplier<T> action) {
        return transaction.execute(status -> action.get());
    }

    /** As the product does it: in one transaction. */
    public void inTransaction(Runnable action) {
        transaction.executeWithoutResult(status -> action.run());
    }

    /** Tells everybody, as the product does it. */
    public void publish(Object event) {
        inTransaction(() -> context.publishEvent(event));
    }

    /** The row of an agreement in force from this London date; nobody is told of it and no process runs. */
    protected long insertAgreement(String supervisor, String supervisee, LocalDate day, AgreementTerms terms) {
        JdbcClient jdbc = get(JdbcClient.class);
        Timestamp from = Timestamp.from(get(WorkingCalendar.class).startOf(day));
        jdbc.sql(
                        "insert into agreement (supervisor, supervisee, status, live_pair, created_at, in_force_on, row_version)"
                                + " values (:supervisor, :supervisee, 'IN_FORCE', :pair, :from, :day, 1)")
                .param("supervisor", supervisor)
                .param("supervisee", supervisee)
                .param("pair", supervisor + "|" + supervisee)
                .param("from", from)
                .param("day", day)
                .update();
        long id = jdbc.sql("select max(id) from agreement").query(Long.class).single();
        insertTerm(id, 1, day, terms);
        return id;
    }

    /** The row of a term in force from this London date. */
    protected void insertTerm(long agreementId, int number, LocalDate day, AgreementTerms terms) {
        Timestamp from = Timestamp.from(get(WorkingCalendar.class).startOf(day));
        get(JdbcClient.class)
                .sql("insert into agreement_term (agreement_id, term_number, status, carried_over, started_on,"
                        + " unsigned_chase_at, chase_due_on, terms, terms_version, effective_on, review_due_on, row_version)"
                        + " values (:id, :number, 'IN_FORCE', false, :day, :from, :day, :terms, 1, :day, :review, 1)")
                .param("id", agreementId)
                .param("number", number)
                .param("day", day)
                .param("from", from)
                .param(
                        "terms",
                        TestCipher.encrypted(
                                get(TextCipher.class),
                                "agreement_term",
                                "terms",
                                Map.of("agreement_id", agreementId, "term_number", number),
                                Documents.write(terms)))
                .param("review", day.plusMonths(6))
                .update();
    }

    /** The one running instance of a process with this key; null where there is none. */
    public @Nullable ProcessInstance instance(String processId, String businessKey) {
        return engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey(processId)
                .processInstanceBusinessKey(businessKey)
                .singleResult();
    }

    /** The open tasks of this key and business key, the oldest first. */
    public List<Task> tasks(String taskKey, String businessKey) {
        return engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(taskKey)
                .processInstanceBusinessKey(businessKey)
                .orderByTaskCreateTime()
                .asc()
                .list();
    }

    /** The one open task of this key and business key. */
    public Task task(String taskKey, String businessKey) {
        List<Task> tasks = tasks(taskKey, businessKey);
        if (tasks.size() != 1) {
            throw new AssertionError(tasks.size() + " open " + taskKey + " of " + businessKey + ", open are " + open());
        }
        return tasks.get(0);
    }

    /** Whether such a task is open. */
    public boolean hasTask(String taskKey, String businessKey) {
        return !tasks(taskKey, businessKey).isEmpty();
    }

    /** The ids of all open tasks. */
    public List<String> open() {
        return engine.getTaskService().createTaskQuery().list().stream()
                .map(Task::getTaskDefinitionKey)
                .toList();
    }

    /** What people wrote that the form of this task shows. */
    public List<Content> contents(Task task, String userId) {
        return form(task).contents(contextOf(task, userId));
    }

    /** What the form of this task shows, the choices that fit an empty search among its options. */
    public FormView show(Task task, String userId) {
        TaskContext context = contextOf(task, userId);
        FormView view = form(task).show(context);
        Map<String, List<Option>> options = new HashMap<>(view.options());
        form(task).choices(context).forEach((field, choices) -> options.put(field, choices.find("", Choices.SHOWN)));
        return new FormView(view.proposal(), options, view.facts());
    }

    /** What is wrong with these values, and what is worth knowing. */
    public FormErrors check(Task task, String userId, Record values) {
        FormErrors errors = new FormErrors();
        form(task).check(contextOf(task, userId), values, errors);
        return errors;
    }

    /** How many decisions, inputs and outputs of theirs, and operations of people the engine's history has of this action. */
    public List<Long> historyOf(String userId, Runnable action) {
        List<Long> before = history();
        engine.getIdentityService().setAuthenticatedUserId(userId);
        try {
            action.run();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
        List<Long> after = history();
        return List.of(after.get(0) - before.get(0), after.get(1) - before.get(1), after.get(2) - before.get(2));
    }

    private List<Long> history() {
        ManagementService tables = engine.getManagementService();
        Map<String, Long> rows = tables.getTableCount();
        return List.of(
                rows.get("ACT_HI_DECINST"),
                rows.get("ACT_HI_DEC_IN") + rows.get("ACT_HI_DEC_OUT"),
                rows.get("ACT_HI_OP_LOG"));
    }

    /** Completes the task with these values, which must be right, as its assignee. */
    public void complete(Task task, Record values) {
        complete(task, task.getAssignee(), values);
    }

    /** Completes the task with these values, which must be right. */
    public void complete(Task task, String userId, Record values) {
        List<FieldError> errors = check(task, userId, values).errors();
        if (!errors.isEmpty()) {
            throw new AssertionError(errors.toString());
        }
        inTransaction(() -> {
            Map<String, Object> variables = form(task).apply(contextOf(task, userId), values);
            engine.getTaskService().complete(task.getId(), variables);
        });
    }

    /** The form of a task. */
    @SuppressWarnings("unchecked")
    protected TaskForm<Record> form(Task task) {
        return (TaskForm<Record>) context.getBeansOfType(TaskForm.class).values().stream()
                .filter(form -> form.tasks().contains(task.getTaskDefinitionKey()))
                .findFirst()
                .orElseThrow();
    }

    private TaskContext contextOf(Task task, String userId) {
        ProcessInstance instance = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult();
        Map<String, Object> variables = engine.getTaskService().getVariables(task.getId());
        Long element = ProcessVariables.elements().stream()
                .map(name -> (Long) variables.get(name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        String definition = task.getProcessDefinitionId();
        return new TaskContext(
                task.getId(),
                task.getTaskDefinitionKey(),
                definition.substring(0, definition.indexOf(':')),
                instance.getBusinessKey(),
                userId,
                element);
    }

    /** Runs what is due by now, in order; nothing earlier than it is due. Answers how many jobs there were. */
    public int runDueJobs() {
        int run = 0;
        for (Job next = nextJob(); next != null; next = nextJob()) {
            execute(next);
            run++;
        }
        return run;
    }

    private @Nullable Job nextJob() {
        return engine
                .getManagementService()
                .createJobQuery()
                .executable()
                .orderByJobDuedate()
                .asc()
                .listPage(0, 1)
                .stream()
                .findFirst()
                .orElse(null);
    }

    /** Runs a job, whenever it is due. */
    protected void execute(Job job) {
        inTransaction(() -> engine.getManagementService().executeJob(job.getId()));
    }

    /** What the services would mail. */
    public List<Notice> notices() {
        return List.copyOf(recorder.notices);
    }

    /** What this person was told by mail. */
    public List<Notice> noticesTo(String userId) {
        return notices().stream()
                .filter(notice -> notice.recipientUserId().equals(userId))
                .toList();
    }

    /** What the services told the rest of the product, of this kind. */
    public <T> List<T> events(Class<T> type) {
        return recorder.events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public void close() {
        AbstractAssertions.reset();
        engine.getRuntimeService()
                .createProcessInstanceQuery()
                .list()
                .forEach(instance -> engine.getRuntimeService().deleteProcessInstance(instance.getId(), "test over"));
        TestExpressionManager.forget();
        ClockUtil.reset();
    }

    /** Which services there were with which policy. */
    private record Kept(ProcessEngine engine, String policy, String profile, Class<? extends Services> services) {

        /** Those services on empty tables, made when they are not there yet. */
        AnnotationConfigApplicationContext context() {
            AnnotationConfigApplicationContext there = KEPT.get(this);
            if (there != null) {
                JdbcClient jdbc = there.getBean(JdbcClient.class);
                TestDatabase.clear(jdbc, TestDatabase.tables(jdbc));
                return there;
            }
            if (KEPT.size() == MOST_KEPT) {
                Kept oldest = KEPT.keySet().iterator().next();
                KEPT.remove(oldest).close();
            }
            AnnotationConfigApplicationContext started = start();
            KEPT.put(this, started);
            return started;
        }

        private AnnotationConfigApplicationContext start() {
            AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
            context.registerBean(RuntimeService.class, engine::getRuntimeService);
            context.registerBean(
                    RunningProcesses.class,
                    () -> new RunningProcesses(JdbcClient.create(
                            engine.getProcessEngineConfiguration().getDataSource())));
            context.registerBean(
                    DueWork.class,
                    () -> new DueWork(JdbcClient.create(
                            engine.getProcessEngineConfiguration().getDataSource())));
            context.registerBean(IdentityService.class, engine::getIdentityService);
            context.registerBean(TaskService.class, engine::getTaskService);
            context.registerBean(ManagementService.class, engine::getManagementService);
            context.registerBean(DecisionService.class, engine::getDecisionService);
            context.registerBean(HistoryService.class, engine::getHistoryService);
            context.registerBean(RepositoryService.class, engine::getRepositoryService);
            context.registerBean(ProcessEngineConfigurationImpl.class, () ->
                    (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration());
            context.registerBean(
                    PolicyProperties.class,
                    () -> new PolicyProperties(
                            new ByteArrayResource(policy.getBytes(StandardCharsets.UTF_8), "policy.yaml"), profile));
            context.registerBean(PeopleProperties.class, () -> new PeopleProperties(null, 100, 25));
            context.register(services);
            context.refresh();
            return context;
        }
    }

    /** Keeps what the services tell others. */
    static final class Recorder implements Notifier {

        private final List<Notice> notices = new ArrayList<>();
        private final List<Object> events = new ArrayList<>();

        @Override
        public void send(Notice notice) {
            notices.add(notice);
        }

        @EventListener
        void on(Record event) {
            events.add(event);
        }

        private void clear() {
            notices.clear();
            events.clear();
        }
    }

    /**
     * What every bed has; one of its own adds its features. Registered by hand and without a stereotype, so that no scan of
     * the whole application finds it.
     */
    @EnableTransactionManagement
    @Import({
        DecisionTables.class,
        EngineAccess.class,
        GivenUp.class,
        OperationLog.class,
        Statements.class,
        TaskRules.class,
        TestCipher.class
    })
    @ComponentScan(basePackages = {"org.supervision.access", "org.supervision.calendar", "org.supervision.persistence"})
    @ComponentScan(
            basePackages = "org.supervision.people",
            useDefaultFilters = false,
            includeFilters =
                    @Filter(
                            type = FilterType.REGEX,
                            pattern =
                                    ".*\\.(People|PersonRows|LineManagement|Absences|NamedDeputies|Deputies|PeopleImport|ImportRuns|process\\.\\w+)"))
    protected abstract static class Services {

        @Bean
        DataSource dataSource() {
            return TestDatabase.migrated();
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }

        @Bean
        NamedParameterJdbcTemplate namedParameterJdbcTemplate(DataSource dataSource) {
            return new NamedParameterJdbcTemplate(dataSource);
        }

        @Bean
        JdbcClient jdbcClient(DataSource dataSource) {
            return JdbcClient.create(dataSource);
        }

        @Bean
        Clock clock() {
            return new EngineClock();
        }

        @Bean
        Policies policies(PolicyProperties properties, Clock clock) {
            return new Policies(properties, clock);
        }

        @Bean
        Recorder recorder() {
            return new Recorder();
        }
    }
}
