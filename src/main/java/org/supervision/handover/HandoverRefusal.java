package org.supervision.handover;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * That somebody who was named cannot take the supervision over.
 *
 * @param refusedBy user id
 * @param reason for the line manager
 */
public record HandoverRefusal(
        @Id @Nullable Long id, long changeId, String refusedBy, Instant refusedAt, String reason) {}
