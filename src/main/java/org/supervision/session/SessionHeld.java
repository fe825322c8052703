package org.supervision.session;

import java.time.Instant;

/**
 * A session took place and keeps the agreed interval. Published inside the transaction.
 *
 * @param sessionId the session's row id
 * @param agreementId the agreement's row id
 * @param heldAt when it really began
 * @param recordedAt when that was said
 */
public record SessionHeld(long sessionId, long agreementId, Instant heldAt, Instant recordedAt) {}
