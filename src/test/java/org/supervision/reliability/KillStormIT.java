package org.supervision.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.supervision.scenario.Demo;

/**
 * The application is killed in a storm of completions and timers, at counted moments from one seed, and started again; so is
 * the database. Whatever was acknowledged is there afterwards, once, and engine and tables agree.
 */
class KillStormIT {

    private static final Logger LOG = LoggerFactory.getLogger(KillStormIT.class);

    /** On both databases together. */
    private static final int KILLS = Integer.getInteger("reliability.kills", 5);

    private static final int DATABASE_KILLS = Integer.getInteger("reliability.database-kills", 1);
    private static final int BETWEEN_KILLS = Integer.getInteger("reliability.completions", 30);
    private static final long SEED = Long.getLong("reliability.seed", 1L);

    /** The application's own is a minute; a build has no time to wait for it. */
    private static final Duration LOCK = Duration.ofSeconds(Integer.getInteger("reliability.lock-seconds", 5));

    private static final Duration TAKEN_OVER = LOCK.plusSeconds(60);
    private static final Duration RECOVERED = Duration.ofSeconds(30);
    private static final Duration GRACEFUL = Duration.ofSeconds(30);
    private static final String H2_USER = "sa";
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
    @DisplayName("On H2 as the demo has it, nothing acknowledged is lost and nothing happens twice, however often it is killed")
    void h2() {
        List<String> settings = List.of();
        server.start(settings);
        for (int kill = 0; kill < KILLS * 2 / 5; kill++) {
            storm.rage(BETWEEN_KILLS, Map.of(), server::kill);
            server.start(settings);
        }
        drain();
        assertThat(server.stop()).isLessThan(GRACEFUL);
        Ledger ledger = new Ledger("jdbc:h2:file:" + folder.resolve("server/data/supervision"), H2_USER);
        report("H2", ledger);
        assertThat(ledger.wrong(storm.acknowledged())).isEmpty();
        assertThat(storm.problems()).isEmpty();
    }

    @Test
    @DisplayName("On PostgreSQL the same, with the database killed too, and what the dead one had locked is taken over")
    void postgres() throws IOException {
        Path data = Files.createTempDirectory("postgres");
        try (PostgresServer postgres = new PostgresServer(data, ServerProcess.freePort())) {
            postgres.create("live");
            List<String> settings = settings(postgres, "live");
            Ledger ledger = new Ledger(postgres.url("live"), POSTGRES_USER);
            server.start(settings);
            Map<String, String> locked = Map.of();
            long killedAt = 0;
            for (int kill = 0; kill < KILLS - KILLS * 2 / 5; kill++) {
                storm.rage(BETWEEN_KILLS, Map.of(), () -> killAtWork(ledger));
                locked = ledger.atWork();
                killedAt = System.nanoTime();
                server.start(settings);
            }
            takenOver(ledger, locked, killedAt);
            drain();
            report("PostgreSQL", ledger);
            assertThat(ledger.wrong(storm.acknowledged())).isEmpty();
            assertThat(storm.problems()).isEmpty();
        }
    }

    private static List<String> settings(PostgresServer postgres, String database) {
        return List.of(
                "spring.datasource.url=" + postgres.url(database),
                "spring.datasource.username=" + POSTGRES_USER,
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
        Waiting.until("the jobs of the dead are taken over", TAKEN_OVER, () -> ledger.atWork().entrySet().stream()
                .noneMatch(job -> job.getValue().equals(locked.get(job.getKey()))));
        LOG.info(
                "{} jobs of the dead were taken over within {} s",
                locked.size(),
                (System.nanoTime() - killedAt) / 1_000_000_000.0);
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

    private void report(String database, Ledger ledger) {
        LOG.info(
                "{}: {} completions acknowledged, {} refused, {} jobs while the clock moved, {} sessions, {} cases, {} mails",
                database,
                storm.acknowledged().size(),
                storm.refused(),
                storm.jobs(),
                ledger.count("supervision_session"),
                ledger.count("missed_case"),
                ledger.count("mail"));
    }
}
