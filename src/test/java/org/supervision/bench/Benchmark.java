package org.supervision.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
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
import org.supervision.TestBed;
import org.supervision.bench.BenchPostgres.Server;
import org.supervision.confidential.TextCipher;
import org.supervision.scenario.Demo;

/**
 * The application, the engine as it comes with the same models, and JDBC written by hand, in turn in one run; and what becomes
 * of the application with ever more agreements. Writes {@code docs/performance.md}. Run by {@code mvn -Pbench verify}; with
 * {@code -Dbench.only=growth,storm} some parts alone, told and not written.
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

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 7);
    private static final List<Integer> SIZES = Arrays.stream(
                    System.getProperty("bench.agreements", "1000,10000").split(","))
            .map(Integer::valueOf)
            .toList();
    private static final int STORM = Integer.getInteger("bench.storm", 10_000);
    private static final int PEOPLE = Integer.getInteger("bench.people", 1_000);
    private static final int TIMERS = Integer.getInteger("bench.timers", 150);

    /** What alone is measured, by name, and the paper left as it is; everything where that is empty. */
    private static final Set<String> ONLY = Arrays.stream(
                    System.getProperty("bench.only", "").split(","))
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());

    private static final int CALLS = Integer.getInteger("bench.calls", 60);

    /** The tables whose texts sweeps and deadlines read. */
    private static final Set<String> READ = Set.of("agreement_term", "agreement_exception", "supervision_session");

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

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

    private final Figures figures = new Figures();

    @Test
    void measure() throws Exception {
        engine.getJobExecutor().shutdown();
        String machine = Machine.words();
        Demo demo = new Demo(port);
        Life life = new Life(application, demo);
        said("life", life::live);
        DiskUse disk = new DiskUse(figures, application);
        Growth growth = new Growth(figures, life, demo, statements, application, ROUNDS, CALLS);
        int copies = 0;
        for (int size : SIZES) {
            int wanted = Math.max(1, size / life.relationships() - 1);
            int from = copies + 1;
            double before = disk.megabytes();
            said(
                    "copies to " + size,
                    () -> new Clones(dataSource, cipher)
                            .make(life.people(), from, wanted, column -> READ.contains(column.table())));
            figures.note(
                    0,
                    "database, KB for each agreement of the copies up to %,d".formatted(size),
                    (disk.megabytes() - before) * 1024 / ((wanted - copies) * life.relationships()));
            copies = wanted;
            if (isMeasured("growth")) {
                growth.at(size);
            }
        }
        if (isMeasured("growth")) {
            growth.ratios(SIZES);
        }
        Deadlines deadlines = new Deadlines(figures, life, application, TIMERS);
        List<Throwable> failed = new ArrayList<>();
        Map<String, Measure> others = new LinkedHashMap<>();
        others.put("engine", () -> {
            try (BareEngine bare = new BareEngine(server.create(dataSource, "bare"), statements, Duration.ZERO);
                    Floor floor = new Floor(server.create(dataSource, "floor"))) {
                new StepCosts(figures, life, statements, ROUNDS).measure(bare, floor);
                deadlines.besideTheEngine(bare, floor);
            }
        });
        others.put("nodes", () -> deadlines.atTwoNodes(statements));
        others.put("storm", () -> deadlines.storm(STORM, SIZES.get(SIZES.size() - 1)));
        others.put("people", () -> new Arrivals(figures, application).measure(PEOPLE));
        others.put("disk", disk::measure);
        others.put("start", new StartUp(figures)::measure);
        for (Map.Entry<String, Measure> other : others.entrySet()) {
            try {
                if (isMeasured(other.getKey())) {
                    other.getValue().take();
                }
            } catch (Exception | AssertionError e) {
                failed.add(e); // what was measured is told all the same
            }
        }
        if (ONLY.isEmpty()) {
            write(machine, life, growth);
        } else {
            figures.lines().forEach(System.out::println);
            System.out.println(growth.deedTable() + "\n\n" + growth.pageTable());
        }
        assertThat(failed).isEmpty();
    }

    private static boolean isMeasured(String name) {
        return ONLY.isEmpty() || ONLY.contains(name);
    }

    /** One of the measurements, which may fail by itself. */
    private interface Measure {

        void take() throws Exception;
    }

    private static void said(String what, Runnable deed) {
        long from = System.nanoTime();
        deed.run();
        System.out.printf("%s: %.1f s%n", what, Machine.seconds(from));
    }

    private void write(String machine, Life life, Growth growth) throws IOException {
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

                ## Pages, p95 in ms and blocks read

                | page | ms at %s | last / first | blocks at %s | last / first |
                |---|%s---|%s---|
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
                SIZES.stream().map(String::valueOf).collect(Collectors.joining(",")),
                ROUNDS,
                STORM,
                PEOPLE,
                TIMERS,
                LocalDate.now(LONDON),
                life.relationships(),
                figures.lines().stream()
                        .sorted(Comparator.comparing(line -> line.row() == 0 ? 99 : line.row()))
                        .map(Figures.Line::toString)
                        .collect(Collectors.joining("\n")),
                heads(),
                "---|".repeat(SIZES.size()),
                growth.deedTable(),
                heads(),
                heads(),
                "---|".repeat(SIZES.size()),
                "---|".repeat(SIZES.size()),
                growth.pageTable(),
                growth.sweepTable(),
                TestBed.text("performance-remarks.md"));
        Files.writeString(Path.of("docs", "performance.md"), text);
    }

    private static String heads() {
        return SIZES.stream().map("%,d"::formatted).collect(Collectors.joining(" | "));
    }
}
