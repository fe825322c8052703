package org.supervision.retention;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The file of an agreement that is over. Dates are London dates.
 *
 * @param supervisee null where a draft was discarded before it named one
 */
record DueFile(
        long agreementId, String supervisor, @Nullable String supervisee, LocalDate beganOn, LocalDate endedOn) {}
