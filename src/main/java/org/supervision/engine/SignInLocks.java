package org.supervision.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.supervision.persistence.Documents;

/**
 * Who has to wait after wrong passwords. A person at one address waits 3 seconds after the first, twice as long after each
 * further one, a minute at most. After ten wrong ones from wherever, strangers wait a minute after each: but whoever has
 * signed in from an address within a month is no stranger there, so that nobody can lock the administrator out from outside.
 * Nothing is locked for good. Kept in the database, for all nodes together, with the transaction that checks the password.
 */
public final class SignInLocks {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(3);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final int FAILURES_BEFORE_STRANGERS_WAIT = 10;
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    private static final Duration KNOWN_FOR = Duration.ofDays(30);

    /** So that not every request of a script is noted. */
    private static final Duration KNOWN_ANEW = Duration.ofDays(1);

    /** The address of the row that counts a person's failures from everywhere. */
    private static final String ANYWHERE = "";

    private final Supplier<DataSource> database;
    private final InstantSource clock;

    SignInLocks(Supplier<DataSource> database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    record Attempts(
            int failures,
            @Nullable Instant lastFailed,
            @Nullable Instant succeeded) {

        static final Attempts NONE = new Attempts(0, null, null);

        static Attempts of(ResultSet row) throws SQLException {
            return new Attempts(
                    row.getInt("failures"),
                    instant(row.getTimestamp("last_failed_at")),
                    instant(row.getTimestamp("succeeded_at")));
        }

        private static @Nullable Instant instant(@Nullable Timestamp moment) {
            return moment == null ? null : moment.toInstant();
        }

        boolean failedWithin(Duration span, Instant now) {
            return failures > 0 && lastFailed != null && now.isBefore(lastFailed.plus(span));
        }

        boolean succeededWithin(Duration span, Instant now) {
            return succeeded != null && now.isBefore(succeeded.plus(span));
        }

        Duration delay() {
            Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(Math.max(failures - 1, 0), 10));
            return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
        }
    }

    /** What there was at this moment from one address and from all. */
    record Before(Attempts here, Attempts anywhere, Instant now) {

        /** Whether even the right password is refused now. */
        boolean isLocked() {
            return here.failedWithin(here.delay(), now)
                    || anywhere.failures() >= FAILURES_BEFORE_STRANGERS_WAIT
                            && anywhere.failedWithin(LONGEST_WAIT, now)
                            && !here.succeededWithin(KNOWN_FOR, now);
        }

        /** Whether a right password is news. */
        private boolean isNews() {
            return here.failures() > 0 || !here.succeededWithin(KNOWN_ANEW, now);
        }
    }

    /** Looks up what there was of this person's sign-ins. */
    Before look(String userId, String address) {
        String place = hash(userId, address);
        Map<String, Attempts> found = new HashMap<>();
        JdbcClient.create(database.get())
                .sql("select address_hash, failures, last_failed_at, succeeded_at from sign_in_attempt"
                        + " where user_id = :user and address_hash in (:place, :anywhere)")
                .param("user", userId)
                .param("place", place)
                .param("anywhere", ANYWHERE)
                .query((ResultSet row) -> {
                    found.put(row.getString("address_hash"), Attempts.of(row));
                });
        return new Before(
                found.getOrDefault(place, Attempts.NONE), found.getOrDefault(ANYWHERE, Attempts.NONE), clock.instant());
    }

    void failed(String userId, String address) {
        connected(connection -> {
            count(connection, userId, hash(userId, address));
            count(connection, userId, ANYWHERE);
        });
    }

    private void count(Connection connection, String userId, String place) throws SQLException {
        put(
                connection,
                userId,
                place,
                "failures = case when last_failed_at > :hourAgo then failures + 1 else 1 end, last_failed_at = :now",
                "insert into sign_in_attempt (user_id, address_hash, failures, last_failed_at)"
                        + " values (:user, :place, 1, :now)");
    }

    void succeeded(String userId, String address, Before before) {
        if (before.isNews()) {
            connected(connection -> put(
                    connection,
                    userId,
                    hash(userId, address),
                    "failures = 0, succeeded_at = :now",
                    "insert into sign_in_attempt (user_id, address_hash, failures, succeeded_at)"
                            + " values (:user, :place, 0, :now)"));
        }
    }

    /** A row that another request was quicker to insert undoes nothing of what the caller does. */
    private void put(Connection connection, String userId, String place, String change, String insert)
            throws SQLException {
        JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        Instant now = clock.instant();
        Map<String, Object> values = Map.of(
                "user",
                userId,
                "place",
                place,
                "now",
                Timestamp.from(now),
                "hourAgo",
                Timestamp.from(now.minus(FORGOTTEN_AFTER)));
        String update = "update sign_in_attempt set " + change + " where user_id = :user and address_hash = :place";
        if (jdbc.sql(update).params(values).update() == 0) {
            Savepoint before = connection.getAutoCommit() ? null : connection.setSavepoint();
            try {
                jdbc.sql(insert).params(values).update();
            } catch (DuplicateKeyException e) {
                if (before != null) {
                    connection.rollback(before);
                }
                jdbc.sql(update).params(values).update();
            }
        }
    }

    /** Lets the user try at once, from anywhere. */
    void forget(String userId) {
        JdbcClient.create(database.get())
                .sql("update sign_in_attempt set failures = 0 where user_id = :user")
                .param("user", userId)
                .update();
    }

    /** Forgets what counts no longer. */
    public static void forgetOld(JdbcClient jdbc, Instant now) {
        jdbc.sql("delete from sign_in_attempt where (last_failed_at is null or last_failed_at < :hourAgo)"
                        + " and (succeeded_at is null or succeeded_at < :monthAgo)")
                .param("hourAgo", Timestamp.from(now.minus(FORGOTTEN_AFTER)))
                .param("monthAgo", Timestamp.from(now.minus(KNOWN_FOR)))
                .update();
    }

    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    /** Does this on the connection of the caller's transaction or, where there is none, on one for this alone. */
    private void connected(Work work) {
        try (Connection connection = database.get().getConnection()) {
            work.on(connection);
        } catch (SQLException e) {
            throw new CannotGetJdbcConnectionException("Sign-ins cannot be counted", e);
        }
    }

    private static String hash(String userId, String address) {
        return Documents.sha256(userId + "\n" + address);
    }
}
