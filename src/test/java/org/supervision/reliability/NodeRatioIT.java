package org.supervision.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.supervision.scenario.Demo;

/** How much faster two nodes do the same jobs than one, where the jobs wait for others: mails to a slow server. */
@EnabledIfSystemProperty(named = "reliability.nodes", matches = "true")
class NodeRatioIT {

    private static final Logger LOG = LoggerFactory.getLogger(NodeRatioIT.class);

    private static final int MAILS = Integer.getInteger("reliability.ratio-mails", 160);
    private static final int ROUNDS = Integer.getInteger("reliability.ratio-rounds", 3);
    private static final int WARM_UP = 32;

    /** So long each mail takes; the threads of a node wait meanwhile. */
    private static final Duration EACH = Duration.ofMillis(Integer.getInteger("reliability.ratio-millis", 1000));

    /** Settings of both nodes that are tried, with commas. */
    private static final String SETTINGS = System.getProperty("reliability.ratio-settings", "");

    private static final double LEAST = 1.5;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int ASKING = 4;
    private static final int OK = 200;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("Two nodes do jobs that wait at least one and a half times as fast as one")
    void ratio() throws IOException {
        // every thread may wait for the mail server: what is measured is the job executor, not the gate before that
        // server
        List<String> settings = Stream.concat(
                        Stream.of("supervision.mail.at-once=8"),
                        Stream.of(SETTINGS.split(",")).filter(setting -> !setting.isEmpty()))
                .toList();
        try (Nodes nodes = new Nodes(folder, settings)) {
            nodes.startBoth();
            Storm storm = new Storm(nodes.ports(), 1);
            storm.rage(20, Map.of(), () -> {});
            storm.advanceTo(nodes.ledger
                    .now()
                    .atZone(ZoneOffset.UTC)
                    .with(TemporalAdjusters.next(DayOfWeek.WEDNESDAY))
                    .with(LocalTime.of(10, 0))
                    .toInstant());
            Waiting.until("nothing is due", PATIENCE, () -> nodes.ledger.due() == 0);
            List<Long> known = nodes.jdbc
                    .sql("select id from mail where status = 'SENT' order by id")
                    .query(Long.class)
                    .list();
            nodes.mails.slow(EACH);
            List<Duration> withTwo = new ArrayList<>();
            List<Duration> withOne = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                if (round > 0) {
                    nodes.start(nodes.two);
                }
                withTwo.add(measure(nodes, known, nodes.ports()));
                nodes.two.stop();
                withOne.add(measure(nodes, known, List.of(nodes.one.port())));
            }
            double ratio = median(withOne).toMillis() / (double) median(withTwo).toMillis();
            LOG.info(
                    "{} mails of {} ms each {}: with one node {} ms, with two {} ms, ratio of the medians {}",
                    MAILS,
                    EACH.toMillis(),
                    settings,
                    withOne.stream().map(Duration::toMillis).toList(),
                    withTwo.stream().map(Duration::toMillis).toList(),
                    "%.2f".formatted(ratio));
            assertThat(ratio).isGreaterThanOrEqualTo(LEAST);
        }
    }

    private static Duration measure(Nodes nodes, List<Long> known, List<Integer> ports) {
        send(nodes, known, ports, WARM_UP);
        Instant from = nodes.ledger.now();
        Duration took = send(nodes, known, ports, MAILS);
        LOG.info(
                "With {} node(s) {} ms; jobs of each: {}",
                ports.size(),
                took.toMillis(),
                nodes.ledger.done(from, false));
        return took;
    }

    /** From the first that is asked for until the last is done with. */
    private static Duration send(Nodes nodes, List<Long> known, List<Integer> ports, int mails) {
        Demo demo = new Demo(ports);
        int before = nodes.mails.taken().size();
        long from = System.nanoTime();
        ExecutorService asking = Executors.newFixedThreadPool(ASKING);
        try {
            List<CompletableFuture<Void>> asked = IntStream.range(0, mails)
                    .mapToObj(number -> CompletableFuture.runAsync(
                            () -> demo.as("admin")
                                    .post("/api/outbox/" + known.get(number % known.size()) + "/again", null)
                                    .expect(OK),
                            asking))
                    .toList();
            asked.forEach(CompletableFuture::join);
        } finally {
            asking.shutdownNow();
        }
        Waiting.until(
                "all mails are sent",
                PATIENCE,
                () -> nodes.mails.taken().size() >= before + mails
                        && nodes.ledger.count("ACT_RU_JOB where HANDLER_TYPE_ = 'async-continuation'") == 0);
        return Duration.ofNanos(System.nanoTime() - from);
    }

    private static Duration median(List<Duration> all) {
        List<Duration> sorted = new ArrayList<>(all);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
