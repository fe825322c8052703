package org.supervision.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A mail to one person. What it says never changes after it is queued; only what becomes of it does.
 *
 * @param mailKey unique, and the business key of its delivery
 * @param messageId follows from the key, so that a copy sent twice is recognised as one
 * @param notBefore when mail hours let it go
 * @param address where it went or was last tried, or the corrected address it goes to next; null before the first try
 * @param attempts deliveries begun, counted even when the attempt is rolled back
 * @param settledAt when it was sent, caught, rejected or given by hand
 * @param handNote how it was given by hand; free text
 */
@Table("mail")
record Mail(
        @Id @Nullable Long id,
        String mailKey,
        String messageId,
        String recipient,
        MailKind kind,
        String businessKey,
        String subject,
        String bodyText,
        String bodyHtml,
        @Embedded.Nullable(prefix = "invitation_") @Nullable Invitation invitation,
        Instant queuedAt,
        Instant notBefore,
        MailStatus status,
        @Nullable String address,
        int attempts,
        @Nullable Instant attemptedAt,
        @Nullable Instant settledAt,
        @Nullable Rejection rejection,
        @Nullable String handNote) {

    Mail givenByHand(@Nullable String note, Instant at) {
        return new Mail(
                id,
                mailKey,
                messageId,
                recipient,
                kind,
                businessKey,
                subject,
                bodyText,
                bodyHtml,
                invitation,
                queuedAt,
                notBefore,
                MailStatus.BY_HAND,
                address,
                attempts,
                attemptedAt,
                at,
                rejection,
                note);
    }
}
