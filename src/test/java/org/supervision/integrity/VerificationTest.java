package org.supervision.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.supervision.TestDatabase;
import org.supervision.confidential.ConfidentialColumns;
import org.supervision.confidential.Keyring;
import org.supervision.confidential.KeysetFile;
import org.supervision.confidential.SealChain;
import org.supervision.confidential.SealedTable;
import org.supervision.confidential.SignedSupervision;
import org.supervision.confidential.TextCipher;
import org.supervision.notification.SweepTask;

/** Whoever changes the database behind the product's back is found out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerificationTest {

    private static final String URL = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

    private static final Instant NOW = Instant.parse("2027-03-01T02:00:00Z");

    private final Keyring keys = Keyring.generate();
    private final TextCipher cipher = new TextCipher(() -> keys);
    private JdbcClient jdbc;
    private TransactionTemplate transaction;
    private Verification verification;

    @BeforeAll
    void store() throws IOException {
        DataSource database = database();
        Flyway.configure().dataSource(database).load().migrate();
        new SignedSupervision(database, cipher).store();
        jdbc = JdbcClient.create(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        verification = new Verification(jdbc, cipher, ConfidentialColumns.read());
    }

    DataSource database() throws IOException {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL(URL);
        return database;
    }

    @Test
    @DisplayName("what nobody touched is as it was signed")
    void untouched() {
        Verification.Result result = verification.run();

        assertThat(result.findings()).isEmpty();
        assertThat(result.texts()).isEqualTo(18);
    }

    @Test
    @DisplayName("where there is no time for everything the next one goes on, and what was found is known at once")
    void inParts() {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("insert into content_protection (id, probe) values (1, 'probe')")
                    .update();
            jdbc.sql("update content_protection set verified_up_to = :place")
                    .param(
                            "place",
                            "{\"column\":\"a_table.that_went\",\"after\":{\"id\":7},\"texts\":9,\"findings\":9}")
                    .update();
            jdbc.sql("update record_version set content = 'I resign' where id = 2")
                    .update();
            jdbc.sql("update agreement_signature set signer = 'nobody' where id = 2")
                    .update();
            List<Finding> found = new ArrayList<>();
            int parts = 0;
            for (; verification.last().at() == null; parts++) {
                found.addAll(verification.goOn(Duration.ZERO, NOW));
                assertThat(verification.last().findings()).isEqualTo(found.size());
            }

            assertThat(parts)
                    .as("each column; some seals, none after them; no readings")
                    .isEqualTo(ConfidentialColumns.read().all().size() + 2 + 1);
            Verification.Result whole = verification.run();
            assertThat(found).isEqualTo(whole.findings()).isNotEmpty();
            assertThat(verification.last()).isEqualTo(new Verification.Last(NOW, whole.texts(), found.size()));

            verification.goOn(Duration.ofMinutes(1), NOW.plusSeconds(1));
            assertThat(verification.last())
                    .isEqualTo(new Verification.Last(NOW.plusSeconds(1), whole.texts(), found.size()));
            status.setRollbackOnly();
        });
    }

    @Test
    @DisplayName("a sweep verifies when the time between two verifications is over, and not a moment before")
    void dueAgain() {
        Duration every = Duration.ofHours(20);
        SweepTask sweep =
                new IntegrityConfiguration().verifySignedTexts(verification, new SealChain(jdbc, cipher), every);
        transaction.executeWithoutResult(status -> {
            jdbc.sql("insert into content_protection (id, probe) values (1, 'probe')")
                    .update();
            for (Instant at : List.of(NOW, NOW.plus(every).minusMillis(1), NOW.plus(every))) {
                sweep.sweep(at);
                assertThat(verification.last().at()).isEqualTo(at.isBefore(NOW.plus(every)) ? NOW : at);
            }
            status.setRollbackOnly();
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "record_version 2 (SE-000001); update record_version set content = 'I resign' where id = 2",
                "record_version 2 (SE-000001); update record_version set content = left(content, 30) || case"
                        + " substring(content, 31, 1) when 'A' then 'B' else 'A' end || substring(content, 32)"
                        + " where id = 2",
                "record_version 2 (SE-000001); update record_version set content = left(content, 60) where id = 2",
                "record_version 2 (SE-000001); update record_version set content = ("
                        + "select content from record_version where id = 1) where id = 2",
                "record_version 2 (SE-000001); update record_version set content = (select content from record_version"
                        + " where id = 4), content_sha256 = (select content_sha256 from record_version where id = 4)"
                        + " where id = 2",
                "record_version 2 (SE-000001); update record_version set content_sha256 = 'ab' where id = 2",
                "record_signature 1 (SE-000001); delete from record_version where id = 2",
                "record_distribution 1 (SE-000001); delete from record_version where id = 2",
                "supervision_session 1 (SE-000001); delete from record_version where id = 1",
                "supervision_record 1 (SE-000001); delete from record_signature where id = 2",
                "supervision_record 1 (SE-000001); delete from record_distribution where id = 1",
                "record_signature 1 (SE-000001); update record_signature set content_sha256 = 'ab' where id = 1",
                "record_signature 1 (SE-000001); update record_signature set signer = 'max' where id = 1",
                "record_signature 1 (SE-000001); update record_signature set version_number = 1 where id = 1",
                "personal_matter 1 (SE-000001); update personal_matter set wording = ("
                        + "select wording from personal_matter where id = 2) where id = 1",
                "personal_matter 1 (SE-000002); update personal_matter set session_id = 2 where id = 1",
                "agreement_term 1 (AG-000001); update agreement_term set signed_text = terms where id = 1",
                "agreement_term 1 (AG-000001); update agreement_term set signed_text = ("
                        + "select signed_text from agreement_term where id = 2) where id = 1",
                "agreement_term 1 (AG-000001); update agreement_term set signed_text = null where id = 1",
                "agreement_term 1 (AG-000001); delete from agreement_signature where id = 1",
                "agreement_signature 1 (AG-000001); update agreement_signature set text_sha256 = 'ab' where id = 1",
                "agreement_review_answer 1; update agreement_review_answer set signed_text = 'yes' where id = 1",
                "agreement_review 1 (AG-000001); delete from agreement_review_answer where id = 1",
                "agreement_signature 1 (AG-000001); update agreement_signature set signed_at = timestamp '2027-01-03"
                        + " 09:00:00' where id = 1",
                "agreement_signature 1 (AG-000001); update agreement_signature set signer = 'max' where id = 1",
                "agreement_signature 1 (AG-000001); update agreement_signature set signer_name = 'Max' where id = 1",
                "record_signature 1 (AG-000001); update record_signature set signed_at = timestamp '2027-01-03 09:00:00'"
                        + " where id = 1",
                "record_signature 1 (AG-000001); update record_signature set decision = 'SIGN_WITH_COMMENT' where id = 1",
                "record_signature 1 (AG-000001); update record_signature set agenda_agreed = false where id = 1",
                "record_signature 1 (AG-000001); update record_signature set remark = null where id = 1",
                "agreement_review_answer 1 (AG-000001); update agreement_review_answer set answered_at = timestamp"
                        + " '2027-01-03 09:00:00' where id = 1",
                "agreement_review_answer 1 (AG-000001); update agreement_review_answer set answer = 'DISAGREE'"
                        + " where id = 1",
                "supervision_session 2 (SE-000002); update supervision_session set booked_at = timestamp '2027-01-03"
                        + " 09:00:00' where id = 2",
                "record_unsigned 1 (AG-000001); insert into record_unsigned (session_id, version_number, party, reason,"
                        + " explained_at) values (1, 2, 'kim', '-', timestamp '2027-01-05 09:00:00')",
                "paper_agreement 1 (AG-000001); insert into paper_agreement (term_id, scan_reference, imported_by,"
                        + " imported_at) values (1, '-', 'sam', timestamp '2027-01-05 09:00:00')",
                "record_signature 1 (AG-000001); update seal set fingerprint = 'a:b' where subject_table ="
                        + " 'record_signature' and subject_id = 1",
                "seal_head 1; delete from seal where seal_number = (select max(seal_number) from seal)"
            })
    @DisplayName("each kind of tampering is found, named by row, and told without a word of the text")
    void tampered(String where, String sql) {
        List<Finding> findings = findingsAfter(sql);

        assertThat(findings)
                .anySatisfy(finding -> assertThat(finding.toString()).startsWith(where))
                .allSatisfy(finding ->
                        assertThat(finding.toString()).doesNotContain(SignedSupervision.CANARY, "I resign", "enc:"));
    }

    @Test
    @DisplayName("a term that was deleted with its signatures leaves a gap")
    void deletedTerm() {
        assertThat(findingsAfter(
                        "delete from agreement_signature where term_id = 1", "delete from agreement_term where id = 1"))
                .extracting(Finding::toString)
                .containsExactlyInAnyOrder(
                        "agreement 1 (AG-000001): a term is missing",
                        "agreement_signature 1 (AG-000001): it is missing",
                        "agreement_signature 2 (AG-000001): it is missing");
    }

    /** All that hangs on the second session. */
    private static final List<String> SECOND_SESSION = List.of(
            "delete from record_signature where session_id = 2",
            "delete from record_distribution where session_id = 2",
            "delete from record_version where session_id = 2",
            "delete from supervision_record where session_id = 2",
            "delete from personal_matter where session_id = 2",
            "delete from supervision_session where id = 2");

    private static final String CERTIFICATE =
            "insert into disposal_certificate (agreement_id, supervisor, began_on, ended_on, due_on,"
                    + " reviewed_by, reviewed_at, approved_by, approved_at, disposed_at, contents, signed_sha256,"
                    + " certificate_sha256) select 1, 'sam', started_on, started_on, started_on, 'a', unsigned_chase_at, 'b',"
                    + " unsigned_chase_at, unsigned_chase_at, '{}', 'c', 'd' from agreement_term where id = 1";

    @Test
    @DisplayName(
            "a session that was deleted with all that hangs on it is missed, also if its seals go, or a certificate"
                    + " of disposal is made up")
    void deletedSession() {
        String missing = "supervision_session 2 (SE-000002): it is missing";
        assertThat(findingsAfter(SECOND_SESSION.toArray(String[]::new)))
                .extracting(Finding::toString)
                .contains(missing);

        List<String> withSeals = new ArrayList<>(SECOND_SESSION);
        withSeals.add("delete from seal where subject_table = 'supervision_session' and subject_id = 2");
        withSeals.add("delete from seal where subject_table = 'record_signature' and subject_id in (3, 4)");
        assertThat(findingsAfter(withSeals.toArray(String[]::new)))
                .extracting(Finding::problem)
                .contains("a seal before it is missing");

        List<String> withCertificate = new ArrayList<>(SECOND_SESSION);
        withCertificate.add(CERTIFICATE);
        assertThat(findingsAfter(withCertificate.toArray(String[]::new)))
                .extracting(Finding::toString)
                .contains(missing, "disposal_certificate 1 (AG-000001): it has no seal");
    }

    @Test
    @DisplayName("what goes with a certificate that the product sealed is not missed, and the key may change meanwhile")
    void disposedOf() {
        List<String> statements = new ArrayList<>(SECOND_SESSION);
        statements.add(CERTIFICATE);
        DataSource database = TestDatabase.migrated();
        new SignedSupervision(database, cipher).store();
        JdbcClient other = JdbcClient.create(database);
        Keyring changed = keys.withNewKey().withNewestCurrent();
        TextCipher fresh = new TextCipher(() -> changed);

        new TransactionTemplate(new JdbcTransactionManager(database)).executeWithoutResult(status -> {
            statements.forEach(sql -> other.sql(sql).update());
            new SealChain(other, fresh).add(SealedTable.DISPOSAL_CERTIFICATE, 1);
        });

        assertThat(new Verification(other, fresh, ConfidentialColumns.read())
                        .run()
                        .findings())
                .isEmpty();
        assertThat(new Verification(other, cipher, ConfidentialColumns.read())
                        .run()
                        .findings())
                .as("without the new key")
                .extracting(Finding::problem)
                .contains("its seal was changed, or the key is missing");
    }

    private List<Finding> findingsAfter(String... statements) {
        List<Finding> findings = new ArrayList<>();
        transaction.executeWithoutResult(status -> {
            for (String sql : statements) {
                assertThat(jdbc.sql(sql).update()).as(sql).isPositive();
            }
            findings.addAll(verification.run().findings());
            status.setRollbackOnly();
        });
        return findings;
    }

    @Test
    @DisplayName("the health shows the last result and nothing else")
    void health() {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("insert into content_protection (id, probe) values (1, 'p')")
                    .update();
            SignedTextsHealthIndicator indicator = new SignedTextsHealthIndicator(verification);
            assertThat(indicator.health().getDetails()).containsEntry("verifiedAt", "never");

            Instant at = Instant.parse("2027-01-04T06:00:00Z");
            verification.keep(new Verification.Result(20, List.of()), at);
            Health good = indicator.health();
            assertThat(good.getStatus()).isEqualTo(Status.UP);
            assertThat(good.getDetails())
                    .containsEntry("verifiedAt", at.toString())
                    .containsEntry("texts", 20);

            verification.keep(new Verification.Result(20, List.of(new Finding("t", "1", "", "changed"))), at);
            assertThat(indicator.health().getStatus()).isEqualTo(Status.DOWN);
            status.setRollbackOnly();
        });
    }

    @Test
    @DisplayName(
            "keys are made and changed from the command line, and verify says by its exit code whether all is well")
    void commands(@TempDir Path folder) throws IOException {
        String file = folder.resolve("keyset").toString();
        assertThat(run("new-key", file).code()).isZero();
        String first = new KeysetFile(Path.of(file)).keys().current();
        assertThat(run("new-key", file).out()).contains("Added the key");
        assertThat(new KeysetFile(Path.of(file)).keys().current()).isEqualTo(first);
        assertThat(run("use-new-key", file).code()).isZero();
        assertThat(new KeysetFile(Path.of(file)).keys().current()).isNotEqualTo(first);
        assertThat(run("anything", file).code()).isEqualTo(2);
        assertThat(run("verify", "").code()).isEqualTo(2);

        new KeysetFile(Path.of(file)).write(keys);
        String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        JdbcDataSource database = new JdbcDataSource();
        database.setURL(url);
        database.setUser("sa");
        Flyway.configure().dataSource(database).load().migrate();
        new SignedSupervision(database, cipher).store();
        assertThat(run("verify", file, url)).isEqualTo(new Ran(0, "18 texts were read, 0 findings.\n"));

        run("new-key", file);
        run("use-new-key", file);
        assertThat(run("reencrypt", file, url).out()).startsWith("18 texts were encrypted anew. No text needs");
        JdbcClient.create(database)
                .sql("update personal_matter set wording = 'x' where id = 1")
                .update();
        Ran tampered = run("verify", file, url);
        assertThat(tampered.code()).isEqualTo(1);
        assertThat(tampered.out())
                .startsWith("personal_matter 1 (SE-000001): wording cannot be read: it is not encrypted\n");
        assertThat(run("reencrypt", file, url).code()).isEqualTo(1);
    }

    private record Ran(int code, String out) {}

    private static Ran run(String command, String keysetFile, String... url) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<String> arguments = new ArrayList<>(List.of(
                "--supervision.command=" + command,
                "--supervision.encryption.keyset-file=" + keysetFile,
                "--logging.level.root=warn"));
        for (String given : url) {
            arguments.add("--spring.datasource.url=" + given);
        }
        int code = Command.run(new PrintStream(bytes, true, StandardCharsets.UTF_8), arguments.toArray(String[]::new));
        return new Ran(code, bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"));
    }
}
