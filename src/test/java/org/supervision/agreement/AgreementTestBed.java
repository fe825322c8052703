package org.supervision.agreement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.supervision.calendar.London;
import org.supervision.engine.EngineAccess;
import org.supervision.engine.EngineClock;
import org.supervision.engine.ProcessStart;
import org.supervision.engine.TestExpressionManager;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;
import org.supervision.people.PeopleImport;
import org.supervision.people.PeopleProperties;
import org.supervision.policy.Policies;
import org.supervision.policy.PolicyProperties;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormErrors.FieldError;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/**
 * The real services of agreements and reviews on a database of their own, with the demo people, beside a bare engine that
 * calls them from the models. The clock stands still at Monday 4 January 2027, 09:00 until it is moved.
 */
public final class AgreementTestBed implements AutoCloseable {

    /** When every test begins. */
    public static final LocalDate TODAY = LocalDate.of(2027, 1, 4);

    private final ProcessEngine engine;
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final Recorder recorder;

    public AgreementTestBed(ProcessEngine engine) {
        this(engine, "combined");
    }

    /** @param profile of the policy */
    public AgreementTestBed(ProcessEngine engine, String profile) {
        this.engine = engine;
        AbstractAssertions.init(engine);
        at(TODAY, LocalTime.of(9, 0));
        context.registerBean(RuntimeService.class, engine::getRuntimeService);
        context.registerBean(PeopleProperties.class, () -> new PeopleProperties(null, 100));
        context.registerBean(DecisionService.class, engine::getDecisionService);
        context.registerBean(ProcessEngineConfigurationImpl.class, () ->
                (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration());
        context.registerBean(
                PolicyProperties.class, () -> new PolicyProperties(new ClassPathResource("policy.yaml"), profile));
        context.registerBean(IdentityService.class, engine::getIdentityService);
        context.register(EngineAccess.class, Services.class);
        context.refresh();
        recorder = context.getBean(Recorder.class);
        TestExpressionManager.use(context);
        readPeople();
    }

    /** A bean of the services. */
    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /** Puts engine and services at this London time. */
    public void at(LocalDate day, LocalTime time) {
        ClockUtil.setCurrentTime(Date.from(day.atTime(time).atZone(London.ZONE).toInstant()));
    }

    /** Puts engine and services at this instant. */
    public void at(Instant instant) {
        ClockUtil.setCurrentTime(Date.from(instant));
    }

    /** Starts a process as a person does. */
    public ProcessInstance start(String processId, String userId) {
        ProcessStart start = context.getBeansOfType(ProcessStart.class).values().stream()
                .filter(candidate -> candidate.processId().equals(processId))
                .findFirst()
                .orElseThrow();
        return engine.getRuntimeService()
                .startProcessInstanceByKey(processId, start.begin(userId), Map.of("initiator", userId));
    }

    /** An agreement between {@code supervisor} and {@code worker}, every four weeks, in force from today; no process runs. */
    public Agreement agreementInForce() {
        return agreementInForce("worker", 4);
    }

    /** An agreement of {@code supervisor} with this interval, in force from today; no process runs. */
    public Agreement agreementInForce(String supervisee, int weeks) {
        AgreementTermService terms = get(AgreementTermService.class);
        String key = terms.open("supervisor");
        terms.propose(key, supervisee, terms(weeks), "supervisor");
        terms.checkFrequency(key);
        agreeAndSign(key, supervisee);
        return terms.agreementOf(key);
    }

    /** Takes a term that the supervisee considers into force. */
    public void agreeAndSign(String key, String supervisee) {
        AgreementTermService terms = get(AgreementTermService.class);
        terms.answer(key, Answer.AGREE, null, "Time to think", supervisee);
        terms.sign(key, Party.SUPERVISOR, "supervisor");
        terms.sign(key, Party.SUPERVISEE, supervisee);
        terms.activate(key);
    }

    /** Terms with this interval. */
    public static AgreementTerms terms(int weeks) {
        return new AgreementTerms(
                weeks,
                "Room 3, Swift House",
                90,
                MeetingMode.FACE_TO_FACE,
                null,
                RecordAuthor.SUPERVISOR,
                5,
                "cover",
                "The covering manager holds the session.",
                "We both come prepared.",
                null);
    }

    /** The one open task of this key and business key. */
    public Task task(String taskKey, String businessKey) {
        Task task = engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(taskKey)
                .processInstanceBusinessKey(businessKey)
                .singleResult();
        if (task == null) {
            throw new AssertionError("No open " + taskKey + " of " + businessKey);
        }
        return task;
    }

    /** Whether such a task is open. */
    public boolean hasTask(String taskKey, String businessKey) {
        return engine.getTaskService()
                        .createTaskQuery()
                        .taskDefinitionKey(taskKey)
                        .processInstanceBusinessKey(businessKey)
                        .count()
                > 0;
    }

    /** What the form of this task shows to its assignee. */
    public FormView show(Task task) {
        return form(task).show(contextOf(task));
    }

    /** What is wrong with these values. */
    public List<FieldError> errors(Task task, Record values) {
        return check(task, values).errors();
    }

    /** What is worth knowing about these values. */
    public List<FieldError> warnings(Task task, Record values) {
        return check(task, values).warnings();
    }

    /** Completes the task with these values, which must be right, as its assignee. */
    public void complete(Task task, Record values) {
        List<FieldError> errors = errors(task, values);
        if (!errors.isEmpty()) {
            throw new AssertionError(errors.toString());
        }
        Map<String, Object> variables = form(task).apply(contextOf(task), values);
        engine.getTaskService().complete(task.getId(), variables);
    }

    /** Runs what is due by now, in order; nothing earlier than it is due. */
    public void runDueJobs() {
        List<Job> due;
        do {
            due = engine.getManagementService()
                    .createJobQuery()
                    .executable()
                    .orderByJobDuedate()
                    .asc()
                    .list();
            if (!due.isEmpty()) {
                engine.getManagementService().executeJob(due.get(0).getId());
            }
        } while (!due.isEmpty());
    }

    /** The unique ids of the mails that this person was sent. */
    public List<String> mailsTo(String userId) {
        return recorder.notices.stream()
                .filter(notice -> notice.recipientUserId().equals(userId))
                .map(notice -> notice.kind().name())
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
        context.close();
    }

    private FormErrors check(Task task, Record values) {
        FormErrors errors = new FormErrors();
        form(task).check(contextOf(task), values, errors);
        return errors;
    }

    @SuppressWarnings("unchecked")
    private TaskForm<Record> form(Task task) {
        return (TaskForm<Record>) context.getBeansOfType(TaskForm.class).values().stream()
                .filter(form -> form.tasks().contains(task.getTaskDefinitionKey()))
                .findFirst()
                .orElseThrow();
    }

    private TaskContext contextOf(Task task) {
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
                task.getAssignee(),
                null);
    }

    private void readPeople() {
        try {
            byte[] csv = new ClassPathResource("demo/people.csv").getContentAsByteArray();
            String people = new String(csv, StandardCharsets.UTF_8);
            get(PeopleImport.class)
                    .apply(people.getBytes(StandardCharsets.UTF_8), LocalDate.of(2026, 1, 1), "demo/people.csv");
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
    @EnableJdbcRepositories(basePackages = {"org.supervision.agreement", "org.supervision.review"})
    @ComponentScan(
            basePackages = {
                "org.supervision.agreement",
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
