package org.supervision.disagreement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Somebody was named to decide a disagreement where the reporting line has nobody (E14).
 *
 * @param manager user id of who was named
 * @param appointedBy user id of who named him, who learns nothing of what is disagreed on
 */
@Table("disagreement_appointment")
record DisagreementAppointment(
        @Id @Nullable Long id,
        long referralId,
        String manager,
        String appointedBy,
        Instant appointedAt,
        String reason) {}
