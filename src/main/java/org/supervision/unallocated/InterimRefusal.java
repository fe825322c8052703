package org.supervision.unallocated;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * That somebody who was asked cannot supervise for the time being.
 *
 * @param refusedBy user id
 * @param reason for the manager who asks
 */
public record InterimRefusal(
        @Id @Nullable Long id, long unallocatedId, String refusedBy, Instant refusedAt, String reason) {}
