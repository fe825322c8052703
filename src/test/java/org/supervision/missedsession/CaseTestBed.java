package org.supervision.missedsession;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.TestBed;
import org.supervision.agreement.AgreementTerms;
import org.supervision.agreement.MeetingMode;
import org.supervision.agreement.RecordAuthor;
import org.supervision.calendar.London;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.policy.CountedAnew;
import org.supervision.session.NewSession;
import org.supervision.session.SessionService;
import org.supervision.session.SupervisionSession;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormErrors.FieldError;
import org.supervision.taskform.FormView;

/**
 * The real services of agreements, sessions and cases on a database of their own, with the demo people, beside a bare
 * engine that calls them from the real models. The clock stands still until it is moved; forms are filled in by the field
 * names of the contract.
 */
public final class CaseTestBed extends TestBed {

    /** What most tests agree on: every four weeks, ninety minutes. */
    public static final AgreementTerms TERMS = new AgreementTerms(
            4, "Room 12", 90, MeetingMode.FACE_TO_FACE, null, RecordAuthor.SUPERVISOR, 5, "cover", null, null, null);

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

    /** @param now London time at which the clock stands */
    public CaseTestBed(ProcessEngine engine, String now) {
        this(engine, now, policy());
    }

    /** @param policy text of the policy file */
    public CaseTestBed(ProcessEngine engine, String now, String policy) {
        super(engine, instant(now), policy, "combined", CaseServices.class);
    }

    /** The people file of the demo. */
    public static String demoPeople() {
        return text("demo/people.csv");
    }

    /** Reads a people file as it counts from this London date. */
    public void people(String csv, String from) {
        people(csv, LocalDate.parse(from));
    }

    /** Puts engine and services at this London time, or at this instant when it ends in Z; no job runs. */
    public void at(String time) {
        at(instant(time));
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
                at(due);
            }
            execute(next);
            next = nextJob(target);
        }
        at(target);
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
        return insertAgreement(supervisor, supervisee, LocalDate.parse(inForceOn), terms);
    }

    /** The same terms come into force again, as the next term of the agreement. */
    public void renew(long agreementId, LocalDate day) {
        JdbcClient jdbc = get(JdbcClient.class);
        jdbc.sql("update agreement_term set status = 'RENEWED' where agreement_id = :id")
                .param("id", agreementId)
                .update();
        insertTerm(agreementId, 2, day, TERMS);
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

    /** A manager gives a session to whoever covers. */
    public void cover(SupervisionSession session, String cover) {
        inTransaction(() -> get(SessionService.class).handTo(session.requireId(), cover));
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
        complete("Task_HoldSession", session.key(), session(session).supervisor(), all);
    }

    /** The session as it stands now. */
    public SupervisionSession session(SupervisionSession session) {
        return get(SessionService.class).require(session.requireId());
    }

    /** The sessions that are booked and still ahead. */
    public List<SupervisionSession> booked(long agreementId) {
        return get(SessionService.class).futureBooked(agreementId);
    }

    /** The session that starts at this London time. */
    public SupervisionSession sessionAt(long agreementId, String start) {
        return get(SessionService.class).of(agreementId).stream()
                .filter(session -> session.startAt().equals(instant(start)))
                .findFirst()
                .orElseThrow();
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

    /** The running instance of a process about a case; null where there is none. */
    public @Nullable ProcessInstance instance(String processId, MissedCase missed) {
        return instance(processId, missed.key());
    }

    /** Whether such a task is open. */
    public boolean has(String taskKey, MissedCase missed) {
        return hasTask(taskKey, missed.key());
    }

    /** What the form shows. */
    public FormView show(String taskKey, MissedCase missed) {
        Task task = task(taskKey, missed.key());
        return show(task, task.getAssignee());
    }

    /** What is wrong with these values, and what is worth knowing. */
    public FormErrors check(String taskKey, MissedCase missed, Map<String, ?> values) {
        Task task = task(taskKey, missed.key());
        return check(task, task.getAssignee(), read(task, values));
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

    /** Completes any task as this person. */
    public void completeTask(String userId, String taskKey, String businessKey, Map<String, ?> values) {
        complete(taskKey, businessKey, userId, values);
    }

    private void complete(String taskKey, String businessKey, String userId, Map<String, ?> values) {
        Task task = task(taskKey, businessKey);
        complete(task, userId, read(task, values));
    }

    private Record read(Task task, Map<String, ?> values) {
        return JSON.convertValue(values, form(task).type());
    }

    /** What this person was told by mail about cases, in order. */
    public List<MailKind> mailsTo(String userId) {
        return noticesTo(userId).stream()
                .map(Notice::kind)
                .filter(kind -> !kind.name().startsWith("SESSION"))
                .toList();
    }

    /** The notices of this kind. */
    public List<Notice> notices(MailKind kind) {
        return notices().stream().filter(notice -> notice.kind() == kind).toList();
    }

    private static String local(Instant instant) {
        return LocalDateTime.ofInstant(instant, London.ZONE).toString();
    }

    @Import(CountedAnew.class)
    @EnableJdbcRepositories(
            basePackages = {
                "org.supervision.agreement",
                "org.supervision.caseload",
                "org.supervision.session",
                "org.supervision.missedsession",
                "org.supervision.disagreement",
                "org.supervision.absence",
                "org.supervision.personalmatter",
                "org.supervision.handover",
                "org.supervision.unallocated"
            })
    @ComponentScan(
            basePackages = {
                "org.supervision.agreement",
                "org.supervision.closure",
                "org.supervision.caseload",
                "org.supervision.session",
                "org.supervision.missedsession",
                "org.supervision.disagreement",
                "org.supervision.standin",
                "org.supervision.absence",
                "org.supervision.personalmatter",
                "org.supervision.handover",
                "org.supervision.unallocated"
            },
            excludeFilters =
                    @Filter(
                            type = FilterType.REGEX,
                            pattern = {
                                ".*TestBed.*",
                                "org\\.supervision\\.agreement\\.process\\.(?!Frequency).*",
                                "org\\.supervision\\.agreement\\.(Agreement(ChangeService|Upkeep)|PostChanges)"
                            }))
    static class CaseServices extends Services {}
}
