package org.supervision.notification;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.people.People;
import org.supervision.people.Person;

/**
 * Sends a mail again when an administrator asks for it (F103). What has gone out goes as a copy, a mail of its own with a
 * Message-ID of its own, so that it is no duplicate that a mail server drops; what never went out, or may not have, goes as
 * itself.
 */
@Service
@Transactional
public class MailResend {

    private static final Logger LOG = LoggerFactory.getLogger(MailResend.class);

    private static final int LONGEST_KEY = 255;

    private final MailRepository mails;
    private final DeliveryProcess delivery;
    private final MailHours hours;
    private final MailProperties properties;
    private final People people;
    private final JdbcClient jdbc;
    private final Clock clock;

    MailResend(
            MailRepository mails,
            DeliveryProcess delivery,
            MailHours hours,
            MailProperties properties,
            People people,
            JdbcClient jdbc,
            Clock clock) {
        this.mails = mails;
        this.delivery = delivery;
        this.hours = hours;
        this.properties = properties;
        this.people = people;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What was done. */
    public enum Done {
        /** It had gone out: a copy goes to the address in the directory. */
        COPIED,
        /** It was rejected: it goes to the address in the directory, and nobody has to correct it any more. */
        REDIRECTED,
        /** It had been put aside after a restored backup: it goes now. */
        RELEASED,
        /** It had failed too often: it is tried once more. */
        TRIED,
        /** It is on its way anyhow: nothing was done. */
        ON_ITS_WAY,
        /** The directory has no other address than the one that was rejected: nothing was done. */
        SAME_ADDRESS
    }

    /** That somebody asked. */
    public record Asked(String by, Instant at) {}

    /** Who asked for this mail to be sent again, the latest first. */
    @Transactional(readOnly = true)
    public List<Asked> asked(long id) {
        return jdbc.sql("select asked_by, asked_at from mail_again where mail_id = :id order by id desc")
                .param("id", id)
                .query((row, number) -> new Asked(
                        row.getString("asked_by"),
                        row.getObject("asked_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /**
     * Sends a mail again.
     *
     * @param by user id of who asks
     * @return what was done; empty where there is no such mail
     */
    public Optional<Done> sendAgain(long id, String by) {
        return mails.findById(id).map(mail -> {
            Done done = switch (mail.status()) {
                case SENT, CAUGHT, BY_HAND -> copy(mail, by);
                case REJECTED -> redirect(mail, by);
                case CHECK -> release(mail, by);
                case QUEUED -> tryNow(mail, by);
            };
            LOG.info("{} asks to send mail {} again: {}", by, id, done);
            return done;
        });
    }

    private Done copy(Mail mail, String by) {
        Instant now = clock.instant();
        String key = copyKey(mail);
        mails.save(new Mail(
                null,
                key,
                "<" + UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)) + "@" + properties.host() + ">",
                mail.recipient(),
                mail.kind(),
                mail.businessKey(),
                mail.subject(),
                mail.bodyText(),
                mail.bodyHtml(),
                mail.invitation(),
                now,
                hours.firstAt(now),
                MailStatus.QUEUED,
                null,
                0,
                null,
                null,
                null,
                null));
        delivery.start(key);
        note(mail, key, by);
        return Done.COPIED;
    }

    /** A key that follows from the mail's, and so is taken once: two who ask at the same moment make one copy. */
    private String copyKey(Mail mail) {
        int before = jdbc.sql("select count(*) from mail_again where mail_id = :id and copy_key is not null")
                .param("id", mail.id())
                .query(Integer.class)
                .single();
        String end = "/again/" + (before + 1);
        String start = mail.mailKey();
        return start.length() + end.length() <= LONGEST_KEY
                ? start + end
                : UUID.nameUUIDFromBytes(start.getBytes(StandardCharsets.UTF_8)) + end;
    }

    private Done redirect(Mail mail, String by) {
        String address = people.find(mail.recipient())
                .map(Person::mail)
                .map(String::strip)
                .filter(MailAddresses::isAddress)
                .orElse(null);
        if (address == null || address.equals(mail.address())) {
            return Done.SAME_ADDRESS;
        }
        mails.redirect(mail.mailKey(), address);
        delivery.again(mail.mailKey());
        note(mail, null, by);
        return Done.REDIRECTED;
    }

    /** With its own Message-ID: whoever had it before may drop it as a duplicate. */
    private Done release(Mail mail, String by) {
        String address = people.find(mail.recipient())
                .map(Person::mail)
                .map(String::strip)
                .orElse("");
        mails.redirect(mail.mailKey(), address);
        delivery.start(mail.mailKey());
        note(mail, null, by);
        return Done.RELEASED;
    }

    private Done tryNow(Mail mail, String by) {
        if (!delivery.again(mail.mailKey())) {
            return Done.ON_ITS_WAY;
        }
        note(mail, null, by);
        return Done.TRIED;
    }

    private void note(Mail mail, @Nullable String copyKey, String by) {
        jdbc.sql("insert into mail_again (mail_id, copy_key, asked_by, asked_at) values (:id, :key, :by, :at)")
                .param("id", mail.id())
                .param("key", copyKey)
                .param("by", by)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
