package org.supervision.notification;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Every mail and what became of it, for reading. */
@Component
@Transactional(readOnly = true)
public class Outbox {

    private final MailRepository mails;
    private final InvitationCalendar calendar;

    Outbox(MailRepository mails, InvitationCalendar calendar) {
        this.mails = mails;
        this.calendar = calendar;
    }

    /**
     * A mail in the list.
     *
     * @param recipient user id
     * @param attempts deliveries begun; more than one may have left a second copy
     * @param settledAt when it was sent, caught, rejected or given by hand
     */
    public record Entry(
            long id,
            String recipient,
            MailKind kind,
            String businessKey,
            String subject,
            Instant queuedAt,
            Instant notBefore,
            MailStatus status,
            int attempts,
            @Nullable Instant settledAt,
            @Nullable Rejection rejection) {}

    /**
     * One mail.
     *
     * @param calendar its iCalendar object; null without an invitation
     */
    public record Opened(
            Entry entry,
            String messageId,
            String plain,
            @Nullable String calendar) {}

    /** The latest 200 mails, newest first. */
    public List<Entry> latest() {
        return mails.findTop200ByOrderByIdDesc().stream().map(Outbox::entry).toList();
    }

    /** Those that reached nobody, however long ago, the oldest first: somebody is to correct the address. */
    public List<Entry> rejectedOnes() {
        return mails.findByStatusOrderById(MailStatus.REJECTED).stream()
                .map(Outbox::entry)
                .toList();
    }

    /** How many mails were rejected and wait for another address. */
    public int rejected() {
        return mails.countByStatus(MailStatus.REJECTED);
    }

    /** One mail by the id of its entry. */
    public Optional<Opened> open(long id) {
        return mails.findById(id)
                .map(mail -> new Opened(entry(mail), mail.messageId(), mail.bodyText(), calendarOf(mail)));
    }

    private @Nullable String calendarOf(Mail mail) {
        Invitation invitation = mail.invitation();
        if (invitation == null) {
            return null;
        }
        String attendee = mail.address() != null && MailAddresses.isAddress(mail.address())
                ? mail.address()
                : mail.recipient() + "@invalid";
        return calendar.write(invitation, attendee, mail.queuedAt());
    }

    private static Entry entry(Mail mail) {
        return new Entry(
                mail.id() == null ? 0 : mail.id(),
                mail.recipient(),
                mail.kind(),
                mail.businessKey(),
                mail.subject(),
                mail.queuedAt(),
                mail.notBefore(),
                mail.status(),
                mail.attempts(),
                mail.settledAt(),
                mail.rejection());
    }
}
