package org.supervision.disclosure;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Keeps the records of an agreement, whatever the retention rules say, while they are needed in proceedings (B6).
 *
 * @param id the row id; null before the row exists
 * @param disclosureId the disclosure that set it
 * @param liftedAt when it ended; null while it stands
 */
@Table("legal_hold")
public record LegalHold(
        @Id @Nullable Long id,
        long agreementId,
        long disclosureId,
        String setBy,
        Instant setAt,
        @Nullable Instant liftedAt) {}
