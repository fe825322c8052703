package org.supervision.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.supervision.access.AccessBed.TODAY;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.BadSqlGrammarException;
import org.supervision.TestDatabase;
import org.supervision.access.AccessGrant.Scope;
import org.supervision.access.ReadChain.Finding;
import org.supervision.confidential.SealChain;
import org.supervision.confidential.TestCipher;
import org.supervision.confidential.TextCipher;
import org.supervision.persistence.Documents;

@DisplayName("The log of readings")
class ReadLogTest {

    private static final Content RECORD = Content.record("SE-000001", 1);

    private final AccessBed bed = new AccessBed();

    private void read(int times) {
        for (int i = 0; i < times; i++) {
            bed.at(TODAY.atTime(9, 0).plusMinutes(2L * i));
            bed.opens(i % 3 == 2 ? "processowner" : "worker", RECORD);
        }
    }

    private List<Finding> verify() {
        return bed.log.verify();
    }

    private void sql(String statement) {
        assertThat(bed.jdbc.sql(statement).update()).isPositive();
    }

    @Test
    @DisplayName("F111: every opening and every refusal is in it, with the ground and without content")
    void logsOpeningsAndRefusals() {
        bed.opens("worker", RECORD);
        bed.opens("cover", Content.record("SE-000002", 3), Route.FORM);
        bed.opens("processowner", RECORD, Route.REST);

        assertThat(bed.access.readings("supervisor", RECORD))
                .extracting(Reading::reader, Reading::kind, Reading::version, Reading::ground, Reading::route)
                .containsExactly(
                        tuple("processowner", "RECORD", 1, "DENIED", "REST"),
                        tuple("worker", "RECORD", 1, "PARTY", "PAGE"));
        assertThat(bed.access.readings("cover", Content.record("SE-000002", 0)))
                .extracting(Reading::reader, Reading::version, Reading::ground, Reading::route)
                .containsExactly(tuple("cover", 3, "COVER", "FORM"));
        for (String other : List.of("cover", "linemanager", "processowner", "records", "auditor", "admin")) {
            assertThat(bed.access.readings(other, RECORD)).as(other).isEmpty();
        }
        assertThat(verify()).isEmpty();
        assertThat(bed.log.head().entry()).isEqualTo(3);
    }

    @Test
    @DisplayName("A page that is loaded again within a minute is one reading; refusals all count")
    void countsReloadsOnce() {
        bed.opens("worker", RECORD);
        bed.opens("worker", RECORD);
        bed.at(TODAY.atTime(9, 0, 59));
        bed.opens("worker", RECORD);
        assertThat(bed.entries()).isEqualTo(1);
        bed.opens("worker", RECORD, Route.FORM);
        bed.opens("worker", Content.record("SE-000001", 2));
        bed.opens("supervisor", RECORD);
        assertThat(bed.entries()).isEqualTo(4);
        bed.at(TODAY.atTime(9, 1));
        bed.opens("worker", RECORD);
        assertThat(bed.entries()).isEqualTo(5);
        bed.opens("admin", RECORD);
        bed.opens("admin", RECORD);
        assertThat(bed.entries()).isEqualTo(7);
    }

    @Test
    @DisplayName("An opening stands and falls with its transaction; a refusal stays")
    void rollsBackWithTheReading() {
        bed.transaction.executeWithoutResult(status -> {
            assertThat(bed.access.open("worker", RECORD, Route.PAGE)).isTrue();
            status.setRollbackOnly();
        });
        assertThat(bed.entries()).isZero();
        bed.transaction.executeWithoutResult(status -> {
            assertThat(bed.access.open("worker", RECORD, Route.PAGE)).isTrue();
            assertThat(bed.access.open("admin", RECORD, Route.PAGE)).isFalse();
            status.setRollbackOnly();
        });
        assertThat(bed.access.readings("worker", RECORD))
                .extracting(Reading::reader, Reading::denial)
                .containsExactly(tuple("admin", "STRANGER"));
        assertThat(verify()).isEmpty();
    }

    @Test
    @DisplayName("Of several things that are opened at once, none is when one is refused")
    void opensAllOrNothing() {
        boolean opened = Boolean.TRUE.equals(bed.transaction.execute(status -> bed.access.open(
                "cover", List.of(Content.record("SE-000002", 1), Content.personalMatter("PM-000001")), Route.FORM)));

        assertThat(opened).isFalse();
        assertThat(bed.access.readings("worker", Content.record("SE-000002", 0)))
                .isEmpty();
        assertThat(bed.access.readings("worker", Content.personalMatter("PM-000001")))
                .extracting(Reading::reader, Reading::isDenied)
                .containsExactly(tuple("cover", true));
    }

    @Test
    @DisplayName("What cannot be logged is not read")
    void failsWithTheLog() {
        bed.jdbc.sql("drop table read_log").update();

        assertThatThrownBy(() -> bed.opens("worker", RECORD)).isInstanceOf(BadSqlGrammarException.class);
    }

    @Test
    @DisplayName(
            "A6.3: with delayed notice the parties see on the day of that notice what was read, and refused, before")
    void delaysNotice() {
        bed.grant(
                "servicemanager",
                GrantBasis.PERFORMANCE_CONDUCT,
                TODAY,
                TODAY.plusDays(3),
                TODAY.plusDays(14),
                new Scope(ContentKind.RECORD, "SE-000001"));
        bed.opens("servicemanager", RECORD);
        bed.at(TODAY.plusDays(5).atTime(9, 0));
        bed.opens("servicemanager", RECORD);

        bed.at(TODAY.plusDays(13).atTime(23, 59));
        assertThat(bed.access.readings("worker", RECORD)).isEmpty();
        bed.at(TODAY.plusDays(14).atStartOfDay());
        assertThat(bed.access.readings("worker", RECORD))
                .extracting(Reading::reader, Reading::ground)
                .containsExactly(tuple("servicemanager", "DENIED"), tuple("servicemanager", "DISCLOSURE"));
        assertThat(bed.access.readings("servicemanager", RECORD)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "read_at = read_at + interval '1' minute",
                "reader = 'supervisor'",
                "kind = 'AGENDA'",
                "business_key = 'SE-000002'",
                "version_number = 2",
                "ground = 'COVER'",
                "denial = 'POLICY'",
                "route = 'FORM'",
                "grant_id = 7",
                "previous_hash = entry_hash",
                "entry_hash = previous_hash"
            })
    @DisplayName("finds an entry that was changed")
    void findsAChange(String change) {
        read(5);

        sql("update read_log set " + change + " where entry_number = 4");

        assertThat(verify()).contains(new Finding(4, Finding.Kind.CHANGED));
    }

    @Test
    @DisplayName("finds entries that were removed, in the middle and at the end")
    void findsARemoval() {
        read(5);

        sql("delete from read_log where entry_number in (2, 5)");

        assertThat(verify())
                .containsExactly(new Finding(2, Finding.Kind.MISSING), new Finding(5, Finding.Kind.MISSING));
    }

    @Test
    @DisplayName("finds entries that were put in another order")
    void findsAnotherOrder() {
        read(5);

        sql("update read_log set entry_number = -2 where entry_number = 2");
        sql("update read_log set entry_number = 2 where entry_number = 3");
        sql("update read_log set entry_number = 3 where entry_number = -2");

        assertThat(verify())
                .extracting(Finding::entry, Finding::kind)
                .contains(tuple(2L, Finding.Kind.CHANGED), tuple(3L, Finding.Kind.CHANGED));
    }

    @Test
    @DisplayName("finds an entry that was written anew with a hash of its own, also the last one")
    void findsAForgedEntry() {
        read(5);
        ReadChain.Head before = bed.log.head();
        sql("update read_log_head set entry_number = 2,"
                + " entry_hash = (select entry_hash from read_log where entry_number = 2)");
        sql("delete from read_log where entry_number = 3");
        bed.opens("worker", Content.record("SE-000001", 9));
        sql("update read_log_head set entry_number = 5, entry_hash = '" + before.hash() + "'");

        assertThat(verify()).containsExactly(new Finding(4, Finding.Kind.MISPLACED));

        sql("delete from read_log where entry_number > 3");
        sql("update read_log_head set entry_number = 3");
        assertThat(verify()).containsExactly(new Finding(3, Finding.Kind.WRONG_END));
        sql("update read_log_head set entry_number = 2, entry_hash = (select previous_hash from read_log where"
                + " entry_number = 3)");
        assertThat(verify()).containsExactly(new Finding(2, Finding.Kind.WRONG_END));
        sql("delete from read_log where entry_number > 2");
        assertThat(verify()).isEmpty();
        assertThat(bed.log.head()).as("what a head kept elsewhere shows").isNotEqualTo(before);
    }

    @Test
    @DisplayName("finds a chain that was written anew from the first entry to the last, with plain hashes that all fit")
    void findsARewrittenChain() {
        read(5);

        rewrite("reader = 'nobody'");

        assertThat(verify())
                .extracting(Finding::entry, Finding::kind)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 5)
                        .mapToObj(entry -> tuple(entry, Finding.Kind.CHANGED))
                        .toList());
    }

    @Test
    @DisplayName(
            "goes on from plain entries of an earlier version, whose end is sealed once, and finds these rewritten too")
    void sealsEarlierEntries() {
        read(3);
        rewrite("ground = ground");
        bed.transaction.executeWithoutResult(status -> new SealChain(bed.jdbc, bed.cipher).addEndOfReadLog());
        assertThat(verify()).isEmpty();
        bed.at(TODAY.atTime(12, 0));
        bed.opens("worker", RECORD);
        assertThat(verify()).isEmpty();
        assertThat(new SealChain(bed.jdbc, bed.cipher).verify())
                .extracting(SealChain.Problem::table)
                .doesNotContain("read_log");

        rewrite("reader = 'nobody'");

        assertThat(verify()).containsExactly(new Finding(4, Finding.Kind.CHANGED));
        assertThat(new SealChain(bed.jdbc, bed.cipher).verify())
                .contains(new SealChain.Problem("read_log", 3, 0, "it is not as it was sealed"));
    }

    /** An entry as its hash is made of it. */
    private record Written(String number, String text) {}

    private static Written written(ResultSet row) throws SQLException {
        return new Written(
                row.getString("entry_number"),
                String.join(
                        "\n",
                        row.getString("entry_number"),
                        row.getObject("read_at", OffsetDateTime.class)
                                .toInstant()
                                .toString(),
                        row.getString("reader"),
                        row.getString("kind"),
                        row.getString("business_key"),
                        row.getString("version_number"),
                        row.getString("ground"),
                        String.valueOf(row.getString("denial")),
                        row.getString("route"),
                        String.valueOf(row.getString("grant_id"))));
    }

    /** As whoever writes to the tables, and has no key, can do it. */
    private void rewrite(String change) {
        sql("update read_log set " + change);
        String previous = "0".repeat(64);
        for (Written written : bed.jdbc
                .sql("select * from read_log order by entry_number")
                .query((row, n) -> written(row))
                .list()) {
            String hash = Documents.sha256(written.text() + "\n" + previous);
            sql("update read_log set previous_hash = '%s', entry_hash = '%s' where entry_number = %s"
                    .formatted(previous, hash, written.number()));
            previous = hash;
        }
        sql("update read_log_head set entry_hash = '" + previous + "'");
    }

    @Test
    @DisplayName("holds when two nodes log at once, on H2")
    void holdsUnderConcurrencyOnH2() throws Exception {
        DataSource database = JdbcConnectionPool.create(TestDatabase.inMemory());
        logAtOnce(database, database);
    }

    @Test
    @DisplayName("holds when two nodes log at once, on PostgreSQL")
    void holdsUnderConcurrencyOnPostgres() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            logAtOnce(postgres.getPostgresDatabase(), postgres.getPostgresDatabase());
        }
    }

    private static void logAtOnce(DataSource first, DataSource second) throws Exception {
        Flyway.configure()
                .dataSource(first)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        TextCipher cipher = new TestCipher().textCipher();
        List<AccessBed> nodes = List.of(new AccessBed(first, "NONE", cipher), new AccessBed(second, "NONE", cipher));
        nodes.get(0).addRows();
        int readers = 8;
        int readings = 25;
        ExecutorService threads = Executors.newFixedThreadPool(readers);
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < readers; i++) {
            AccessBed node = nodes.get(i % nodes.size());
            String reader = i < 2 ? "worker" : "stranger" + i;
            int base = i * readings;
            work.add(() -> {
                for (int version = 1; version <= readings; version++) {
                    node.opens(reader, Content.record("SE-000001", base + version));
                }
                return null;
            });
        }
        for (Future<Void> done : threads.invokeAll(work)) {
            done.get();
        }
        threads.shutdown();

        assertThat(nodes.get(0).entries()).isEqualTo(readers * readings);
        assertThat(nodes.get(1).log.verify()).isEmpty();
        assertThat(nodes.get(1).log.head().entry()).isEqualTo(readers * readings);
    }
}
