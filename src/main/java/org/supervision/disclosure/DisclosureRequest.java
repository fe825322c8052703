package org.supervision.disclosure;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for.
 *
 * @param explanation why, in the requester's words
 * @param recipient on whose behalf the reader reads; null where it is the reader alone
 * @param from London date of the first session
 * @param to London date of the last session
 * @param viewer user id of the one who reads
 * @param accessUntil London date by whose end access ends
 */
public record DisclosureRequest(
        Purpose purpose,
        String explanation,
        @Nullable String recipient,
        long agreementId,
        LocalDate from,
        LocalDate to,
        String viewer,
        LocalDate accessUntil) {}
