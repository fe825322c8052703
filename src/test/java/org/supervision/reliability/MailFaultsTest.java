package org.supervision.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobExecutor;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.supervision.notification.MailKind;
import org.supervision.notification.MailResend;
import org.supervision.notification.Notice;
import org.supervision.notification.NotificationProcessTest;
import org.supervision.notification.Outbox;
import org.supervision.notification.process.FakeMailServer.Weather;
import org.supervision.notification.process.MailBed;
import org.supervision.people.Person;

/** Mail to a server that does what mail servers do on a bad day, and a disk that is full. */
@NotificationProcessTest
@ExtendWith(OutputCaptureExtension.class)
class MailFaultsTest extends MailBed {

    private static final int MAILS = Integer.getInteger("reliability.mails", 300);

    private static final Notice NOTICE =
            Notice.of("SE-000456/distributed/1", "worker", MailKind.RECORD_DISTRIBUTED, "SE-000456");

    /** What stands in the mail, its address, and what the server says: none of it is the engine's or a log's business. */
    private static final String[] SECRETS = {"Your supervision record", "council.example>", "worker@", "canary"};

    private static final String PASSWORD = "changeit";

    @TempDir
    static Path folder;

    @Autowired
    private JavaMailSenderImpl sender;

    @Autowired
    private Outbox outbox;

    private Properties asConfigured;

    @BeforeEach
    void remember() {
        asConfigured = new Properties();
        asConfigured.putAll(sender.getJavaMailProperties());
    }

    @AfterEach
    void mendAndLookForWords(CapturedOutput log) {
        FullDisk.hasRoomAgain(jdbc);
        sender.setUsername(null);
        sender.setPassword(null);
        sender.getJavaMailProperties().clear();
        sender.getJavaMailProperties().putAll(asConfigured);
        assertThat(log.getAll()).doesNotContain(SECRETS);
        assertThat(jdbc.sql("select BYTES_ from ACT_GE_BYTEARRAY where DEPLOYMENT_ID_ is null")
                        .query((row, number) -> new String(row.getBytes(1), java.nio.charset.StandardCharsets.UTF_8))
                        .list())
                .allSatisfy(text -> assertThat(text).doesNotContain(SECRETS));
        assertThat(jdbc.sql("select coalesce(JOB_EXCEPTION_MSG_, '') from ACT_HI_JOB_LOG")
                        .query(String.class)
                        .list())
                .allSatisfy(text -> assertThat(text).doesNotContain(SECRETS));
    }

    @Test
    @DisplayName("a server that refuses connections: the mail waits, and goes once when it is back")
    void refusedConnection() {
        SERVER.close();
        failsForNow("MailConnectException", "ConnectException");
        SERVER.open();
        goesOnce();
    }

    @Test
    @DisplayName("a server that never says a word: given up after the time-out, and the mail goes once when it is back")
    void silentServer() {
        SERVER.weather(() -> Weather.SILENT);
        failsForNow("SocketTimeoutException");
        SERVER.weather(() -> Weather.FINE);
        goesOnce();
    }

    @Test
    @DisplayName(
            "a server that says a little now and then, so that no read is late: given up after the longest dialogue")
    void chattyServer() {
        SERVER.weather(() -> Weather.CHATTY);
        long start = System.nanoTime();
        failsForNow("The mail server was not reached or broke off");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
        SERVER.weather(() -> Weather.FINE);
        goesOnce();
    }

    @Test
    @DisplayName(
            "the connection is lost after DATA: the server has the mail and we cannot know; one copy, the same Message-ID")
    void lostAfterData() throws Exception {
        SERVER.weather(() -> Weather.LOSING);
        failsForNow("The mail server was not reached or broke off");
        SERVER.weather(() -> Weather.FINE);
        next();
        assertThat(column("status")).isEqualTo("SENT");
        assertThat(SERVER.taken()).hasSize(2);
        assertThat(SERVER.taken().get(1).getMessageID())
                .isEqualTo(SERVER.taken().get(0).getMessageID())
                .isEqualTo(column("message_id"));
    }

    @Test
    @DisplayName("a certificate that nobody vouches for: no mail goes over it, nor in the clear")
    void wrongCertificate() throws Exception {
        SERVER.offer(selfSigned());
        sender.getJavaMailProperties().put("mail.smtp.starttls.enable", "true");
        failsForNow("SSLHandshakeException");
        assertThat(SERVER.taken()).isEmpty();
        sender.getJavaMailProperties().put("mail.smtp.ssl.trust", "localhost");
        goesOnce();
    }

    @Test
    @DisplayName("our sign-in is refused: no task for a manager, who can do nothing about it; it is tried again")
    void refusedSignIn() {
        SERVER.refuseSignIns();
        sender.setUsername("supervision");
        sender.setPassword("wrong");
        sender.getJavaMailProperties().put("mail.smtp.auth", "true");
        failsForNow("The mail server refuses our sign-in");
        assertThat(tasks.createTaskQuery().count()).isZero();
    }

    @Test
    @DisplayName("no room for a new mail: the caller's work fails whole, and neither a mail nor a delivery is left")
    void noRoomForANewMail() {
        FullDisk.refuses(jdbc, row -> true);
        assertThatThrownBy(() -> send(NOTICE))
                .hasMessageContaining("SQL state 53100")
                .message()
                .doesNotContain(SECRETS);
        assertThat(runtime.createProcessInstanceQuery().count()).isZero();
        FullDisk.hasRoomAgain(jdbc);
        send(NOTICE);
        runDueJobs();
        assertThat(SERVER.taken()).hasSize(1);
    }

    @Test
    @DisplayName(
            "no room to note an attempt: it is not made; no room to note that it went: a copy with the same Message-ID")
    void noRoomToNoteWhatBecameOfIt() throws Exception {
        send(NOTICE);
        FullDisk.refuses(jdbc, row -> true);
        runDueJobs();
        assertThat(SERVER.taken()).isEmpty();
        FullDisk.refuses(jdbc, row -> row.contains("SENT"));
        next();
        assertThat(SERVER.taken()).hasSize(1);
        assertThat(column("status")).isEqualTo("QUEUED");
        FullDisk.hasRoomAgain(jdbc);
        next();
        assertThat(column("status")).isEqualTo("SENT");
        assertThat(SERVER.taken()).hasSize(2);
        assertThat(SERVER.taken().get(1).getMessageID())
                .isEqualTo(SERVER.taken().get(0).getMessageID());
    }

    @Test
    @DisplayName("hundreds of mails wait for a server that hangs: a deadline that falls due meanwhile is not late")
    void aServerThatHangsKeepsNoDeadlineWaiting() throws InterruptedException {
        SERVER.weather(() -> Weather.CHATTY);
        deadlineAt(MONDAY_MORNING.plusSeconds(1));
        at(MONDAY_MORNING);
        sendToMany(MAILS);
        ticksFrom(MONDAY_MORNING);
        long late = withExecutor(() -> {
            while (jdbc.sql("select count(*) from ACT_RU_JOB where TYPE_ = 'timer'")
                            .query(Integer.class)
                            .single()
                    > 0) {
                Thread.sleep(10);
            }
            return Duration.between(
                            MONDAY_MORNING.plusSeconds(1),
                            ClockUtil.getCurrentTime().toInstant())
                    .toMillis();
        });
        System.out.println("a deadline beside " + MAILS + " mails to a server that hangs: " + late + " ms late");
        assertThat(late).isLessThan(5_000);
    }

    private long attemptsCutShort() {
        return engine.getHistoryService().createHistoricJobLogQuery().failureLog().list().stream()
                .filter(attempt -> attempt.getJobExceptionMessage().contains("not reached or broke off"))
                .count();
    }

    @Test
    @DisplayName(
            "a storm: mails lost after DATA, refused for now and for good, outages, and a disk full at the worst moment:"
                    + " none is lost, copies have one Message-ID, and each that cannot arrive is on the list and goes again")
    void storm() throws Exception {
        int crashes = 8;
        int outages = 4;
        AtomicInteger connections = new AtomicInteger();
        AtomicInteger lost = new AtomicInteger();
        SERVER.weather(() -> {
            boolean loses = connections.incrementAndGet() % 33 == 0;
            lost.addAndGet(loses ? 1 : 0);
            return loses ? Weather.LOSING : Weather.FINE;
        });
        Set<String> busyOnce = ConcurrentHashMap.newKeySet();
        SERVER.refuse(address -> {
            int number = Integer.parseInt(address.substring(1, address.indexOf('@')));
            if (number % 10 == 3 && address.endsWith("@council.example")) {
                return 550;
            }
            return number % 20 == 7 && busyOnce.add(address) ? 451 : 0;
        });
        Set<String> crashing = ConcurrentHashMap.newKeySet();
        IntStream.range(0, crashes).forEach(n -> crashing.add("P" + (n * (MAILS / crashes) / 10 * 10 + 1)));
        FullDisk.refuses(
                jdbc,
                row -> row.contains("SENT")
                        && row.stream().anyMatch(value -> value instanceof String text && crashing.remove(text)));
        sendToMany(MAILS);
        ticksFrom(MONDAY_MORNING);
        long start = System.nanoTime();
        withExecutor(() -> {
            for (int outage = 1; outage <= outages; outage++) {
                int until = outage * MAILS / 6;
                while (SERVER.taken().size() < until) {
                    onward();
                }
                SERVER.close();
                Thread.sleep(100);
                SERVER.open();
            }
            while (unsettled() > 0) {
                onward();
            }
            return null;
        });
        int refused = IntStream.range(0, MAILS).map(n -> n % 10 == 3 ? 1 : 0).sum();
        Map<String, Long> copies = copies();
        long more = copies.values().stream().mapToLong(n -> n - 1).sum();
        System.out.println(MAILS + " mails, " + refused + " refused for good, " + lost + " lost after DATA, " + more
                + " copies, " + (System.nanoTime() - start) / 1_000_000 + " ms");
        assertThat(copies.keySet()).isEqualTo(messageIds("SENT"));
        assertThat(copies).hasSize(MAILS - refused);
        assertThat(more)
                .as("copies, each after an attempt that was cut short or could not be noted")
                .isBetween(1L, attemptsCutShort() + crashes);
        assertThat(crashing).isEmpty();
        assertThat(messageIds("REJECTED")).hasSize(refused);
        assertThat(outbox.rejectedOnes()).hasSize(refused);
        assertThat(tasks.createTaskQuery().taskAssignee("supervisor").count()).isEqualTo(refused);
        assertThat(runtime.createIncidentQuery().count()).isZero();

        knows("new.example");
        jdbc.sql("select id from mail where status = 'REJECTED'")
                .query(Long.class)
                .list()
                .forEach(id -> assertThat(resend.sendAgain(id, "admin")).contains(MailResend.Done.REDIRECTED));
        withExecutor(() -> {
            while (unsettled() > 0) {
                onward();
            }
            return null;
        });
        assertThat(messageIds("SENT")).hasSize(MAILS).isEqualTo(copies().keySet());
        assertThat(tasks.createTaskQuery().count()).isZero();
    }

    private void failsForNow(String... kinds) {
        ProcessInstance delivery = send(NOTICE);
        runDueJobs();
        assertThat(column("status")).as("after " + SERVER.taken()).isEqualTo("QUEUED");
        Job job =
                management.createJobQuery().processInstanceId(delivery.getId()).singleResult();
        assertThat(job.getExceptionMessage()).contains(kinds);
        assertThat(job.getRetries()).isEqualTo(6);
    }

    private void goesOnce() {
        next();
        assertThat(column("status")).isEqualTo("SENT");
        assertThat(SERVER.taken()).hasSize(1);
    }

    /** At the next attempt. */
    private void next() {
        at(management.createJobQuery().singleResult().getDuedate().toInstant());
        runDueJobs();
    }

    /** A mail that waits for its hours, as a deadline of one of our models. */
    private void deadlineAt(Instant moment) {
        at(MONDAY_MORNING.minus(Duration.ofHours(12)));
        ProcessInstance waiting = send(NOTICE);
        Job timer = management
                .createJobQuery()
                .processInstanceId(waiting.getId())
                .timers()
                .singleResult();
        management.setJobDuedate(timer.getId(), Date.from(moment));
    }

    private static void ticksFrom(Instant moment) {
        ClockUtil.reset();
        ClockUtil.offset(Duration.between(Instant.now(), moment).toMillis());
    }

    private void sendToMany(int mails) {
        knows("council.example");
        transaction.executeWithoutResult(status -> IntStream.range(0, mails)
                .forEach(n -> notifier.send(Notice.of("SE-" + n, "P" + n, MailKind.RECORD_DISTRIBUTED, "SE-000456"))));
    }

    /** Everybody has an address at this host. */
    private void knows(String host) {
        Map<String, Optional<Person>> known = new HashMap<>();
        when(people.find(anyString()))
                .thenAnswer(call -> known.computeIfAbsent(call.getArgument(0), id -> Optional.of(person(id, host))));
        IntStream.range(0, MAILS).forEach(n -> known.put("P" + n, Optional.of(person("P" + n, host))));
    }

    private static Person person(String id, String host) {
        Person person = mock(Person.class);
        when(person.mail()).thenReturn(id + "@" + host);
        when(person.lineManager()).thenReturn("supervisor");
        return person;
    }

    /** Lets the jobs run on as many threads as the product has, in its own ways of acquiring them. */
    private <T> T withExecutor(Waiting<T> waiting) throws InterruptedException {
        DefaultJobExecutor executor = (DefaultJobExecutor)
                ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getJobExecutor();
        executor.setCorePoolSize(8);
        executor.setMaxPoolSize(8);
        executor.setQueueSize(100);
        executor.setMaxJobsPerAcquisition(10);
        executor.setLockTimeInMillis(60_000);
        executor.setWaitTimeInMillis(50);
        executor.setMaxWait(50);
        executor.start();
        try {
            return waiting.until();
        } finally {
            executor.shutdown();
            ClockUtil.setCurrentTime(ClockUtil.getCurrentTime());
        }
    }

    @FunctionalInterface
    private interface Waiting<T> {
        T until() throws InterruptedException;
    }

    /** Lets what is due run, and then moves the clock to what is due next. */
    private void onward() throws InterruptedException {
        Thread.sleep(20);
        long busy = jdbc.sql("select count(*) from ACT_RU_JOB where RETRIES_ > 0 and (LOCK_OWNER_ is not null"
                        + " or DUEDATE_ <= :now)")
                .param("now", ClockUtil.getCurrentTime())
                .query(Long.class)
                .single();
        if (busy == 0) {
            jdbc.sql("select min(DUEDATE_) from ACT_RU_JOB where RETRIES_ > 0")
                    .query(Date.class)
                    .optional()
                    .ifPresent(due -> ticksFrom(due.toInstant()));
        }
    }

    private int unsettled() {
        return jdbc.sql("select count(*) from mail where status = 'QUEUED'")
                .query(Integer.class)
                .single();
    }

    private Set<String> messageIds(String status) {
        return Set.copyOf(jdbc.sql("select message_id from mail where status = :status")
                .param("status", status)
                .query(String.class)
                .list());
    }

    /** How often the server has each mail. */
    private static Map<String, Long> copies() {
        return SERVER.taken().stream()
                .collect(Collectors.groupingBy(MailFaultsTest::idOf, TreeMap::new, Collectors.counting()));
    }

    private static String idOf(MimeMessage mail) {
        try {
            return mail.getMessageID();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A certificate for this machine that no authority has signed. */
    private static SSLContext selfSigned() throws Exception {
        Path store = folder.resolve("mail.p12");
        run(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "mail",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(List.of(command)).start().waitFor()).isZero();
    }
}
