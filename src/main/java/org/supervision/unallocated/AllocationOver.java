package org.supervision.unallocated;

/**
 * Nobody is to be found any more.
 *
 * @param key business key, such as {@code UA-000012}
 * @param done whether a supervisor has accepted and a session is booked; otherwise none is owed any more, or the supervisor is back
 */
public record AllocationOver(String key, boolean done) {}
