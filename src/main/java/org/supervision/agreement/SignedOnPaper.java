package org.supervision.agreement;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A term that both have signed on paper was entered and is to come into force (F11). Published inside the transaction.
 *
 * @param termKey the term, such as {@code AG-000123/T1}
 * @param agreementId row id
 * @param lastHeldOn London date of the last session that was held under it before; null where none was
 */
public record SignedOnPaper(
        String termKey, long agreementId, @Nullable LocalDate lastHeldOn) {}
