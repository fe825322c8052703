package org.supervision.missedsession;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.ManagementService;
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
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import org.supervision.agreement.AgreementTerms;
import org.supervision.agreement.MeetingMode;
import org.supervision.agreement.RecordAuthor;
import org.supervision.calendar.London;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.EngineClock;
import org.supervision.engine.ModelBean;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;
import org.supervision.people.PeopleImport;
import org.supervision.people.PeopleProperties;
import org.supervision.persistence.Documents;
import org.supervision.policy.Policies;
import org.supervision.policy.PolicyProperties;
import org.supervision.session.NewSession;
import org.supervision.session.SessionService;
import org.supervision.session.SupervisionSession;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormErrors.FieldError;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/**
 * The real services of agreements, sessions and cases on a database of their own, with the demo people, beside a bare
 * engine that calls them from the real models. The clock stands still until it is moved; forms are filled in by the field
 * names of the contract.
 */
public final class CaseTestBed implements AutoCloseable {

    /** What most tests agree on: every four weeks, ninety minutes. */
    public static final AgreementTerms TERMS = new AgreementTerms(
            4, "Room 12", 90, MeetingMode.FACE_TO_FACE, null, RecordAuthor.SUPERVISOR, 5, "cover", null, null, null);

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

    private final ProcessEngine engine;
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final TransactionTemplate transaction;
    private final Outbox outbox;

    /** @param now London time at which the clock stands */
    public CaseTestBed(ProcessEngine engine, String now) {
        this(engine, now, new ClassPathResource("policy.yaml"));
    }

    /** @param policy the policy file */
    public CaseTestBed(ProcessEngine engine, String now, Resource policy) {
        this.engine = engine;
        AbstractAssertions.init(engine);
        at(now);
        context.registerBean(RuntimeService.class, engine::getRuntimeService);
        context.registerBean(TaskService.class, engine::getTaskService);
        context.registerBean(ManagementService.class, engine::getManagementService);
        context.registerBean(PeopleProperties.class, () -> new PeopleProperties(null, 100));
        context.registerBean(DecisionService.class, engine::getDecisionService);
        context.registerBean(ProcessEngineConfigurationImpl.class, () ->
                (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration());
        context.registerBean(PolicyProperties.class, () -> new PolicyProperties(policy, "combined"));
        context.register(Services.class);
        context.refresh();
        transaction = new TransactionTemplate(get(PlatformTransactionManager.class));
        outbox = get(Outbox.class);
        context.getBeansWithAnnotation(ModelBean.class).forEach(Mocks::register);
        context.getBeansOfType(JavaDelegate.class).forEach(Mocks::register);
        context.getBeansOfType(ExecutionListener.class).forEach(Mocks::register);
        context.getBeansOfType(TaskListener.class).forEach(Mocks::register);
        people(demoPeople(), "2026-01-01");
    }

    /** The product's policy with some of its lines changed. */
    public static Resource policy(String... fromTo) {
        String text = text("policy.yaml");
        for (int i = 0; i < fromTo.length; i += 2) {
            if (!text.contains(fromTo[i])) {
                throw new AssertionError("The policy has no " + fromTo[i]);
            }
            text = text.replace(fromTo[i], fromTo[i + 1]);
        }
        return new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8), "policy.yaml");
    }

    /** The people file of the demo. */
    public static String demoPeople() {
        return text("demo/people.csv");
    }

    /** Reads a people file as it counts from this London date. */
    public void people(String csv, String from) {
        get(PeopleImport.class).apply(csv.getBytes(StandardCharsets.UTF_8), LocalDate.parse(from), "people.csv");
    }

    /** A bean of the services. */
    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /** Puts engine and services at this London time, or at this instant when it ends in Z; no job runs. */
    public void at(String time) {
        ClockUtil.setCurrentTime(Date.from(instant(time)));
    }

    /** The instant of a London time such as 2027-03-01T10:00, or of one that ends in Z. */
    public static Instant instant(String time) {
        return time.endsWith("Z")
                ? Instant.parse(time)
                : LocalDateTime.parse(time).atZone(London.ZONE).toInstant();
    }

    /** Moves on to this time; what falls due on the way runs in due order, each at its own time. */
    public void advanceTo(String time) {
        Instant target = instant(time);
        Job next = nextJob(target);
        while (next != null) {
            Instant due = next.getDuedate().toInstant();
            if (due.isAfter(ClockUtil.getCurrentTime().toInstant())) {
                ClockUtil.setCurrentTime(Date.from(due));
            }
            String id = next.getId();
            inTransaction(() -> engine.getManagementService().executeJob(id));
            next = nextJob(target);
        }
        ClockUtil.setCurrentTime(Date.from(target));
    }

    /** Runs what is due now, late as it may be. */
    public void runDueJobs() {
        Instant now = ClockUtil.getCurrentTime().toInstant();
        for (Job next = nextJob(now); next != null; next = nextJob(now)) {
            String id = next.getId();
            inTransaction(() -> engine.getManagementService().executeJob(id));
        }
    }

    private Job nextJob(Instant until) {
        return engine
                .getManagementService()
                .createJobQuery()
                .withRetriesLeft()
                .orderByJobDuedate()
                .asc()
                .list()
                .stream()
                .filter(job -> job.getDuedate() != null
                        && !job.getDuedate().toInstant().isAfter(until))
                .findFirst()
                .orElse(null);
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

    /** What the daily sweep does about intervals. */
    public void sweepIntervals() {
        Instant now = ClockUtil.getCurrentTime().toInstant();
        inTransaction(() -> get(IntervalBreachSweep.class).sweep(now));
    }

    /** An agreement of {@code supervisor} and {@code worker}, in force from this London date. */
    public long agreement(String inForceOn) {
        return agreement("supervisor", "worker", inForceOn, TERMS);
    }

    /** An agreement in force from this London date. */
    public long agreement(String supervisor, String supervisee, String inForceOn, AgreementTerms terms) {
        JdbcClient jdbc = get(JdbcClient.class);
        LocalDate day = LocalDate.parse(inForceOn);
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
        jdbc.sql("insert into agreement_term (agreement_id, term_number, status, carried_over, started_on,"
                        + " unsigned_chase_at, chase_due_on, terms, terms_version, effective_on, review_due_on, row_version)"
                        + " values (:id, 1, 'IN_FORCE', false, :day, :from, :day, :terms, 1, :day, :review, 1)")
                .param("id", id)
                .param("day", day)
                .param("from", from)
                .param("terms", Documents.write(terms))
                .param("review", day.plusMonths(6))
                .update();
        return id;
    }

    /** A session booked for this London time. */
    public SupervisionSession book(long agreementId, String start) {
        return inTransaction(() -> get(SessionService.class)
                .book(new NewSession(
                        agreementId,
                        instant(start),
                        TERMS.duration(),
                        "Room 12",
                        MeetingMode.FACE_TO_FACE,
                        null,
                        null,
                        null)));
    }

    /** Somebody says that a session did not take place. */
    public void miss(SupervisionSession session, String reasonClass) {
        outcome(session, Map.of("outcome", "NOT_HELD", "reasonClass", reasonClass, "reason", "It fell through"));
    }

    /** Somebody says that a session did not take place. */
    public void miss(SupervisionSession session) {
        miss(session, "WORKLOAD");
    }

    /** Somebody says that a session was held as agreed. */
    public void hold(SupervisionSession session) {
        SupervisionSession now = session(session);
        outcome(
                session,
                Map.of("outcome", "HELD", "actualStart", local(now.startAt()), "actualEnd", local(now.endAt())));
    }

    /** Somebody cancels a session in exceptional circumstances. */
    public void cancel(SupervisionSession session) {
        outcome(session, Map.of("outcome", "CANCELLED", "reasonClass", "EMERGENCY", "reason", "A child at risk"));
    }

    /** Somebody moves a session to this London time. */
    public void move(SupervisionSession session, String newStart) {
        outcome(
                session,
                Map.of("outcome", "REARRANGED", "newStart", newStart, "reasonClass", "COURT", "reason", "A hearing"));
    }

    private void outcome(SupervisionSession session, Map<String, Object> values) {
        Map<String, Object> all = new LinkedHashMap<>(values);
        all.put("interruptions", List.of());
        complete("Task_HoldSession", session.key(), "supervisor", all);
    }

    /** The session as it stands now. */
    public SupervisionSession session(SupervisionSession session) {
        return get(SessionService.class).require(session.requireId());
    }

    /** The sessions that are booked and still ahead. */
    public List<SupervisionSession> booked(long agreementId) {
        return get(SessionService.class).futureBooked(agreementId);
    }

    /** The case that is open. */
    public MissedCase open(long agreementId) {
        return get(MissedCases.class).openFor(agreementId).orElseThrow(() -> new AssertionError("No case is open"));
    }

    /** Every case of an agreement. */
    public List<MissedCase> cases(long agreementId) {
        return get(MissedCases.class).of(agreementId);
    }

    /** The case as it stands now. */
    public MissedCase now(MissedCase missed) {
        return get(MissedCases.class).require(missed.key());
    }

    /** How often each kind of event stands in a case's timeline. */
    public List<String> timeline(MissedCase missed) {
        return get(CaseEventRepository.class).findByCaseIdOrderById(missed.id()).stream()
                .map(event -> event.kind() + (event.detail() == null ? "" : " " + event.detail()))
                .toList();
    }

    /** The instance of a process, running or ended. */
    public ProcessInstance instance(String processId, MissedCase missed) {
        return engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey(processId)
                .processInstanceBusinessKey(missed.key())
                .singleResult();
    }

    /** The open tasks of this key and business key. */
    public List<Task> tasks(String taskKey, String businessKey) {
        return engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(taskKey)
                .processInstanceBusinessKey(businessKey)
                .list();
    }

    /** The one open task of this key. */
    public Task task(String taskKey, String businessKey) {
        List<Task> tasks = tasks(taskKey, businessKey);
        if (tasks.size() != 1) {
            throw new AssertionError(tasks.size() + " open " + taskKey + " of " + businessKey + ", open are " + open());
        }
        return tasks.get(0);
    }

    /** The ids of all open tasks. */
    public List<String> open() {
        return engine.getTaskService().createTaskQuery().list().stream()
                .map(Task::getTaskDefinitionKey)
                .toList();
    }

    /** Whether such a task is open. */
    public boolean has(String taskKey, MissedCase missed) {
        return !tasks(taskKey, missed.key()).isEmpty();
    }

    /** What the form shows. */
    public FormView show(String taskKey, MissedCase missed) {
        Task task = task(taskKey, missed.key());
        return form(task).show(contextOf(task, missed.key(), task.getAssignee()));
    }

    /** What is wrong with these values, and what is worth knowing. */
    public FormErrors check(String taskKey, MissedCase missed, Map<String, ?> values) {
        Task task = task(taskKey, missed.key());
        return check(task, missed.key(), task.getAssignee(), values);
    }

    /** The fields that are wrong. */
    public List<String> wrong(String taskKey, MissedCase missed, Map<String, ?> values) {
        return check(taskKey, missed, values).errors().stream()
                .map(FieldError::field)
                .toList();
    }

    /** Completes the case's task as its assignee. */
    public void complete(String taskKey, MissedCase missed, Map<String, ?> values) {
        complete(taskKey, missed.key(), task(taskKey, missed.key()).getAssignee(), values);
    }

    /** Completes the case's task as this person. */
    public void completeAs(String userId, String taskKey, MissedCase missed, Map<String, ?> values) {
        complete(taskKey, missed.key(), userId, values);
    }

    private void complete(String taskKey, String businessKey, String userId, Map<String, ?> values) {
        Task task = task(taskKey, businessKey);
        List<FieldError> errors = check(task, businessKey, userId, values).errors();
        if (!errors.isEmpty()) {
            throw new AssertionError(errors.toString());
        }
        inTransaction(() -> {
            TaskForm<Record> form = form(task);
            Map<String, Object> variables =
                    form.apply(contextOf(task, businessKey, userId), JSON.convertValue(values, form.type()));
            engine.getTaskService().complete(task.getId(), variables);
        });
    }

    private FormErrors check(Task task, String businessKey, String userId, Map<String, ?> values) {
        FormErrors errors = new FormErrors();
        TaskForm<Record> form = form(task);
        form.check(contextOf(task, businessKey, userId), JSON.convertValue(values, form.type()), errors);
        return errors;
    }

    /** What this person was told by mail, in order. */
    public List<MailKind> mailsTo(String userId) {
        return outbox.notices.stream()
                .filter(notice -> notice.recipientUserId().equals(userId))
                .map(Notice::kind)
                .filter(kind -> !kind.name().startsWith("SESSION"))
                .toList();
    }

    /** The notices of this kind. */
    public List<Notice> notices(MailKind kind) {
        return outbox.notices.stream().filter(notice -> notice.kind() == kind).toList();
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

    private static String local(Instant instant) {
        return LocalDateTime.ofInstant(instant, London.ZONE).toString();
    }

    private static String text(String resource) {
        try {
            return new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private TaskForm<Record> form(Task task) {
        return (TaskForm<Record>) context.getBeansOfType(TaskForm.class).values().stream()
                .filter(form -> form.tasks().contains(task.getTaskDefinitionKey()))
                .findFirst()
                .orElseThrow();
    }

    private static TaskContext contextOf(Task task, String businessKey, String userId) {
        String definition = task.getProcessDefinitionId();
        String process = definition.substring(0, definition.indexOf(':'));
        return new TaskContext(task.getId(), task.getTaskDefinitionKey(), process, businessKey, userId, null);
    }

    /** Keeps what would be mailed. */
    static final class Outbox implements Notifier {

        private final List<Notice> notices = new ArrayList<>();

        @Override
        public void send(Notice notice) {
            notices.add(notice);
        }
    }

    /** Registered by hand and without a stereotype, so that no scan of the whole application finds it. */
    @EnableTransactionManagement
    @EnableJdbcRepositories(
            basePackages = {"org.supervision.agreement", "org.supervision.session", "org.supervision.missedsession"})
    @ComponentScan(
            basePackages = {
                "org.supervision.agreement",
                "org.supervision.session",
                "org.supervision.missedsession",
                "org.supervision.calendar",
                "org.supervision.persistence"
            },
            excludeFilters =
                    @Filter(
                            type = FilterType.REGEX,
                            pattern = {
                                ".*TestBed.*",
                                "org\\.supervision\\.agreement\\.process\\.(?!Frequency).*",
                                "org\\.supervision\\.agreement\\.Agreement(ChangeService|Upkeep)"
                            }))
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
        Outbox outbox() {
            return new Outbox();
        }
    }
}
