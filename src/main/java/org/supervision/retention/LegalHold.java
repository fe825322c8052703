package org.supervision.retention;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Keeps everything of an agreement, whatever the retention rules say, for instance while it is needed in proceedings (B6).
 *
 * @param id the row id; null before the row exists
 * @param disclosureId the disclosure that set it; null where a records officer did
 * @param setBy user id
 * @param reason why; null where the disclosure says it
 * @param liftedAt when it ended; null while it stands
 * @param liftedBy user id of the records officer who lifted it
 */
@Table("legal_hold")
public record LegalHold(
        @Id @Nullable Long id,
        long agreementId,
        @Nullable Long disclosureId,
        String setBy,
        Instant setAt,
        @Nullable String reason,
        @Nullable Instant liftedAt,
        @Nullable String liftedBy,
        @Nullable String liftReason) {

    /** The row id of a stored hold. */
    public long requireId() {
        return Objects.requireNonNull(id, "The hold is not stored yet");
    }

    /** Whether it keeps anything now. */
    public boolean stands() {
        return liftedAt == null;
    }

    LegalHold lifted(String by, Instant at, String why) {
        return new LegalHold(id, agreementId, disclosureId, setBy, setAt, reason, at, by, why);
    }
}
