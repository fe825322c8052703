package org.supervision.notification;

import java.time.Clock;
import java.time.Instant;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.people.People;
import org.supervision.people.Person;

/**
 * Delivers queued mails. A mail is never lost, and its recipient gets a second copy only after a crash or a broken
 * dialogue with the mail server, then with the same Message-ID.
 */
@Service
@Transactional
public class MailDispatch {

    private final MailRepository mails;
    private final DeliveryAttempts attempts;
    private final MailGate gate;
    private final MailTransport transport;
    private final InvitationCalendar calendar;
    private final People people;
    private final Clock clock;
    private final @Nullable Instant checkBefore;

    /** @param checkBefore mails queued before it are put aside, as after a restored backup; null to put none aside */
    MailDispatch(
            MailRepository mails,
            DeliveryAttempts attempts,
            MailGate gate,
            MailTransport transport,
            InvitationCalendar calendar,
            People people,
            Clock clock,
            @Value("${supervision.mail.check-before:#{null}}") @Nullable Instant checkBefore) {
        this.mails = mails;
        this.attempts = attempts;
        this.gate = gate;
        this.transport = transport;
        this.calendar = calendar;
        this.people = people;
        this.clock = clock;
        this.checkBefore = checkBefore;
    }

    /**
     * A mail whose address was rejected, as whoever corrects it sees it.
     *
     * @param recipient user id
     * @param address the address that was tried; null where there was none
     */
    public record Rejected(
            String recipient,
            MailKind kind,
            String businessKey,
            String subject,
            String plain,
            @Nullable String address,
            @Nullable Rejection rejection,
            Instant queuedAt) {}

    /** When mail hours let this mail go. */
    @Transactional(readOnly = true)
    public Instant notBefore(String mailKey) {
        return require(mailKey).notBefore();
    }

    /** Who is to get this mail, a user id. */
    @Transactional(readOnly = true)
    public String recipientOf(String mailKey) {
        return require(mailKey).recipient();
    }

    @Transactional(readOnly = true)
    public Rejected rejected(String mailKey) {
        Mail mail = require(mailKey);
        return new Rejected(
                mail.recipient(),
                mail.kind(),
                mail.businessKey(),
                mail.subject(),
                mail.bodyText(),
                mail.address(),
                mail.rejection(),
                mail.queuedAt());
    }

    /** When the mail was rejected last, or null while it never was. */
    @Transactional(readOnly = true)
    public @Nullable Instant rejectedAt(String mailKey) {
        Mail mail = require(mailKey);
        return mail.status() == MailStatus.REJECTED ? mail.settledAt() : null;
    }

    /**
     * Delivers the mail; does nothing when that was done before. After a restored backup it is put aside in place of that.
     *
     * @return whether nothing is left to do; false when it can never reach the address that we have
     * @throws MailServerException if it may succeed later
     * @throws MailServerBusyException if it may do so in a moment; this was no attempt
     */
    public boolean deliver(String mailKey) {
        Mail mail = require(mailKey);
        if (mail.status() == MailStatus.SENT
                || mail.status() == MailStatus.CAUGHT
                || mail.status() == MailStatus.BY_HAND
                || mail.status() == MailStatus.CHECK) {
            return true;
        }
        if (mayHaveGoneBefore(mail)) {
            mails.settle(mailKey, MailStatus.CHECK, null, null, clock.instant());
            return true;
        }
        String address = addressOf(mail);
        try {
            MailStatus status = handOver(mail, address);
            mails.settle(mailKey, status, address, null, clock.instant());
            return true;
        } catch (MailRejectedException e) {
            mails.settle(mailKey, MailStatus.REJECTED, address, e.rejection(), clock.instant());
            return false;
        }
    }

    private MailStatus handOver(Mail mail, @Nullable String address) throws MailRejectedException {
        try (MailGate.Dialogue dialogue = gate.enter()) {
            attempts.count(mail.mailKey(), clock.instant());
            try {
                MailStatus status = transport.send(outgoing(mail, address));
                dialogue.answered();
                return status;
            } catch (MailRejectedException e) {
                dialogue.answered();
                throw e;
            } catch (MailServerException e) {
                if (e.answered()) {
                    dialogue.answered();
                }
                throw e;
            }
        }
    }

    /** A mail that somebody has directed anywhere since is wanted. */
    private boolean mayHaveGoneBefore(Mail mail) {
        return checkBefore != null && mail.queuedAt().isBefore(checkBefore) && mail.address() == null;
    }

    /** Sends a rejected mail to this address next. */
    public void correctAddress(String mailKey, String address) {
        if (!MailAddresses.isAddress(address)) {
            throw new IllegalArgumentException("Not a mail address");
        }
        mails.redirect(mailKey, address);
    }

    /**
     * Notes that the recipient was told in another way.
     *
     * @param note how, in the words of whoever told them
     */
    public void deliveredByHand(String mailKey, @Nullable String note) {
        mails.save(require(mailKey).givenByHand(note, clock.instant()));
    }

    private OutgoingMail outgoing(Mail mail, @Nullable String address) throws MailRejectedException {
        if (address == null || address.isBlank()) {
            throw new MailRejectedException(Rejection.NO_ADDRESS);
        }
        if (!MailAddresses.isAddress(address)) {
            throw new MailRejectedException(Rejection.MALFORMED_ADDRESS);
        }
        Invitation invitation = mail.invitation();
        return new OutgoingMail(
                mail.messageId(),
                address,
                mail.subject(),
                mail.bodyText(),
                mail.bodyHtml(),
                mail.queuedAt(),
                invitation == null ? null : calendar.write(invitation, address, mail.queuedAt()),
                invitation == null ? null : invitation.method());
    }

    /** A corrected address, or else the directory's, as it is today. */
    private @Nullable String addressOf(Mail mail) {
        if (mail.address() != null && mail.status() == MailStatus.QUEUED) {
            return mail.address();
        }
        return people.find(mail.recipient())
                .map(Person::mail)
                .map(String::strip)
                .orElse(null);
    }

    private Mail require(String mailKey) {
        return mails.findByMailKey(mailKey).orElseThrow(() -> new NoSuchElementException("No mail " + mailKey));
    }
}
