package org.supervision.session;

/**
 * A session was rearranged. Published inside the transaction.
 *
 * @param sessionId the session's row id
 * @param agreementId the agreement's row id
 * @param moves how often it has been rearranged by now
 */
public record SessionMoved(long sessionId, long agreementId, int moves) {}
