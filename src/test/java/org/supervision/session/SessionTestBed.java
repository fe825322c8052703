package org.supervision.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions;
import org.camunda.bpm.engine.test.mock.Mocks;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementInForce;
import org.supervision.agreement.AgreementTerms;
import org.supervision.agreement.MeetingMode;
import org.supervision.agreement.RecordAuthor;
import org.supervision.calendar.London;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.EngineClock;
import org.supervision.engine.ModelBean;
import org.supervision.engine.ProcessVariables;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;
import org.supervision.people.PeopleImport;
import org.supervision.people.PeopleProperties;
import org.supervision.persistence.Documents;
import org.supervision.policy.Policies;
import org.supervision.policy.PolicyProperties;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormErrors.FieldError;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/**
 * The real services of sessions on a database of their own, with the demo people, beside a bare engine that calls them from
 * the models. The clock stands still at Monday 4 January 2027, 09:00 in London until it is moved.
 */
public final class SessionTestBed implements AutoCloseable {

    /** When every test begins: a Monday. */
    public static final LocalDate TODAY = LocalDate.of(2027, 1, 4);

    public static final String SUPERVISOR = "supervisor";
    public static final String SUPERVISEE = "worker";

    private final ProcessEngine engine;
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final TransactionTemplate transaction;
    private final Recorder recorder;

    public SessionTestBed(ProcessEngine engine) {
        this(engine, new ClassPathResource("policy.yaml"), "combined");
    }

    public SessionTestBed(ProcessEngine engine, Resource policy, String profile) {
        this.engine = engine;
        AbstractAssertions.init(engine);
        at(TODAY, LocalTime.of(9, 0));
        context.registerBean(RuntimeService.class, engine::getRuntimeService);
        context.registerBean(TaskService.class, engine::getTaskService);
        context.registerBean(PeopleProperties.class, () -> new PeopleProperties(null, 100));
        context.registerBean(DecisionService.class, engine::getDecisionService);
        context.registerBean(ProcessEngineConfigurationImpl.class, () ->
                (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration());
        context.registerBean(PolicyProperties.class, () -> new PolicyProperties(policy, profile));
        context.register(Services.class);
        context.refresh();
        transaction = new TransactionTemplate(get(PlatformTransactionManager.class));
        recorder = get(Recorder.class);
        context.getBeansWithAnnotation(ModelBean.class).forEach(Mocks::register);
        context.getBeansOfType(JavaDelegate.class).forEach(Mocks::register);
        context.getBeansOfType(ExecutionListener.class).forEach(Mocks::register);
        context.getBeansOfType(TaskListener.class).forEach(Mocks::register);
        readPeople();
    }

    /** A bean of the services. */
    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /** Puts engine and services at this London time. */
    public void at(LocalDate day, LocalTime time) {
        at(day.atTime(time));
    }

    /** Puts engine and services at this London time. */
    public void at(LocalDateTime london) {
        at(london.atZone(London.ZONE).toInstant());
    }

    /** Puts engine and services at this instant. */
    public void at(Instant instant) {
        ClockUtil.setCurrentTime(Date.from(instant));
    }

    /** As the product does it: engine and services in one transaction. */
    public <T> T inTransaction(Supplier<T> action) {
        return transaction.execute(status -> action.get());
    }

    /** As the product does it: engine and services in one transaction. */
    public void inTransaction(Runnable action) {
        transaction.executeWithoutResult(status -> action.run());
    }

    /** The terms that most tests agree on: every four weeks, ninety minutes, the supervisor writes in five working days. */
    public static AgreementTerms terms() {
        return new AgreementTerms(
                4,
                "Room 12",
                90,
                MeetingMode.FACE_TO_FACE,
                null,
                RecordAuthor.SUPERVISOR,
                5,
                "cover",
                "Chloe takes over",
                null,
                null);
    }

    /** An agreement in force from today; both are asked to book. */
    public long agreement() {
        return agreement(SUPERVISOR, SUPERVISEE, terms());
    }

    /** An agreement in force from today; both are asked to book. */
    public long agreement(String supervisor, String supervisee, AgreementTerms terms) {
        long id = agreementWithoutBooking(supervisor, supervisee, terms);
        inTransaction(() -> context.publishEvent(new AgreementInForce(id)));
        return id;
    }

    /** An agreement in force from today, before anybody is asked to book. */
    public long agreementWithoutBooking(String supervisor, String supervisee, AgreementTerms terms) {
        JdbcClient jdbc = get(JdbcClient.class);
        LocalDate today = get(WorkingCalendar.class).today();
        Timestamp now = Timestamp.from(ClockUtil.getCurrentTime().toInstant());
        jdbc.sql(
                        "insert into agreement (supervisor, supervisee, status, live_pair, created_at, in_force_on, row_version)"
                                + " values (:supervisor, :supervisee, 'IN_FORCE', :pair, :now, :today, 1)")
                .param("supervisor", supervisor)
                .param("supervisee", supervisee)
                .param("pair", supervisor + "|" + supervisee)
                .param("now", now)
                .param("today", today)
                .update();
        long id = jdbc.sql("select max(id) from agreement").query(Long.class).single();
        jdbc.sql("insert into agreement_term (agreement_id, term_number, status, carried_over, started_on,"
                        + " unsigned_chase_at, chase_due_on, terms, terms_version, effective_on, review_due_on, row_version)"
                        + " values (:id, 1, 'IN_FORCE', false, :today, :now, :today, :terms, 1, :today, :review, 1)")
                .param("id", id)
                .param("today", today)
                .param("now", now)
                .param("terms", Documents.write(terms))
                .param("review", today.plusMonths(6))
                .update();
        return id;
    }

    /** A session booked at this London time, whatever is booked otherwise. */
    public SupervisionSession book(long agreementId, LocalDateTime start) {
        return inTransaction(() -> get(SessionService.class)
                .book(new NewSession(
                        agreementId,
                        start.atZone(London.ZONE).toInstant(),
                        terms().duration(),
                        "Room 12",
                        MeetingMode.FACE_TO_FACE,
                        null,
                        null,
                        null)));
    }

    /** The session as it stands now. */
    public SupervisionSession session(SupervisionSession session) {
        return get(SessionService.class).require(session.requireId());
    }

    /** The one running instance of a process with this key. */
    public ProcessInstance instance(String processId, String businessKey) {
        return engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey(processId)
                .processInstanceBusinessKey(businessKey)
                .singleResult();
    }

    /** The running instance of booking for an agreement; null where there is none. */
    public ProcessInstance booking(long agreementId) {
        return instance("sessionBooking", Agreement.keyOf(agreementId));
    }

    /** The open tasks of this key and business key. */
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
            throw new AssertionError(tasks.size() + " open " + taskKey + " of " + businessKey);
        }
        return tasks.get(0);
    }

    /** Whether such a task is open. */
    public boolean hasTask(String taskKey, String businessKey) {
        return !tasks(taskKey, businessKey).isEmpty();
    }

    /** What the form of this task shows. */
    public FormView show(Task task, String userId) {
        return form(task).show(contextOf(task, userId));
    }

    /** What is wrong with these values. */
    public FormErrors check(Task task, String userId, Record values) {
        FormErrors errors = new FormErrors();
        form(task).check(contextOf(task, userId), values, errors);
        return errors;
    }

    /** Completes the task as its assignee. */
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

    /** Runs what is due by now, in order; nothing earlier than it is due. Answers how many jobs there were. */
    public int runDueJobs() {
        int run = 0;
        List<Job> due;
        do {
            due = engine.getManagementService()
                    .createJobQuery()
                    .executable()
                    .orderByJobDuedate()
                    .asc()
                    .list();
            if (!due.isEmpty()) {
                String next = due.get(0).getId();
                inTransaction(() -> engine.getManagementService().executeJob(next));
                run++;
            }
        } while (!due.isEmpty());
        return run;
    }

    /** What this person was told by mail. */
    public List<Notice> noticesTo(String userId) {
        return recorder.notices.stream()
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
        Mocks.reset();
        ClockUtil.reset();
        context.close();
    }

    @SuppressWarnings("unchecked")
    private TaskForm<Record> form(Task task) {
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
        String definition = task.getProcessDefinitionId();
        return new TaskContext(
                task.getId(),
                task.getTaskDefinitionKey(),
                definition.substring(0, definition.indexOf(':')),
                instance.getBusinessKey(),
                userId,
                elementOf(task));
    }

    private Long elementOf(Task task) {
        Map<String, Object> variables = engine.getTaskService().getVariables(task.getId());
        Object caseId = variables.get(ProcessVariables.CASE_ID.name());
        return (Long) (caseId != null ? caseId : variables.get(ProcessVariables.DISAGREEMENT_ID.name()));
    }

    private void readPeople() {
        try {
            byte[] people = new ClassPathResource("demo/people.csv").getContentAsByteArray();
            get(PeopleImport.class).apply(people, LocalDate.of(2026, 1, 1), "demo/people.csv");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
    }

    /** Registered by hand and without a stereotype, so that no scan of the whole application finds it. */
    @EnableTransactionManagement
    @EnableJdbcRepositories(
            basePackages = {"org.supervision.agreement", "org.supervision.session", "org.supervision.review"})
    @ComponentScan(
            basePackages = {
                "org.supervision.agreement",
                "org.supervision.session",
                "org.supervision.review",
                "org.supervision.calendar",
                "org.supervision.persistence"
            })
    @ComponentScan(
            basePackages = "org.supervision.people",
            useDefaultFilters = false,
            includeFilters =
                    @Filter(type = FilterType.REGEX, pattern = ".*\\.(People|PersonRows|LineManagement|PeopleImport)"))
    static class Services {

        @Bean
        DataSource dataSource() {
            JdbcDataSource dataSource = new JdbcDataSource();
            dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
            Flyway.configure()
                    .dataSource(dataSource)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            return dataSource;
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
