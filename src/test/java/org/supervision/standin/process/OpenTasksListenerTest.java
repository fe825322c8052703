package org.supervision.standin.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.supervision.TestBed;
import org.supervision.absence.AbsenceService;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.people.DeputyChanged;
import org.supervision.people.Person;
import org.supervision.session.HeldSession;
import org.supervision.session.SessionService;
import org.supervision.session.SessionTestBed;
import org.supervision.session.SupervisionSession;
import org.supervision.standin.OpenTasks;
import org.supervision.standin.StandInSweep;
import org.supervision.standin.StuckTask;

/** Whose open tasks become, with the real services and models. */
@DisplayName("Open tasks of whoever has left or is represented")
@Deployment(
        resources = {
            "bpmn/supervision-session.bpmn",
            "bpmn/session-booking.bpmn",
            "bpmn/absence-cover.bpmn",
            "bpmn/supervision-agreement.bpmn",
            "bpmn/change-of-supervisor.bpmn",
            "bpmn/frequency-policy.dmn",
            "bpmn/session-outcome.dmn",
            "bpmn/record-deadline.dmn",
            "bpmn/case-coverage.dmn"
        })
class OpenTasksListenerTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE =
            ProcessEngineCoverageExtension.builder().build();

    private static final LocalDateTime START = LocalDateTime.of(2027, 1, 11, 10, 0);

    /** Day of the chase: the record was due on Monday 18 January. */
    private static final LocalDate CHASED = LocalDate.of(2027, 1, 26);

    private static final LocalTime NOON = LocalTime.of(12, 0);

    private SessionTestBed bed;
    private SupervisionSession session;

    @BeforeEach
    void start() {
        bed = new SessionTestBed(COVERAGE.getProcessEngine());
    }

    private void booked() {
        session = bed.book(bed.agreementWithoutBooking("supervisor", "worker", SessionTestBed.terms()), START);
    }

    @AfterEach
    void close() {
        bed.close();
    }

    /** Held and not written up, so that the line manager is asked to chase the record. */
    private void chased() {
        booked();
        bed.at(START.plusHours(2));
        bed.inTransaction(() -> bed.get(SessionService.class)
                .hold(
                        session.requireId(),
                        new HeldSession(
                                session.startAt(), session.endAt(), session.meetingMode(), true, null, null, List.of()),
                        "supervisor"));
        tasks().complete(bed.task("Task_HoldSession", session.key()).getId(), Map.of("outcome", "HELD"));
        bed.at(CHASED, NOON);
        bed.runDueJobs();
    }

    private TaskService tasks() {
        return COVERAGE.getProcessEngine().getTaskService();
    }

    private String assignee(String taskKey) {
        return bed.task(taskKey, session.key()).getAssignee();
    }

    private void sweep() {
        bed.inTransaction(() ->
                bed.get(StandInSweep.class).sweep(bed.get(WorkingCalendar.class).now()));
    }

    private List<MailKind> mailsTo(String userId) {
        return bed.noticesTo(userId).stream().map(Notice::kind).toList();
    }

    private List<String> candidates(Task task) {
        return tasks().getIdentityLinksForTask(task.getId()).stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
                .map(IdentityLink::getUserId)
                .toList();
    }

    /** The demo's people without some of them; whoever had one as line manager has the next above. */
    private static String without(String userId, String next) {
        StringBuilder csv = new StringBuilder();
        TestBed.text("demo/people.csv")
                .lines()
                .filter(line -> !line.startsWith(userId + ","))
                .forEach(line -> csv.append(line.replace("," + userId + ",", "," + next + ","))
                        .append('\n'));
        return csv.toString();
    }

    /** The demo's people, linemanager with a deputy. */
    private static String represented(String deputy, LocalDate from, LocalDate until) {
        StringBuilder csv = new StringBuilder();
        TestBed.text("demo/people.csv").lines().filter(line -> !line.isBlank()).forEach(line -> {
            String more = line.startsWith("userId,") ? "deputy,deputyFrom,deputyUntil" : ",,";
            csv.append(line)
                    .append(',')
                    .append(line.startsWith("linemanager,") ? deputy + "," + from + "," + until : more)
                    .append('\n');
        });
        return csv.toString();
    }

    @Test
    @DisplayName("F118, P14: the line manager has left: the next above gets what was open, once, and is told")
    void goesToTheNextAbove() {
        chased();
        assertThat(assignee("Task_ChaseRecord")).isEqualTo("linemanager");

        bed.people(without("linemanager", "servicemanager"), CHASED.plusDays(1));
        sweep();
        assertThat(assignee("Task_ChaseRecord")).as("the last day is not over").isEqualTo("linemanager");

        bed.at(CHASED.plusDays(1), NOON);
        sweep();
        sweep();
        assertThat(assignee("Task_ChaseRecord")).isEqualTo("servicemanager");
        assertThat(assignee("Task_WriteRecord")).as("a party's own").isEqualTo("supervisor");
        assertThat(mailsTo("servicemanager")).containsExactly(MailKind.TASK_TAKEN_OVER);
        assertThat(bed.get(OpenTasks.class).stuck()).isEmpty();
        assertThat(mailsTo("admin")).isEmpty();
    }

    @Test
    @DisplayName("F118: at once when the directory says that somebody has left")
    void goesOnWithTheImport() {
        chased();
        bed.people(without("linemanager", "servicemanager"), CHASED);
        assertThat(assignee("Task_ChaseRecord")).isEqualTo("servicemanager");
    }

    @Test
    @DisplayName("F123, E14: open tasks go to the deputy on the first day and back after the last; a party's own stay")
    void goesToTheDeputyAndBack() {
        chased();
        bed.people(represented("othersupervisor", CHASED.plusDays(1), CHASED.plusDays(3)), CHASED);
        assertThat(assignee("Task_ChaseRecord")).isEqualTo("linemanager");
        bed.at(CHASED.plusDays(1), LocalTime.of(6, 0));
        sweep();
        assertThat(assignee("Task_ChaseRecord")).isEqualTo("othersupervisor");
        bed.at(CHASED.plusDays(3), NOON);
        sweep();
        assertThat(assignee("Task_ChaseRecord")).isEqualTo("othersupervisor");
        bed.at(CHASED.plusDays(4), LocalTime.of(6, 0));
        sweep();
        sweep();
        assertThat(assignee("Task_ChaseRecord")).isEqualTo("linemanager");
        assertThat(assignee("Task_WriteRecord")).isEqualTo("supervisor");
        assertThat(mailsTo("othersupervisor")).containsExactly(MailKind.TASK_TAKEN_OVER);
        assertThat(mailsTo("linemanager"))
                .filteredOn(MailKind.TASK_TAKEN_OVER::equals)
                .hasSize(1);
    }

    @Test
    @DisplayName("F123, E13: a deputy who is a party gets nothing of it")
    void neverToAParty() {
        chased();
        bed.people(represented("supervisor", CHASED, CHASED.plusDays(3)), CHASED);
        sweep();
        assertThat(assignee("Task_ChaseRecord")).isEqualTo("linemanager");
        bed.publish(new DeputyChanged(Set.of("linemanager", "supervisor")));
        assertThat(assignee("Task_ChaseRecord")).isEqualTo("linemanager");
    }

    @Test
    @DisplayName("F118: what a rule gives to nobody is on a list, and the administrators are told once")
    void isStuck() {
        chased();
        bed.people(without("worker", "nobody"), CHASED);
        sweep();
        sweep();
        assertThat(bed.get(OpenTasks.class).stuck())
                .as("the other party has it")
                .isEmpty();

        String absence = bed.inTransaction(() -> bed.get(AbsenceService.class).begin("cover"));
        COVERAGE.getProcessEngine()
                .getRuntimeService()
                .startProcessInstanceByKey("absenceCover", absence, Map.of("initiator", "cover"));
        bed.people(without("cover", "nobody"), CHASED.plusDays(1));
        bed.at(CHASED.plusDays(1), NOON);
        sweep();
        sweep();
        assertThat(bed.get(OpenTasks.class).stuck()).singleElement().satisfies(stuck -> {
            assertThat(stuck.taskKey()).isEqualTo("Task_RecordAbsence");
            assertThat(stuck.businessKey()).isEqualTo(absence);
            assertThat(stuck.holders()).containsExactly("cover");
        });
        assertThat(bed.notices())
                .filteredOn(notice -> notice.kind() == MailKind.TASKS_STUCK)
                .extracting(Notice::uniqueId)
                .hasSize(2)
                .containsOnly("TASKS/"
                        + UUID.nameUUIDFromBytes(
                                bed.get(OpenTasks.class).stuck().get(0).id().getBytes(StandardCharsets.UTF_8)));
        assertThat(mailsTo("admin")).contains(MailKind.TASKS_STUCK);
    }

    @Test
    @DisplayName(
            "F118, E13: a manager's task is given by hand to a manager who is no party; one of the two's own to nobody")
    void givenByHand() {
        chased();
        bed.people(without("linemanager", "servicemanager"), CHASED);
        Task chase = bed.task("Task_ChaseRecord", session.key());
        tasks().setAssignee(chase.getId(), "linemanager");
        Task prepare = bed.task("Task_WriteRecord", session.key());
        tasks().setAssignee(prepare.getId(), null);
        OpenTasks open = bed.get(OpenTasks.class);

        StuckTask stuck = stuck(chase.getId());
        assertThat(open.takersOf(stuck, "", 50))
                .extracting(Person::userId)
                .contains("cover", "servicemanager")
                .doesNotContain("supervisor", "worker", "admin");
        assertThat(open.takersOf(stuck(prepare.getId()), "", 50)).isEmpty();
        assertThat(open.takersOf(stuck, "", 2)).as("no more than asked for").hasSize(2);
        assertThat(open.takersOf(stuck, "SERVICEman", 50))
                .as("by a part of the name or user id")
                .extracting(Person::userId)
                .containsExactly("servicemanager");
        assertThat(open.takersOf(stuck, "supervisor", 50))
                .as("a party is not found either")
                .extracting(Person::userId)
                .containsExactly("othersupervisor");

        assertThat(open.give(chase.getId(), "supervisor", "admin")).isFalse();
        assertThat(open.give(chase.getId(), "cover", "cover")).isFalse();
        assertThat(open.give(prepare.getId(), "cover", "admin")).isFalse();
        assertThat(open.give("none", "cover", "admin")).isFalse();
        assertThat(open.give(chase.getId(), "cover", "admin")).isTrue();
        assertThat(assignee("Task_ChaseRecord")).isEqualTo("cover");
        assertThat(mailsTo("cover")).contains(MailKind.TASK_TAKEN_OVER);
        assertThat(open.give(chase.getId(), "servicemanager", "admin")).isFalse();
    }

    private StuckTask stuck(String taskId) {
        return bed.get(OpenTasks.class).stuck().stream()
                .filter(task -> task.id().equals(taskId))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName(
            "F118: a claim of whoever has left is nobody's; the other party can do the task, and it is stuck with no one")
    void claimsEnd() {
        booked();
        Task hold = bed.task("Task_HoldSession", session.key());
        tasks().setAssignee(hold.getId(), "worker");
        bed.people(without("worker", "nobody"), SessionTestBed.TODAY);
        sweep();
        assertThat(bed.task("Task_HoldSession", session.key()).getAssignee()).isNull();
        assertThat(candidates(hold)).containsExactlyInAnyOrder("supervisor", "worker");
        assertThat(bed.get(OpenTasks.class).stuck())
                .extracting(StuckTask::taskKey)
                .containsExactly("Task_PrepareAsSupervisee");
    }

    @Test
    @DisplayName("F118: a task without anybody waits for a supervisor, and no mail tells of it")
    void waitsForASupervisor() {
        booked();
        Task prepare = bed.task("Task_PrepareAsSupervisor", session.key());
        tasks().setAssignee(prepare.getId(), null);
        sweep();
        assertThat(bed.get(OpenTasks.class).stuck()).singleElement().satisfies(stuck -> {
            assertThat(stuck.id()).isEqualTo(prepare.getId());
            assertThat(stuck.isLeft()).isFalse();
        });
        assertThat(mailsTo("admin")).isEmpty();
    }

    @Test
    @DisplayName("F118: a task for both that somebody took from both by hand is nobody's, and is on the list")
    void takenFromBoth() {
        booked();
        Task hold = bed.task("Task_HoldSession", session.key());
        assertThat(bed.get(OpenTasks.class).stuck()).isEmpty();

        COVERAGE.getProcessEngine().getIdentityService().setAuthenticatedUserId("admin");
        candidates(hold).forEach(person -> tasks().deleteCandidateUser(hold.getId(), person));
        COVERAGE.getProcessEngine().getIdentityService().clearAuthentication();
        assertThat(bed.get(OpenTasks.class).stuck())
                .extracting(StuckTask::taskKey)
                .containsExactly("Task_HoldSession");

        tasks().addCandidateUser(hold.getId(), "supervisor");
        assertThat(bed.get(OpenTasks.class).stuck()).isEmpty();
    }
}
