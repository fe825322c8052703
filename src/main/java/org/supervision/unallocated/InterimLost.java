package org.supervision.unallocated;

/**
 * Whoever supervised for the time being has gone.
 *
 * @param key business key, such as {@code UA-000012}
 */
public record InterimLost(String key) {}
