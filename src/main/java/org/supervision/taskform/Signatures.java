package org.supervision.taskform;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.supervision.persistence.Documents;

/**
 * Proofs that a person has just entered the password again, or has just signed in again where passwords are the
 * organisation's: single-use, bound to person, task and text, and void after minutes (A6.2, A-sig, B-sig). They run on the
 * machine's own clock, like sign-in.
 */
@Component
class Signatures {

    private static final Duration VALID = Duration.ofMinutes(5);
    private static final int FAILURES_BEFORE_PAUSE = 5;
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final PasswordCheck passwords;
    private final boolean bySignIn;
    private final InstantSource machineClock = InstantSource.system();

    /** @param registration of the provider that people sign in with; empty where they have passwords here */
    Signatures(
            JdbcClient jdbc,
            PasswordCheck passwords,
            @Value("${supervision.sign-in.registration:}") String registration) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.bySignIn = !registration.isBlank();
    }

    /** Whether people sign by a fresh sign-in, not by a password. */
    boolean bySignIn() {
        return bySignIn;
    }

    /** Takes a password where one was sent, and adds an error unless a proof for exactly this text stands. */
    void check(TaskContext task, String text, @Nullable String password, FormErrors errors) {
        String hash = Documents.sha256(text);
        if (!bySignIn && password != null && !password.isEmpty()) {
            prove(task, hash, password, errors);
        } else if (stands(task, hash)) {
            return;
        } else if (bySignIn) {
            errors.add(FormDraft.PASSWORD, "Sign in again to sign.", "A6.2");
        } else {
            errors.add(FormDraft.PASSWORD, "Enter your password to sign.", "A6.2");
        }
    }

    /** Uses the proof up. */
    void consume(TaskContext task) {
        delete(task.taskId(), task.userId());
    }

    private void delete(String taskId, String userId) {
        jdbc.sql("delete from signature_proof where task_id = :task and user_id = :user")
                .param("task", taskId)
                .param("user", userId)
                .update();
    }

    /** Keeps a proof for this text, in place of any other for the task. */
    void keep(String taskId, String userId, String hash) {
        delete(taskId, userId);
        jdbc.sql("insert into signature_proof (task_id, user_id, text_hash, expires_at)"
                        + " values (:task, :user, :hash, :expires)")
                .param("task", taskId)
                .param("user", userId)
                .param("hash", hash)
                .param("expires", Timestamp.from(machineClock.instant().plus(VALID)))
                .update();
    }

    private void prove(TaskContext task, String hash, String password, FormErrors errors) {
        Instant now = machineClock.instant();
        if (isPaused(task.userId(), now)) {
            errors.add(FormDraft.PASSWORD, "Too many wrong passwords. Wait a minute, then try again.");
            return;
        }
        if (!passwords.matches(task.userId(), password)) {
            countFailure(task.userId(), now);
            errors.add(FormDraft.PASSWORD, "That is not your password. Nothing else you typed is lost.", "A6.2");
            return;
        }
        forgetFailures(task.userId());
        keep(task.taskId(), task.userId(), hash);
    }

    /** Whether a proof for exactly this text stands. */
    boolean stands(TaskContext task, String hash) {
        return jdbc.sql("select count(*) from signature_proof where task_id = :task and user_id = :user"
                                + " and text_hash = :hash and expires_at > :now")
                        .param("task", task.taskId())
                        .param("user", task.userId())
                        .param("hash", hash)
                        .param("now", Timestamp.from(machineClock.instant()))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private boolean isPaused(String userId, Instant now) {
        Optional<Instant> lastOfMany = jdbc.sql(
                        "select last_failed_at from signature_failure where user_id = :user and failures >= :limit")
                .param("user", userId)
                .param("limit", FAILURES_BEFORE_PAUSE)
                .query((row, n) -> row.getTimestamp("last_failed_at").toInstant())
                .optional();
        return lastOfMany.map(last -> now.isBefore(last.plus(PAUSE))).orElse(false);
    }

    private void countFailure(String userId, Instant now) {
        int counted = jdbc.sql("update signature_failure set failures = failures + 1, last_failed_at = :now"
                        + " where user_id = :user")
                .param("now", Timestamp.from(now))
                .param("user", userId)
                .update();
        if (counted == 0) {
            jdbc.sql("insert into signature_failure (user_id, failures, last_failed_at) values (:user, 1, :now)")
                    .param("user", userId)
                    .param("now", Timestamp.from(now))
                    .update();
        }
    }

    private void forgetFailures(String userId) {
        jdbc.sql("delete from signature_failure where user_id = :user")
                .param("user", userId)
                .update();
    }
}
