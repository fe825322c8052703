package org.supervision.simulation;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.supervision.calendar.London;
import org.supervision.engine.ModelDeployment;
import org.supervision.integrity.Verification;
import org.supervision.notification.MailFaults;
import org.supervision.notification.process.DailySweepProcess;
import org.supervision.people.People;
import org.supervision.people.PeopleImport;
import org.supervision.policy.Policies;
import org.supervision.security.SignIns;
import org.supervision.taskform.FormErrors.FieldError;
import org.supervision.taskform.OfficeDesk;

/**
 * The product with a service's people on a database of its own, under a clock that only moves when it is told: what falls
 * due on the way runs in due order, each at its own time. Equal steps lead to equal worlds.
 */
final class World implements AutoCloseable {

    /** Everybody's password. */
    static final String PASSWORD = "supervision";

    private static final String OPEN_TASKS = """
            select t.ID_, t.TASK_DEF_KEY_, e.BUSINESS_KEY_, t.ASSIGNEE_, t.DUE_DATE_, t.FOLLOW_UP_DATE_
              from ACT_RU_TASK t join ACT_RU_EXECUTION e on e.ID_ = t.PROC_INST_ID_""";

    private static final String DUE_JOBS = """
            select j.ID_, j.DUEDATE_, j.PROCESS_DEF_KEY_, j.HANDLER_CFG_, e.BUSINESS_KEY_, v.TEXT_ as PART
              from ACT_RU_JOB j left join ACT_RU_EXECUTION e on e.ID_ = j.PROCESS_INSTANCE_ID_
              left join ACT_RU_VARIABLE v on v.EXECUTION_ID_ = j.EXECUTION_ID_ and v.NAME_ = 'sweepPart'
             where j.RETRIES_ > 0 and j.HANDLER_TYPE_ <> 'history-cleanup' and j.DUEDATE_ <= :now""";

    private final ApplicationContext application;
    private final SwitchedDatabase database;
    private final MailFaults mails;
    private final OfficeDesk desk;
    private final IdentityService identity;
    private final ManagementService management;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Duration ownOffset;
    private final Map<String, String> superviseeOf = new HashMap<>();
    private final Staff staff;
    private final Days days = new Days();
    private boolean jobsRun = true;
    private int jobsToLose;
    private int lost;
    private int ran;
    private final List<String> failed = new ArrayList<>();

    /** A world that begins at this London time with these people. */
    World(ApplicationContext application, LocalDateTime beginning, Staff staff) {
        this(application, staff);
        database.begin();
        ReflectionTestUtils.invokeMethod(get(Policies.class), "reread");
        mails.reset();
        at(instant(beginning));
        get(PeopleImport.class)
                .apply(
                        staff.csv().getBytes(StandardCharsets.UTF_8),
                        beginning.toLocalDate().minusYears(1),
                        "people");
        SignIns signIns = get(SignIns.class);
        staff.all()
                .forEach(member ->
                        signIns.make(member.userId(), member.userId(), "of Children", PASSWORD, member.groups()));
        get(DailySweepProcess.class).ensurePlanned();
    }

    /**
     * A world that a release of the product left in this database at this London time, with its people: what a start of today's
     * product does to a database is done to it.
     */
    World(ApplicationContext application, LocalDateTime left, Path released) {
        this(application, new Staff(List.of()));
        database.begin(released);
        try {
            get(Flyway.class).migrate();
            ReflectionTestUtils.invokeMethod(application.getBean("engineIndexes"), "migrate");
            ReflectionTestUtils.invokeMethod(get(Policies.class), "reread");
            mails.reset();
            at(instant(left));
            get(ModelDeployment.class).afterSingletonsInstantiated();
            get(People.class)
                    .active()
                    .forEach(person -> staff.put(new Staff.Member(
                            person.userId(),
                            person.role().name(),
                            person.workerType().name(),
                            person.lineManager(),
                            person.startedOn(),
                            person.leavingOn())));
            get(DailySweepProcess.class).ensurePlanned();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private World(ApplicationContext application, Staff staff) {
        this.application = application;
        this.staff = staff;
        database = application.getBean(SwitchedDatabase.class);
        mails = application.getBean(MailFaults.class);
        desk = new OfficeDesk(application);
        identity = application.getBean(IdentityService.class);
        management = application.getBean(ManagementService.class);
        jdbc = application.getBean(JdbcClient.class);
        transaction = new TransactionTemplate(application.getBean(PlatformTransactionManager.class));
        ownOffset = Duration.between(Instant.now(), now());
    }

    @Override
    public void close() {
        database.end();
        mails.reset();
        identity.clearAuthentication();
        ReflectionTestUtils.invokeMethod(get(Policies.class), "reread");
        ClockUtil.offset(ownOffset.toMillis());
    }

    <T> T get(Class<T> type) {
        return application.getBean(type);
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    OfficeDesk desk() {
        return desk;
    }

    Staff staff() {
        return staff;
    }

    Days days() {
        return days;
    }

    MailFaults mails() {
        return mails;
    }

    Instant now() {
        return ClockUtil.getCurrentTime().toInstant();
    }

    LocalDateTime localNow() {
        return LocalDateTime.ofInstant(now(), London.ZONE);
    }

    LocalDate today() {
        return localNow().toLocalDate();
    }

    static Instant instant(LocalDateTime local) {
        return local.atZone(London.ZONE).toInstant();
    }

    static LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, London.ZONE);
    }

    private static void at(Instant instant) {
        ClockUtil.setCurrentTime(Date.from(instant));
    }

    /** Whether the job executor works and nothing that is due waits for a retry. */
    boolean isSettled() {
        return jobsRun;
    }

    void jobsRun(boolean run) {
        jobsRun = run;
        runDueJobs();
    }

    /** The next so many jobs are lost half-way: the node dies before their transaction ends. */
    void loseJobs(int number) {
        jobsToLose = number;
    }

    /** How many jobs were lost half-way. */
    int lost() {
        return lost;
    }

    /** What failed of the product's own accord, though it may succeed when it is tried again; a mail may meet a bad server. */
    List<String> failed() {
        return failed;
    }

    /** How many jobs ran. */
    int ran() {
        return ran;
    }

    /** What is not as it was written, of all stored texts and chains. */
    List<String> tamperedWith() {
        return get(Verification.class).run().findings().stream()
                .map(Object::toString)
                .toList();
    }

    /** Moves on to this moment; nothing happens where it has passed. */
    void advanceTo(LocalDateTime local) {
        Instant target = instant(local);
        if (jobsRun) {
            for (Optional<Instant> due = nextDue(target); due.isPresent(); due = nextDue(target)) {
                if (due.get().isAfter(now())) {
                    at(due.get());
                }
                runDueJobs();
            }
        }
        if (target.isAfter(now())) {
            at(target);
        }
    }

    private Optional<Instant> nextDue(Instant target) {
        return jdbc.sql("select min(DUEDATE_) from ACT_RU_JOB where RETRIES_ > 0 and HANDLER_TYPE_ <> 'history-cleanup'"
                        + " and DUEDATE_ <= :target")
                .param("target", Timestamp.from(target))
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    private record DueJob(String id, Instant due, String process, String businessKey, String element, String part) {}

    private static final Comparator<DueJob> IN_ORDER = Comparator.comparing(DueJob::due)
            .thenComparing(DueJob::process)
            .thenComparing(DueJob::businessKey)
            .thenComparing(DueJob::element)
            .thenComparing(DueJob::part);

    /** Runs what is due by now, in an order that does not depend on the ids of the engine. */
    void runDueJobs() {
        while (jobsRun) {
            List<DueJob> due = new ArrayList<>(jdbc.sql(DUE_JOBS)
                    .param("now", Timestamp.from(now()))
                    .query((row, number) -> new DueJob(
                            row.getString("ID_"),
                            row.getTimestamp("DUEDATE_").toInstant(),
                            Objects.toString(row.getString("PROCESS_DEF_KEY_"), ""),
                            Objects.toString(row.getString("BUSINESS_KEY_"), ""),
                            Objects.toString(row.getString("HANDLER_CFG_"), ""),
                            Objects.toString(row.getString("PART"), "")))
                    .list());
            if (due.isEmpty()) {
                return;
            }
            due.sort(IN_ORDER);
            due.forEach(this::run);
        }
    }

    private void run(DueJob job) {
        try {
            if (jobsToLose > 0) {
                jobsToLose--;
                transaction.executeWithoutResult(status -> {
                    management.executeJob(job.id());
                    status.setRollbackOnly();
                });
                lost++;
                return;
            }
            management.executeJob(job.id());
            ran++;
        } catch (NullValueException e) {
            // another one that ran before it made it void
        } catch (RuntimeException e) {
            // the engine has noted it and tries again
            if (!job.process().equals("mailDelivery")) {
                failed.add(job + " failed: " + e);
            }
        }
    }

    /** Everybody's open tasks, in an order that does not depend on the ids of the engine. */
    List<Work> openWork() {
        Map<String, List<String>> candidates = new HashMap<>();
        jdbc.sql("select TASK_ID_, USER_ID_ from ACT_RU_IDENTITYLINK where TYPE_ = 'candidate' and USER_ID_ is not null"
                        + " order by USER_ID_")
                .query()
                .listOfRows()
                .forEach(row -> candidates
                        .computeIfAbsent((String) row.get("TASK_ID_"), id -> new ArrayList<>())
                        .add((String) row.get("USER_ID_")));
        List<Work> open = new ArrayList<>(jdbc.sql(OPEN_TASKS)
                .query((row, number) -> {
                    String id = row.getString("ID_");
                    String assignee = row.getString("ASSIGNEE_");
                    String key = Objects.toString(row.getString("BUSINESS_KEY_"), "");
                    return new Work(
                            id,
                            row.getString("TASK_DEF_KEY_"),
                            key,
                            about(key),
                            assignee != null ? List.of(assignee) : candidates.getOrDefault(id, List.of()),
                            instant(row.getTimestamp("DUE_DATE_")),
                            instant(row.getTimestamp("FOLLOW_UP_DATE_")));
                })
                .list());
        open.sort(Comparator.comparing((Work work) -> work.startsAt() == null ? Instant.EPOCH : work.startsAt())
                .thenComparing(work -> work.due() == null ? Instant.MAX : work.due())
                .thenComparing(Work::taskKey)
                .thenComparing(Work::about)
                .thenComparing(Work::businessKey)
                .thenComparing(work -> String.join(",", work.people())));
        return open;
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    /** The supervisee whom a business key is about; - for what concerns no pair. */
    String about(String businessKey) {
        String known = superviseeOf.get(businessKey);
        if (known == null) {
            known = switch (businessKey.length() < 3 ? "" : businessKey.substring(0, 3)) {
                case "AG-" -> supervisee("select supervisee from agreement where id = :id", businessKey);
                case "SE-" -> supervisee("select supervisee from supervision_session where id = :id", businessKey);
                case "MC-" -> supervisee("select supervisee from missed_case where id = :id", businessKey);
                default -> Step.NONE;
            };
            if (!known.equals(Step.NONE)) {
                superviseeOf.put(businessKey, known);
            }
        }
        return known;
    }

    private String supervisee(String query, String businessKey) {
        String number = businessKey.substring(3).split("/")[0];
        return number.matches("\\d+")
                ? jdbc.sql(query)
                        .param("id", Long.parseLong(number))
                        .query((row, n) -> Objects.toString(row.getString(1), Step.NONE))
                        .optional()
                        .orElse(Step.NONE)
                : Step.NONE;
    }

    /** Does something as this person. */
    <T> T as(String userId, Supplier<T> deed) {
        identity.setAuthentication(userId, staff.of(userId).groups());
        try {
            return deed.get();
        } finally {
            identity.clearAuthentication();
        }
    }

    /**
     * What became of a step.
     *
     * @param why it was not possible; empty where it was done
     * @param broken whether the product failed in a way that it has no words for
     */
    record Outcome(boolean done, String why, boolean broken) {

        static final Outcome DONE = new Outcome(true, "", false);

        static Outcome undone(String why) {
            return new Outcome(false, why, false);
        }
    }

    /** Lets a step happen, and what follows from it at once. */
    Outcome play(Step step) {
        advanceTo(step.at());
        Outcome outcome;
        try {
            outcome = Deeds.play(this, step);
        } catch (RuntimeException e) {
            outcome = new Outcome(false, step + " met " + where(e), true);
        }
        runDueJobs();
        return outcome;
    }

    /** An error with the places at which its first cause was thrown. */
    private static String where(RuntimeException error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return error
                + Stream.of(cause.getStackTrace())
                        .limit(12)
                        .map(frame -> "\n  at " + frame)
                        .collect(Collectors.joining());
    }

    /** In words, what was wrong with a form. */
    static String inWords(List<FieldError> errors) {
        return errors.stream()
                .map(error -> error.field() + ": " + error.message())
                .toList()
                .toString();
    }
}
