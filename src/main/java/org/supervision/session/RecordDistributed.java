package org.supervision.session;

/**
 * A version of a record was distributed, so that its case files fall due (B5). Published inside the transaction.
 *
 * @param sessionId row id
 * @param version of the record
 */
public record RecordDistributed(long sessionId, int version) {}
