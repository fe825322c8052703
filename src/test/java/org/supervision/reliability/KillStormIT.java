package org.supervision.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.supervision.notification.process.FakeMailServer;
import org.supervision.reliability.Storm.Acknowledged;
import org.supervision.scenario.Demo;

/**
 * The application is killed in a storm of completions and timers, at counted moments from one seed, and started again; so is
 * the database. Whatever was acknowledged is there afterwards, once, and engine and tables agree.
 */
class KillStormIT {

    private static final Logger LOG = LoggerFactory.getLogger(KillStormIT.class);

    /** On both databases together. */
    private static final int KILLS = Integer.getInteger("reliability.kills", 3);

    private static final int DATABASE_KILLS = Integer.getInteger("reliability.database-kills", 1);
    private static final int BETWEEN_KILLS = Integer.getInteger("reliability.completions", 30);
    private static final long SEED = Long.getLong("reliability.seed", 1L);

    /** The application's own is a minute; a build has no time to wait for it. */
    private static final Duration LOCK = Duration.ofSeconds(Integer.getInteger("reliability.lock-seconds", 5));

    private static final Duration TAKEN_OVER = LOCK.plusSeconds(60);
    private static final Duration RECOVERED = Duration.ofSeconds(30);
    private static final Duration GRACEFUL = Duration.ofSeconds(30);
    private static final Duration CAUGHT_UP = Duration.ofHours(2);
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final String POSTGRES_USER = "postgres";

    @TempDir
    private Path folder;

    private ServerProcess server;
    private Storm storm;

    @BeforeEach
    void begin() {
        server = new ServerProcess(folder.resolve("server"));
        storm = new Storm(server.port(), SEED);
    }

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    @DisplayName(
            "On H2 as the demo has it nothing acknowledged is lost and nothing happens twice, however often it is killed,"
                    + " a backup taken meanwhile lives on, and a stop lets the mails that are under way arrive")
    void h2() throws IOException {
        Path backups = folder.resolve("backups");
        Path data = folder.resolve("server/data");
        FakeMailServer mails = new FakeMailServer();
        List<String> settings = List.of(
                "supervision.backup.folder=" + backups,
                "spring.mail.host=localhost",
                "spring.mail.port=" + mails.start());
        int kills = Math.max(1, KILLS * 2 / 5);
        server.start(settings);
        for (int kill = 1; kill <= kills; kill++) {
            Backup backup = new Backup(() -> new Demo(server.port())
                    .as("admin")
                    .post("/api/backups", null)
                    .expect(201)
                    .json()
                    .get("file")
                    .asText());
            boolean isTaken = kill == Math.max(1, kills - 1);
            storm.rage(BETWEEN_KILLS, isTaken ? Map.of(BETWEEN_KILLS / 2, backup::take) : Map.of(), server::kill);
            if (isTaken) {
                unzip(backups.resolve(backup.file), data);
                try (SingleConnectionDataSource copy = h2(data)) {
                    backup.isWhole(new Ledger(copy));
                }
            }
            server.start(settings);
        }
        drain();
        List<String> underWay = stopWithMailsUnderWay(mails);
        mails.close();
        try (SingleConnectionDataSource left = h2(data)) {
            Ledger ledger = new Ledger(left);
            assertThat(ledger.atWork()).as("jobs that are still locked").isEmpty();
            assertThat(ledger.messageIds("SENT"))
                    .as("that they went is noted")
                    .containsAll(underWay)
                    .isSubsetOf(mails.messageIds());
            isAllThere("H2, %d kills".formatted(kills), ledger);
        }
    }

    /** Stops while a slow server has some of the mails that wait; answers the Message-IDs of those that it took. */
    private List<String> stopWithMailsUnderWay(FakeMailServer mails) {
        Demo demo = new Demo(server.port());
        LocalDateTime wednesday = LocalDateTime.ofInstant(demo.now(), ZoneOffset.UTC)
                .with(TemporalAdjusters.next(DayOfWeek.WEDNESDAY))
                .with(LocalTime.of(10, 0));
        demo.advanceTo(wednesday);
        int before = mails.taken().size();
        mails.weather(() -> FakeMailServer.Weather.SLOW);
        for (int id = 1; id <= 8; id++) {
            demo.as("admin").post("/api/outbox/" + id + "/again", null).expect(OK);
        }
        Waiting.until("mails are under way", RECOVERED, () -> mails.taken().size() >= before + 3);
        Duration took = server.stop();
        List<String> sent = mails.messageIds();
        List<String> underWay = sent.subList(before, sent.size());
        LOG.info(
                "A graceful stop with mails under way, {} in all, took {} s",
                underWay.size(),
                took.toMillis() / 1000.0);
        assertThat(took).as("a graceful stop").isLessThan(GRACEFUL);
        assertThat(underWay).doesNotHaveDuplicates();
        return underWay;
    }

    private static SingleConnectionDataSource h2(Path data) {
        return new SingleConnectionDataSource(
                "jdbc:h2:file:" + data.resolve("supervision") + ";WRITE_DELAY=0", "sa", "", true);
    }

    private static void unzip(Path backup, Path data) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(backup))) {
            ZipEntry entry = zip.getNextEntry();
            Files.copy(zip, data.resolve(entry.getName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    @DisplayName(
            "On PostgreSQL the same, with the database killed too, and what the dead had locked is taken over in time")
    void postgres() throws IOException {
        Path data = Files.createTempDirectory("postgres");
        try (PostgresServer postgres = new PostgresServer(data, ServerProcess.freePort())) {
            String database = "live";
            postgres.create(database);
            Ledger ledger = ledger(postgres, database);
            int kills = KILLS - Math.max(1, KILLS * 2 / 5);
            int databaseKills = 0;
            List<String> settings = settings(postgres, database);
            Set<String> waiting = Set.of();
            server.start(settings);
            for (int kill = 1; kill <= kills; kill++) {
                Ledger current = ledger;
                boolean isTaken = kill == kills - 1;
                Backup backup = new Backup(() -> dump(postgres));
                Map<Integer, Runnable> moments = new HashMap<>();
                if (databaseKills < DATABASE_KILLS && !isTaken) {
                    moments.put(BETWEEN_KILLS / 2, () -> killTheDatabase(postgres));
                    databaseKills++;
                }
                if (isTaken) {
                    moments.put(BETWEEN_KILLS / 2, backup::take);
                }
                storm.rage(BETWEEN_KILLS, moments, () -> killAtWork(current));
                long killedAt = System.nanoTime();
                Map<String, String> locked = ledger.atWork();
                assertThat(ledger.wrongAtAnyMoment(storm.acknowledged()))
                        .as("after kill " + kill)
                        .isEmpty();
                if (isTaken) {
                    database = "restored";
                    postgres.restore(folder.resolve(backup.file), database);
                    ledger = ledger(postgres, database);
                    backup.isWhole(ledger);
                    locked = Map.of();
                    waiting = ledger.mails("QUEUED");
                    settings = new ArrayList<>(settings(postgres, database));
                    settings.add("supervision.mail.check-before=" + ledger.now().plus(CAUGHT_UP));
                }
                server.start(settings);
                assertThat(ledger.latest()).as("nothing lies ahead").isBeforeOrEqualTo(new Demo(server.port()).now());
                if (kill == kills) {
                    takenOver(ledger, locked, killedAt);
                }
            }
            drain();
            isAllThere("PostgreSQL, %d kills, %d of the database".formatted(kills, databaseKills), ledger);
            assertThat(ledger.mails("CHECK"))
                    .as("mails that may have gone out before the restored backup")
                    .containsAll(waiting);
            stopInTheStorm(ledger);
        }
    }

    /** What is under way is brought to its end, and what has not begun is left for another node at once. */
    private void stopInTheStorm(Ledger ledger) {
        List<Duration> took = new ArrayList<>();
        storm.rage(BETWEEN_KILLS / 3, Map.of(), () -> took.add(server.stop()));
        LOG.info("A graceful stop in mid-storm took {} s", took.get(0).toMillis() / 1000.0);
        assertThat(took.get(0)).as("a graceful stop in mid-storm").isLessThan(GRACEFUL);
        assertThat(ledger.atWork()).as("jobs that are still locked").isEmpty();
        assertThat(ledger.wrongAtAnyMoment(storm.acknowledged())).isEmpty();
    }

    private static Ledger ledger(PostgresServer postgres, String database) {
        return new Ledger(new DriverManagerDataSource(postgres.url(database), POSTGRES_USER, ""));
    }

    private String dump(PostgresServer postgres) {
        postgres.dump("live", folder.resolve("live.dump"));
        return "live.dump";
    }

    /** A copy that is taken while the storm goes on, and what was acknowledged before that began. */
    private final class Backup {

        private final Supplier<String> taking;
        private List<Acknowledged> before = List.of();
        private String file = "";

        /** @param taking answers the name of the file */
        Backup(Supplier<String> taking) {
            this.taking = taking;
        }

        void take() {
            before = storm.acknowledged();
            long from = System.nanoTime();
            file = taking.get();
            LOG.info("A backup of {} completions took {} s", before.size(), secondsSince(from));
        }

        /** The restored copy has all of it, and engine and tables agree; the storm goes on from there. */
        void isWhole(Ledger restored) {
            assertThat(restored.wrongAtAnyMoment(before)).as("restored").isEmpty();
            storm.forgetAllBut(before);
        }
    }

    /** The health says so as long as it is away, and the application finds it again by itself. */
    private void killTheDatabase(PostgresServer postgres) {
        storm.whileItMayFail(() -> {
            postgres.kill();
            assertThat(server.health("")).as("health without a database").isEqualTo(UNAVAILABLE);
            try {
                postgres.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Duration recovered = Waiting.until(
                    "the application works again",
                    RECOVERED,
                    () -> server.health("/readiness") == OK
                            && new Demo(server.port())
                                            .as("worker")
                                            .get("/api/tasks")
                                            .status()
                                    == OK);
            LOG.info("The database was killed; {} s after its start all worked again", recovered.toMillis() / 1000.0);
        });
    }

    private static List<String> settings(PostgresServer postgres, String database) {
        return List.of(
                "spring.datasource.url=" + postgres.url(database),
                "spring.datasource.username=" + POSTGRES_USER,
                "spring.datasource.hikari.connection-timeout=3000",
                "camunda.bpm.job-execution.lock-time-in-millis=" + LOCK.toMillis());
    }

    /** Kills it while a job is at work, if there is one soon. */
    private void killAtWork(Ledger ledger) {
        for (int look = 0; look < 40 && ledger.atWork().isEmpty(); look++) {
            Waiting.aMoment();
        }
        server.kill();
    }

    private static void takenOver(Ledger ledger, Map<String, String> locked, long killedAt) {
        Waiting.until(
                "the jobs of the dead are taken over",
                TAKEN_OVER,
                () -> ledger.atWork().entrySet().stream()
                        .noneMatch(job -> job.getValue().equals(locked.get(job.getKey()))));
        LOG.info("{} jobs of the dead were taken over {} s after its end", locked.size(), secondsSince(killedAt));
    }

    private static double secondsSince(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime).toMillis() / 1000.0;
    }

    /** Runs what is due, and what has failed and is tried again. */
    private void drain() {
        Demo demo = new Demo(server.port());
        demo.advance("PT1H");
        int left = 1;
        for (int look = 0; look < 20 && left > 0; look++) {
            left = demo.advance("PT1S");
        }
        assertThat(left).as("jobs that are due again and again").isZero();
    }

    private void isAllThere(String what, Ledger ledger) {
        LOG.info(
                "{}: {} completions acknowledged, {} refused, {} jobs while the clock moved, {} sessions, {} cases, {} mails",
                what,
                storm.acknowledged().size(),
                storm.refused(),
                storm.jobs(),
                ledger.count("supervision_session"),
                ledger.count("missed_case"),
                ledger.count("mail"));
        assertThat(ledger.wrong(storm.acknowledged())).isEmpty();
        assertThat(storm.problems()).as(server.failures()).isEmpty();
    }
}
