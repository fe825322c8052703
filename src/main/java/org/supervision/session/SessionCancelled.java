package org.supervision.session;

/**
 * A session was cancelled in exceptional circumstances (A2.4): a new date is to be found. Published inside the
 * transaction, perhaps more than once.
 *
 * @param sessionId the session's row id
 * @param agreementId the agreement's row id
 */
public record SessionCancelled(long sessionId, long agreementId) {}
