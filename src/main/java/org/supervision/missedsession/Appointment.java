package org.supervision.missedsession;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Somebody was named to see to a case where the reporting line has nobody.
 *
 * @param escalationLevel see {@link Level}
 * @param manager user id of who was named
 * @param appointedBy user id of who named him
 */
@Table("manager_appointment")
record Appointment(
        @Id @Nullable Long id,
        long caseId,
        int escalationLevel,
        String manager,
        String appointedBy,
        Instant appointedAt,
        String reason) {}
