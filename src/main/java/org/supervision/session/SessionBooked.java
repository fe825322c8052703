package org.supervision.session;

/**
 * A session was booked.
 *
 * @param sessionId row id
 * @param agreementId under which agreement
 */
public record SessionBooked(long sessionId, long agreementId) {}
