package org.supervision.agreement;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * That a term was signed on paper and entered here afterwards (F11).
 *
 * @param scanReference where the scan of the paper is kept
 * @param lastHeldOn London date of the last session that was held under it before; null where none was
 * @param importedBy user id of who entered it
 */
@Table("paper_agreement")
record PaperAgreement(
        @Id @Nullable Long id,
        long termId,
        String scanReference,
        @Nullable LocalDate lastHeldOn,
        String importedBy,
        Instant importedAt) {}
