package org.supervision.agreement;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * The Service Manager's dated answer to an interval beyond the policy's ceiling (B1).
 *
 * @param limitDays the longest interval without an exception, in calendar days, when it was asked for
 * @param untilOn the last London date on which the longer interval is allowed; null when refused
 */
record AgreementException(
        @Id @Nullable Long id,
        long agreementId,
        long termId,
        int intervalWeeks,
        int limitDays,
        boolean approved,
        @Nullable LocalDate untilOn,
        String reason,
        String decidedBy,
        Instant decidedAt) {

    boolean allows(int weeks, LocalDate on) {
        return approved && weeks <= intervalWeeks && untilOn != null && !on.isAfter(untilOn);
    }
}
