package org.supervision.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.AcquireJobsCmd;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.supervision.bench.BenchPostgres.Server;
import org.supervision.bench.Statements.Sent;
import org.supervision.confidential.TextCipher;
import org.supervision.notification.SweepTask;
import org.supervision.people.PeopleImport;
import org.supervision.scenario.Demo;

/**
 * The application, the engine as it comes with the same models, and JDBC written by hand, in turn in one run; and what becomes
 * of the application with ever more agreements. Writes {@code docs/performance.md}. Run by {@code mvn -Pbench verify}.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles({"demo", "test"})
@Import({Statements.class, BenchPostgres.class})
@TestPropertySource(
        properties = {
            "camunda.bpm.job-execution.enabled=true",
            "camunda.bpm.job-execution.wait-time-in-millis=500",
            "spring.datasource.hikari.maximum-pool-size=24"
        })
class Benchmark {

    private static final int WARM_UPS = 3;
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 7);
    private static final List<Integer> SIZES = Arrays.stream(
                    System.getProperty("bench.agreements", "1000,10000").split(","))
            .map(Integer::valueOf)
            .toList();
    private static final int STORM = Integer.getInteger("bench.storm", 10_000);
    private static final int PEOPLE = Integer.getInteger("bench.people", 1_000);
    private static final int TIMERS = Integer.getInteger("bench.timers", 150);
    private static final int CALLS = Integer.getInteger("bench.calls", 15);

    /** The tables whose texts sweeps and deadlines read. */
    private static final Set<String> READ = Set.of("agreement_term", "agreement_exception", "supervision_session");

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    /** Each page with whom it is for. */
    private static final Map<String, List<String>> PAGES = pages();

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext application;

    @Autowired
    private Server server;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Statements statements;

    @Autowired
    private TextCipher cipher;

    @Autowired
    private ProcessEngineConfigurationImpl engine;

    @Autowired
    private TaskService tasks;

    @Autowired
    private ManagementService management;

    @Autowired
    private HistoryService history;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Map<String, SweepTask> sweeps;

    @Autowired
    private Clock clock;

    private final Figures figures = new Figures();
    private final List<String> sweepLines = new ArrayList<>();
    private final List<String> pageLines = new ArrayList<>();
    private final List<String> growthLines = new ArrayList<>();
    private final Map<String, Map<Integer, Double>> growth = new TreeMap<>();
    private final Map<String, Map<Integer, Double>> pageTimes = new TreeMap<>();
    private Plans plans;
    private Life life;
    private Demo demo;

    private static Map<String, List<String>> pages() {
        Map<String, List<String>> pages = new LinkedHashMap<>();
        pages.put("bteam1", List.of("tasks", "today", "calendar", "file", "actions", "cases", "team", "deputies"));
        pages.put("bworker1", List.of("tasks", "today", "calendar", "file", "actions", "cases"));
        pages.put("bgroup1", List.of("tasks", "today", "calendar", "team", "service", "compliance", "audits"));
        pages.put("bservice", List.of("today", "team", "service"));
        pages.put("records", List.of("today", "disclosures", "subject-access", "retention", "paper-agreements"));
        pages.put("admin", List.of("today", "administration", "policy", "closure-days", "stuck-tasks", "people"));
        return pages;
    }

    @Test
    void measure() throws Exception {
        engine.getJobExecutor().shutdown();
        String machine = Machine.words();
        plans = new Plans(dataSource);
        demo = new Demo(port);
        life = new Life(application, demo);
        said("life", life::live);
        double empty = megabytes();
        List<Integer> done = new ArrayList<>();
        int copies = 0;
        double bytesBefore = empty;
        for (int size : SIZES) {
            int wanted = Math.max(1, (size - life.relationships()) / life.relationships());
            int from = copies + 1;
            if (wanted >= from) {
                said(
                        "copies to " + size,
                        () -> new Clones(dataSource, cipher)
                                .make(life.people(), from, wanted, column -> READ.contains(column.table())));
                copies = wanted;
            }
            double now = megabytes();
            figures.note(
                    0,
                    "database, KB for each agreement of the copies up to %,d".formatted(size),
                    (now - bytesBefore) * 1024 / Math.max(1, (wanted - from + 1) * life.relationships()));
            bytesBefore = now;
            grow(size);
            done.add(size);
        }
        growthRatios(done);
        againstTheEngine();
        List<Runnable> others =
                List.of(() -> storm(done.get(done.size() - 1)), this::imports, this::sizes, this::startUp);
        List<Throwable> failed = new ArrayList<>();
        others.forEach(other -> {
            try {
                other.run();
            } catch (RuntimeException | AssertionError e) {
                failed.add(e); // what was measured is told all the same
            }
        });
        write(machine, done);
        assertThat(failed).isEmpty();
    }

    private static void said(String what, Runnable deed) {
        long from = System.nanoTime();
        deed.run();
        System.out.printf("%s: %.1f s%n", what, (System.nanoTime() - from) / 1e9);
    }

    /** Row 1: what a start and a completion cost beside the engine alone; row 5: timers; row 9: two nodes. */
    private void againstTheEngine() throws InterruptedException {
        try (BareEngine bare = new BareEngine(server.create(dataSource, "bare"), statements, Duration.ZERO);
                Floor floor = new Floor(server.create(dataSource, "floor"))) {
            steps(bare, floor);
            timers(bare, floor);
        }
        twoNodes();
    }

    private void steps(BareEngine bare, Floor floor) {
        Map<String, double[]> starts = rounds(Map.of(
                "app", () -> timed(() -> life.start("bteam1"), 4),
                "bare", () -> timed(bare::start, 4),
                "jdbc", () -> timed(() -> floor.start(Instant.now().plusSeconds(3600)), 4)));
        Map<String, double[]> completions = rounds(Map.of(
                "app",
                () -> {
                    List<Life.Draft> drafts = IntStream.range(0, 2)
                            .mapToObj(i -> life.nextDraft())
                            .toList();
                    drafts.forEach(life::fill);
                    return timed(drafts, draft -> life.complete(draft.supervisor(), draft.taskId()));
                },
                "bare",
                () -> {
                    List<String> ids =
                            IntStream.range(0, 2).mapToObj(i -> bare.start()).toList();
                    return timed(ids, bare::complete);
                },
                "jdbc",
                () -> {
                    List<java.util.UUID> ids = IntStream.range(0, 2)
                            .mapToObj(i -> floor.start(Instant.now().plusSeconds(3600)))
                            .toList();
                    return timed(ids, floor::complete);
                }));
        Sent appStart = statements.during(() -> life.start("bteam1"));
        Sent bareStart = statements.during(bare::start);
        Life.Draft draft = life.nextDraft();
        life.fill(draft);
        Sent appCompletion = statements.during(() -> life.complete(draft.supervisor(), draft.taskId()));
        String instance = bare.start();
        Sent bareCompletion = statements.during(() -> bare.complete(instance));
        figures.atMost(
                1,
                "statements of a start, application / engine alone (%d / %d)"
                        .formatted(appStart.count(), bareStart.count()),
                new double[] {1.0 * appStart.count() / bareStart.count()},
                1.25);
        figures.atMost(
                1,
                "statements of a completion, application / engine alone (%d / %d)"
                        .formatted(appCompletion.count(), bareCompletion.count()),
                new double[] {1.0 * appCompletion.count() / bareCompletion.count()},
                1.25);
        figures.atMost(
                1,
                "CPU of a start, application / engine alone",
                Figures.ratios(starts.get("app"), starts.get("bare")),
                1.3);
        figures.atMost(
                1,
                "CPU of a completion, application / engine alone",
                Figures.ratios(completions.get("app"), completions.get("bare")),
                1.3);
        figures.note(0, "CPU of a start, application, ms", starts.get("app"));
        figures.note(0, "CPU of a completion, application, ms", completions.get("app"));
        figures.note(0, "CPU of a start, engine alone / JDBC", Figures.ratios(starts.get("bare"), starts.get("jdbc")));
        figures.note(
                0,
                "CPU of a completion, engine alone / JDBC",
                Figures.ratios(completions.get("bare"), completions.get("jdbc")));
    }

    /** Runs the subjects in turn, another first each round, and answers what each took, without the warm-ups. */
    private static Map<String, double[]> rounds(Map<String, Supplier<Double>> subjects) {
        List<String> names = new ArrayList<>(new TreeMap<>(subjects).keySet());
        Map<String, double[]> took = new TreeMap<>();
        names.forEach(name -> took.put(name, new double[ROUNDS]));
        for (int round = -WARM_UPS; round < ROUNDS; round++) {
            for (int i = 0; i < names.size(); i++) {
                String name = names.get(Math.floorMod(round + i, names.size()));
                double value = subjects.get(name).get();
                if (round >= 0) {
                    took.get(name)[round] = value;
                }
            }
        }
        return took;
    }

    /** CPU of each of so many, in milliseconds. */
    private static double timed(Runnable deed, int times) {
        double from = Machine.cpu();
        for (int i = 0; i < times; i++) {
            deed.run();
        }
        return (Machine.cpu() - from) / times;
    }

    private static <T> double timed(List<T> things, java.util.function.Consumer<T> deed) {
        double from = Machine.cpu();
        things.forEach(deed);
        return (Machine.cpu() - from) / things.size();
    }

    /** The same deadline of the same model, with nobody waiting but the job executor. */
    private void timers(BareEngine bare, Floor floor) throws InterruptedException {
        double[] tuned = new double[2];
        double[] stock = new double[2];
        double[] alone = new double[2];
        double[] byHand = new double[2];
        for (int round = 0; round < 2; round++) {
            stock[round] = drained(engine, jdbc, 3, 3, () -> life.start("bteam1"));
            tuned[round] = drained(engine, jdbc, 10, 8, () -> life.start("bteam1"));
            ProcessEngineConfigurationImpl bares =
                    (ProcessEngineConfigurationImpl) bare.engine.getProcessEngineConfiguration();
            alone[round] = drained(bares, JdbcClient.create(bares.getDataSource()), 10, 8, bare::start);
            for (int i = 0; i < TIMERS; i++) {
                floor.start(Instant.now().minusSeconds(1));
            }
            long from = System.nanoTime();
            try (var pool = new Pool(3)) {
                for (int i = 0; i < 3; i++) {
                    pool.run(() -> {
                        while (floor.fire(20) > 0) {
                            Thread.onSpinWait();
                        }
                    });
                }
            }
            byHand[round] = TIMERS / seconds(from);
        }
        figures.atLeast(5, "timers a second, product's settings / engine's own", Figures.ratios(tuned, stock), 1.8);
        figures.atLeast(5, "timers a second, application / engine alone", Figures.ratios(tuned, alone), 0.8);
        figures.atLeast(5, "timers a second, application / JDBC with skip locked", Figures.ratios(tuned, byHand), 0.2);
        figures.note(0, "timers a second, application", tuned);
    }

    /** Threads that end with the block. */
    private record Pool(java.util.concurrent.ExecutorService threads) implements AutoCloseable {

        Pool(int size) {
            this(java.util.concurrent.Executors.newFixedThreadPool(size));
        }

        void run(Runnable work) {
            threads.execute(work);
        }

        @Override
        public void close() throws InterruptedException {
            threads.shutdown();
            threads.awaitTermination(5, TimeUnit.MINUTES);
        }
    }

    private static double seconds(long from) {
        return (System.nanoTime() - from) / 1e9;
    }

    /** How many deadlines a second an executor of this shape fires. */
    private static double drained(
            ProcessEngineConfigurationImpl engine, JdbcClient jdbc, int atOnce, int threads, Runnable start) {
        List<String> before = jdbc.sql("select ID_ from ACT_RU_JOB where HANDLER_CFG_ like 'BoundaryEvent_Unsigned%'")
                .query(String.class)
                .list();
        for (int i = 0; i < TIMERS; i++) {
            start.run();
        }
        JobExecutor executor = executor(engine, atOnce, threads);
        String those = "HANDLER_CFG_ like 'BoundaryEvent_Unsigned%' and ID_ not in (:before)";
        jdbc.sql("update ACT_RU_JOB set DUEDATE_ = :now where " + those)
                .param(
                        "now",
                        Timestamp.from(ClockUtil.getCurrentTime().toInstant().minusSeconds(60)))
                .param("before", before.isEmpty() ? List.of("") : before)
                .update();
        long from = System.nanoTime();
        executor.start();
        waitUntilGone(jdbc, those, before.isEmpty() ? List.of("") : before, Duration.ofMinutes(3));
        double rate = TIMERS / seconds(from);
        executor.shutdown();
        return rate;
    }

    private static JobExecutor executor(ProcessEngineConfigurationImpl engine, int atOnce, int threads) {
        JobExecutor executor = engine.getJobExecutor();
        executor.setMaxJobsPerAcquisition(atOnce);
        executor.setWaitTimeInMillis(500);
        executor.setMaxWait(2000);
        if (threads > 3) {
            executor.setBackoffTimeInMillis(25);
            executor.setMaxBackoff(150);
        } else {
            executor.setBackoffTimeInMillis(0);
            executor.setMaxBackoff(0);
        }
        if (executor instanceof org.camunda.bpm.engine.impl.jobexecutor.DefaultJobExecutor own) {
            own.setCorePoolSize(threads);
            own.setMaxPoolSize(threads > 3 ? threads : 10);
            own.setQueueSize(threads > 3 ? 100 : 3);
        } else if (executor instanceof org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor spring
                && spring.getTaskExecutor()
                        instanceof org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor pool) {
            pool.setCorePoolSize(threads);
        }
        return executor;
    }

    private static void waitUntilGone(JdbcClient jdbc, String where, List<String> before, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (jdbc.sql("select count(*) from ACT_RU_JOB where DUEDATE_ <= :now and RETRIES_ > 0 and " + where)
                        .param("now", Timestamp.from(ClockUtil.getCurrentTime().toInstant()))
                        .param("before", before)
                        .query(Long.class)
                        .single()
                > 0) {
            if (System.nanoTime() > end) {
                throw new AssertionError("The deadlines did not fire in " + atMost);
            }
            pause(50);
        }
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Two job executors on one database, each deadline waiting as if for a mail server. */
    private void twoNodes() {
        String url = server.create(dataSource, "nodes");
        double[] ratios = new double[2];
        Duration wait = Duration.ofMillis(60);
        try (BareEngine one = new BareEngine(url, statements, wait);
                BareEngine other = new BareEngine(url, statements, wait)) {
            ProcessEngineConfigurationImpl first =
                    (ProcessEngineConfigurationImpl) one.engine.getProcessEngineConfiguration();
            ProcessEngineConfigurationImpl second =
                    (ProcessEngineConfigurationImpl) other.engine.getProcessEngineConfiguration();
            for (int round = 0; round < 2; round++) {
                double alone = drained(first, JdbcClient.create(first.getDataSource()), 10, 3, one::start);
                executor(second, 10, 3).start();
                double both = drained(first, JdbcClient.create(first.getDataSource()), 10, 3, one::start);
                second.getJobExecutor().shutdown();
                ratios[round] = both / alone;
            }
            long chased = one.engine
                    .getHistoryService()
                    .createHistoricTaskInstanceQuery()
                    .taskDefinitionKey("Task_ChaseUnsignedAgreement")
                    .count();
            assertThat(chased).as("each deadline fires once").isEqualTo(4L * TIMERS);
        }
        figures.atLeast(
                9,
                "two nodes / one, delegates waiting 60 ms (two engines with 3 threads each in one JVM)",
                ratios,
                1.5);
    }

    /** What the same deeds take with so many agreements. */
    private void grow(int size) {
        String held = tasks.createTaskQuery()
                .taskDefinitionKey("Task_HoldSession")
                .taskCandidateUser("bteam1")
                .listPage(0, 1)
                .get(0)
                .getId();
        note(
                "my tasks, as the engine lists them",
                size,
                () -> life.as(
                        "bteam1",
                        () -> tasks.createTaskQuery().taskAssignee("bteam1").listPage(0, 15)));
        note("my tasks, as the product lists them", size, () -> life.list("bteam1"));
        note("open form", size, () -> life.open("bteam1", held));
        note("start", size, () -> life.start("bteam2"));
        List<Life.Draft> drafts =
                IntStream.range(0, 3).mapToObj(i -> life.nextDraft()).toList();
        drafts.forEach(life::fill);
        double from = Machine.cpu();
        long clocked = System.nanoTime();
        drafts.subList(0, 2).forEach(draft -> life.complete(draft.supervisor(), draft.taskId()));
        put("complete, CPU ms", size, (Machine.cpu() - from) / 2);
        put("complete, ms", size, seconds(clocked) * 500);
        Life.Draft last = drafts.get(2);
        Sent completion = statements.during(() -> life.complete(last.supervisor(), last.taskId()));
        put("complete, blocks read", size, plans.blocks(completion));
        put("complete, statements", size, completion.count());
        acquire(size);
        pages(size);
        sweepAll(size);
    }

    private void note(String what, int size, Runnable deed) {
        deed.run();
        double[] cpu = new double[ROUNDS];
        double[] clock = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            double from = Machine.cpu();
            long started = System.nanoTime();
            for (int j = 0; j < 3; j++) {
                deed.run();
            }
            clock[i] = seconds(started) * 1000 / 3;
            cpu[i] = (Machine.cpu() - from) / 3;
        }
        Sent sent = statements.during(deed);
        put(what + ", CPU ms", size, Figures.median(cpu));
        put(what + ", p95 ms", size, Figures.percentile(95, clock));
        put(what + ", blocks read", size, plans.blocks(sent));
        put(what + ", statements", size, sent.count());
    }

    private void put(String what, int size, double value) {
        growth.computeIfAbsent(what, key -> new TreeMap<>()).put(size, value);
        System.out.printf("%,d: %s %s%n", size, what, Figures.number(value));
    }

    /** The query that looks for due jobs, which each node sends every few seconds. */
    private void acquire(int size) {
        Sent sent = statements.during(() -> transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            engine.getCommandExecutorTxRequired().execute(new AcquireJobsCmd(engine.getJobExecutor()));
        }));
        put("acquire due jobs, blocks read", size, plans.blocks(sent));
    }

    private void pages(int size) {
        PAGES.forEach((person, paths) -> paths.forEach(path -> {
            double[] took = new double[CALLS];
            for (int i = -2; i < CALLS; i++) {
                long from = System.nanoTime();
                demo.as(person).get("/api/" + path).expect(200);
                if (i >= 0) {
                    took[i] = seconds(from) * 1000;
                }
            }
            pageTimes
                    .computeIfAbsent(path + " of " + person, key -> new TreeMap<>())
                    .put(size, Figures.percentile(95, took));
        }));
    }

    /** Each part once, as in the morning, taken back at its end. */
    private void sweepAll(int size) {
        sweeps.forEach((name, sweep) -> {
            double cpu = Machine.cpu();
            long from = System.nanoTime();
            Sent[] sent = new Sent[1];
            String failed = "";
            try {
                sent[0] = statements.during(() -> transaction.executeWithoutResult(status -> {
                    sweep.sweep(clock.instant());
                    status.setRollbackOnly();
                }));
            } catch (RuntimeException e) {
                failed = e.getClass().getSimpleName();
            }
            sweepLines.add(String.format(
                    java.util.Locale.ROOT,
                    "| %s | %,d | %s | %.1f | %.1f |",
                    name,
                    size,
                    sent[0] == null ? failed : String.format(java.util.Locale.ROOT, "%,d", sent[0].count()),
                    seconds(from),
                    (Machine.cpu() - cpu) / 1000));
            System.out.println(sweepLines.get(sweepLines.size() - 1));
        });
    }

    private void growthRatios(List<Integer> done) {
        int first = done.get(0);
        int last = done.get(done.size() - 1);
        growth.forEach((what, values) -> growthLines.add("| " + what + " | "
                + done.stream().map(size -> Figures.number(values.get(size))).collect(Collectors.joining(" | "))
                + " |"));
        String to = " at %,d / at %,d".formatted(last, first);
        ratio(2, "my tasks, as the engine lists them, blocks read", first, last, 3, to);
        ratio(2, "my tasks, as the product lists them, blocks read", first, last, 3, to);
        ratio(2, "open form, blocks read", first, last, 2, to);
        ratio(2, "complete, blocks read", first, last, 2, to);
        ratio(2, "start, blocks read", first, last, 2, to);
        ratio(2, "complete, CPU ms", first, last, 2, to);
        ratio(2, "start, CPU ms", first, last, 2, to);
        ratio(3, "acquire due jobs, blocks read", first, last, 2, to);
        figures.atMost(
                3,
                "acquire due jobs, blocks at %,d".formatted(last),
                new double[] {growth.get("acquire due jobs, blocks read").get(last)},
                50);
        for (Map.Entry<String, Integer> latency : Map.of(
                        "my tasks, as the product lists them, p95 ms", 20, "open form, p95 ms", 30, "complete, ms", 60)
                .entrySet()) {
            figures.atMost(
                    4,
                    latency.getKey() + " at %,d".formatted(last),
                    new double[] {growth.get(latency.getKey()).get(last)},
                    latency.getValue());
        }
        pageTimes.forEach((page, times) -> pageLines.add("| " + page + " | "
                + done.stream().map(size -> Figures.number(times.get(size))).collect(Collectors.joining(" | ")) + " | "
                + Figures.number(times.get(last) / times.get(first)) + " |"));
        double[] ratios = pageTimes.values().stream()
                .mapToDouble(times -> times.get(last) / times.get(first))
                .toArray();
        figures.note(0, "p95 of a page," + to + " (median of %d pages)".formatted(ratios.length), ratios);
        figures.atMost(
                0,
                "p95 of the page that grows most," + to,
                new double[] {Arrays.stream(ratios).max().orElse(Double.NaN)},
                2);
    }

    private void ratio(int row, String what, int first, int last, double target, String words) {
        Map<Integer, Double> values = growth.get(what);
        figures.atMost(row, what + "," + words, new double[] {values.get(last) / values.get(first)}, target);
    }

    /** Sessions that all begin at the same minute. */
    private void storm(int size) {
        String begin = "HANDLER_CFG_ like 'BoundaryEvent_SessionStarted%'";
        Timestamp minute = Timestamp.from(ClockUtil.getCurrentTime().toInstant().minusSeconds(60));
        int due = jdbc.sql("update ACT_RU_JOB set DUEDATE_ = :now where ID_ in (select ID_ from ACT_RU_JOB where "
                        + begin + " order by ID_ limit :most)")
                .param("now", minute)
                .param("most", STORM)
                .update();
        long before = fired();
        JobExecutor executor = executor(engine, 10, 8);
        double cpu = Machine.process() + Machine.postgres();
        long from = System.nanoTime();
        executor.start();
        double took;
        try {
            waitUntilGone(jdbc, begin + " and DUEDATE_ = '" + minute + "'", List.of(), Duration.ofMinutes(4));
            took = seconds(from);
        } catch (AssertionError e) {
            took = Double.NaN;
        }
        double spent = Machine.process() + Machine.postgres() - cpu;
        executor.shutdown();
        long fired = fired() - before;
        figures.atMost(
                6,
                "%,d sessions that begin in one minute at %,d agreements, s until all deadlines have fired"
                        .formatted(due, size),
                new double[] {took},
                60);
        figures.note(0, "deadlines of the storm that fired, each once, of %,d".formatted(due), fired);
        figures.note(0, "CPU of a deadline of the storm and of what followed, ms", spent / Math.max(1, fired));
    }

    private long fired() {
        return jdbc.sql("select count(*) from (select JOB_ID_ from ACT_HI_JOB_LOG where JOB_STATE_ = 2"
                        + " and JOB_DEF_CONFIGURATION_ is not null and ACT_ID_ = 'BoundaryEvent_SessionStarted'"
                        + " group by JOB_ID_ having count(*) = 1) once")
                .query(Long.class)
                .single();
    }

    /** Row 7: what becomes of people who arrive, all at once or one by one. */
    private void imports() {
        PeopleImport people = application.getBean(PeopleImport.class);
        LocalDate today = LocalDate.ofInstant(clock.instant(), LONDON);
        String present = people.export(today).stripTrailing();
        String header = present.lines().findFirst().orElseThrow();
        int alone = Math.min(20, PEOPLE);
        StringBuilder file = new StringBuilder(present);
        double cpu = Machine.cpu();
        List<String> order = List.of(header.replace("\uFEFF", "").split(",", -1));
        for (int i = 0; i < alone; i++) {
            file.append('\n').append(person("one" + i, order));
            people.apply(file.toString().getBytes(StandardCharsets.UTF_8), today, "people");
        }
        double empty = Machine.cpu();
        people.preview(file.toString().getBytes(StandardCharsets.UTF_8), today);
        double reading = Machine.cpu() - empty;
        double one = (empty - cpu) / alone - reading;
        for (int i = 0; i < PEOPLE; i++) {
            file.append('\n').append(person("many" + i, order));
        }
        cpu = Machine.cpu();
        long from = System.nanoTime();
        people.apply(file.toString().getBytes(StandardCharsets.UTF_8), today, "people");
        double took = seconds(from);
        demoJobs();
        double many = (Machine.cpu() - cpu - reading) / PEOPLE;
        figures.atMost(
                7,
                "CPU of a person's arrival, %,d in one file / one by one (reading the file taken off)"
                        .formatted(PEOPLE),
                new double[] {many / one},
                0.65);
        figures.note(
                0,
                "people a second with their drafts, %,d in one file (the file itself: %.1f s)".formatted(PEOPLE, took),
                PEOPLE / seconds(from));
    }

    private static String person(String id, List<String> order) {
        Map<String, String> values = Map.ofEntries(
                Map.entry("userId", id),
                Map.entry("name", id + " of North"),
                Map.entry("mail", id + "@example.org"),
                Map.entry("lineManager", "bteam1"),
                Map.entry("service", "Children North"),
                Map.entry("role", "SOCIAL_WORKER"),
                Map.entry("workerType", "EXPERIENCED"),
                Map.entry("startedOn", "2020-01-06"),
                Map.entry("workingDays", "MON TUE WED THU FRI"),
                Map.entry("fte", "1.0"),
                Map.entry("siteMode", "FIELDWORK"));
        return order.stream().map(column -> values.getOrDefault(column, "")).collect(Collectors.joining(","));
    }

    /** Runs what an import has left to do. */
    private void demoJobs() {
        List<String> due;
        do {
            due = jdbc.sql("select ID_ from ACT_RU_JOB where PROCESS_DEF_KEY_ = 'directoryImport' and RETRIES_ > 0")
                    .query(String.class)
                    .list();
            due.forEach(management::executeJob);
        } while (!due.isEmpty());
    }

    /** Row 8: what a year of an agreement takes on disk, and how fast what is old goes. */
    private void sizes() {
        String session = "select coalesce(sum(pg_column_size(t.*)), 0) from %s t where t.ROOT_PROC_INST_ID_ in"
                + " (select PROC_INST_ID_ from ACT_HI_PROCINST where PROC_DEF_KEY_ = 'supervisionSession'"
                + " and BUSINESS_KEY_ in (select 'SE-' || lpad(session_id::text, 6, '0') from record_version where session_id < 1000000))";
        double perSession = 0;
        double rows = 0;
        for (String table : List.of(
                "ACT_HI_ACTINST",
                "ACT_HI_DETAIL",
                "ACT_HI_VARINST",
                "ACT_HI_JOB_LOG",
                "ACT_HI_IDENTITYLINK",
                "ACT_HI_TASKINST",
                "ACT_HI_PROCINST",
                "ACT_HI_OP_LOG",
                "ACT_HI_DECINST",
                "ACT_HI_DEC_IN",
                "ACT_HI_DEC_OUT")) {
            perSession += jdbc.sql(session.formatted(table)).query(Double.class).single() * overhead(table);
            rows += jdbc.sql(session.replace("coalesce(sum(pg_column_size(t.*)), 0)", "count(*)")
                            .formatted(table))
                    .query(Double.class)
                    .single();
        }
        for (String table : List.of(
                "supervision_session",
                "supervision_record",
                "record_version",
                "record_distribution",
                "record_signature",
                "session_case",
                "agenda_item",
                "session_preparation",
                "action_item")) {
            String id = table.equals("supervision_session") ? "id" : "session_id";
            perSession += jdbc.sql("select coalesce(sum(pg_column_size(t.*)), 0) from " + table + " t where t." + id
                                    + " in (select session_id from record_version where session_id < 1000000)")
                            .query(Double.class)
                            .single()
                    * overhead(table);
        }
        double held = jdbc.sql("select count(distinct session_id) from record_version where session_id < 1000000")
                .query(Double.class)
                .single();
        double kilobytes = perSession / held / 1024;
        figures.note(0, "KB on disk of a held session with its record, engine's history and our tables", kilobytes);
        figures.note(0, "rows of a held session in the engine's history", rows / held);
        figures.note(0, "rows of the running engine for each agreement", runtimeRows() / agreementRows());
        figures.note(
                0,
                "jobs that wait for each agreement",
                jdbc.sql("select count(*) from ACT_RU_JOB").query(Double.class).single() / agreementRows());
        double agreement = growthOf("database, KB");
        figures.atMost(
                8,
                "KB for each agreement-year: an agreement with two sessions booked, and twelve held ones",
                new double[] {agreement + 12 * kilobytes},
                300);
        cleanUp();
    }

    /** Lets the engine's own clean-up take away deliveries of mails whose time is over. */
    private void cleanUp() {
        jdbc.sql("create table bench_old as select PROC_INST_ID_ as id from ACT_HI_PROCINST"
                        + " where PROC_DEF_KEY_ = 'mailDelivery' and END_TIME_ is not null limit 3000")
                .update();
        for (String table : List.of(
                "PROCINST",
                "ACTINST",
                "TASKINST",
                "VARINST",
                "DETAIL",
                "JOB_LOG",
                "IDENTITYLINK",
                "OP_LOG",
                "DECINST")) {
            jdbc.sql("update ACT_HI_" + table
                            + " set REMOVAL_TIME_ = :past where ROOT_PROC_INST_ID_ in (select id from bench_old)")
                    .param(
                            "past",
                            Timestamp.from(
                                    ClockUtil.getCurrentTime().toInstant().minus(Duration.ofDays(1))))
                    .update();
        }
        int old =
                jdbc.sql("select count(*) from bench_old").query(Integer.class).single();
        history.cleanUpHistoryAsync(true);
        long from = System.nanoTime();
        int left = old;
        while (left > 0 && seconds(from) < 90) {
            history.findHistoryCleanupJobs().forEach(job -> management.executeJob(job.getId()));
            left = Stream.of("PROCINST", "ACTINST", "TASKINST", "VARINST", "DETAIL", "JOB_LOG", "IDENTITYLINK")
                    .mapToInt(table -> jdbc.sql("select count(distinct ROOT_PROC_INST_ID_) from ACT_HI_" + table
                                    + " where ROOT_PROC_INST_ID_ in (select id from bench_old)")
                            .query(Integer.class)
                            .single())
                    .max()
                    .orElse(0);
        }
        figures.atLeast(
                8,
                "finished instances that the clean-up takes away in a second, of %,d".formatted(old),
                new double[] {(old - left) / seconds(from)},
                500);
        jdbc.sql("drop table bench_old").update();
    }

    private double agreementRows() {
        return jdbc.sql("select count(*) from agreement").query(Double.class).single();
    }

    private double runtimeRows() {
        return Stream.of("EXECUTION", "TASK", "VARIABLE", "IDENTITYLINK", "JOB", "EVENT_SUBSCR", "AUTHORIZATION")
                .mapToDouble(table -> jdbc.sql("select count(*) from ACT_RU_" + table)
                        .query(Double.class)
                        .single())
                .sum();
    }

    private double growthOf(String name) {
        return figures.lines().stream()
                .filter(line -> line.name().startsWith(name))
                .reduce((first, second) -> second)
                .map(Figures.Line::value)
                .orElse(Double.NaN);
    }

    /** How much more a table takes than its rows, indexes included. */
    private double overhead(String table) {
        return jdbc.sql(
                        "select pg_total_relation_size('%s') / greatest(1.0, (select sum(pg_column_size(t.*)) from %s t))"
                                .formatted(table.toLowerCase(java.util.Locale.ROOT), table))
                .query(Double.class)
                .single();
    }

    private double megabytes() {
        return jdbc.sql("select pg_database_size(current_database()) / 1048576.0")
                .query(Double.class)
                .single();
    }

    /** Row 10: a process of its own until it answers, beside the engine's starter with nothing else in it. */
    private void startUp() {
        double[] app = new double[2];
        double[] bare = new double[2];
        double[] memory = new double[2];
        for (int round = 0; round < 2; round++) {
            double[] one = started("org.supervision.SupervisionApplication", "--spring.profiles.active=demo");
            app[round] = one[0];
            memory[round] = one[1];
            bare[round] = started(
                    BareWebapp.class.getName(), "--spring.profiles.active=demo", "--spring.config.name=bare")[0];
        }
        figures.atMost(
                10, "CPU until the first answer, application / engine's web starter", Figures.ratios(app, bare), 1.15);
        figures.note(0, "CPU until the first answer, application, s", app);
        figures.atMost(10, "memory after the start with a heap of 256 MB, MB", memory, 400);
    }

    private static double[] started(String main, String... arguments) {
        try {
            return start(main, arguments);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static double[] start(String main, String... arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("bench");
        int port = 8130 + (int) (System.nanoTime() % 10);
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Duser.timezone=UTC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main,
                "--server.port=" + port,
                "--logging.level.root=warn"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), "log"))
                .start();
        try {
            HttpClient http = HttpClient.newHttpClient();
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
            while (System.nanoTime() < end && process.isAlive()) {
                try {
                    int status = http.send(
                                    HttpRequest.newBuilder(URI.create(
                                                    "http://localhost:" + port + "/camunda/app/tasklist/default/"))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode();
                    if (status < 500) {
                        double cpu = process.info()
                                        .totalCpuDuration()
                                        .orElse(Duration.ZERO)
                                        .toMillis()
                                / 1000.0;
                        double resident;
                        try (Stream<String> lines =
                                Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
                            resident = lines.filter(line -> line.startsWith("VmRSS"))
                                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                                    .sum();
                        }
                        return new double[] {cpu, resident};
                    }
                } catch (IOException e) {
                    Thread.sleep(200);
                }
            }
            System.out.println(
                    Files.readString(folder.resolve("log")).lines().limit(20).collect(Collectors.joining("\n")));
            return new double[] {Double.NaN, Double.NaN};
        } finally {
            process.destroyForcibly();
        }
    }

    private void write(String machine, List<Integer> done) throws IOException {
        String text = """
                # How fast it is, and how that grows

                Written by `mvn -Pbench verify` (`org.supervision.bench.Benchmark`): every figure below comes from that run; only the
                remarks at the end are by hand, in `src/test/resources/performance-remarks.md`.

                **Machine**: %s at its beginning and %.1f at its end. **Database**: %s, of Maven's binaries, on the same machine.
                **Sizes**: `bench.agreements=%s`, `bench.rounds=%d`, `bench.storm=%d`, `bench.people=%d`, `bench.timers=%d`. %s.

                The first %d relationships were lived through the application (drafted, agreed, signed, two sessions booked, those of
                a day held and recorded); the others are copies of them in all tables, the engine's and ours. A ratio is the median
                of rounds in which the subjects took turns, with the lowest and the highest. CPU is that of the working thread and
                of the database's processes: on a loaded machine it says more than the clock. *Blocks* are what PostgreSQL looked
                at for the queries of a deed, 8 KB each.

                ## The targets

                | row | what | median | low..high | target | |
                |---|---|---|---|---|---|
                %s

                ## With ever more agreements

                | what | %s |
                |---|%s
                %s

                ## Pages, p95 in ms

                | page | %s | last / first |
                |---|%s---|
                %s

                ## The parts of a sweep

                Each once, its work taken back at its end.

                | part | agreements | statements | s | CPU s |
                |---|---|---|---|---|
                %s

                %s""".formatted(
                machine,
                Machine.load(),
                jdbc.sql("select version()").query(String.class).single().replaceAll(" on .*", ""),
                done.stream().map(String::valueOf).collect(Collectors.joining(",")),
                ROUNDS,
                STORM,
                PEOPLE,
                TIMERS,
                LocalDate.now(LONDON),
                life.relationships(),
                figures.lines().stream()
                        .sorted(java.util.Comparator.comparing(line -> line.row() == 0 ? 99 : line.row()))
                        .map(Figures.Line::toString)
                        .collect(Collectors.joining("\n")),
                heads(done),
                "---|".repeat(done.size()),
                String.join("\n", growthLines),
                heads(done),
                "---|".repeat(done.size()),
                String.join("\n", pageLines),
                String.join("\n", sweepLines),
                org.supervision.TestBed.text("performance-remarks.md"));
        Files.writeString(Path.of("docs", "performance.md"), text);
    }

    private static String heads(List<Integer> done) {
        return done.stream().map("%,d"::formatted).collect(Collectors.joining(" | "));
    }
}
