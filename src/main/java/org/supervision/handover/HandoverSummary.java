package org.supervision.handover;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * What the outgoing supervisor leaves to the new one (B6).
 *
 * @param openActions what to know about the actions that are open
 * @param priorities what matters most
 * @param overdueCases what to know about the cases that have waited too long
 */
public record HandoverSummary(
        @Id @Nullable Long id,
        long changeId,
        String writtenBy,
        Instant writtenAt,
        @Nullable String openActions,
        String priorities,
        @Nullable String overdueCases) {}
