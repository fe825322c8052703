package org.supervision.notification;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes mails down and starts their delivery; both in the caller's transaction, without which it refuses to work. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class MailNotifier implements Notifier {

    private final MailRepository mails;
    private final MailTexts texts;
    private final MailHours hours;
    private final DeliveryProcess delivery;
    private final MailProperties properties;
    private final Clock clock;

    MailNotifier(
            MailRepository mails,
            MailTexts texts,
            MailHours hours,
            DeliveryProcess delivery,
            MailProperties properties,
            Clock clock) {
        this.mails = mails;
        this.texts = texts;
        this.hours = hours;
        this.delivery = delivery;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void send(Notice notice) {
        if (!mails.existsByMailKey(notice.mailKey())) {
            queue(notice, texts.of(notice));
        }
    }

    /** Queues one mail with all of one person's reminders; the same id twice for the same person does nothing. */
    void sendDigest(String uniqueId, String recipient, String businessKey, List<Reminder> reminders) {
        Notice notice = Notice.of(uniqueId, recipient, MailKind.DIGEST, businessKey);
        if (!mails.existsByMailKey(notice.mailKey())) {
            queue(notice, texts.of(reminders));
        }
    }

    private void queue(Notice notice, MailTexts.Text text) {
        Instant now = clock.instant();
        mails.save(new Mail(
                null,
                notice.mailKey(),
                messageId(notice.mailKey()),
                notice.recipientUserId(),
                notice.kind(),
                notice.businessKey(),
                text.subject(),
                text.plain(),
                text.html(),
                notice.invitation(),
                now,
                hours.firstAt(now),
                MailStatus.QUEUED,
                null,
                0,
                null,
                null,
                null,
                null));
        delivery.start(notice.mailKey());
    }

    /** The same key has the same id for ever, whichever attempt, transaction or restart sends it. */
    private String messageId(String mailKey) {
        UUID id = UUID.nameUUIDFromBytes(mailKey.getBytes(StandardCharsets.UTF_8));
        return "<" + id + "@" + properties.host() + ">";
    }
}
