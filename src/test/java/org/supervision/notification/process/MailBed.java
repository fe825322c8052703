package org.supervision.notification.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.transaction.support.TransactionTemplate;
import org.supervision.notification.MailResend;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;
import org.supervision.people.People;
import org.supervision.people.Person;

/** Mail that really goes out, to a server that fails as it is told; the recipient is {@code worker}. */
public abstract class MailBed {

    protected static final FakeMailServer SERVER = new FakeMailServer();

    /** Mails from before it are put aside. */
    protected static final Instant RESTORED = Instant.parse("2027-01-04T12:00:00Z");

    /** A Monday, 10:00 in London. */
    protected static final Instant MONDAY_MORNING = Instant.parse("2027-03-01T10:00:00Z");

    @Autowired
    protected Notifier notifier;

    @Autowired
    protected TransactionTemplate transaction;

    @Autowired
    protected ProcessEngine engine;

    @Autowired
    protected RuntimeService runtime;

    @Autowired
    protected ManagementService management;

    @Autowired
    protected TaskService tasks;

    @Autowired
    protected JdbcClient jdbc;

    @MockitoBean
    protected People people;

    @Autowired
    protected MailResend resend;

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry settings) {
        int port = SERVER.start();
        settings.add("spring.mail.host", () -> "localhost");
        settings.add("spring.mail.port", () -> port);
        settings.add("spring.mail.properties.mail.smtp.timeout", () -> 1000);
        settings.add("supervision.mail.longest-dialogue", () -> "1500ms");
        settings.add("supervision.base-url", () -> "https://supervision.council.example");
        settings.add("supervision.mail.from", () -> "supervision@council.example");
        settings.add("supervision.mail.check-before", RESTORED::toString);
    }

    @BeforeEach
    void start() {
        SERVER.forget();
        AbstractAssertions.init(engine);
        at(MONDAY_MORNING);
        knowsAddress("worker@council.example");
        when(people.nameOf(any())).thenReturn("Somebody");
    }

    @AfterEach
    void cleanUp() {
        AbstractAssertions.reset();
        ClockUtil.reset();
        SERVER.forget();
        runtime.createProcessInstanceQuery()
                .list()
                .forEach(instance -> runtime.deleteProcessInstance(instance.getId(), "test over"));
        jdbc.sql("delete from mail").update();
    }

    protected ProcessInstance send(Notice notice) {
        transaction.executeWithoutResult(status -> notifier.send(notice));
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(notice.uniqueId() + "/" + notice.recipientUserId())
                .singleResult();
    }

    protected void runDueJobs() {
        List<Job> due = management.createJobQuery().executable().list();
        while (!due.isEmpty()) {
            for (Job job : due) {
                try {
                    management.executeJob(job.getId());
                } catch (RuntimeException failed) {
                    assertThat(management
                                    .createJobQuery()
                                    .jobId(job.getId())
                                    .singleResult()
                                    .getExceptionMessage())
                            .isNotBlank();
                }
            }
            due = management.createJobQuery().executable().list();
        }
    }

    protected String stackTraces() {
        StringBuilder traces = new StringBuilder();
        management
                .createJobQuery()
                .list()
                .forEach(job -> traces.append(job.getExceptionMessage())
                        .append(management.getJobExceptionStacktrace(job.getId())));
        return traces.toString();
    }

    protected String column(String name) {
        try {
            return jdbc.sql("select " + name + " from mail").query(String.class).single();
        } catch (IncorrectResultSizeDataAccessException e) {
            throw new AssertionError("there is not exactly one mail", e);
        }
    }

    protected void knowsAddress(String address) {
        Person worker = mock(Person.class);
        when(worker.mail()).thenReturn(address);
        when(worker.lineManager()).thenReturn("supervisor");
        when(people.find("worker")).thenReturn(Optional.of(worker));
    }

    protected static void at(Instant moment) {
        ClockUtil.setCurrentTime(Date.from(moment));
    }
}
