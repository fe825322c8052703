package org.supervision.confidential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.supervision.TestDatabase;
import org.supervision.bench.Statements;

/** Texts are moved from plain to encrypted and from one key to the next, while people go on. */
class ReencryptionTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final DataSource database = TestDatabase.empty();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private volatile Keyring keys = Keyring.generate();
    private final TextCipher cipher = new TextCipher(() -> keys);
    private final ConfidentialColumns columns = ConfidentialColumns.read();
    private final SignedSupervision plain = new SignedSupervision(database, null);
    private final Statements statements = new Statements();
    private final DataSource heard = (DataSource) statements.postProcessAfterInitialization(database, "database");
    private final Reencryption reencryption =
            new Reencryption(JdbcClient.create(heard), new JdbcTransactionManager(heard), cipher, columns);

    private void migrateTo(String version) {
        Flyway.configure().dataSource(database).target(version).load().migrate();
    }

    private void start() {
        migrateTo("latest");
        new Protection(database, cipher, columns).atStart();
    }

    @Test
    @DisplayName("an earlier version's database is encrypted at the first start, what looks encrypted included")
    void upgrade() {
        migrateTo("60");
        plain.store();
        jdbc.sql("update personal_matter set wording = 'enc:12345678:AAAA' where id = 2")
                .update();

        start();

        assertThat(plain.raw())
                .hasSize(19)
                .allSatisfy(text -> assertThat(text).startsWith("enc:" + keys.current() + ":"));
        assertThat(plain.read(cipher)).contains("enc:12345678:AAAA", SignedSupervision.CANARY + " record 1/2");
    }

    @Test
    @DisplayName(
            "an earlier version's agreements, sessions and signatures are sealed at the first start, and at no other")
    void upgradeSeals() {
        migrateTo("60");
        plain.store();
        start();
        SealChain seals = new SealChain(jdbc, cipher);
        assertThat(seals.verify()).isEmpty();
        assertThat(jdbc.sql("select subject_table, count(*) as n from seal group by subject_table order by 1")
                        .query((row, number) -> row.getString(1) + " " + row.getInt(2))
                        .list())
                .containsExactly(
                        "agreement 1",
                        "agreement_review_answer 1",
                        "agreement_signature 4",
                        "record_signature 4",
                        "supervision_session 2");

        jdbc.sql("delete from seal").update();
        jdbc.sql("update seal_head set seal_number = 0, seal = :none")
                .param("none", "0".repeat(64))
                .update();
        start();

        assertThat(seals.verify()).hasSize(12);
    }

    @Test
    @DisplayName("an upgrade that was cut short goes on at the next start; a later start changes nothing")
    void restartedUpgrade() {
        migrateTo("60");
        plain.store();
        migrateTo("latest");
        ConfidentialColumn content = columns.require("record_version", "content");
        jdbc.sql("update record_version set content = :text where id = 1")
                .param(
                        "text",
                        cipher.encrypt(
                                "done before", content.in(Map.of("id", 1, "session_id", 1, "version_number", 1)::get)))
                .update();

        start();
        List<String> after = plain.raw();
        start();

        assertThat(plain.read(cipher)).contains("done before");
        assertThat(plain.raw()).isEqualTo(after);
    }

    @Test
    @DisplayName("case 48: once a database is encrypted, plain text in it is not believed and other keys are refused")
    void afterwards() {
        start();
        plain.store();
        assertThatThrownBy(() -> plain.read(cipher)).isInstanceOf(UnreadableTextException.class);
        assertThat(reencryption.run(LONG).unreadable())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).doesNotContain(SignedSupervision.CANARY));

        Keyring right = keys;
        keys = Keyring.generate();
        assertThatThrownBy(this::start)
                .isInstanceOf(WrongKeysException.class)
                .satisfies(e -> assertThat(new WrongKeysAnalyzer().analyze(e).getDescription())
                        .contains("encrypted with other keys"));
        keys = right.withNewKey().withNewestCurrent();
        start();
    }

    @Test
    @DisplayName(
            "the key changes while people read and write: nothing is lost, and at the end no text needs the old key")
    void rotationAtWork() throws Exception {
        start();
        new SignedSupervision(database, cipher).store();
        ConfidentialColumn remark = columns.require("record_signature", "remark");
        Keyring old = keys;
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService people = Executors.newFixedThreadPool(2);
        Future<Integer> writer = people.submit(() -> {
            int n = 0;
            for (; !stop.get() || n < 50; n++) {
                long id = 1 + n % 4;
                Map<String, Object> row = jdbc.sql("select * from record_signature where id = :id")
                        .param("id", id)
                        .query()
                        .singleRow();
                jdbc.sql("update record_signature set remark = :text where id = :id")
                        .param("text", cipher.encrypt("remark " + n, remark.in(row::get)))
                        .param("id", id)
                        .update();
                aMoment();
            }
            return n;
        });
        Future<Integer> reader = people.submit(() -> {
            int n = 0;
            for (; !stop.get() || n < 20; n++) {
                plain.read(cipher);
                aMoment();
            }
            return n;
        });

        keys = keys.withNewKey().withNewestCurrent();
        Reencryption.Result first = reencryption.run(LONG);
        stop.set(true);

        assertThat(writer.get()).isPositive();
        assertThat(reader.get()).isPositive();
        people.shutdown();
        assertThat(first.changed()).isPositive();
        assertThat(reencryption.run(LONG).complete()).isTrue();
        assertThat(reencryption.run(LONG)).isEqualTo(new Reencryption.Result(0, 0, List.of()));
        assertThat(plain.raw()).allSatisfy(text -> assertThat(text).startsWith("enc:" + keys.current() + ":"));
        assertThatThrownBy(() -> plain.read(new TextCipher(() -> old))).isInstanceOf(UnreadableTextException.class);
    }

    private void storeDrafts(int drafts) {
        ConfidentialColumn content = columns.require("task_draft", "content");
        for (int n = 0; n < drafts; n++) {
            Map<String, Object> row = Map.of("task_id", "one", "user_id", "sam" + n);
            jdbc.sql("insert into task_draft (task_id, user_id, version, content, saved_at)"
                            + " values (:task_id, :user_id, 1, :content, current_timestamp)")
                    .params(row)
                    .param("content", cipher.encrypt("draft " + n, content.in(row::get)))
                    .update();
        }
    }

    private int countQueries(Runnable work) {
        return statements.during(work).count();
    }

    /** People are not as fast as a loop, which would keep the rows locked. */
    private static void aMoment() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(5);
    }

    @Test
    @DisplayName("when time is up it stops, and says what is left")
    void timeIsUp() {
        start();
        new SignedSupervision(database, cipher).store();
        int texts = plain.raw().size();
        keys = keys.withNewKey().withNewestCurrent();

        assertThat(reencryption.run(Duration.ZERO)).isEqualTo(new Reencryption.Result(0, texts, List.of()));
        assertThat(reencryption.run(LONG)).isEqualTo(new Reencryption.Result(texts, 0, List.of()));
    }

    @Test
    @DisplayName("what is more than fits into a transaction is moved in several, what cannot be read left where it is")
    void manyRows() {
        start();
        int drafts = 250;
        storeDrafts(drafts);
        jdbc.sql("update task_draft set content = 'plain' where user_id = 'sam7'")
                .update();
        keys = keys.withNewKey().withNewestCurrent();

        Reencryption.Result result = reencryption.run(LONG);

        assertThat(result.changed()).isEqualTo(drafts); // all but one, and the probe of the protection
        assertThat(result.left()).isZero();
        assertThat(result.unreadable()).hasSize(1);
        assertThat(jdbc.sql("select count(*) from task_draft where content like :head")
                        .param("head", cipher.currentHead() + "%")
                        .query(Integer.class)
                        .single())
                .isEqualTo(drafts - 1);
    }

    @Test
    @DisplayName("no text is looked through once a whole run has found nothing left, until the key changes again")
    void nothingLeft() {
        start();
        assertThat(countQueries(() -> reencryption.runUnlessNothingIsLeft(LONG)))
                .as("a new database has nothing else")
                .isEqualTo(1);
        storeDrafts(3);
        for (int change = 0; change < 2; change++) {
            keys = keys.withNewKey().withNewestCurrent();
            assertThat(reencryption.runUnlessNothingIsLeft(LONG).changed()).isEqualTo(4);
            assertThat(countQueries(() -> reencryption.runUnlessNothingIsLeft(LONG)))
                    .as("looks whether anybody has written with the old key meanwhile")
                    .isGreaterThan(columns.all().size());
            assertThat(countQueries(() -> reencryption.runUnlessNothingIsLeft(LONG)))
                    .isEqualTo(1);
        }
    }
}
