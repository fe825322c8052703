package org.supervision.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.supervision.notification.process.FakeMailServer;
import org.supervision.scenario.Demo;

/**
 * Two nodes on one PostgreSQL behind one address, in the storm: people stay signed in, deadlines fire once, one node is
 * killed, and one after the other is upgraded to a version with another schema and another model.
 */
@EnabledIfSystemProperty(named = "reliability.nodes", matches = "true")
class TwoNodesIT {

    private static final Logger LOG = LoggerFactory.getLogger(TwoNodesIT.class);

    private static final int COMPLETIONS = Integer.getInteger("reliability.completions", 30);
    private static final long SEED = Long.getLong("reliability.seed", 1L);

    /** Longer than the mails take that are under way when a node dies. */
    private static final Duration LOCK =
            Duration.ofSeconds(Math.max(12, Integer.getInteger("reliability.lock-seconds", 60)));

    private static final Duration TAKEN_OVER = LOCK.plusSeconds(60);
    private static final Duration CAUGHT_UP = Duration.ofMinutes(3);
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Duration AWAY = Duration.ofDays(4);
    private static final Duration GRACEFUL = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final String MODEL = "bpmn/mail-delivery.bpmn";

    @TempDir
    private Path folder;

    private Nodes nodes;
    private Storm storm;

    @BeforeEach
    void begin() throws IOException {
        nodes = new Nodes(folder, List.of("camunda.bpm.job-execution.lock-time-in-millis=" + LOCK.toMillis()));
        // where versions differ, the clock is moved at the newer one, which may run the jobs of all
        storm = new Storm(List.of(nodes.two.port(), nodes.one.port()), SEED);
        nodes.startBoth();
    }

    @AfterEach
    void end() {
        nodes.close();
    }

    @Test
    @DisplayName(
            "Two nodes make everything once, know whoever has signed in at either, and one that is killed in the storm"
                    + " loses nothing: the other goes on with its people and takes its jobs over; deadlines fire once")
    void killed() {
        assertThat(nodes.ledger.count("ACT_RE_DEPLOYMENT")).as("deployments").isOne();
        assertThat(nodes.ledger.count("ACT_HI_PROCINST where PROC_DEF_KEY_ = 'dailySweep' and END_TIME_ is null"))
                .as("planned sweeps")
                .isOne();
        List<SignedIn> people = Stream.of("worker", "supervisor", "linemanager", "servicemanager")
                .map(who -> new SignedIn(who, nodes.one.port()))
                .toList();
        people.forEach(person -> person.isKnownAt(nodes.two.port()));
        storm.rage(COMPLETIONS * 2, Map.of(COMPLETIONS, () -> killTheOther(people)), () -> {});
        drain();
        isAllThere("one node killed");

        nodes.one.stop();
        deadlinesOfDays();
        people.forEach(person -> nodes.ports().forEach(person::isKnownAt));
        people.get(0).isRefusedWithoutTheTokenAt(nodes.two.port());
        storm.rage(COMPLETIONS, Map.of(), () -> {});
        drain();
        isAllThere("deadlines of days at once");
    }

    /** While both are at mails to a slow server. */
    private void killTheOther(List<SignedIn> people) {
        storm.whileTheClockStands(() -> {
            inMailHours();
            nodes.mails.slow(Duration.ofSeconds(4));
            storm.whileItMayFail(() -> {
                sendAgain(16);
                Waiting.until(
                        "both are at work",
                        SOON,
                        () -> owners(nodes.ledger.atWork()).size() == 2);
                nodes.two.kill();
                long killedAt = System.nanoTime();
                Map<String, String> locked = nodes.ledger.atWork();
                nodes.mails.weather(() -> FakeMailServer.Weather.FINE);
                people.forEach(person -> person.isKnownAt(nodes.one.port()));
                Waiting.until(
                        "the living node's are done",
                        SOON,
                        () -> owners(still(locked)).size() == 1);
                Map<String, String> orphans = still(locked);
                Waiting.until(
                        "the jobs of the dead are taken over",
                        TAKEN_OVER.minusNanos(System.nanoTime() - killedAt),
                        () -> still(orphans).isEmpty());
                LOG.info(
                        "The dead node's {} jobs were taken over {} s after its death, with a lock of {} s",
                        orphans.size(),
                        secondsSince(killedAt),
                        LOCK.toSeconds());
            });
            people.forEach(person -> person.isKnownAt(nodes.one.port()));
        });
    }

    private Map<String, String> still(Map<String, String> locked) {
        return nodes.ledger.atWork().entrySet().stream()
                .filter(job -> job.getValue().equals(locked.get(job.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Set<String> owners(Map<String, String> locked) {
        return new HashSet<>(locked.values());
    }

    private void inMailHours() {
        storm.advanceTo(nodes.ledger
                .now()
                .atZone(ZoneOffset.UTC)
                .with(TemporalAdjusters.next(DayOfWeek.WEDNESDAY))
                .with(LocalTime.of(10, 0))
                .toInstant());
    }

    /** An administrator sends the first mails again, at each node in turn. */
    private void sendAgain(int mails) {
        Demo demo = new Demo(nodes.ports());
        for (int id = 1; id <= mails; id++) {
            demo.as("admin").post("/api/outbox/" + id + "/again", null).expect(OK);
        }
    }

    /** With both nodes away for days, what fell due meanwhile falls due for both in the same moment. */
    private void deadlinesOfDays() {
        nodes.jdbc
                .sql("update demo_clock set offset_millis = offset_millis + :away")
                .param("away", AWAY.toMillis())
                .update();
        Instant back = nodes.ledger.now();
        List<String> late = nodes.jdbc
                .sql("select ID_ from ACT_RU_JOB where DUEDATE_ <= :back and RETRIES_ > 0"
                        + " and HANDLER_TYPE_ <> 'history-cleanup'")
                .param("back", Timestamp.from(back))
                .query(String.class)
                .list();
        assertThat(late).as("deadlines that fell due").isNotEmpty();
        areDue(late, back.plus(Duration.ofDays(1)));
        nodes.startBoth();
        Instant from = nodes.ledger.now();
        areDue(late, back);
        Duration took = Waiting.until(
                "all deadlines have fired", CAUGHT_UP, () -> nodes.ledger.due() == 0 && stillThere(late) == 0);
        LOG.info(
                "{} deadlines that were due at once, with what follows from them, took {} s; jobs of each node: {}, of these timers: {}",
                late.size(),
                took.toMillis() / 1000.0,
                nodes.ledger.done(from, false),
                nodes.ledger.done(from, true));
        assertThat(nodes.ledger.done(from, true)).as("timers that have fired").isNotEmpty();
    }

    private void areDue(List<String> jobs, Instant when) {
        nodes.jdbc
                .sql("update ACT_RU_JOB set DUEDATE_ = :when where ID_ in (:jobs)")
                .param("when", Timestamp.from(when))
                .param("jobs", jobs)
                .update();
    }

    private int stillThere(List<String> jobs) {
        return nodes.jdbc
                .sql("select count(*) from ACT_RU_JOB where ID_ in (:jobs)")
                .param("jobs", jobs)
                .query(Integer.class)
                .single();
    }

    @Test
    @DisplayName("One node after the other is upgraded to a changed schema and a changed model while the storm goes on:"
            + " the old one stays healthy and leaves the new version's jobs alone, and what began before is finished")
    void upgraded() throws IOException {
        Path newer = newer();
        List<SignedIn> people = Stream.of("worker", "supervisor", "linemanager")
                .map(who -> new SignedIn(who, nodes.one.port()))
                .toList();
        storm.rage(COMPLETIONS, Map.of(), () -> {});
        Instant begun = nodes.ledger.now();

        storm.rage(COMPLETIONS, Map.of(COMPLETIONS / 4, () -> upgrade(nodes.two, newer)), () -> {});
        assertThat(nodes.ledger.count("ACT_RE_DEPLOYMENT")).as("deployments").isEqualTo(2);
        assertThat(nodes.two.said()).contains("of the next version");
        people.forEach(person -> nodes.ports().forEach(person::isKnownAt));
        // the demo's clock may have just jumped: what is late by it is late for health, too
        Waiting.until("nothing is due", CAUGHT_UP, () -> nodes.ledger.due() == 0);
        for (String part : List.of("", "/readiness", "/liveness")) {
            assertThat(nodes.one.health(part))
                    .as("health" + part + " of the old node")
                    .isEqualTo(OK);
        }
        jobsOfTheNewVersion();

        storm.rage(COMPLETIONS, Map.of(COMPLETIONS / 4, () -> upgrade(nodes.one, newer)), () -> {});
        assertThat(nodes.ledger.count("ACT_RE_DEPLOYMENT")).as("deployments").isEqualTo(2);
        people.forEach(person -> nodes.ports().forEach(person::isKnownAt));
        drain();
        isAllThere("rolling upgrade");
        int finished = endedOfTheOldVersion(begun);
        LOG.info("{} instances that had begun before the upgrade, no mails, were finished since", finished);
        assertThat(finished).isPositive();
    }

    private void upgrade(ServerProcess node, Path jar) {
        List<Duration> took = new ArrayList<>();
        storm.whileTheClockStands(() -> storm.without(node.port(), () -> took.add(node.stop())));
        node.upgrade(jar);
        Duration started = nodes.start(node);
        LOG.info(
                "Node {} was stopped in {} s and started with the next version in {} s",
                nodes.name(node),
                took.get(0).toMillis() / 1000.0,
                started.toMillis() / 1000.0);
        assertThat(took.get(0)).isLessThan(GRACEFUL);
    }

    /** Whichever node begins an instance of the newest version: its jobs are run by the newer node. */
    private void jobsOfTheNewVersion() {
        inMailHours();
        Waiting.until("nothing is due", CAUGHT_UP, () -> nodes.ledger.due() == 0);
        Instant from = nodes.ledger.now();
        int before = nodes.mails.taken().size();
        sendAgain(16);
        Waiting.until(
                "the mails are sent",
                CAUGHT_UP,
                () -> nodes.mails.taken().size() >= before + 16 && nodes.ledger.due() == 0);
        Map<String, Integer> done = nodes.ledger.done(from, false);
        LOG.info("Jobs of 16 mails of the new version, begun at either node: {}", done);
        assertThat(done).containsOnlyKeys("two");
    }

    private int endedOfTheOldVersion(Instant since) {
        return nodes.jdbc
                .sql(
                        "select count(*) from ACT_HI_PROCINST p join ACT_RE_PROCDEF d on d.ID_ = p.PROC_DEF_ID_"
                                + " where d.VERSION_ = 1 and d.KEY_ not in ('mailDelivery', 'dailySweep') and p.END_TIME_ > :since")
                .param("since", Timestamp.from(since))
                .query(Integer.class)
                .single();
    }

    /** The jar with one more migration and one more step, of a job of its own, in a model. */
    private Path newer() throws IOException {
        Path old = ServerProcess.jar();
        Path newer = Files.createDirectories(folder.resolve("newer")).resolve("supervision.jar");
        Files.copy(old, newer);
        Files.createSymbolicLink(newer.resolveSibling("lib"), old.resolveSibling("lib"));
        try (FileSystem jar = FileSystems.newFileSystem(newer)) {
            Files.writeString(
                    jar.getPath("db/migration/V9000__of_the_next_version.sql"),
                    "alter table supervision_session add column of_the_next_version varchar(20);");
            Path model = jar.getPath(MODEL);
            String before = Files.readString(model);
            String flow = "sourceRef=\"Task_DeliverMail\" targetRef=\"EndEvent_MailSent\" />";
            String step = """
                    <bpmn:intermediateThrowEvent id="Event_OfTheNextVersion" camunda:asyncBefore="true">
                      <bpmn:extensionElements>
                        <camunda:failedJobRetryTimeCycle>PT1M,PT5M</camunda:failedJobRetryTimeCycle>
                      </bpmn:extensionElements>
                    </bpmn:intermediateThrowEvent>
                    <bpmn:sequenceFlow id="Flow_ofTheNextVersion" sourceRef="Event_OfTheNextVersion" targetRef="EndEvent_MailSent" />""";
            assertThat(before).contains(flow);
            Files.writeString(
                    model, before.replace(flow, flow.replace("EndEvent_MailSent", "Event_OfTheNextVersion") + step));
        }
        return newer;
    }

    /** Lets everything that is due run, at whichever node lives. */
    private void drain() {
        storm.advanceTo(nodes.ledger.now().plus(Duration.ofHours(1)));
        Waiting.until("nothing is due", CAUGHT_UP, () -> nodes.ledger.due() == 0);
    }

    private void isAllThere(String what) {
        LOG.info(
                "{}: {} completions acknowledged, {} refused, {} jobs while the clock moved, {} sessions, {} cases, {} mails",
                what,
                storm.acknowledged().size(),
                storm.refused(),
                storm.jobs(),
                nodes.ledger.count("supervision_session"),
                nodes.ledger.count("missed_case"),
                nodes.ledger.count("mail"));
        assertThat(nodes.ledger.wrong(storm.acknowledged())).isEmpty();
        assertThat(storm.problems())
                .as(nodes.one.failures() + nodes.two.failures())
                .isEmpty();
    }

    private static double secondsSince(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime).toMillis() / 1000.0;
    }
}
