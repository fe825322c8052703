package org.supervision.session;

/**
 * A session that has not started is held by somebody else from now on (A-br).
 *
 * @param from user id of who was to hold it
 * @param to user id of who holds it now
 */
public record CoverAssigned(long sessionId, long agreementId, String from, String to) {}
