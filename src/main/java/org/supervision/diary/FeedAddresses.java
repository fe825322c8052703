package org.supervision.diary;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.People;
import org.supervision.persistence.Documents;

/**
 * The secret addresses of personal calendars: one a person, of 256 random bits that are told once and kept nowhere. Only
 * their SHA-256 is stored, by which the owner is found, so that neither a copy of the database nor the time that an answer
 * takes tells any address. Guessing one is hopeless without a limit on tries, which would hit honest people instead: the
 * servers of calendar providers fetch for many from one address.
 */
@Service
@Transactional
public class FeedAddresses {

    private static final int SECRET_BYTES = 32;

    /** What {@link #SECRET_BYTES} bytes look like in base64url. */
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final JdbcClient jdbc;
    private final People people;
    private final WorkingCalendar calendar;
    private final SecureRandom random = new SecureRandom();

    FeedAddresses(JdbcClient jdbc, People people, WorkingCalendar calendar) {
        this.jdbc = jdbc;
        this.people = people;
        this.calendar = calendar;
    }

    /** Makes somebody a new secret, which is told here and never again; the one before counts no longer. */
    public String renew(String person) {
        revoke(person);
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        jdbc.sql("insert into calendar_address (person, secret_sha256, made_at) values (:person, :hash, :now)")
                .param("person", person)
                .param("hash", Documents.sha256(secret))
                .param("now", calendar.now().atOffset(ZoneOffset.UTC))
                .update();
        return secret;
    }

    /** From now on nobody reads somebody's calendar by a secret address. Does nothing where there is none. */
    public void revoke(String person) {
        jdbc.sql("delete from calendar_address where person = :person")
                .param("person", person)
                .update();
    }

    /** When somebody's address was made; empty where there is none. */
    @Transactional(readOnly = true)
    public Optional<Instant> madeAt(String person) {
        return jdbc.sql("select made_at from calendar_address where person = :person")
                .param("person", person)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** User id of whoever this secret belongs to; empty for one that is unknown or revoked, or whose owner has left. */
    @Transactional(readOnly = true)
    public Optional<String> ownerOf(String secret) {
        if (!SECRET.matcher(secret).matches()) {
            return Optional.empty();
        }
        return jdbc.sql("select person from calendar_address where secret_sha256 = :hash")
                .param("hash", Documents.sha256(secret))
                .query(String.class)
                .optional()
                .filter(person -> !people.hasLeft(person));
    }

    /** Revokes the addresses of everybody who has left, so that none counts again should they come back. */
    void revokeThoseOfLeavers() {
        jdbc.sql("select person from calendar_address").query(String.class).list().stream()
                .filter(people::hasLeft)
                .forEach(this::revoke);
    }
}
