package org.supervision.session;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.supervision.agreement.MeetingMode;

/**
 * A session to be booked.
 *
 * @param agreementId under which agreement
 * @param start when it starts
 * @param duration how long it is to be
 * @param location where
 * @param mode how the two are to meet
 * @param reason why it is booked against a rule, or remotely; null where neither is so
 * @param supervisor user id of who holds it in the supervisor's place; null for the supervisor
 * @param recoveryForCase row id of the missed-session case that it is to recover; null where it is none's
 */
public record NewSession(
        long agreementId,
        Instant start,
        Duration duration,
        String location,
        MeetingMode mode,
        @Nullable String reason,
        @Nullable String supervisor,
        @Nullable Long recoveryForCase) {}
