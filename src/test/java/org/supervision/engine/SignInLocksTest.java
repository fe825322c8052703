package org.supervision.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.supervision.TestBed;

/** How long whom a wrong password keeps waiting. */
class SignInLocksTest {

    private Instant now = Instant.parse("2027-01-04T08:00:00Z");
    private final SignInLocks locks = new SignInLocks(this::database, () -> now);

    private final String url = HardenedEngine.url();

    @BeforeEach
    void makeTable() {
        HardenedEngine.makeSignInAttempts(url);
    }

    private DataSource database() {
        return new DriverManagerDataSource(url, "sa", "");
    }

    private boolean isLocked(String userId, String address) {
        return locks.look(userId, address).isLocked();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    @DisplayName("case 11: three seconds after the first wrong password, twice as long after each, a minute at most")
    void doubling() {
        for (int seconds : new int[] {3, 6, 12, 24, 48, 60, 60, 60}) {
            locks.failed("boss", "10.0.0.1");
            pass(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(isLocked("boss", "10.0.0.1")).isTrue();
            pass(Duration.ofMillis(1));
            assertThat(isLocked("boss", "10.0.0.1")).isFalse();
        }
    }

    @Test
    @DisplayName("case 11: a wrong password elsewhere keeps nobody waiting here")
    void elsewhere() {
        locks.failed("boss", "10.0.0.1");

        assertThat(isLocked("boss", "10.0.0.2")).isFalse();
        assertThat(isLocked("worker", "10.0.0.1")).isFalse();
    }

    @Test
    @DisplayName("case 11: guessing from many addresses is slowed down, and doesn't lock the administrator out")
    void manyAddresses() {
        locks.succeeded("boss", "10.0.0.1", locks.look("boss", "10.0.0.1"));
        for (int i = 0; i < 10; i++) {
            locks.failed("boss", "192.0.2." + i);
        }

        assertThat(isLocked("boss", "198.51.100.1")).isTrue();
        assertThat(isLocked("boss", "10.0.0.1")).isFalse();
        pass(Duration.ofMinutes(1));
        assertThat(isLocked("boss", "198.51.100.1")).isFalse();
    }

    @Test
    @DisplayName("case 11: an administrator opens a lock, the right password ends one, an hour forgets all")
    void ends() {
        locks.failed("boss", "10.0.0.1");
        locks.forget("boss");
        assertThat(isLocked("boss", "10.0.0.1")).isFalse();

        locks.failed("boss", "10.0.0.1");
        locks.succeeded("boss", "10.0.0.1", locks.look("boss", "10.0.0.1"));
        locks.failed("boss", "10.0.0.1");
        pass(Duration.ofHours(1));
        locks.failed("boss", "10.0.0.1");
        pass(Duration.ofSeconds(3));
        assertThat(isLocked("boss", "10.0.0.1")).isFalse();
    }

    @Test
    @DisplayName("case 11: another node counts on, and what counts no longer is forgotten")
    void nodes() {
        SignInLocks otherNode = new SignInLocks(this::database, () -> now);
        locks.failed("boss", "10.0.0.1");
        otherNode.failed("boss", "10.0.0.1");
        pass(Duration.ofSeconds(5));
        assertThat(isLocked("boss", "10.0.0.1")).isTrue();
        assertThat(otherNode.look("boss", "10.0.0.1").isLocked()).isTrue();

        JdbcClient jdbc = JdbcClient.create(database());
        SignInLocks.forgetOld(jdbc, now);
        assertThat(rows(jdbc)).isEqualTo(2);
        pass(Duration.ofHours(1));
        locks.succeeded("boss", "10.0.0.1", locks.look("boss", "10.0.0.1"));
        SignInLocks.forgetOld(jdbc, now);
        assertThat(rows(jdbc)).as("the address is known for a month").isEqualTo(1);
        pass(Duration.ofDays(31));
        SignInLocks.forgetOld(jdbc, now);
        assertThat(rows(jdbc)).isZero();
    }

    private static int rows(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from sign_in_attempt")
                .query(Integer.class)
                .single();
    }

    @Test
    @DisplayName("case 11: two first sign-ins at once: neither undoes what the other, or its own transaction, does")
    void twoAtOnce() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            DataSource server = postgres.getPostgresDatabase();
            JdbcClient.create(server)
                    .sql(TestBed.text("db/migration/V236__sign_in_attempt.sql"))
                    .update();
            SignInLocks there = new SignInLocks(() -> new TransactionAwareDataSourceProxy(server), () -> now);
            TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(server));
            SignInLocks.Before nothing = there.look("boss", "10.0.0.1");
            CountDownLatch inserted = new CountDownLatch(1);
            CompletableFuture<Void> other =
                    CompletableFuture.runAsync(() -> transaction.executeWithoutResult(status -> {
                        there.succeeded("boss", "10.0.0.1", nothing);
                        inserted.countDown();
                        LockSupport.parkNanos(
                                Duration.ofMillis(200).toNanos()); // the other one comes to the same row meanwhile
                    }));
            inserted.await();
            transaction.executeWithoutResult(status -> {
                there.succeeded("boss", "10.0.0.1", nothing);
                there.failed("worker", "10.0.0.1");
            });
            other.join();

            assertThat(there.look("boss", "10.0.0.1").here().succeeded()).isEqualTo(now);
            assertThat(there.look("worker", "10.0.0.1").isLocked()).isTrue();
        }
    }
}
