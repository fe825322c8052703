package org.supervision.session;

/**
 * A session did not take place, or is presumed not to have. Published inside the transaction, perhaps more than
 * once.
 *
 * @param sessionId the session's row id
 * @param agreementId the agreement's row id
 */
public record SessionMissed(long sessionId, long agreementId) {}
