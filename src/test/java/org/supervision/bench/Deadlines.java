package org.supervision.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.supervision.bench.BenchPostgres.Server;

/** How fast deadlines fire: rows 5, 6 and 9 of the targets. */
final class Deadlines {

    private final Figures figures;
    private final Life life;
    private final Server server;
    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final ProcessEngineConfigurationImpl engine;
    private final int many;

    /**
     * @param application whose own job executor rests
     * @param many deadlines fire in a round
     */
    Deadlines(Figures figures, Life life, ApplicationContext application, int many) {
        this.figures = figures;
        this.life = life;
        server = application.getBean(Server.class);
        dataSource = application.getBean(DataSource.class);
        jdbc = JdbcClient.create(dataSource);
        engine = application.getBean(ProcessEngineConfigurationImpl.class);
        this.many = many;
    }

    /** The same deadline of the same model, with nobody waiting but the job executor. */
    void besideTheEngine(BareEngine bare, Floor floor) throws InterruptedException {
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
            for (int i = 0; i < many; i++) {
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
            byHand[round] = many / Machine.seconds(from);
        }
        figures.atLeast(5, "timers a second, product's settings / engine's own", Figures.ratios(tuned, stock), 1.8);
        figures.atLeast(5, "timers a second, application / engine alone", Figures.ratios(tuned, alone), 0.8);
        figures.atLeast(5, "timers a second, application / JDBC with skip locked", Figures.ratios(tuned, byHand), 0.2);
        figures.note(0, "timers a second, application", tuned);
    }

    /** Threads that end with the block. */
    private record Pool(ExecutorService threads) implements AutoCloseable {

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

    /** How many deadlines a second an executor of this shape fires. */
    private double drained(
            ProcessEngineConfigurationImpl engine, JdbcClient jdbc, int atOnce, int threads, Runnable start) {
        // one parameter, for there may be more of them than a statement may have
        String before = String.join(
                ",",
                jdbc.sql("select ID_ from ACT_RU_JOB where HANDLER_CFG_ like 'BoundaryEvent_Unsigned%'")
                        .query(String.class)
                        .list());
        for (int i = 0; i < many; i++) {
            start.run();
        }
        JobExecutor executor = executor(engine, atOnce, threads);
        String those = "HANDLER_CFG_ like 'BoundaryEvent_Unsigned%' and ID_ <> all(string_to_array(:before, ','))";
        jdbc.sql("update ACT_RU_JOB set DUEDATE_ = :now where " + those)
                .param(
                        "now",
                        Timestamp.from(ClockUtil.getCurrentTime().toInstant().minusSeconds(60)))
                .param("before", before)
                .update();
        long from = System.nanoTime();
        executor.start();
        waitUntilGone(jdbc, those, before, Duration.ofMinutes(3));
        double rate = many / Machine.seconds(from);
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
        if (executor instanceof DefaultJobExecutor own) {
            own.setCorePoolSize(threads);
            own.setMaxPoolSize(threads > 3 ? threads : 10);
            own.setQueueSize(threads > 3 ? 100 : 3);
        } else if (executor instanceof SpringJobExecutor spring
                && spring.getTaskExecutor() instanceof ThreadPoolTaskExecutor pool) {
            pool.setCorePoolSize(threads);
        }
        return executor;
    }

    private static void waitUntilGone(JdbcClient jdbc, String where, String before, Duration atMost) {
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
    void atTwoNodes(Statements statements) {
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
            assertThat(chased).as("each deadline fires once").isEqualTo(4L * many);
        }
        figures.atLeast(
                9,
                "two nodes / one, delegates waiting 60 ms (two engines with 3 threads each in one JVM)",
                ratios,
                1.5);
    }

    /**
     * Sessions that all begin at the same minute.
     *
     * @param most how many
     * @param size how many agreements there are
     */
    void storm(int most, int size) {
        String begin = "HANDLER_CFG_ like 'BoundaryEvent_SessionStarted%'";
        Timestamp minute = Timestamp.from(ClockUtil.getCurrentTime().toInstant().minusSeconds(60));
        int due = jdbc.sql("update ACT_RU_JOB set DUEDATE_ = :now where ID_ in (select ID_ from ACT_RU_JOB where "
                        + begin + " order by ID_ limit :most)")
                .param("now", minute)
                .param("most", most)
                .update();
        long before = fired();
        JobExecutor executor = executor(engine, 10, 8);
        double cpu = Machine.process() + Machine.postgres();
        long from = System.nanoTime();
        executor.start();
        double took;
        try {
            waitUntilGone(jdbc, begin + " and DUEDATE_ = '" + minute + "'", "", Duration.ofMinutes(4));
            took = Machine.seconds(from);
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
}
