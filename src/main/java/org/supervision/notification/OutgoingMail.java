package org.supervision.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail as it goes to the mail server.
 *
 * @param messageId with angle brackets
 * @param to a well-formed address
 * @param writtenAt the date it bears
 * @param calendar an iCalendar object, or null
 * @param calendarMethod its method; null without one
 */
record OutgoingMail(
        String messageId,
        String to,
        String subject,
        String plain,
        String html,
        Instant writtenAt,
        @Nullable String calendar,
        Invitation.@Nullable Method calendarMethod) {}
