package org.supervision.closure.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.policy.ClosureDay;
import org.supervision.policy.ClosureDays;
import org.supervision.policy.CountedAnew;
import org.supervision.session.RecordService;
import org.supervision.session.SessionService;
import org.supervision.session.SessionTestBed;
import org.supervision.session.SupervisionSession;

/** In a bed, up to 25 tasks, timers and sessions are looked at at once. */
@DisplayName("F117 what follows from a closure day is done in parts where it is much")
@Deployment(
        resources = {
            "bpmn/closure-day.bpmn",
            "bpmn/session-booking.bpmn",
            "bpmn/supervision-session.bpmn",
            "bpmn/frequency-policy.dmn",
            "bpmn/session-outcome.dmn",
            "bpmn/record-deadline.dmn",
            "bpmn/case-coverage.dmn"
        })
class ClosureDayProcessTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ProcessEngineCoverageExtension.builder()
            .excludeProcessDefinitionKeys("sessionBooking", "supervisionSession")
            .assertClassCoverageAtLeast(1.0)
            .build();

    private static final LocalDate MONDAY = LocalDate.of(2027, 1, 25);
    private static final LocalDate CLOSED = MONDAY.plusDays(1);
    private static final int BOOKED_BEFORE = 12;

    private SessionTestBed bed;
    private ManagementService management;

    @BeforeEach
    void start() {
        bed = new SessionTestBed(COVERAGE.getProcessEngine());
        management = COVERAGE.getProcessEngine().getManagementService();
    }

    private void booked() {
        long agreement = bed.agreementWithoutBooking("supervisor", "worker", SessionTestBed.terms());
        for (int i = 0; i < BOOKED_BEFORE; i++) {
            bed.book(agreement, MONDAY.atTime(8, 0).plusMinutes(30L * i));
        }
        bed.book(agreement, CLOSED.atTime(10, 0));
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    @DisplayName("F117: part by part, each task and timer gets a working day more, and those are told; then it is over")
    void partByPart() {
        booked();
        Map<String, Date> tasks = dueTasks();
        Map<String, Date> timers = timers();
        add();
        ProcessInstance instance = instance();
        assertThat(instance).isWaitingAt("Task_CountAndTell");
        assertThat(dueTasks()).as("nothing has moved").isEqualTo(tasks);

        List<Job> parts = parts();
        assertThat(parts).hasSizeGreaterThan(2);
        for (int done = 1; done <= parts.size(); done++) {
            assertThat(day().isUnderWay()).isTrue();
            execute(parts.get(done - 1));
            assertThat(day().partsDone()).isEqualTo(done);
        }

        assertThat(instance).isEnded();
        assertThat(day().isUnderWay()).isFalse();
        assertThat(dueTasks()).hasSameSizeAs(tasks);
        assertThat(day().tasksMoved()).isEqualTo(moved(tasks, dueTasks())).isGreaterThanOrEqualTo(BOOKED_BEFORE);
        assertThat(moved(timers, timers())).isGreaterThanOrEqualTo(BOOKED_BEFORE);
        assertThat(bed.notices())
                .filteredOn(notice -> notice.kind() == MailKind.SESSION_ON_CLOSURE_DAY)
                .extracting(Notice::recipientUserId)
                .containsExactly("supervisor", "worker");
    }

    @Test
    @DisplayName(
            "F117: a part that fails leaves nothing behind, holds up no other, and is done by its next attempt, once")
    void aPartThatFails() {
        booked();
        Map<String, Date> tasks = dueTasks();
        add();
        List<Job> parts = parts();
        JdbcClient jdbc = bed.get(JdbcClient.class);
        String slice = jdbc.sql("select slice from closure_day_part where part = 1")
                .query(String.class)
                .single();
        String rename = "update closure_day_part set slice = :slice where part = 1";
        jdbc.sql(rename).param("slice", "nothing/1/").update();

        assertThatThrownBy(() -> execute(parts.get(0))).isInstanceOf(NoSuchElementException.class);
        parts.subList(1, parts.size()).forEach(this::execute);
        assertThat(day().isUnderWay()).isTrue();
        int soFar = moved(tasks, dueTasks());
        jdbc.sql(rename).param("slice", slice).update();
        execute(parts.get(0));

        assertThat(day().isUnderWay()).isFalse();
        assertThat(moved(tasks, dueTasks())).isGreaterThan(soFar).isEqualTo(day().tasksMoved());
        assertThat(bed.notices())
                .filteredOn(notice -> notice.kind() == MailKind.SESSION_ON_CLOSURE_DAY)
                .extracting(Notice::recipientUserId)
                .containsExactly("supervisor", "worker");
    }

    @Test
    @DisplayName("F117: of dates a working day apart, each moves by one, and none is moved twice")
    void datesInARow() {
        booked();
        SessionService sessions = bed.get(SessionService.class);
        List<Long> held = sessions.of(1).stream()
                .map(SupervisionSession::requireId)
                .limit(2)
                .toList();
        JdbcClient jdbc = bed.get(JdbcClient.class);
        LocalDate due = CLOSED.plusDays(1);
        for (int i = 0; i < held.size(); i++) {
            jdbc.sql("insert into supervision_record (session_id, author, due_on, case_files_due_on, row_version)"
                            + " values (:session, 'supervisor', :due, :due, 0)")
                    .param("session", held.get(i))
                    .param("due", due.plusDays(i))
                    .update();
        }

        CountedAnew.with(bed, CLOSED);

        RecordService records = bed.get(RecordService.class);
        assertThat(held)
                .extracting(id -> records.require(id).dueOn())
                .containsExactly(due.plusDays(1), due.plusDays(2));
    }

    private void add() {
        bed.inTransaction(() -> bed.get(ClosureDays.class).add(CLOSED, "Closed", true, "admin"));
    }

    private ClosureDay day() {
        return bed.get(ClosureDays.class).added().get(0);
    }

    private ProcessInstance instance() {
        return bed.instance("closureDay", day().key());
    }

    /** In the order of their numbers. */
    private List<Job> parts() {
        return management.createJobQuery().processDefinitionKey("closureDay").list().stream()
                .sorted(Comparator.comparing(job -> (Integer) COVERAGE.getProcessEngine()
                        .getRuntimeService()
                        .getVariable(job.getExecutionId(), "closureLane")))
                .toList();
    }

    private void execute(Job job) {
        bed.inTransaction(() -> management.executeJob(job.getId()));
    }

    private Map<String, Date> dueTasks() {
        return COVERAGE.getProcessEngine().getTaskService().createTaskQuery().list().stream()
                .collect(Collectors.toMap(Task::getId, Task::getDueDate));
    }

    private Map<String, Date> timers() {
        return management.createJobQuery().timers().list().stream()
                .collect(Collectors.toMap(Job::getId, Job::getDuedate));
    }

    private static int moved(Map<String, Date> before, Map<String, Date> after) {
        return (int) after.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                .count();
    }
}
